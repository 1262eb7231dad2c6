# Where the PP-OCR reader looks for its models and for ONNX Runtime. Nothing is needed to build: the runtime is opened when
# gouji starts, and without it or the models gouji reads with Tesseract alone.
set(GOUJI_PPOCR_DIR "${PROJECT_SOURCE_DIR}/.cache/ppocr" CACHE PATH
  "folder of the recognition models (scripts/fetch-models), searched after share/gouji/models")
find_library(GOUJI_ONNXRUNTIME_LIBRARY NAMES onnxruntime
  DOC "ONNX Runtime of the system; preferred to the one in GOUJI_PPOCR_DIR")

# gouji_ppocr_paths(SOURCE): makes both known to one source file.
function(gouji_ppocr_paths source)
  set(library "")
  if(GOUJI_ONNXRUNTIME_LIBRARY)
    set(library "${GOUJI_ONNXRUNTIME_LIBRARY}")
  endif()
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS
    "GOUJI_PPOCR_DIR=\"${GOUJI_PPOCR_DIR}\";GOUJI_ONNXRUNTIME_LIBRARY=\"${library}\"")
endfunction()
