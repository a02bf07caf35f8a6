#include "tests/unit/app/screen/screen.hpp"

#include "app/text/texts.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cctype>
#include <cfloat>
#include <cmath>
#include <utility>

namespace mj::test {
namespace {

/// Of the characters from ' ' to '~' in Noto Sans CJK SC, hundredths of an em, as Chromium measures them. Han, and nearly all
/// marks beyond these, are one em wide.
constexpr uint8_t widths[2][95] = {
    {22, 32, 47, 55, 55, 92, 68, 28, 34, 34, 47, 55, 28, 35, 28, 39, 55, 55, 55, 55, 55, 55, 55, 55,
     55, 55, 28, 28, 55, 55, 55, 47, 95, 61, 66, 64, 69, 59, 55, 69, 73, 29, 53, 65, 54, 81, 72, 74,
     63, 74, 63, 60, 60, 72, 57, 88, 57, 53, 60, 34, 39, 34, 55, 56, 61, 56, 62, 51, 62, 55, 32, 56,
     61, 27, 27, 55, 28, 93, 61, 61, 62, 62, 39, 47, 38, 61, 52, 80, 50, 52, 47, 34, 27, 34, 55},
    {23, 37, 57, 59, 59, 96, 74, 32, 38, 38, 51, 59, 32, 37, 32, 39, 59, 59, 59, 59, 59, 59, 59, 59,
     59, 59, 32, 32, 59, 59, 59, 51, 99, 64, 68, 66, 71, 61, 58, 72, 76, 33, 57, 69, 58, 85, 75, 77,
     67, 77, 68, 62, 62, 75, 62, 91, 63, 58, 61, 38, 39, 38, 59, 57, 63, 59, 64, 53, 64, 58, 37, 60,
     64, 30, 31, 60, 31, 96, 64, 63, 64, 64, 44, 49, 42, 64, 58, 86, 56, 57, 51, 38, 30, 38, 59}};

float ems(int weight, ImWchar code) {
    return code >= ' ' && code <= '~' ? widths[weight][code - ' '] / 100.f : 1;
}

/// Widths without pictures.
const ImFontLoader* measuring_loader() {
    static const ImFontLoader made = [] {
        ImFontLoader out;
        out.Name = "measuring";
        out.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar code) { return code >= ' '; };
        out.FontBakedInit = [](ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
            baked->Ascent = std::round(baked->Size * 0.88f);
            baked->Descent = baked->Ascent - baked->Size;
            return true;
        };
        out.FontBakedLoadGlyph = [](ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*,
                                    ImWchar code, ImFontGlyph* glyph, float* advance) {
            const float wide = std::round(ems(int(source->FontNo), code) * baked->Size);
            if (advance)
                *advance = wide;
            else
                glyph->Codepoint = code, glyph->AdvanceX = wide;
            return true;
        };
        return out;
    }();
    return &made;
}

constexpr std::pair<std::string_view, ImGuiKey> keys[] = {{"Control", ImGuiMod_Ctrl},
                                                          {"Shift", ImGuiMod_Shift},
                                                          {"Alt", ImGuiMod_Alt},
                                                          {"ArrowLeft", ImGuiKey_LeftArrow},
                                                          {"ArrowRight", ImGuiKey_RightArrow},
                                                          {"ArrowUp", ImGuiKey_UpArrow},
                                                          {"ArrowDown", ImGuiKey_DownArrow},
                                                          {"Escape", ImGuiKey_Escape},
                                                          {"Enter", ImGuiKey_Enter},
                                                          {"Tab", ImGuiKey_Tab},
                                                          {"Backspace", ImGuiKey_Backspace},
                                                          {"Delete", ImGuiKey_Delete},
                                                          {"Home", ImGuiKey_Home},
                                                          {"End", ImGuiKey_End},
                                                          {"PageUp", ImGuiKey_PageUp},
                                                          {"PageDown", ImGuiKey_PageDown},
                                                          {"Slash", ImGuiKey_Slash},
                                                          {"Space", ImGuiKey_Space}};

ImGuiKey key_of(std::string_view name) {
    for (const auto& [known, key] : keys)
        if (known == name) return key;
    REQUIRE_MESSAGE((name.size() == 1 && std::isalnum(name[0])), "no key is called ", std::string(name));
    const int c = std::tolower(name[0]);
    return ImGuiKey(c >= 'a' ? ImGuiKey_A + c - 'a' : ImGuiKey_0 + c - '0');
}

} // namespace

