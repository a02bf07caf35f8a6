// The days of a year as weeks of seven cells: how many there were on each.
#include "app/chart/mark_words.hpp"
#include "app/port/probe.hpp"

#include <algorithm>

namespace mj {
namespace {

int week_of(Date first, Date day) { return (day.days - first.days + first.weekday()) / 7; }

} // namespace

int day_grid(const char* id, ImVec2 size, Date first, std::span<const int32_t> days, Months chosen,
             const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const int32_t most = days.empty() ? 0 : *std::max_element(days.begin(), days.end());
    if (most == 0) {
        chart_empty(at, size);
        return 0;
    }
    constexpr float head = 18, side = 26, below_last = 4; // a weekday's name is higher than a small cell
    // Halves of a year one below the other where one line of weeks would be too small.
    const bool halves = size.x < 53 * 9 + side;
    const int weeks = halves ? 27 : 54;
    const float cell = crisp(std::min((size.x - side) / float(weeks),
                                      ((size.y - below_last) / (halves ? 2.f : 1.f) - head) / 7)),
                gap = cell > 8 ? 2.f : 1.f;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const Press whole = press(id, at, size, "", "chart");
    int pressed = 0, last_month = 0;
    Typed typed(type::axis);
    for (int i = 0; i < int(days.size()); ++i) {
        const Date day = first.plus(i);
        const int week = week_of(first, day), month = day.month(), below = halves && month > 6 ? 1 : 0;
        const int shift = below ? week_of(first, Date::of(first.year(), 7, 1)) : 0;
        const ImVec2 origin{at.x + side, at.y + float(below) * (head + 7 * cell + 4) + head};
        const ImVec2 min{origin.x + float(week - shift) * cell, origin.y + float(day.weekday()) * cell},
            max{min.x + cell - gap, min.y + cell - gap};
        const bool in = month >= chosen.from && month <= chosen.to, weekend = day.weekday() >= 5;
        const int32_t n = days[size_t(i)];
        const ImU32 colour = n ? heat(float(n) / float(most)) : weekend ? c.hair : c.wash;
        list.AddRectFilled(min, max, in ? colour : blend(c.card, colour, 0.35f), 2);
        if (month != last_month) {
            last_month = month;
            const float x = day.weekday() > 0 ? min.x + cell : min.x;
            if (cell * 4.3f > text_width(month_name(month)) + 2 || month % 2)
                draw_text({x, origin.y - head}, cell * 9, month_name(month), c.soft);
            probe_note(std::string(id) + "." + std::to_string(month), month_name(month), "month", min, max);
        }
        if (!whole.hovered || mouse.x < min.x || mouse.x >= min.x + cell || mouse.y < min.y ||
            mouse.y >= min.y + cell)
            continue;
        list.AddRect(min, max, c.ink, 2);
        tooltip(long_date(day), unit.exact(n));
        if (whole.pressed) pressed = month;
    }
    for (int half = 0; half <= int(halves); ++half)
        for (const int weekday : {0, 3, 6})
            draw_text({at.x, at.y + float(half) * (head + 7 * cell + 4) + head + float(weekday) * cell +
                                 (cell - 15) / 2},
                      side - 6, weekday_name(weekday), c.soft);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

} // namespace mj
