# The program as one file, single/mingjing.html: the site without what only a server can give, for a double click. Of the programs it
# holds the one without SIMD, which runs everywhere.
add_executable(packer EXCLUDE_FROM_ALL web/single/packer.cpp)
target_link_libraries(packer PRIVATE mj_flags workbook_parts)
set_target_properties(packer PROPERTIES SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/packer)
target_link_options(packer PRIVATE -Oz --no-entry -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4294967296 -sMALLOC=emmalloc -sTOTAL_STACK=65536)
set(single ${CMAKE_BINARY_DIR}/single/mingjing.html)
add_custom_command(OUTPUT ${single} DEPENDS whole_site packer ${site_folder}/worker.js tools/one-file.mjs web/single/inside.js
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/one-file.mjs ${site_folder} ${CMAKE_SOURCE_DIR}/web/single/inside.js
        ${CMAKE_BINARY_DIR}/packer/packer.wasm ${single} VERBATIM)
add_custom_target(single DEPENDS ${single})
