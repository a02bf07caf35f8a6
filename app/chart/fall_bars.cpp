// From an amount, step by step, to what is left of it: a waterfall lying down.
#include "app/chart/mark_words.hpp"
#include "app/port/probe.hpp"

#include <algorithm>

namespace mj {

void fall_bars(const char* id, ImVec2 size, const Mark& first, std::span<const Mark> less, const Mark& rest,
               const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    if (first.now <= 0) return chart_empty(at, size);
    float label = std::max(text_width(first.label), text_width(rest.label));
    for (const Mark& mark : less) label = std::max(label, text_width(mark.label));
    label = std::min(label, size.x * 0.4f);
    const float value = text_width(unit.text(first.now)) + text_width("−") + 8,
                room = size.x - label - value - 28;
    const float high = std::min(38.f, size.y / float(less.size() + 2)), bar = std::min(18.f, high * 0.6f);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float y = at.y;
    const auto x_of = [&](int64_t v) {
        return at.x + label + 14 + room * float(std::clamp(double(v) / double(first.now), 0.0, 1.0));
    };
    const auto line = [&](const Mark& mark, int64_t from, int64_t to, ImU32 colour, bool minus) {
        const Press p = press((std::string(id) + "." + mark.key).c_str(), {at.x, y}, {size.x, high},
                              mark.label, "bar", unit.exact(mark.now));
        if (p.hovered || p.focused)
            list.AddRectFilled({at.x - 4, y}, {at.x + size.x + 4, y + high}, c.tint, 4);
        if (p.hovered) mark_tip(mark.label, mark.now, -1, share_text(mark.now, first.now), unit);
        const float middle = y + high / 2, left = x_of(std::min(from, to)),
                    right = std::max(left + 2, x_of(std::max(from, to)));
        draw_mark({left, middle - bar / 2}, {right, middle + bar / 2}, colour);
        draw_text({at.x, middle - 9}, label, mark.label, c.ink);
        draw_text({at.x + size.x - value, middle - 9}, value, (minus ? "−" : "") + unit.text(mark.now), c.ink,
                  1);
        y += high;
        if (&mark != &rest) // where the next begins
            list.AddLine({x_of(to), middle + bar / 2}, {x_of(to), y + (high - bar) / 2}, c.faint);
    };
    int64_t left = first.now;
    line(first, 0, left, c.blue, false);
    for (const Mark& mark : less) {
        line(mark, left, left - mark.now, c.jade, true);
        left -= mark.now;
    }
    line(rest, 0, rest.now, c.ochre, false);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
}

} // namespace mj
