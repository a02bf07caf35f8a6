# The site: mingjing.js, mingjing.wasm and mingjing-rest.wasm, the same two as mingjing-plain… for browsers that know no SIMD, and the
# files of web/site, in site/ under the build folder, ready for any static server. It runs under a Content-Security-Policy without unsafe-inline.
file(GLOB web_sources CONFIGURE_DEPENDS web/host/*.cpp web/bridge/*.cpp)
file(GLOB js_libraries CONFIGURE_DEPENDS web/bridge/lib_*.js) # functions C++ calls
file(GLOB js_before CONFIGURE_DEPENDS web/bridge/pre_*.js)    # put before the runtime
file(GLOB js_after CONFIGURE_DEPENDS web/bridge/post_*.js)    # put after it

set(site_catalog ${CMAKE_BINARY_DIR}/site_catalog.cpp)
add_custom_command(OUTPUT ${site_catalog} DEPENDS ${catalog_files} cmake/embed.cmake check_catalog
    COMMAND ${run_check_catalog} ${CMAKE_SOURCE_DIR}/assets/catalog
    COMMAND ${CMAKE_COMMAND} -DOUT=${site_catalog} -DFOLDER=${CMAKE_SOURCE_DIR}/assets/catalog -DHEADS=OFF
        -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
add_library(site_parts OBJECT ${web_sources} ${site_catalog})
target_link_libraries(site_parts PRIVATE app imgui_backend mj_flags)
set(site_folder ${CMAKE_BINARY_DIR}/site)
set(whole_folder ${CMAKE_BINARY_DIR}/whole) # the programs in one piece each
set(plain_folder ${CMAKE_BINARY_DIR}/plain)
add_executable(site $<TARGET_OBJECTS:site_parts>)
set_target_properties(site PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${whole_folder})
# An object is taken before a library's: of the core's fast parts the plain ones.
add_executable(site_plain EXCLUDE_FROM_ALL $<TARGET_OBJECTS:site_parts> $<TARGET_OBJECTS:core_plain> $<TARGET_OBJECTS:catalog_plain>)
set_target_properties(site_plain PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${plain_folder})

# web/exports.txt: names with a leading underscore are C functions, the others methods of the runtime.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS web/exports.txt)
file(STRINGS web/exports.txt exports REGEX "^[A-Za-z_]")
set(functions ${exports})
set(methods ${exports})
list(FILTER functions INCLUDE REGEX "^_")
list(FILTER methods EXCLUDE REGEX "^_")
list(JOIN functions "," functions)
list(JOIN methods "," methods)

# Binaryen twice more, for size. Not -flto, which made a tables.wasm that listed registers nobody has; why is not known.
foreach(program site site_plain)
    target_link_libraries(${program} PRIVATE app imgui_backend mj_flags)
    target_link_options(${program} PRIVATE -O2 -sBINARYEN_EXTRA_PASSES=-Oz,-Oz --emit-symbol-map
        -sENVIRONMENT=web -sDYNAMIC_EXECUTION=0 -sUSE_SDL=0 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sGL_SUPPORT_SIMPLE_ENABLE_EXTENSIONS=0 # none is used, each waits
        -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=1048576 -sASSERTIONS=0
        -sFORCE_FILESYSTEM=1 -lidbfs.js
        -sEXPORTED_FUNCTIONS=${functions} -sEXPORTED_RUNTIME_METHODS=${methods})
    foreach(file IN LISTS js_libraries)
        target_link_options(${program} PRIVATE "SHELL:--js-library ${file}")
    endforeach()
    foreach(file IN LISTS js_before)
        target_link_options(${program} PRIVATE "SHELL:--pre-js ${file}")
    endforeach()
    foreach(file IN LISTS js_after)
        target_link_options(${program} PRIVATE "SHELL:--post-js ${file}")
    endforeach()
    set_target_properties(${program} PROPERTIES OUTPUT_NAME mingjing SUFFIX .js LINK_DEPENDS "${js_libraries};${js_before};${js_after}")
endforeach()

add_dependencies(site tables site_plain)
find_program(MJ_WASM_SPLIT wasm-split HINTS ${EMSCRIPTEN_ROOT_PATH}/../bin REQUIRED) # Binaryen's, as Emscripten's linker needs it
set(programs mingjing mingjing-rest mingjing-plain mingjing-plain-rest tables)
list(TRANSFORM programs PREPEND ${site_folder}/)
list(TRANSFORM programs APPEND .wasm)
set(split ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/split-wasm.mjs ${MJ_WASM_SPLIT} ${CMAKE_SOURCE_DIR}/web/rest.txt)
foreach(tool one-script stamp split-wasm wasm-names)
    set_property(TARGET site APPEND PROPERTY LINK_DEPENDS ${CMAKE_SOURCE_DIR}/tools/${tool}.mjs)
endforeach()
set_property(TARGET site APPEND PROPERTY LINK_DEPENDS ${CMAKE_SOURCE_DIR}/web/rest.txt ${tables_wasm} ${plain_folder}/mingjing.js)
add_custom_command(TARGET site POST_BUILD
    COMMAND ${CMAKE_COMMAND} -DJS=$<TARGET_FILE:site> -P ${CMAKE_SOURCE_DIR}/cmake/check_site.cmake
    COMMAND ${CMAKE_COMMAND} -E make_directory ${site_folder}
    COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:site> ${site_folder}/mingjing.js
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/one-script.mjs ${site_folder}/mingjing.js ${plain_folder}/mingjing.js
    COMMAND ${split} ${whole_folder}/mingjing.wasm $<TARGET_FILE:site>.symbols ${site_folder}/mingjing.wasm ${site_folder}/mingjing-rest.wasm
    COMMAND ${split} ${plain_folder}/mingjing.wasm ${plain_folder}/mingjing.js.symbols ${site_folder}/mingjing-plain.wasm ${site_folder}/mingjing-plain-rest.wasm
    COMMAND ${CMAKE_COMMAND} -E copy ${tables_wasm} ${site_folder}/tables.wasm
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/stamp.mjs ${PROJECT_VERSION} ${site_folder}/mingjing.js ${programs} VERBATIM)

# Files that go beside it, scripts without their comments.
file(GLOB_RECURSE site_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/web/site web/site/*)
list(REMOVE_ITEM site_files worker.js)
set(site_outputs)
function(place from to)
    set(copy ${CMAKE_COMMAND} -E copy)
    if(to MATCHES "js$")
        set(copy ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/without-comments.mjs)
    endif()
    add_custom_command(OUTPUT ${site_folder}/${to} DEPENDS ${from} tools/without-comments.mjs
        COMMAND ${copy} ${from} ${site_folder}/${to} VERBATIM)
    set(site_outputs ${site_outputs} ${site_folder}/${to} PARENT_SCOPE)
endfunction()
foreach(file IN LISTS site_files)
    place(${CMAKE_SOURCE_DIR}/web/site/${file} ${file})
endforeach()
place(${CMAKE_SOURCE_DIR}/shell.html index.html)
# What is compiled in of others', from the sources fetched; the page opens it when asked.
add_custom_command(OUTPUT ${site_folder}/notices.txt DEPENDS tools/make-notices.mjs LICENSE ${deps}/imgui/imgui.h ${deps}/SDL2/LICENSE.txt ${deps}/json/include/nlohmann/json.hpp
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/make-notices.mjs ${site_folder}/notices.txt ${deps} ${EMSCRIPTEN_ROOT_PATH} VERBATIM)
list(APPEND site_outputs ${site_folder}/notices.txt)
set(icons icon-192.png icon-512.png icon-maskable.png)
list(TRANSFORM icons PREPEND ${site_folder}/)
add_custom_command(OUTPUT ${icons} DEPENDS tools/make-icons.mjs web/site/favicon.svg
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/make-icons.mjs ${CMAKE_SOURCE_DIR}/web/site/favicon.svg ${site_folder} VERBATIM)
list(APPEND site_outputs ${icons})
add_custom_target(site_files ALL DEPENDS ${site_outputs})
add_dependencies(site site_files)

# Last of all what keeps the site in the browser, with the hashes of all the rest.
set(kept_files ${site_outputs} ${site_folder}/mingjing.js ${programs})
list(TRANSFORM kept_files REPLACE "^${site_folder}/" "")
add_custom_command(OUTPUT ${site_folder}/worker.js DEPENDS site ${site_outputs} web/site/worker.js tools/seal-site.mjs
    COMMAND ${MJ_NODE} ${CMAKE_SOURCE_DIR}/tools/seal-site.mjs ${CMAKE_SOURCE_DIR}/web/site/worker.js ${PROJECT_VERSION} ${site_folder} ${kept_files} VERBATIM)
add_custom_target(whole_site ALL DEPENDS ${site_folder}/worker.js)
