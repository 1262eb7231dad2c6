# Where gouji looks for the networks of its own after share/gouji/models: those in the source tree.
set(GOUJI_MODEL_DIR "${PROJECT_SOURCE_DIR}/data/models" CACHE PATH
  "folder of small_reader.onnx and restorer.onnx, searched after share/gouji/models")

# gouji_model_path(SOURCE): makes it known to one source file.
function(gouji_model_path source)
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS "GOUJI_MODEL_DIR=\"${GOUJI_MODEL_DIR}\"")
endfunction()
