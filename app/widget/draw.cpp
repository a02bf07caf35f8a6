#include "app/widget/draw.hpp"

#include "app/port/probe.hpp"

#include <imgui_internal.h>

#include <algorithm>

namespace mj {

float text_width(std::string_view text) {
    return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

float draw_text(ImVec2 at, float width, std::string_view text, ImU32 colour, float align) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float full = text_width(text);
    if (full <= width + 0.5f) {
        at.x += (width - full) * align;
        list.AddText(crisp(at), colour, text.data(), text.data() + text.size());
        return full;
    }
    constexpr std::string_view dots = "…";
    const float room = width - text_width(dots);
    const char *end = text.data(), *stop = text.data() + text.size();
    float used = 0;
    while (end < stop) {
        const char* next = end + 1;
        while (next < stop && (*next & 0xC0) == 0x80) ++next;
        const float step = text_width({end, size_t(next - end)});
        if (used + step > room) break;
        used += step;
        end = next;
    }
    list.AddText(crisp(at), colour, text.data(), end);
    list.AddText(crisp({at.x + used, at.y}), colour, dots.data(), dots.data() + dots.size());
    return width;
}

namespace {

/// Breaks the text into lines, with room between them as print has; calls f(y, line). Returns the height.
template <class F> float lines_of(std::string_view text, float width, F f) {
    ImFont* font = ImGui::GetFont();
    const float size = ImGui::GetFontSize(), line_high = crisp(size * 1.5f);
    const char *at = text.data(), *end = at + text.size();
    float y = 0;
    while (at < end) {
        const char* stop = font->CalcWordWrapPosition(size, at, end, width);
        if (stop == at) ++stop; // narrower than one character
        const char* line_end = std::find(at, stop, '\n');
        f(y + (line_high - size) / 2, {at, size_t(line_end - at)});
        y += line_high;
        at = line_end < stop ? line_end + 1 : stop;
        while (at < end && *at == ' ') ++at;
    }
    return std::max(y, line_high);
}

} // namespace

void draw_card(ImVec2 min, ImVec2 max, bool hovered, bool focused) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, hovered ? blend(c.card, c.tint, 0.6f) : c.card, space::radius);
    list.AddRect(min, max,
                 focused   ? c.blue
                 : hovered ? c.blue_rest
                           : c.line,
                 space::radius, 0, c.stroke + (focused ? 1.f : 0.f));
}

void draw_mark(ImVec2 min, ImVec2 max, ImU32 colour, float rounding, ImDrawFlags corners) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, colour, rounding, corners);
    if (const ImU32 edge = colours().mark_edge) list.AddRect(min, max, edge, rounding, corners);
}

void draw_ghost(ImVec2 min, ImVec2 max) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, c.ghost, 2);
    list.AddRect(min, max, c.ghost_edge, 2);
}

void draw_chosen(ImVec2 min, ImVec2 max, float rounding) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, c.tint, rounding);
    if (c.mark_edge) list.AddRect(min, max, c.blue, rounding, 0, c.stroke);
}

Press press(const char* id, ImVec2 min, ImVec2 size, std::string_view label, std::string_view kind,
            std::string_view value) {
    ImGui::SetCursorScreenPos(min);
    Press out;
    out.pressed = ImGui::InvisibleButton(id, {std::max(size.x, 1.f), std::max(size.y, 1.f)},
                                         ImGuiButtonFlags_EnableNav);
    out.hovered = ImGui::IsItemHovered();
    out.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (out.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    probe_item(id, label, kind, value);
    return out;
}

float paragraph_height(std::string_view text, float width) {
    return lines_of(text, width, [](float, std::string_view) {});
}

void paragraph(std::string_view text, ImU32 colour, float width, float align) {
    if (width <= 0) width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float widest = 0;
    const float high = lines_of(text, width, [&](float y, std::string_view line) {
        widest = std::max(widest, draw_text({at.x, at.y + y}, width, line, colour, align));
    });
    ImGui::Dummy({align > 0 ? width : widest, high});
}

bool paragraph_at(ImVec2 at, float width, int most, std::string_view text, ImU32 colour) {
    int lines = 0;
    lines_of(text, width, [&](float y, std::string_view line) {
        if (++lines > most) return;
        if (lines == most) line = {line.data(), size_t(text.data() + text.size() - line.data())};
        draw_text({at.x, at.y + y}, width, line, colour);
    });
    return lines <= most;
}

void tooltip(std::string_view title, std::string_view text) {
    if (!ImGui::BeginTooltip()) return;
    {
        Typed typed(type::note);
        paragraph(title, colours().soft, 280);
    }
    if (!text.empty()) {
        Typed typed(type::body, Weight::semibold);
        paragraph(text, colours().ink, 280);
    }
    ImGui::EndTooltip();
}

} // namespace mj
