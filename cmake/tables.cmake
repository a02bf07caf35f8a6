# What reads table files beside the page: tables.wasm, which the Worker web/site/tables.js fetches when the first is opened.
# It needs nothing of Emscripten's JavaScript. Into site/ it is copied and stamped with the page's program.
# Of the catalogue it holds what tables are read by, registers and codes; the indicators and rules are the page's.
set(tables_catalog ${CMAKE_BINARY_DIR}/tables_catalog.cpp)
add_custom_command(OUTPUT ${tables_catalog} DEPENDS ${catalog_files} cmake/embed.cmake check_catalog
    COMMAND ${run_check_catalog} ${CMAKE_SOURCE_DIR}/assets/catalog
    COMMAND ${CMAKE_COMMAND} -DOUT=${tables_catalog} -DFOLDER=${CMAKE_SOURCE_DIR}/assets/catalog
        "-DONLY=/(offices|codes|registers-[a-z]+)\\.json$" -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
# One for every browser, without SIMD: understanding a table takes far longer than cutting it into cells.
add_executable(tables EXCLUDE_FROM_ALL web/tables/tables.cpp web/tables/entropy.cpp ${tables_catalog} $<TARGET_OBJECTS:core_plain> $<TARGET_OBJECTS:catalog_plain>)
target_link_libraries(tables PRIVATE core mj_flags)
set(tables_wasm ${CMAKE_BINARY_DIR}/tables/tables.wasm)
set_target_properties(tables PROPERTIES level 2 LINK_DEPENDS ${CMAKE_SOURCE_DIR}/web/tables/lib_random.js SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tables)
target_link_options(tables PRIVATE -O2 -sBINARYEN_EXTRA_PASSES=-Oz --no-entry -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4294967296
    -sMALLOC=dlmalloc -sTOTAL_STACK=1048576 "SHELL:--js-library ${CMAKE_SOURCE_DIR}/web/tables/lib_random.js")
