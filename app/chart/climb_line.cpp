// What has come together since January: a line over an area, with last year's and the pace of a target.
#include "app/chart/axis.hpp"
#include "app/chart/mark_words.hpp"
#include "app/port/probe.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace mj {
namespace {

using Year = std::array<int64_t, 12>;

Year summed(std::span<const int64_t> months) {
    Year out{};
    if (!months.empty()) std::partial_sum(months.begin(), months.begin() + 12, out.begin(), plus);
    return out;
}

void dashes(ImVec2 from, ImVec2 to, ImU32 colour) {
    constexpr float dash = 6, gap = 5;
    const float dx = to.x - from.x, dy = to.y - from.y, length = std::max(1.f, dx);
    for (float x = 0; x < length; x += dash + gap) {
        const float end = std::min(x + dash, length);
        ImGui::GetWindowDrawList()->AddLine({from.x + x, from.y + dy * x / length},
                                            {from.x + end, from.y + dy * end / length}, colour, 1.5f);
    }
}

} // namespace

int climb_line(const char* id, ImVec2 size, std::span<const int64_t> now, std::span<const int64_t> before,
               int last, int64_t target, const ChartUnit& unit) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    size = crisp(size);
    const Year sum = summed(now), former = summed(before);
    const int64_t most = std::max({sum[size_t(last - 1)], former[size_t(last - 1)], target});
    if (most == 0) {
        chart_empty(at, size);
        return 0;
    }
    const Axis f = draw_axis(at, size, most, unit);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float step = (size.x - f.left - 5) / 12, base = f.y(0); // the last point stands whole
    const auto x_of = [&](int month) {
        return at.x + f.left + step * float(month);
    }; // its end; 0: the year's beginning
    const auto point = [&](const Year& of, int month) {
        return ImVec2{x_of(month), f.y(month ? of[size_t(month - 1)] : 0)};
    };
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill; // no seams between the months
    for (int m = 1; m <= last; ++m) {
        const ImVec2 a = point(sum, m - 1), b = point(sum, m);
        list.AddQuadFilled(a, b, {b.x, base}, {a.x, base}, c.tint);
    }
    list.Flags = flags;
    const auto line = [&](const Year& of, int months, ImU32 colour, float wide) {
        std::array<ImVec2, 13> points;
        for (int m = 0; m <= months; ++m) points[size_t(m)] = point(of, m);
        list.AddPolyline(points.data(), months + 1, colour, 0, wide);
    };
    if (former[11] > 0) line(former, last, c.faint, 1.5f); // later months of it are not asked for
    if (target > 0) dashes({x_of(0), base}, {x_of(12), f.y(target)}, c.ochre);
    line(sum, last, c.blue, 2.5f);
    list.AddCircleFilled(point(sum, last), 4, c.blue);
    int pressed = 0;
    for (int m = 1; m <= 12; ++m) {
        if (m <= last) {
            const std::string name = std::string(id) + ".month." + std::to_string(m);
            const int64_t v = sum[size_t(m - 1)];
            const Press column =
                press(name.c_str(), {x_of(m - 1), at.y}, {step, size.y}, month_name(m), "bar", unit.exact(v));
            if (column.pressed) pressed = m;
            if (column.focused) list.AddRect({x_of(m - 1) + 1, at.y}, {x_of(m) - 1, base}, c.blue, 4);
            if (column.hovered) {
                list.AddLine({x_of(m), at.y + f.top}, {x_of(m), base}, c.line);
                const std::string since =
                    m == 1 ? month_name(1) : tr(T::board_months, {month_name(1), month_name(m)});
                mark_tip(since, v, before.empty() ? -1 : former[size_t(m - 1)], {}, unit);
            }
        }
        Typed typed(type::axis);
        if (step >= 30 || m % 2 == 0)
            draw_text({x_of(m - 1) - step / 2, at.y + size.y - 17}, 2 * step, month_name(m), c.soft, 0.5f);
    }
    const std::string words = unit.text(sum[size_t(last - 1)]);
    const ImVec2 end = point(sum, last), label{end.x - text_width(words) - 10, std::max(at.y, end.y - 22)};
    draw_ground(label, text_width(words)); // last year's line may pass there
    draw_text(label, text_width(words) + 1, words, c.ink);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(size);
    return pressed;
}

} // namespace mj