Want::Want(std::string id_or_label) : name(std::move(id_or_label)) {
    fits = [name = name](const ProbeItem& item) { return item.id == name || item.label == name; };
}

Screen::Screen(const Kept& kept, ImVec2 size) : size_(size) {
    machine.storage.files = kept.files;
    machine.prefs.kept = kept.prefs;
    open();
}

Screen::~Screen() { close(); }

void Screen::open() {
    REQUIRE_MESSAGE(!ImGui::GetCurrentContext(), "one screen at a time");
    gui_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(gui_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = io.LogFilename = nullptr;
    io.DisplaySize = size_;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigMemoryCompactTimer = 10; // as web/host sets it
    // As web/bridge does.
    static const auto keep = ImGui::GetPlatformIO().Platform_SetClipboardTextFn;
    ImGui::GetPlatformIO().Platform_SetClipboardTextFn = [](ImGuiContext* gui, const char* text) {
        keep(gui, without_soft_breaks(text).c_str());
    };
    for (int weight = 0; weight < 2; ++weight) {
        ImFontConfig config;
        config.FontLoader = measuring_loader();
        config.FontNo = uint32_t(weight);
        config.SizePixels = 14;
        io.Fonts->AddFont(&config);
    }
    app_ = std::make_unique<App>(machine.host, FakeTables::catalog());
    settle();
}

void Screen::close() {
    app_.reset();
    set_masking(false);            // in a browser the next page begins anew
    machine.window.went = nullptr; // nobody listens any more
    machine.prefs.changed = nullptr;
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
        texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext(gui_);
}

void Screen::reload() {
    app_->leave();
    machine.between_frames();
    machine.window.opened_at = machine.window.shown;
    close();
    open();
}

bool Screen::draw(double seconds, bool record) {
    ImGui::GetIO().DeltaTime = float(seconds);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
        texture->SetStatus(texture->Status == ImTextureStatus_WantDestroy ? ImTextureStatus_Destroyed
                                                                          : ImTextureStatus_OK);
    ImGui::NewFrame();
    const bool rolls = touch_.scroll();
    probe_begin(record);
    const bool again = app_->frame();
    probe_end();
    ImGui::Render();
    return again || rolls;
}

bool Screen::frame(double seconds) {
    const int wakes = machine.window.wakes;
    // Before the store is read there is nothing to draw.
    bool moved = app_->loaded() && draw(seconds, false);
    for (bool more = true; more;) {
        more = app_->working() && app_->work();
        more = machine.between_frames() || more;
        moved = moved || more;
    }
    const auto hidden = [](const ImGuiWindow* window) {
        const bool child = window->Flags & ImGuiWindowFlags_ChildWindow;
        return window->Active && (window->Appearing || (!child && window->HiddenFramesCanSkipItems > 0) ||
                                  window->HiddenFramesCannotSkipItems > 0);
    };
    return moved || wakes != machine.window.wakes || !app_->loaded() || gui_->InputEventsQueue.Size > 0 ||
           std::any_of(gui_->Windows.begin(), gui_->Windows.end(), hidden);
}

void Screen::settle() {
    // What a frame decides is seen in the next: two that change nothing.
    std::vector<float> rest;
    for (int quiet = 0, frames = 0; quiet < 2; ++frames) {
        REQUIRE_MESSAGE(frames < 1000, "the screen does not come to rest");
        quiet = frame() ? 0 : quiet + 1;
        const std::vector<float> high = dialogues();
        // A browser that is asked for no more frames would show it cut until the pointer moves.
        CHECK_MESSAGE((quiet < 2 || high == rest),
                      "a dialogue got its size in a frame that nobody asked for");
        rest = high;
    }
}

std::vector<float> Screen::dialogues() const {
    std::vector<float> out;
    for (const ImGuiWindow* window : gui_->Windows)
        if (window->Active && window->Flags & ImGuiWindowFlags_Modal) out.push_back(window->Size.y);
    return out;
}

const std::vector<ProbeItem>& Screen::items() {
    draw(0.0001, true);
    return probe_items();
}

const ProbeItem* Screen::find(const Want& want) {
    const auto& all = items();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ProbeItem& i) { return !i.covered && want.fits(i); });
    return found == all.end() ? nullptr : &*found;
}

ProbeItem Screen::item(const Want& want) {
    const ProbeItem* found = find(want);
    if (found) return *found;
    std::string there;
    for (const ProbeItem& i : probe_items())
        there += (i.covered ? " (" : " ") + i.id + (i.covered ? ")" : "");
    FAIL("no item ", want.name, ", only", there);
    return {};
}

