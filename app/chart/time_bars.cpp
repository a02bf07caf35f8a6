// Bars of times one after the other, of several kinds side by side.
#include "app/chart/axis.hpp"
#include "app/chart/mark_words.hpp"
#include "app/port/probe.hpp"

#include <algorithm>
#include <cmath>

namespace mj {

int time_bars(const char* id, ImVec2 size, std::span<const std::string> times,
              std::span<const ChartRow> series, const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    size = crisp(size);
    int64_t most = 0;
    float wide = 0; // of a label
    const auto value = [](std::span<const int64_t> of, size_t i) { return i < of.size() ? of[i] : 0; };
    for (size_t i = 0; i < times.size(); ++i) {
        wide = std::max(wide, text_width(times[i]));
        for (const ChartRow& row : series)
            most = std::max({most, unit.drawn(value(row.months, i)), unit.drawn(value(row.ghost, i))});
    }
    if (most == 0) {
        chart_empty(at, size);
        return -1;
    }
    const Axis axis = draw_axis(at, size, most, unit);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float step = (size.x - axis.left) / float(times.size()), base = axis.y(0);
    const float each = std::clamp(step * 0.72f / float(series.size()), 1.f, 26.f);
    const int every = std::max(1, int(std::ceil((std::min(wide, 96.f) + 10) / step)));
    int pressed = -1;
    for (size_t i = 0; i < times.size(); ++i) {
        const float left = at.x + axis.left + step * float(i), middle = left + step / 2;
        const std::string name = std::string(id) + ".time." + std::to_string(i);
        const Press column = press(name.c_str(), {left, at.y}, {step, size.y}, times[i], "bar",
                                   unit.exact(value(series[0].months, i)));
        if (column.hovered || column.focused)
            list.AddRectFilled({left, at.y}, {left + step, base}, c.tint, 4);
        std::string words;
        for (size_t k = 0; k < series.size(); ++k) {
            const ChartRow& row = series[k];
            const int64_t now = value(row.months, i), before = value(row.ghost, i);
            const float x = middle + each * (float(k) - float(series.size()) / 2);
            if (unit.drawn(before) > 0)
                draw_ghost(crisp({x - 2, axis.y(before)}), crisp({x + each + 2, base}));
            if (unit.drawn(now) > 0)
                draw_mark(crisp({x, axis.y(now)}), crisp({x + std::max(1.f, each - 1), base}), row.colour, 2,
                          ImDrawFlags_RoundCornersTop);
            words += (words.empty() ? "" : "\n") + (series.size() > 1 ? row.label + " " : std::string()) +
                     unit.exact(now);
            if (!row.ghost.empty())
                words += std::string("  (") + tr(T::explore_before_short) + " " + unit.exact(before) + ")";
        }
        Typed typed(type::axis);
        if (int(i) % every == 0) {
            const float room = step * float(every) - 4;
            draw_text({std::min(middle - room / 2, at.x + size.x - room), at.y + size.y - 17}, room, times[i],
                      c.soft, 0.5f);
        }
        if (series.size() == 1 && step >= 30 && unit.drawn(value(series[0].months, i)) > 0)
            draw_amount(middle, axis.y(value(series[0].months, i)), 2 * step,
                        unit.fitted(value(series[0].months, i), step + 4));
        if (column.hovered) tooltip(times[i], words);
        if (column.pressed) pressed = int(i);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

} // namespace mj
