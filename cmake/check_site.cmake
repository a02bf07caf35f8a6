# cmake -DJS=mingjing.js -P check_site.cmake: Emscripten silently fills missing SDL_* symbols from its JavaScript
# SDL 1, which needs eval and plays sound; such a build must not pass.
file(READ "${JS}" text)
foreach(word SDL_audio new\ Function eval\()
    string(FIND "${text}" "${word}" at)
    if(NOT at EQUAL -1)
        file(REMOVE "${JS}")
        message(FATAL_ERROR "${JS} contains '${word}': something of Emscripten's own was linked in")
    endif()
endforeach()
