#include "core/report/change.hpp"

#include <algorithm>
#include <cstdlib>

namespace mj {
namespace {

struct Moved {
    enum Kind { unknown, same, points, few, share } kind = unknown;
    bool rose = false;
    std::string size = {};
    bool alike = true; ///< of a size that can be judged by
};

/// Per cents of a handful of cases say nothing: below this the difference itself is said.
constexpr int64_t handful = 10;
/// Nor does a year with so many times as much: most of it was not kept then.
constexpr int64_t another_kind = 5;

bool comparable(int64_t now, int64_t before) {
    return now / another_kind <= before && before / another_kind <= now;
}

Moved moved(const ReportFigure& figure) {
    if (!figure.value || !figure.before) return {};
    // Both numbers with as many decimals.
    const int decimals = std::max(figure.value->decimals, figure.before->decimals);
    const int64_t now = figure.value->with(decimals).units, before = figure.before->with(decimals).units;
    if (now == before) return {Moved::same, false, {}, true};
    const bool rose = now > before, alike = comparable(now, before) || std::max(now, before) < handful;
    const std::string difference = Decimal{std::abs(now - before), decimals}.text();
    if (figure.unit == "%") return {Moved::points, rose, difference, alike};
    int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    if (std::abs(now) < handful * scale || std::abs(before) < handful * scale || !comparable(now, before))
        return {Moved::few, rose, difference, alike};
    const auto share = change_of(now, before).change;
    if (!share) return {};
    return {Moved::share, rose, Decimal{std::abs(share->units), share->decimals}.text()};
}

} // namespace

int direction_of(const ReportFigure& figure) {
    const Moved change = moved(figure);
    if (change.kind == Moved::unknown || change.kind == Moved::same || !change.alike) return 0;
    return change.rose ? 1 : -1;
}

std::string change_in_report(const ReportFigure& figure) {
    const Moved change = moved(figure);
    switch (change.kind) {
    case Moved::unknown: return {};
    case Moved::same: return "（与上年同期持平）";
    case Moved::points: return (change.rose ? "（同比提高" : "（同比下降") + change.size + "个百分点）";
    case Moved::few: return (change.rose ? "（同比增加" : "（同比减少") + change.size + figure.unit + "）";
    case Moved::share: return (change.rose ? "（同比增长" : "（同比下降") + change.size + "%）";
    }
    return {};
}

std::string change_in_table(const ReportFigure& figure) {
    const Moved change = moved(figure);
    if (change.kind == Moved::unknown) return "—";
    if (change.kind == Moved::same) return "持平";
    return (change.rose ? "+" : "−") + change.size +
           (change.kind == Moved::points ? "个百分点"
            : change.kind == Moved::few  ? figure.unit
                                         : "%");
}

} // namespace mj
