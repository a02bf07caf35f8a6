#include "app/chart/mark_words.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float with_change = 56; // room for an amount and its change

/// Against the year before, in whole percent; "" when that had none or little.
std::string change_against(int64_t now, int64_t before, const ChartUnit& unit) {
    constexpr int64_t least = 5; // of fewer a percentage says nothing
    if (before < least || unit.hides(now)) return {};
    const Comparison change = change_of(now, before, 0);
    return change.change->units ? change_text(change) : "0%"; // in words there is no room
}

} // namespace

int tile_map(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const std::vector<std::string> shares = share_texts(marks, unit);
    int64_t most = 0;
    int columns = 1, rows = 1, apart = 0; // apart: what has no place on the map
    for (const Mark& mark : marks) {
        apart += mark.x < 0;
        most = std::max(most, unit.drawn(mark.now));
        columns = std::max(columns, mark.x + 1);
        rows = std::max(rows, mark.y + 1);
    }
    if (most == 0) {
        chart_empty(at, size);
        return -1;
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    constexpr float strip = 28; // below the map
    const float wide = size.x / float(columns),
                high = std::min((size.y - (apart ? strip : 0)) / float(rows), 64.f);
    int pressed = -1, nth = 0;
    for (int i = 0; i < int(marks.size()); ++i) {
        const Mark& mark = marks[size_t(i)];
        const bool placed = mark.x >= 0;
        const float each = placed ? wide : size.x / float(apart), row = placed ? high : strip - 4;
        const ImVec2 low = crisp({at.x + each * float(placed ? mark.x : nth++) + 1.5f,
                                  at.y + high * float(placed ? mark.y : rows) + (placed ? 1.5f : 5.5f)}),
                     end = crisp({low.x + each - 3, low.y + row - 3});
        const int64_t drawn = unit.drawn(mark.now);
        const float share = float(double(drawn) / double(most));
        const std::string name = std::string(id) + "." + mark.key;
        const Press p = press(name.c_str(), low, {end.x - low.x, end.y - low.y}, mark.label, "tile",
                              unit.exact(mark.now));
        ImU32 fill = drawn == 0 ? c.wash : heat(share);
        if (!mark.chosen) fill = blend(c.card, fill, 0.35f);
        draw_mark(low, end, fill, 4);
        if (p.hovered || p.focused) list.AddRect(low, end, c.ink, 4, 0, p.focused ? 2.f : 1.f);
        const ImU32 ink = ink_on(fill);
        if (p.hovered) mark_tip(mark.label, mark.now, mark.before, shares[size_t(i)], unit);
        if (p.pressed) pressed = i;
        if (!placed) {
            Typed typed(type::axis);
            draw_text({low.x + 6, low.y + 3}, end.x - low.x - 12, mark.label + "  " + unit.text(mark.now),
                      ink);
            continue;
        }
        {
            Typed typed(type::axis);
            draw_text({low.x + 3, low.y + 3}, end.x - low.x - 6, mark.label, ink, 0.5f);
        }
        const float room = end.x - low.x - 4, line = end.y - (high > 44 ? 23.f : 17.f);
        const bool aside = room >= with_change;
        float used;
        {
            Typed typed(high > 44 ? type::body : type::axis, Weight::semibold);
            used = draw_text({low.x + (aside ? 6 : 2), line}, room, unit.fitted(mark.now, room), ink,
                             aside ? 0 : 0.5f);
        }
        Typed typed(type::axis);
        if (const std::string change = change_against(mark.now, mark.before, unit);
            aside && used + text_width(change) + 8 < room)
            draw_text({low.x + 2, line + 3}, room - 3, change, ink, 1);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

} // namespace mj
