// Opens the canvas, builds the ports and the program, and leaves the rest to the loop.
#include "app/frame/app.hpp"
#include "app/port/host.hpp"
#include "web/bridge/files.hpp"
#include "web/bridge/glyphs.hpp"
#include "web/bridge/page.hpp"
#include "web/bridge/probe.hpp"
#include "web/bridge/storage_idb.hpp"
#include "web/bridge/text_input.hpp"
#include "web/host/loop.hpp"

#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

extern "C" {
void mj_js_storage_begin();
void mj_js_page_own_canvas();
void mj_js_page_start();
void mj_js_page_state(const char* state);
int mj_js_page_is_mac();
}

namespace {

/// Everything lives as long as the page; the order is that of construction.
struct Program {
    Program(SDL_Window* window, SDL_GLContext context) : loop(window, context) {
        mj::start_text_input();
        mj::start_probe(app);
        mj_js_page_start();
        loop.start(app);
    }

    mj::Loop loop;
    mj::IdbStorage storage;
    mj::BrowserPicker picker;
    mj::BrowserDownload download;
    mj::BrowserClipboard clipboard;
    mj::BrowserClock clock;
    mj::BrowserPrefs prefs;
    mj::BrowserFonts fonts;
    mj::BrowserWindow window;
    mj::App app{{storage, picker, download, clipboard, clock, prefs, fonts, window}};
};

} // namespace

int main() {
    mj_js_storage_begin();
    mj_js_page_own_canvas();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return 1;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    // Rectangles and glyphs need none of these.
    for (const SDL_GLattr none : {SDL_GL_ALPHA_SIZE, SDL_GL_DEPTH_SIZE, SDL_GL_STENCIL_SIZE})
        SDL_GL_SetAttribute(none, 0);
    // Neither resizable nor aware of ratios: the loop sizes the canvas.
    SDL_Window* window = SDL_CreateWindow("", 0, 0, 640, 480, SDL_WINDOW_OPENGL);
    SDL_GLContext context = window ? SDL_GL_CreateContext(window) : nullptr;
    if (!context) {
        mj_js_page_state("no-webgl");
        return 1;
    }
    SDL_GL_MakeCurrent(window, context);
    // Every change is kept when it is made: mostly there is nothing to ask on leaving (see Window::hold).
    emscripten_set_beforeunload_callback(nullptr, nullptr);

    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.ConfigMacOSXBehaviors = mj_js_page_is_mac() != 0;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ImGui_ImplSDL2_InitForOpenGL(window, context);
    ImGui_ImplOpenGL3_Init("#version 300 es");
    if (mj::glyphs_noisy()) mj_js_page_state("noisy");
    new Program(window, context);
    return 0;
}
