# gouji_library(NAME SOURCES...) and gouji_warnings(TARGET): one set of compiler flags for all code of ours.
function(gouji_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor
    $<$<BOOL:${GOUJI_WERROR}>:-Werror>)
endfunction()

function(gouji_library target)
  add_library(${target} STATIC ${ARGN})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  gouji_warnings(${target})
endfunction()
