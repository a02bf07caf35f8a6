#include "app/chart/chart.hpp"
#include "app/text/texts.hpp"

#include <algorithm>
#include <cmath>

namespace mj {
ChartHit rank_bars(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit) {
    const Palette& c = colours();
    ChartHit hit;
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    int64_t most = 0;
    float label = 0, value = 0;
    for (const ChartRow& row : rows) {
        most = std::max({most, unit.drawn(sum_of(row.months)), unit.drawn(sum_of(row.ghost))});
        label = std::max(label, text_width(row.label));
        value = std::max(value, text_width(unit.text(sum_of(row.months))));
    }
    if (most == 0) {
        draw_text({at.x, at.y + size.y / 2 - 8}, size.x, tr(T::chart_empty), c.soft, 0.5f);
        ImGui::Dummy(size);
        return hit;
    }
    label = std::min(label, size.x * 0.45f);
    const float high = std::min(34.f, size.y / float(rows.size())), room = size.x - label - value - 24;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (int r = 0; r < int(rows.size()); ++r) {
        const ChartRow& row = rows[size_t(r)];
        const int64_t v = sum_of(row.months), ghost = sum_of(row.ghost);
        const float y = at.y + high * float(r), bar = std::min(16.f, high * 0.6f);
        const std::string row_id = std::string(id) + ".row." + row.key;
        const Press p = press(row_id.c_str(), {at.x, y}, {size.x, high}, row.label, "bar", unit.text(v));
        if (p.hovered || p.focused)
            list.AddRectFilled({at.x - 4, y}, {at.x + size.x + 4, y + high}, c.tint, 4);
        draw_text({at.x, y + (high - 18) / 2}, label, row.label, c.ink);
        const float x = at.x + label + 12, middle = y + high / 2;
        const auto width_of = [&](int64_t n) { return float(double(n) / double(most)) * room; };
        if (unit.drawn(ghost) > 0)
            draw_ghost({x, middle - bar / 2 - 2}, {x + std::max(2.f, width_of(ghost)), middle + bar / 2 + 2});
        if (unit.drawn(v) > 0)
            draw_mark({x, middle - bar / 2}, {x + std::max(2.f, width_of(v)), middle + bar / 2}, row.colour);
        draw_text({at.x + size.x - value - 1, y + (high - 18) / 2}, value + 1, unit.text(v), c.ink, 1);
        if (p.hovered)
            tooltip(row.label, unit.exact(v) + (!row.ghost.empty() ? std::string("  (") + tr(T::last_year) +
                                                                         " " + unit.exact(ghost) + ")"
                                                                   : std::string()));
        if (p.pressed) hit = {true, r, -1};
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return hit;
}

ChartHit heat_table(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit,
                    std::span<const std::string> heads) {
    const Palette& c = colours();
    ChartHit hit;
    int64_t most = 0;
    for (const ChartRow& row : rows)
        for (const int64_t v : row.months) most = std::max(most, unit.drawn(v));
    constexpr float top = 22, high = 24;
    size.y = top + std::floor((size.y - top) / high) * high; // no row is cut through
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    if (ImGui::BeginChild(id, size, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground)) {
        Typed typed(type::note);
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const float room = ImGui::GetContentRegionAvail().x - 8;
        float label = 0;
        for (const ChartRow& row : rows) label = std::max(label, text_width(row.label));
        label = std::min(crisp(label + 10), room * 0.3f);
        const int columns = heads.empty() ? 12 : int(heads.size());
        const auto head_of = [&](int m) { return heads.empty() ? month_name(m + 1) : heads[size_t(m)]; };
        const float sum = heads.empty() ? 44 : 0, step = (room - label - sum) / float(columns);
        // Heads that have no room are said at every second, third … column.
        float head_wide = 24;
        for (int m = 0; m < int(heads.size()); ++m)
            head_wide = std::max(head_wide, text_width(heads[size_t(m)]));
        const int every = std::clamp(int(std::ceil(std::min(head_wide, 60.f) / step)), 1, columns);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (most == 0) draw_text({at.x, at.y + size.y / 2 - 8}, room, tr(T::chart_empty), c.soft, 0.5f);
        for (int m = 0; most > 0 && m < columns; ++m) {
            const ImVec2 head{at.x + label + step * float(m), at.y};
            const Press p = press((std::string(id) + ".month." + std::to_string(m + 1)).c_str(), head,
                                  {step, 20}, head_of(m), "head");
            if (p.pressed) hit = {true, -1, m};
            if (m % every == 0) {
                Typed axis(type::axis);
                const float wide = heads.empty() ? 2 * step : step * float(every) - 2;
                draw_text({head.x + (step - wide) / 2, head.y + 3}, wide, head_of(m),
                          p.hovered || p.focused ? c.blue : c.soft, 0.5f);
            }
        }
        for (int r = 0; most > 0 && r < int(rows.size()); ++r) {
            const ChartRow& row = rows[size_t(r)];
            const float y = at.y + top + high * float(r);
            const std::string row_id = std::string(id) + ".row." + row.key;
            const int64_t total = sum_of(row.months);
            const Press head =
                press(row_id.c_str(), {at.x, y}, {label, high}, row.label, "head", unit.text(total));
            draw_text({at.x, y + 4}, label - 8, row.label, head.hovered || head.focused ? c.blue : c.ink);
            if (sum > 0) draw_text({at.x + room - sum, y + 4}, sum, unit.fitted(total, sum), c.ink, 1);
            if (head.pressed) hit = {true, r, -1};
            for (int m = 0; m < int(row.months.size()) && m < columns; ++m) {
                const int64_t v = row.months[size_t(m)], drawn = unit.drawn(v);
                const ImVec2 low{at.x + label + step * float(m) + 1, y + 1},
                    end{low.x + step - 2, low.y + high - 2};
                const float share = float(double(drawn) / double(most));
                const ImU32 fill = drawn == 0 ? c.wash : heat(share);
                draw_mark(low, end, fill, 3);
                const Press p = press((row_id + "." + std::to_string(m + 1)).c_str(), low,
                                      {step - 2, high - 2}, row.label, "cell", unit.text(v));
                if (drawn > 0 && step >= 24) {
                    Typed axis(type::axis);
                    draw_text({low.x, low.y + 4}, step - 2, unit.fitted(v, step - 2), ink_on(fill), 0.5f);
                }
                if (p.hovered || p.focused) list.AddRect(low, end, c.ink, 3);
                if (p.hovered) tooltip(row.label + " · " + head_of(m), unit.exact(v));
                if (p.pressed) hit = {true, r, m};
            }
        }
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({room, top + high * float(rows.size())});
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    return hit;
}

} // namespace mj
