# Dear ImGui, without its demo. The item hooks (IMGUI_ENABLE_TEST_ENGINE) feed the probe and are defined in app.
set(imgui ${deps}/imgui)
add_library(imgui STATIC ${imgui}/imgui.cpp ${imgui}/imgui_draw.cpp ${imgui}/imgui_tables.cpp ${imgui}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui})
target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE IMGUI_USE_WCHAR32 IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_compile_options(imgui PRIVATE -w)
if(MJ_SANITIZE)
    target_compile_options(imgui PRIVATE -O0 -fno-sanitize=undefined) # a fifth of the time; ASan still sees what we pass in
endif()
if(EXISTS ${CMAKE_SOURCE_DIR}/app/port/imgui_config.hpp)
    target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="app/port/imgui_config.hpp")
    target_include_directories(imgui PRIVATE ${CMAKE_SOURCE_DIR})
endif()

if(EMSCRIPTEN)
    target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
    # The browser draws the letters (web/bridge/glyphs.cpp stands in FreeType's place), so no font and no stb_truetype; and no
    # settings of windows are ever read.
    target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_FONT IMGUI_ENABLE_FREETYPE)
    target_compile_definitions(imgui PRIVATE sscanf=mj_reads_nothing)
    add_library(imgui_backend STATIC ${imgui}/backends/imgui_impl_sdl2.cpp ${imgui}/backends/imgui_impl_opengl3.cpp)
    target_include_directories(imgui_backend SYSTEM PUBLIC ${imgui}/backends)
    target_compile_definitions(imgui_backend PUBLIC IMGUI_IMPL_OPENGL_ES3)
    target_compile_definitions(imgui_backend PRIVATE glGetIntegerv=mj_gl_get) # web/host/gl_state.cpp
    # imgui_impl_sdl2.cpp uses EM_JS without including it.
    target_compile_options(imgui_backend PRIVATE -w -fno-exceptions -fno-rtti -include emscripten.h)
    target_link_libraries(imgui_backend PUBLIC imgui SDL2)
endif()
