// Builds the ports and the program, and leaves the rest to the loop.
#include "app/frame/app.hpp"
#include "app/port/host.hpp"
#include "web/bridge/files.hpp"
#include "web/bridge/glyphs.hpp"
#include "web/bridge/page.hpp"
#include "web/bridge/probe.hpp"
#include "web/bridge/storage_idb.hpp"
#include "web/host/loop.hpp"

#include <imgui.h>

extern "C" {
void mj_js_page_own_canvas();
void mj_js_page_start();
int mj_js_page_is_mac();
}

namespace {

/// Everything lives as long as the page; the order is that of construction.
struct Program {
    Program() {
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
    mj_js_page_own_canvas();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.ConfigMacOSXBehaviors = mj_js_page_is_mac() != 0;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigMemoryCompactTimer = 10; // seconds after which a window that is not shown gives its memory back
    new Program;
    return 0;
}
