// Builds the ports and the program, and leaves the rest to the loop.
#include "app/frame/app.hpp"
#include "app/port/host.hpp"
#include "web/bridge/backup_folder.hpp"
#include "web/bridge/files.hpp"
#include "web/bridge/glyphs.hpp"
#include "web/bridge/keys.hpp"
#include "web/bridge/lock.hpp"
#include "web/bridge/page.hpp"
#include "web/bridge/probe.hpp"
#include "web/bridge/storage_idb.hpp"
#include "web/bridge/tables.hpp"
#include "web/bridge/updates.hpp"
#include "web/host/loop.hpp"

#include <cstdio>
#include <imgui.h>
#include <imgui_internal.h>

extern "C" {
void mj_js_page_own_canvas();
void mj_js_page_start();
void mj_js_page_state(const char* state);
int mj_js_page_is_mac();
}

namespace {

/// Everything lives as long as the page; the order is that of construction.
struct Program {
    explicit Program(mj::Catalog catalog)
        : app({storage, picker, tables, download, clipboard, clock, prefs, fonts, window, updates, folder,
               lock, keys},
              std::move(catalog)) {
        mj::start_probe(app);
        mj_js_page_start();
        loop.start(app);
    }

    mj::Loop loop;
    mj::IdbStorage storage;
    mj::BrowserPicker picker;
    mj::BrowserTables tables;
    mj::BrowserDownload download;
    mj::BrowserClipboard clipboard;
    mj::BrowserClock clock;
    mj::BrowserPrefs prefs;
    mj::BrowserFonts fonts;
    mj::BrowserWindow window;
    mj::BrowserUpdates updates;
    mj::BrowserFolder folder;
    mj::BrowserLock lock;
    mj::BrowserKeys keys;
    mj::App app;
};

} // namespace

int main() {
    mj_js_page_own_canvas();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.ConfigMacOSXBehaviors = mj_js_page_is_mac() != 0;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    // A word for developers, which the journeys read in the console.
    io.ConfigErrorRecoveryEnableTooltip = false;
    ImGui::GetCurrentContext()->ErrorCallback = [](ImGuiContext*, void*, const char* message) {
        std::fprintf(stderr, "%s\n", message);
    };
    io.ConfigMemoryCompactTimer = 10; // seconds after which a window that is not shown gives its memory back
    auto catalog = mj::whole_catalog(mj::embedded_catalog());
    if (!catalog) { // the build lets none through; a part of one would show false figures
        std::fprintf(stderr, "%s\n", catalog.problem().text().c_str());
        mj_js_page_state("catalogue");
        return 1;
    }
    new Program(std::move(*catalog));
    return 0;
}
