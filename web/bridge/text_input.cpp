#include "web/bridge/text_input.hpp"

#include "app/port/clipboard.hpp"
#include "web/bridge/driver.hpp"

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <string>

extern "C" {
void mj_js_text_start();
void mj_js_text_want(int on, double x, double y, double height);
void mj_js_clipboard_copy(const char* text);
}

namespace mj {
namespace {

std::string pasted;  // what Ctrl+V gives
std::string copied;  // what Ctrl+C took
bool taking = false; // a copy event waits for it
bool wanted = false;
ImVec2 caret;
float line = 0;

// Dear ImGui works off what it was told over several frames, and then needs some until the field that was chosen, perhaps in a
// dialogue that opens, has the focus.
void settle() {
    constexpr int most = 16, until_focused = 4;
    for (int i = 0, quiet = 0; i < most && quiet < until_focused; ++i) {
        driver->draw_now(false);
        quiet = GImGui->InputEventsQueue.Size == 0 ? quiet + 1 : 0;
    }
    driver->wake(1);
}

// Presses a shortcut and lets the fields see it, all before the DOM event returns.
void press(ImGuiKey key) {
    ImGuiIO& io = ImGui::GetIO();
    driver->take_events();
    const ImGuiKey mod = io.ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl;
    const bool held = io.ConfigMacOSXBehaviors ? io.KeySuper : io.KeyCtrl;
    io.AddKeyEvent(mod, true);
    io.AddKeyEvent(key, true);
    settle();
    io.AddKeyEvent(key, false);
    if (!held) io.AddKeyEvent(mod, false);
    driver->wake(2);
}

void clear_copy() {
    taking = false;
    copied.clear();
}

} // namespace

void start_text_input() {
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return pasted.c_str(); };
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        pasted = without_soft_breaks(text);
        if (taking)
            copied = pasted;
        else
            mj_js_clipboard_copy(pasted.c_str()); // a menu or button asked
    };
    platform.Platform_SetImeDataFn = nullptr; // update_text_input looks for itself
    mj_js_text_start();
}

void update_text_input() {
    const ImGuiPlatformImeData& now = GImGui->PlatformImeData;
    const bool want = GImGui->WantTextInputNextFrame == 1; // WantTextInput says it a frame later
    const bool moved = now.InputPos.x != caret.x || now.InputPos.y != caret.y || now.InputLineHeight != line;
    if (want == wanted && !(want && now.WantVisible && moved)) return;
    wanted = want;
    caret = now.InputPos;
    line = now.InputLineHeight;
    const double zoom = double(driver->zoom());
    mj_js_text_want(want, zoom * double(caret.x), zoom * double(caret.y), zoom * double(line));
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_text(const char* text) {
    mj::driver->take_events(); // keys pressed before stay before
    ImGui::GetIO().AddInputCharactersUTF8(mj::field_text(text).c_str());
    mj::driver->wake(3);
}
EMSCRIPTEN_KEEPALIVE void mj_backspace() {
    mj::driver->take_events();
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, true);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, false);
    mj::driver->wake(3);
}
EMSCRIPTEN_KEEPALIVE void mj_settle() { mj::settle(); }
EMSCRIPTEN_KEEPALIVE const char* mj_copy(int cut) {
    mj::clear_copy();
    mj::taking = true;
    mj::press(cut ? ImGuiKey_X : ImGuiKey_C);
    mj::taking = false;
    return mj::copied.empty() ? nullptr : mj::copied.c_str();
}
EMSCRIPTEN_KEEPALIVE void mj_paste(const char* text) {
    mj::pasted = mj::field_text(text);
    mj::press(ImGuiKey_V);
}
}
