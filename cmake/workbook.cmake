# What XLSX is packed in and written in: zlib without its file functions, Expat without document types. No CMake of theirs.
if(CMAKE_CXX_COMPILER MATCHES "clang\\+\\+(-[0-9]+)?$" AND NOT CMAKE_C_COMPILER)
    string(REPLACE "clang++" "clang" CMAKE_C_COMPILER ${CMAKE_CXX_COMPILER}) # both know the same sanitisers
endif()
enable_language(C)
set(zlib ${deps}/zlib)
set(expat ${deps}/expat/expat/lib)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/expat/expat_config.h CONTENT "#define BYTEORDER 1234\n") # all else is in every C library
foreach(name adler32 crc32 deflate inffast inflate inftrees trees zutil)
    list(APPEND workbook_parts ${zlib}/${name}.c)
endforeach()
foreach(name xmlparse xmlrole xmltok)
    list(APPEND workbook_parts ${expat}/${name}.c)
endforeach()
add_library(workbook_parts STATIC ${workbook_parts})
target_include_directories(workbook_parts PRIVATE ${CMAKE_BINARY_DIR}/expat)
target_include_directories(workbook_parts SYSTEM PUBLIC ${zlib} ${expat})
# The salt of Expat's hashes is given by whoever makes a parser.
target_compile_definitions(workbook_parts PRIVATE XML_POOR_ENTROPY)
target_compile_definitions(workbook_parts PUBLIC XML_STATIC)
target_compile_options(workbook_parts PRIVATE -w)
if(EMSCRIPTEN)
    # Tables of check sums are made when they are first wanted: nobody fetches them.
    target_compile_definitions(workbook_parts PRIVATE DYNAMIC_CRC_TABLE)
    set_target_properties(workbook_parts PROPERTIES level 3)
elseif(MJ_SANITIZE)
    target_compile_options(workbook_parts PRIVATE -fno-sanitize=undefined)
endif()
