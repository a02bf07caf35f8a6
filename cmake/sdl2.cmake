# SDL2 as Dear ImGui's backend needs it on a canvas: about a quarter of its sources, no CMake of its own (which takes
# minutes), configured by web/sdl/config.h. -sUSE_SDL=2 is never used: it downloads.
set(sdl ${deps}/SDL2)
set(sdl_sources
    SDL SDL_assert SDL_dataqueue SDL_error SDL_guid SDL_hints SDL_list SDL_log SDL_utils
    atomic/SDL_atomic atomic/SDL_spinlock cpuinfo/SDL_cpuinfo
    events/SDL_clipboardevents events/SDL_displayevents events/SDL_dropevents events/SDL_events events/SDL_gesture
    events/SDL_keyboard events/SDL_keysym_to_scancode events/SDL_mouse events/SDL_quit events/SDL_scancode_tables
    events/SDL_touch events/SDL_windowevents
    file/SDL_rwops loadso/dummy/SDL_sysloadso
    stdlib/SDL_crc16 stdlib/SDL_crc32 stdlib/SDL_getenv stdlib/SDL_iconv stdlib/SDL_malloc stdlib/SDL_qsort
    stdlib/SDL_stdlib stdlib/SDL_string stdlib/SDL_strtokr
    thread/SDL_thread thread/generic/SDL_syscond thread/generic/SDL_sysmutex thread/generic/SDL_syssem
    thread/generic/SDL_systhread thread/generic/SDL_systls
    timer/SDL_timer timer/unix/SDL_systimer
    video/SDL_clipboard video/SDL_egl video/SDL_pixels video/SDL_rect video/SDL_surface video/SDL_video
    video/emscripten/SDL_emscriptenevents video/emscripten/SDL_emscriptenframebuffer
    video/emscripten/SDL_emscriptenmouse video/emscripten/SDL_emscriptenopengles
    video/emscripten/SDL_emscriptenvideo)
list(TRANSFORM sdl_sources PREPEND ${sdl}/src/)
list(TRANSFORM sdl_sources APPEND .c)

add_library(SDL2 STATIC ${sdl_sources} web/sdl/stubs.c web/sdl/egl.c)
target_include_directories(SDL2 PRIVATE ${sdl}/src ${sdl}/src/video/khronos)
target_include_directories(SDL2 SYSTEM PUBLIC ${sdl}/include)
target_compile_options(SDL2 PRIVATE -w -include ${CMAKE_SOURCE_DIR}/web/sdl/config.h)
