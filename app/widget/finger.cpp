#include "app/widget/finger.hpp"

namespace mj {
namespace {

Press box(const char* id, const char* label, ImVec2 at, ImVec2 size, bool solid,
          std::string_view value = {}) {
    const Palette& c = colours();
    const Press p = press(id, at, size, label, "button", value);
    const ImVec2 end{at.x + size.x, at.y + size.y};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, end, solid ? c.blue : p.hovered ? c.tint : c.card, space::radius);
    if (!solid) list.AddRect(at, end, p.hovered || p.focused ? c.blue : c.line, space::radius, 0, c.stroke);
    if (p.focused)
        list.AddRect({at.x - 2, at.y - 2}, {end.x + 2, end.y + 2}, c.blue, space::radius + 2, 0, 2);
    return p;
}

} // namespace

float finger_width(const char* label) {
    return crisp(std::max(space::touch, text_width(label) + 2 * space::l));
}

bool finger_button(const char* id, const char* label, bool primary, float width, float high) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()),
                 size{width > 0 ? crisp(width) : finger_width(label), high};
    const Press p = box(id, label, at, size, primary);
    draw_text({at.x, at.y + (size.y - ImGui::GetFontSize()) / 2 - 1}, size.x, label,
              primary ? colours().on_blue : colours().ink, 0.5f);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return p.pressed;
}

bool check_tile(const char* id, const char* label, bool chosen, ImVec2 size) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const Press p = box(id, label, at, size, false, chosen ? "chosen" : "");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float side = 18, top = at.y + (size.y - side) / 2, left = at.x + space::m;
    list.AddRectFilled({left, top}, {left + side, top + side}, chosen ? c.blue : c.card, 4);
    if (chosen) {
        const ImVec2 tick[] = {{left + 4, top + 9}, {left + 8, top + 13}, {left + 14, top + 5}};
        list.AddPolyline(tick, 3, c.on_blue, 0, 2);
    } else
        list.AddRect({left, top}, {left + side, top + side}, c.faint, 4, 0, c.stroke);
    const float text = left + side + space::s;
    draw_text({text, at.y + (size.y - ImGui::GetFontSize()) / 2 - 1}, at.x + size.x - text - space::s, label,
              c.ink);
    return p.pressed;
}

} // namespace mj
