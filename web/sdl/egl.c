/* eglGetProcAddress for the six names SDL asks. Emscripten's own carries a table of every WebGL function into
   the page (55 kB of JavaScript). */
#include <EGL/egl.h>
#include <GLES3/gl3.h>
#include <string.h>

typedef void (*Function)(void);

Function eglGetProcAddress(const char* name) {
    static const struct {
        const char* name;
        Function function;
    } known[] = {
        {"glGetString", (Function)glGetString},
        {"glGetStringi", (Function)glGetStringi},
        {"glGetIntegerv", (Function)glGetIntegerv},
        {"glGetError", (Function)glGetError},
        {"glGetFramebufferAttachmentParameteriv", (Function)glGetFramebufferAttachmentParameteriv},
        {"glBindFramebuffer", (Function)glBindFramebuffer},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(name, known[i].name) == 0) return known[i].function;
    return 0;
}
