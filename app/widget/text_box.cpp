#include "app/widget/text_box.hpp"

#include "app/port/clipboard.hpp"
#include "app/port/probe.hpp"
#include "app/widget/draw.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <vector>

namespace mj {
namespace {

constexpr int fewest_lines = 3, most_lines_high = 10;
constexpr size_t most_steps = 100;
constexpr std::string_view soft = soft_break;

/// What Dear ImGui is given to edit: the text, with a soft break wherever a line would be too long.
std::string in_lines(std::string_view text, float width) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
        size_t end = line_end(text, at, width);
        while (end < text.size() && text[end] == ' ') ++end; // blanks hang over
        out += text.substr(at, end - at);
        if (end < text.size() && text[end] == '\n')
            out += text[end++];
        else if (end < text.size())
            out += soft;
        at = end;
    }
    return out;
}

size_t in_text(std::string_view shown, size_t at) {
    shown = shown.substr(0, at);
    if (shown.ends_with('\r')) shown.remove_suffix(1);
    return without_soft_breaks(shown).size();
}

size_t in_shown(std::string_view shown, size_t at) {
    size_t i = 0;
    for (;; ++i) {
        while (shown.substr(i).starts_with(soft))
            i += soft.size(); // at the beginning of a line, not at an end
        if (!at-- || i == shown.size()) return i;
    }
}

/// Of UTF-8, where the character before or behind this place ends.
size_t before(std::string_view text, size_t at) {
    while (at > 0 && (text[--at] & 0xC0) == 0x80) {
    }
    return at;
}
size_t behind(std::string_view text, size_t at) {
    if (at < text.size()) ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
    return at;
}

struct Step {
    std::string text;
    size_t caret;
};

struct Box {
    ImGuiID id = 0;
    float width = 0;
    std::string text, shown, edited; // edited: what is Dear ImGui's
    int caret = 0;                   // in `shown`, in the frame before
    std::vector<Step> undo, redo;

    Step changed(std::string_view now, size_t at) const;
    void frame(ImGuiInputTextCallbackData& data);
    void put(Step step, ImGuiInputTextCallbackData& data);
};

/// What the text is after somebody has made `now` of what was shown, with the caret at `at`: what is behind it was there before.
Step Box::changed(std::string_view now, size_t at) const {
    const std::string_view old = shown;
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) ||
        !old.ends_with(now.substr(at))) // what was there at first
        return {without_soft_breaks(now), in_text(now, at)};
    size_t head = 0, tail = std::min(now.size() - at, old.size());
    while (head < std::min(at, old.size() - tail) && old[head] == now[head]) ++head;
    const std::string_view gone = old.substr(head, old.size() - tail - head);
    size_t from = in_text(old, head), to = in_text(old, old.size() - tail);
    // Of a soft break a half was deleted: what is meant is the character before or behind it.
    if (now.size() < old.size() && gone == "\r") to = behind(text, to);
    if (now.size() < old.size() && gone == "\n" && head > 0 && old[head - 1] == '\r')
        from = before(text, from);
    std::string fresh(now.substr(head, now.size() - tail - head));
    std::erase(fresh, '\r');
    return {text.substr(0, from) + fresh + text.substr(to), from + fresh.size()};
}

void Box::put(Step step, ImGuiInputTextCallbackData& data) {
    text = std::move(step.text);
    shown = in_lines(text, width);
    if (shown != std::string_view(data.Buf, size_t(data.BufTextLen))) {
        data.DeleteChars(0, data.BufTextLen);
        data.InsertChars(0, shown.data(), shown.data() + shown.size());
    }
    data.CursorPos = data.SelectionStart = data.SelectionEnd = int(in_shown(shown, step.caret));
}

void Box::frame(ImGuiInputTextCallbackData& data) {
    const ImGuiIO& io = ImGui::GetIO();
    const std::string_view now(data.Buf, size_t(data.BufTextLen));
    const bool back = io.KeyCtrl && !io.KeyShift && ImGui::IsKeyPressed(ImGuiKey_Z),
               again = io.KeyCtrl &&
                       (ImGui::IsKeyPressed(ImGuiKey_Y) || (io.KeyShift && ImGui::IsKeyPressed(ImGuiKey_Z)));
    const Step here{text, in_text(shown, size_t(std::min(caret, int(shown.size()))))};
    if (now != shown) {
        undo.push_back(here);
        if (undo.size() > most_steps) undo.erase(undo.begin());
        redo.clear();
        put(changed(now, size_t(data.CursorPos)), data);
    } else if ((back && !undo.empty()) || (again && !redo.empty())) {
        auto& from = back ? undo : redo;
        (back ? redo : undo).push_back(here);
        Step step = std::move(from.back());
        from.pop_back();
        put(std::move(step), data);
    } else if (in_lines(text, width) != shown) { // the window has another size
        put(here, data);
    }
    // Within a soft break is no place.
    const int at = data.CursorPos;
    if (at > 0 && at < int(shown.size()) && shown[size_t(at)] == '\n' && shown[size_t(at) - 1] == '\r') {
        data.CursorPos += at > caret ? 1 : -1;
        for (int* end : {&data.SelectionStart, &data.SelectionEnd})
            if (*end == at) *end = data.CursorPos;
    }
    caret = data.CursorPos;
}

int told(ImGuiInputTextCallbackData* data) {
    Box& box = *static_cast<Box*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        box.edited.resize(size_t(data->BufTextLen));
        data->Buf = box.edited.data();
    } else {
        box.frame(*data);
    }
    return 0;
}

} // namespace

bool text_box(const char* id, std::string& text, float width, std::string_view label) {
    static Box typed_in; // one at a time
    const std::string hidden = std::string("##") + id;
    const ImGuiID own = ImGui::GetID(hidden.c_str());
    const ImGuiStyle& style = ImGui::GetStyle();
    Box read;
    Box& box = ImGui::GetActiveID() == own && typed_in.id == own ? typed_in : read;
    box.width = width - 2 * style.FramePadding.x - style.ScrollbarSize;
    if (&box == &read) {
        box.id = own;
        box.text = without_soft_breaks(text);
        std::replace(box.text.begin(), box.text.end(), '\r', '\n');
        box.shown = in_lines(box.text, box.width);
    }
    box.edited = box.shown;
    const int lines = 1 + int(std::count(box.shown.begin(), box.shown.end(), '\n'));
    const float high = ImGui::GetTextLineHeight() * float(std::clamp(lines, fewest_lines, most_lines_high)) +
                       2 * style.FramePadding.y;
    const bool edited =
        ImGui::InputTextMultiline(hidden.c_str(), box.edited.data(), box.edited.capacity() + 1, {width, high},
                                  ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways |
                                      ImGuiInputTextFlags_NoUndoRedo | ImGuiInputTextFlags_NoHorizontalScroll,
                                  told, &box);
    probe_item(id, label, "input", box.text);
    if (edited) {
        text = box.text;
        ImGui::ScrollToItem(ImGuiScrollFlags_KeepVisibleEdgeY); // it may have grown
    }
    if (&box == &read && ImGui::GetActiveID() == own) typed_in = std::move(read);
    return edited;
}

} // namespace mj
