#include "app/chart/axis.hpp"
#include "app/port/probe.hpp"
#include "app/text/texts.hpp"

#include <algorithm>

namespace mj {

namespace {

int64_t sum_at(std::span<const ChartRow> rows, int month, bool ghost) {
    int64_t out = 0;
    for (const ChartRow& row : rows) {
        const auto values = ghost ? row.ghost : row.months;
        if (month < int(values.size())) out = plus(out, values[size_t(month)]);
    }
    return out;
}

} // namespace

ChartHit month_bars(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit) {
    const Palette& c = colours();
    ChartHit hit;
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    size = crisp(size);
    int64_t most = 0;
    for (int m = 0; m < 12; ++m) most = std::max({most, sum_at(rows, m, false), sum_at(rows, m, true)});
    if (most == 0) {
        draw_text({at.x, at.y + size.y / 2 - 8}, size.x, tr(T::chart_empty), c.soft, 0.5f);
        ImGui::Dummy(size);
        return hit;
    }
    const Axis f = draw_axis(at, size, most, unit);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float step = (size.x - f.left) / 12, wide = std::min(26.f, step * 0.56f),
                ghost_wide = std::min(38.f, step * 0.84f);
    for (int m = 0; m < 12; ++m) {
        const float middle = at.x + f.left + step * (float(m) + 0.5f), base = f.y(0);
        const int64_t total = sum_at(rows, m, false), before = sum_at(rows, m, true);
        const std::string month_id = std::string(id) + ".month." + std::to_string(m + 1);
        const Press column = press(month_id.c_str(), {middle - step / 2, at.y}, {step, size.y},
                                   month_name(m + 1), "bar", unit.text(total));
        if (column.hovered || column.focused)
            list.AddRectFilled({middle - step / 2 + 1, at.y}, {middle + step / 2 - 1, base}, c.tint, 4);
        if (unit.drawn(before) > 0)
            draw_ghost({middle - ghost_wide / 2, f.y(before)}, {middle + ghost_wide / 2, base});
        int64_t stacked = 0;
        int under = -1;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        for (int r = 0; r < int(rows.size()); ++r) {
            const int64_t v = m < int(rows[size_t(r)].months.size()) ? rows[size_t(r)].months[size_t(m)] : 0;
            if (unit.drawn(v) <= 0) continue;
            const ImVec2 low = crisp({middle - wide / 2, f.y(stacked + v)}),
                         high = crisp({middle + wide / 2, f.y(stacked)});
            const bool own = column.hovered && mouse.y >= low.y && mouse.y < high.y;
            if (own) under = r;
            const bool top = stacked + v == total;
            draw_mark(low, high,
                      own && rows.size() > 1 ? blend(rows[size_t(r)].colour, c.ink, 0.25f)
                                             : rows[size_t(r)].colour,
                      2, top ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersNone);
            if (rows.size() > 1)
                probe_note(month_id + "." + rows[size_t(r)].key, rows[size_t(r)].label, "bar", low, high,
                           unit.text(v));
            stacked += v;
        }
        {
            Typed typed(type::axis);
            if (step >= 30 || m % 2 == 0)
                draw_text({middle - step, at.y + size.y - 17}, 2 * step, month_name(m + 1), c.soft, 0.5f);
            if (unit.drawn(total) > 0 && step >= 30)
                draw_amount(middle, f.y(total), 2 * step, unit.fitted(total, step + 4));
        }
        if (column.hovered) {
            std::string words;
            if (under >= 0 && rows.size() > 1)
                words = rows[size_t(under)].label + " " + unit.exact(rows[size_t(under)].months[size_t(m)]) +
                        "\n";
            words += unit.exact(total);
            if (std::any_of(rows.begin(), rows.end(), [](const ChartRow& row) { return !row.ghost.empty(); }))
                words += std::string("  (") + tr(T::last_year) + " " + unit.exact(before) + ")";
            tooltip(month_name(m + 1), words);
        }
        if (column.pressed) hit = {true, rows.size() > 1 ? under : -1, m};
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return hit;
}

} // namespace mj
