# What reads table files beside the page: tables.wasm, which the Worker web/site/tables.js fetches when the first is opened.
# It needs nothing of Emscripten's JavaScript. Into site/ it is copied and stamped with the page's program.
add_executable(tables EXCLUDE_FROM_ALL web/tables/tables.cpp)
target_link_libraries(tables PRIVATE core mj_flags)
set(tables_wasm ${CMAKE_BINARY_DIR}/tables/tables.wasm)
set_target_properties(tables PROPERTIES level 2 SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tables)
target_link_options(tables PRIVATE -O2 -sBINARYEN_EXTRA_PASSES=-Oz --no-entry -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4294967296
    -sMALLOC=dlmalloc -sTOTAL_STACK=1048576)