ImVec2 Screen::middle(const Want& want) {
    const ProbeItem found = item(want);
    return {(found.min.x + found.max.x) / 2, (found.min.y + found.max.y) / 2};
}

void Screen::move(ImVec2 at) {
    ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    settle();
}

void Screen::button(bool down) {
    ImGui::GetIO().AddMouseButtonEvent(0, down);
    settle();
}

void Screen::click_at(ImVec2 at) {
    move(at);
    frame(0.5); // two clicks are no double click
    button(true);
    button(false);
}

void Screen::drag(ImVec2 from, ImVec2 to) {
    move(from);
    button(true);
    for (int i = 1; i <= 6; ++i)
        move({from.x + (to.x - from.x) * float(i) / 6, from.y + (to.y - from.y) * float(i) / 6});
    button(false);
}

void Screen::wheel(float down, float right) {
    ImGui::GetIO().AddMouseWheelEvent(-right, -down);
    settle();
}

ProbeItem Screen::scroll_to(const Want& want) {
    move({size_.x * 0.45f, size_.y * 0.6f}); // not over notices
    std::vector<float> before;
    for (float by = 1; !find(want);) {
        std::vector<float> now;
        for (const ProbeItem& i : probe_items()) now.push_back(i.min.y);
        if (now == before) {
            if (by < 0) return item(want); // both ends were seen: says what there is
            by = -1;
        }
        before = std::move(now);
        wheel(by);
        if (!find(want)) continue;
        wheel(by); // into the middle rather than at the edge
        if (!find(want)) wheel(-by);
    }
    return item(want);
}

void Screen::tap(const Want& want) {
    const ImVec2 at = middle(want);
    finger(Touch::Phase::down, at, 0.5);
    finger(Touch::Phase::up, at, 0.05);
    settle();
}

void Screen::swipe(ImVec2 from, ImVec2 to, double rest) {
    finger(Touch::Phase::down, from, 0.5);
    for (int i = 1; i <= 8; ++i)
        finger(Touch::Phase::move,
               {from.x + (to.x - from.x) * float(i) / 8, from.y + (to.y - from.y) * float(i) / 8}, 0.016);
    finger(Touch::Phase::up, to, rest);
    settle();
}

void Screen::finger(Touch::Phase phase, ImVec2 at, double seconds) {
    if (seconds > 0) frame(seconds);
    finger_time_ += seconds;
    touch_.finger(phase, 1, at, uint32_t(finger_time_ * 1000));
}

void Screen::type(std::string_view text) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    settle();
}

void Screen::key(std::string_view name) {
    std::vector<ImGuiKey> pressed;
    for (std::string_view rest = name; !rest.empty();) {
        const std::string_view part = rest.substr(0, rest.find('+'));
        pressed.push_back(key_of(part));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    }
    for (const ImGuiKey key : pressed) ImGui::GetIO().AddKeyEvent(key, true);
    for (size_t i = pressed.size(); i-- > 0;) ImGui::GetIO().AddKeyEvent(pressed[i], false);
    settle();
}

void Screen::paste(std::string_view text) {
    // As web/bridge does: cells where no text is written are a file, all else is a text.
    if (!ImGui::GetIO().WantTextInput && text.find('\t') != text.npos) {
        machine.picker.named = "粘贴的表格.tsv";
        machine.picker.drop(std::string(text));
        return settle();
    }
    ImGui::SetClipboardText(field_text(text).c_str());
    key("Control+V");
}

void Screen::go_to(const std::string& address) {
    machine.window.went(-1, address);
    settle();
}

std::string Screen::exported() {
    machine.download.files.clear();
    click("nav.data");
    scroll_to("export");
    click("export");
    REQUIRE(machine.download.files.size() == 1);
    return machine.download.files.begin()->second;
}

void Screen::give_pin() {
    for (const char* digit : {"2", "5", "8", "0"}) key(digit);
    key("Enter");
}

const ProbeItem* Screen::notice(std::string_view words) {
    return find([words](const ProbeItem& i) {
        return i.id.starts_with("notice.") && i.label.find(words) != std::string::npos;
    });
}

void Screen::replace_by_file() {
    click("merge.word");
    type("替换");
    click("answer.yes");
}

void Screen::resize(ImVec2 size) {
    ImGui::GetIO().DisplaySize = size_ = size;
    settle();
}

void Screen::language(Language language) { click("language." + std::to_string(int(language))); }

void Screen::advance(double seconds) {
    machine.clock.time += int64_t(seconds);
    frame(seconds);
    settle();
}

} // namespace mj::test
