// Bars of codes: lying one below the other, as parts of one, or fewer from step to step.
#include "app/chart/mark_words.hpp"
#include "app/port/probe.hpp"

#include <algorithm>

namespace mj {
namespace {

std::string change_of_mark(const Mark& mark, const ChartUnit& unit) {
    if (!mark.change.empty()) return mark.change;
    return mark.before > 0 ? change_words(mark.now, mark.before, unit) : std::string();
}

/// The line of a mark: presses, is tinted and explained when pointed at.
Press mark_row(const char* id, const Mark& mark, ImVec2 at, ImVec2 size, std::string_view share,
               const ChartUnit& unit) {
    const std::string name = std::string(id) + "." + mark.key;
    const Press p = press(name.c_str(), at, size, mark.label, "bar", unit.exact(mark.now));
    if (p.hovered || p.focused)
        ImGui::GetWindowDrawList()->AddRectFilled({at.x - 4, at.y}, {at.x + size.x + 4, at.y + size.y},
                                                  colours().tint, 4);
    if (p.hovered) mark_tip(mark.label, mark.now, mark.before, share, unit, mark.change);
    return p;
}

} // namespace

int pick_bars(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit, bool parts) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    int64_t most = 0;
    float label = 0, value = 0, change = 0;
    const bool changes = size.x > 380; // room for them
    for (const Mark& mark : marks) {
        if (changes) change = std::max(change, text_width(change_of_mark(mark, unit)) + 14);
        most = std::max({most, unit.drawn(mark.now), unit.drawn(mark.before)});
        label = std::max(label, text_width(mark.label));
        value = std::max(value, text_width(unit.text(mark.now)));
    }
    if (most == 0) {
        chart_empty(at, size);
        return -1;
    }
    const std::vector<std::string> shares =
        parts ? share_texts(marks, unit) : std::vector<std::string>(marks.size());
    label = std::min(label, size.x * 0.42f);
    const float high = std::min(32.f, size.y / float(marks.size())),
                room = size.x - label - value - change - 28, bar = std::min(14.f, high * 0.56f);
    int pressed = -1;
    for (int i = 0; i < int(marks.size()); ++i) {
        const Mark& mark = marks[size_t(i)];
        const float y = at.y + high * float(i), x = at.x + label + 14, middle = y + high / 2;
        const Press p = mark_row(id, mark, {at.x, y}, {size.x, high}, shares[size_t(i)], unit);
        draw_text({at.x, y + (high - 18) / 2}, label, mark.label, mark.chosen ? c.ink : c.soft);
        const auto end_of = [&](int64_t n) {
            return x + std::max(2.f, float(double(n) / double(most)) * room);
        };
        if (unit.drawn(mark.before) > 0)
            draw_ghost({x, middle - bar / 2 - 3}, {end_of(mark.before), middle + bar / 2 + 3});
        if (unit.drawn(mark.now) > 0)
            draw_mark({x, middle - bar / 2}, {end_of(mark.now), middle + bar / 2},
                      !mark.chosen ? blend(c.card, c.blue_rest, 0.45f)
                      : p.hovered  ? c.blue
                                   : c.blue_rest);
        draw_text({at.x + size.x - change - value - 1, y + (high - 18) / 2}, value + 1, unit.text(mark.now),
                  mark.chosen ? c.ink : c.soft, 1);
        if (changes)
            draw_text({at.x + size.x - change, y + (high - 18) / 2}, change, change_of_mark(mark, unit),
                      c.soft, 1);
        if (p.pressed) pressed = i;
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

int split_bar(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const int64_t whole = sum_of(marks, unit);
    if (whole == 0) {
        chart_empty(at, size);
        return -1;
    }
    const float bar = 26, row = std::min(28.f, (size.y - bar - 16) / float(marks.size()));
    const std::vector<std::string> shares = share_texts(marks, unit);
    float x = at.x, share_wide = 0;
    for (const std::string& share : shares) share_wide = std::max(share_wide, text_width(share));
    int pressed = -1;
    for (int i = 0; i < int(marks.size()); ++i) {
        const Mark& mark = marks[size_t(i)];
        const ImU32 colour = mark.chosen ? mark.colour : blend(c.card, mark.colour, 0.3f);
        const float wide = float(double(unit.drawn(mark.now)) / double(whole)) * size.x,
                    y = at.y + bar + 16 + row * float(i);
        const Press p = mark_row(id, mark, {at.x, y}, {size.x, row}, shares[size_t(i)], unit);
        if (unit.drawn(mark.now) > 0) {
            draw_mark({x, at.y}, {x + std::max(2.f, wide - 2), at.y + bar},
                      p.hovered ? blend(colour, c.ink, 0.2f) : colour, 3);
            x += wide;
        }
        const float middle = y + (row - 18) / 2;
        draw_mark({at.x, middle + 4}, {at.x + 10, middle + 14}, colour);
        draw_text({at.x + 18, middle}, size.x * 0.5f, mark.label, mark.chosen ? c.ink : c.soft);
        draw_text({at.x + size.x - share_wide - 1, middle}, share_wide + 1, shares[size_t(i)], c.soft, 1);
        draw_text({at.x + size.x * 0.5f, middle}, size.x * 0.5f - share_wide - 18, unit.text(mark.now),
                  mark.chosen ? c.ink : c.soft, 1);
        if (p.pressed) pressed = i;
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

void step_bars(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    if (marks.empty() || unit.drawn(marks[0].now) == 0) return chart_empty(at, size);
    float label = 0;
    for (const Mark& mark : marks) label = std::max(label, text_width(mark.label));
    label = std::min(label, size.x * 0.35f);
    const float high = std::min(44.f, size.y / float(marks.size())), room = size.x - label - 14;
    for (size_t i = 0; i < marks.size(); ++i) {
        const Mark& mark = marks[i];
        const float y = at.y + high * float(i),
                    wide = room * float(double(unit.drawn(mark.now)) / double(marks[0].now)),
                    x = at.x + label + 14 + (room - wide) / 2;
        const ImVec2 low = crisp({x, y + 3}), end = crisp({x + std::max(2.f, wide), y + high - 3});
        draw_mark(low, end, c.blue, 4);
        draw_text({at.x, y + (high - 18) / 2}, label, mark.label, c.ink);
        const std::string words =
            unit.text(mark.now) +
            (unit.hides(mark.now) ? std::string() : " · " + share_text(mark.now, marks[0].now));
        const float width = text_width(words);
        const bool inside = wide > width + 16;
        draw_text({inside ? x : std::min(x + wide + 8, at.x + size.x - width), y + (high - 18) / 2},
                  inside ? wide : width + 1, words, inside ? c.on_blue : c.ink, inside ? 0.5f : 0);
        probe_note(std::string(id) + "." + mark.key, mark.label, "bar", low, end, unit.exact(mark.now));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
}

} // namespace mj
