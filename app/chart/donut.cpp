// A ring of few parts, each named and pressable beside it.
#include "app/chart/mark_words.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mj {

int donut(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit) {
    const int64_t whole = sum_of(marks, unit);
    if (marks.size() > most_parts || whole == 0) return split_bar(id, size, marks, unit);
    constexpr float turn = 2 * std::numbers::pi_v<float>;
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float round = std::min(size.y, size.x * 0.4f), thick = round * 0.17f,
                radius = (round - thick) / 2 - 2;
    const ImVec2 middle{at.x + round / 2, at.y + size.y / 2};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float dx = mouse.x - middle.x, dy = mouse.y - middle.y, far = std::sqrt(dx * dx + dy * dy);
    const bool on_ring = ImGui::IsWindowHovered() && std::abs(far - radius) <= thick / 2;
    // As press() does: on release, and not after a drag.
    const ImGuiIO& io = ImGui::GetIO();
    const bool tapped = ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                        io.MouseDragMaxDistanceSqr[0] < io.MouseDragThreshold * io.MouseDragThreshold;
    const float pointed = std::fmod(std::atan2(dy, dx) + turn * 1.25f, turn) / turn; // 0..1, from the top
    const float left = at.x + round + space::l, wide = at.x + size.x - left,
                row = std::min(30.f, size.y / float(marks.size()));
    const float top = at.y + (size.y - row * float(marks.size())) / 2;
    const std::vector<std::string> shares = share_texts(marks, unit);
    int pressed = -1;
    float from = 0;
    for (int i = 0; i < int(marks.size()); ++i) {
        const Mark& mark = marks[size_t(i)];
        const float to = from + float(double(unit.drawn(mark.now)) / double(whole));
        const bool over = on_ring && pointed >= from && pointed < to;
        const ImVec2 line{left, top + row * float(i)};
        const Press p = press((std::string(id) + "." + mark.key).c_str(), line, {wide, row}, mark.label,
                              "bar", unit.exact(mark.now));
        const bool lit = over || p.hovered || p.focused;
        if (lit) list.AddRectFilled({line.x - 4, line.y}, {line.x + wide + 4, line.y + row}, c.tint, 4);
        const std::string &share = shares[size_t(i)], value = unit.text(mark.now);
        if (over || p.hovered) mark_tip(mark.label, mark.now, mark.before, share, unit);
        if (p.pressed || (over && tapped)) pressed = i;
        const ImU32 colour = mark.chosen ? mark.colour : blend(c.card, mark.colour, 0.3f);
        if (unit.drawn(mark.now) > 0) {
            constexpr float gap = 0.004f, least = 0.003f; // of a turn
            const bool thin = to - from < 2 * gap + least;
            const float begin = thin ? from : from + gap, end = thin ? std::max(to, from + least) : to - gap;
            list.PathArcTo(middle, radius, begin * turn - turn / 4, end * turn - turn / 4, 0);
            list.PathStroke(lit ? blend(colour, c.ink, 0.2f) : colour, 0, thick);
        }
        const float text = line.y + (row - 18) / 2;
        draw_mark({line.x, text + 4}, {line.x + 10, text + 14}, colour);
        const float share_wide = 52, value_wide = text_width(value) + 1;
        draw_text({line.x + wide - share_wide, text}, share_wide, share, c.soft, 1);
        draw_text({line.x + wide - share_wide - value_wide - 8, text}, value_wide, value,
                  mark.chosen ? c.ink : c.soft);
        draw_text({line.x + 18, text}, wide - share_wide - value_wide - 34, mark.label,
                  mark.chosen ? c.ink : c.soft);
        from = to;
    }
    const bool all =
        std::none_of(marks.begin(), marks.end(), [&](const Mark& m) { return unit.hides(m.now); });
    if (all) { // else it would not be what the total says
        Typed typed(type::title, Weight::semibold);
        draw_text({middle.x - radius, middle.y - 14}, 2 * radius, unit.text(whole), c.ink, 0.5f);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

} // namespace mj
