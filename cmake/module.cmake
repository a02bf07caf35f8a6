# The core as a module: module/mingjing-core.mjs (as it is in web/module) and mingjing-core.wasm, which needs nothing of
# Emscripten's JavaScript.
add_executable(module EXCLUDE_FROM_ALL web/module/module.cpp web/module/question.cpp web/tables/entropy.cpp)
target_link_libraries(module PRIVATE core mj_flags)
target_include_directories(module SYSTEM PRIVATE ${deps}/json/include)
set(module_folder ${CMAKE_BINARY_DIR}/module)
set_target_properties(module PROPERTIES level 2 OUTPUT_NAME mingjing-core SUFFIX .wasm
    RUNTIME_OUTPUT_DIRECTORY ${module_folder})
target_link_options(module PRIVATE -O2 --no-entry -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1 -sMALLOC=dlmalloc
    -sTOTAL_STACK=262144 "SHELL:--js-library ${CMAKE_SOURCE_DIR}/web/tables/lib_random.js")
add_custom_command(TARGET module POST_BUILD COMMAND ${CMAKE_COMMAND} -E copy
    ${CMAKE_SOURCE_DIR}/web/module/mingjing-core.mjs ${module_folder}/mingjing-core.mjs
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/stamp.mjs ${PROJECT_VERSION} ${module_folder}/mingjing-core.mjs
        ${module_folder}/mingjing-core.wasm VERBATIM)
set_target_properties(module PROPERTIES LINK_DEPENDS
    "${CMAKE_SOURCE_DIR}/web/tables/lib_random.js;${CMAKE_SOURCE_DIR}/web/module/mingjing-core.mjs;${CMAKE_SOURCE_DIR}/tools/stamp.mjs")
