#include "app/widget/draw.hpp"

#include "app/port/probe.hpp"

#include <imgui_internal.h>

namespace mj {

float text_width(std::string_view text) { return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x; }

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

void draw_card(ImVec2 min, ImVec2 max, bool hovered, bool focused) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    min = crisp(min);
    max = crisp(max);
    list.AddRectFilled(min, max, hovered ? blend(c.card, c.tint, 0.6f) : c.card, space::radius);
    list.AddRect(min, max, focused ? c.blue : hovered ? c.blue_rest : c.line, space::radius, 0, focused ? 2.f : 1.f);
}

Press press(const char* id, ImVec2 min, ImVec2 size, std::string_view label, std::string_view kind, std::string_view value) {
    ImGui::SetCursorScreenPos(min);
    Press out;
    out.pressed = ImGui::InvisibleButton(id, {std::max(size.x, 1.f), std::max(size.y, 1.f)}, ImGuiButtonFlags_EnableNav);
    out.hovered = ImGui::IsItemHovered();
    out.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (out.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    probe_item(id, label, kind, value);
    return out;
}

void paragraph(std::string_view text, ImU32 colour, float width) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::PushTextWrapPos(width > 0 ? ImGui::GetCursorPosX() + width : 0.f);
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
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
