#include "app/chart/axis.hpp"
#include "app/chart/mark_words.hpp"
#include "app/port/probe.hpp"

#include <algorithm>

namespace mj {

Months month_range(const char* id, ImVec2 size, std::span<const int64_t> now, std::span<const int64_t> before,
                   Months chosen, const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    size = crisp(size);
    int64_t most = 0;
    for (const auto& side : {now, before})
        for (const int64_t v : side) most = std::max(most, unit.drawn(v));
    if (most == 0) {
        chart_empty(at, size);
        return chosen;
    }
    const Axis f = draw_axis(at, size, most, unit);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float step = (size.x - f.left) / 12, wide = std::min(26.f, step * 0.56f),
                ghost_wide = std::min(38.f, step * 0.84f), base = f.y(0);
    const auto left_of = [&](int month) { return at.x + f.left + step * float(month - 1); };
    const auto month_at = [&](float x) { return std::clamp(int((x - at.x - f.left) / step) + 1, 1, 12); };
    if (chosen != Months{})
        draw_chosen({left_of(chosen.from) + 1, at.y}, {left_of(chosen.to + 1) - 1, base}, 4);
    ImGuiStorage& memory = *ImGui::GetStateStorage();
    const ImGuiID was = ImGui::GetID(id); // what was chosen when the button went down: from × 100 + to
    const ImGuiIO& io = ImGui::GetIO();
    // A finger may be about to scroll, and then is nowhere: it chooses by dragging across or by leaving where it pressed.
    const bool here = ImGui::IsMousePosValid(), drags = here && ImGui::IsMouseDown(ImGuiMouseButton_Left) &&
                                                        (io.MouseSource != ImGuiMouseSource_TouchScreen ||
                                                         ImGui::IsMouseDragging(ImGuiMouseButton_Left));
    Months out = chosen;
    for (int m = 1; m <= 12; ++m) {
        const int64_t v = now[size_t(m - 1)], ghost = before.empty() ? -1 : before[size_t(m - 1)];
        const float middle = left_of(m) + step / 2;
        const std::string name = std::string(id) + ".month." + std::to_string(m);
        const Press column =
            press(name.c_str(), {left_of(m), at.y}, {step, size.y}, month_name(m), "bar", unit.exact(v));
        if (ImGui::IsItemActivated()) memory.SetInt(was, chosen.from * 100 + chosen.to);
        if (drags && ImGui::IsItemActive()) {
            const int other = month_at(io.MousePos.x);
            out = {std::min(m, other), std::max(m, other)};
        } else if (column.pressed)
            out = {m, m};
        const bool ended = (here && ImGui::IsItemDeactivated()) || column.pressed;
        if (ended && out == Months{m, m} && memory.GetInt(was) == m * 100 + m) out = {};
        const bool in = m >= chosen.from && m <= chosen.to;
        if (column.focused) list.AddRect({left_of(m) + 1, at.y}, {left_of(m + 1) - 1, base}, c.blue, 4);
        if (unit.drawn(ghost) > 0)
            draw_ghost({middle - ghost_wide / 2, f.y(ghost)}, {middle + ghost_wide / 2, base});
        if (unit.drawn(v) > 0)
            draw_mark({middle - wide / 2, f.y(v)}, {middle + wide / 2, base},
                      !in              ? blend(c.card, c.blue_rest, 0.45f)
                      : column.hovered ? c.blue
                                       : c.blue_rest,
                      2, ImDrawFlags_RoundCornersTop);
        Typed typed(type::axis);
        if (step >= 30 || m % 2 == 0)
            draw_text({middle - step, at.y + size.y - 17}, 2 * step, month_name(m), in ? c.ink : c.soft,
                      0.5f);
        if (unit.drawn(v) > 0 && step >= 34) draw_amount(middle, f.y(v), 2 * step, unit.fitted(v, step + 4));
        if (column.hovered) mark_tip(month_name(m), v, ghost, {}, unit);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return out;
}

} // namespace mj
