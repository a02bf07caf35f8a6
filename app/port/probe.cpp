// Collects what Dear ImGui's item hooks and the program's own notes say of one frame.
#include "app/port/probe.hpp"

#include <imgui_internal.h>

#include <cstdio>

namespace mj {
namespace {

struct Recorder {
    bool on = false;
    std::vector<ProbeItem> items;
    std::vector<ProbeText> texts;
};
Recorder recorder;

std::string hex(ImGuiID id) {
    char text[9];
    std::snprintf(text, sizeof text, "%08x", id);
    return text;
}

// Dear ImGui shows a label up to "##".
std::string shown(std::string_view label) { return std::string(label.substr(0, label.find("##"))); }

// Adds an item when some of it can be seen.
ProbeItem* add(ImGuiID id, ImRect box) {
    ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
    if (!window) return nullptr;
    box.ClipWith(window->ClipRect);
    if (box.GetWidth() <= 0 || box.GetHeight() <= 0 || window->Hidden || window->SkipItems) return nullptr;
    ProbeItem item;
    item.min = box.Min;
    item.max = box.Max;
    item.key = id;
    item.in = window;
    recorder.items.push_back(std::move(item));
    return &recorder.items.back();
}

// Items speak right after they are added, but a widget may add parts of its own between the two.
ProbeItem* find(ImGuiID id) {
    for (size_t i = recorder.items.size(); i-- > 0;)
        if (recorder.items[i].key == id) return &recorder.items[i];
    return nullptr;
}

bool blocked(const ImGuiWindow* window, ImVec2 at) {
    if (ImGuiWindow* modal = ImGui::GetTopMostAndVisiblePopupModal())
        if (!ImGui::IsWindowWithinBeginStackOf(const_cast<ImGuiWindow*>(window), modal)) return true;
    ImGuiWindow *hovered = nullptr, *under = nullptr;
    ImGui::FindHoveredWindowEx(at, false, &hovered, &under);
    return !hovered || hovered->RootWindow != window->RootWindow;
}

} // namespace

bool probe_on() { return recorder.on; }

void probe_note(std::string_view id, std::string_view label, std::string_view kind, ImVec2 min, ImVec2 max,
                std::string_view value) {
    if (!recorder.on) return;
    if (ProbeItem* item = add(0, ImRect(min, max))) {
        item->id = id;
        item->label = label;
        item->kind = kind;
        item->value = value;
    }
}

void probe_item(std::string_view id, std::string_view label, std::string_view kind, std::string_view value) {
    if (!recorder.on) return;
    const ImGuiLastItemData& last = ImGui::GetCurrentContext()->LastItemData;
    ProbeItem* item = last.ID ? find(last.ID) : nullptr;
    if (!item) item = add(last.ID, last.Rect);
    if (!item) return;
    item->id = id;
    item->label = label;
    item->kind = kind;
    item->value = value;
}

void probe_text(ImVec2 min, ImVec2 max, std::string_view text, bool cut) {
    if (!recorder.on) return;
    const ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
    const ImRect& clip = window->ClipRect;
    recorder.texts.push_back({std::string(text), min, max, clip.Min, clip.Max, cut, window});
}

void probe_begin(bool on) {
    recorder.on = on;
    recorder.items.clear();
    recorder.texts.clear();
    ImGui::GetCurrentContext()->TestEngineHookItems = on;
}

void probe_end() {
    if (!recorder.on) return;
    for (ProbeItem& item : recorder.items) {
        if (item.id.empty()) item.id = hex(item.key);
        if (item.kind.empty()) item.kind = "item";
        item.covered = blocked(item.in, ImVec2((item.min.x + item.max.x) / 2, (item.min.y + item.max.y) / 2));
    }
    recorder.on = false;
    ImGui::GetCurrentContext()->TestEngineHookItems = false;
}

const std::vector<ProbeItem>& probe_items() { return recorder.items; }
const std::vector<ProbeText>& probe_texts() { return recorder.texts; }

} // namespace mj

// Called by Dear ImGui while TestEngineHookItems is set.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect& box, const ImGuiLastItemData*) {
    mj::add(id, box);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags flags) {
    mj::ProbeItem* item = mj::find(id);
    if (!item) return;
    item->label = mj::shown(label ? label : "");
    if (ImGuiWindow* window = context->CurrentWindow; window && window->ID == id) item->kind = "window";
    if (flags & ImGuiItemStatusFlags_Inputable) {
        item->kind = "input";
        if (const ImGuiInputTextState& text = context->InputTextState;
            text.ID == id && context->ActiveId == id)
            item->value.assign(text.TextA.Data, size_t(text.TextLen));
    }
    if (flags & ImGuiItemStatusFlags_Checkable) {
        item->kind = "check";
        item->value = flags & ImGuiItemStatusFlags_Checked ? "true" : "false";
    }
    if (flags & ImGuiItemStatusFlags_Openable) {
        item->kind = "tree";
        item->value = flags & ImGuiItemStatusFlags_Opened ? "true" : "false";
    }
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
