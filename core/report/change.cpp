#include "core/report/change.hpp"

#include <cstdlib>
#include <utility>

namespace mj {
namespace {

/// Both numbers with as many decimals.
std::pair<int64_t, int64_t> units_of(const ReportFigure& figure, int& decimals) {
    decimals = std::max(figure.value->decimals, figure.before->decimals);
    return {figure.value->with(decimals).units, figure.before->with(decimals).units};
}

struct Moved {
    enum Kind { unknown, same, points, few, share } kind = unknown;
    bool rose = false;
    std::string size = {};
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
    int decimals;
    const auto [now, before] = units_of(figure, decimals);
    if (now == before) return {Moved::same, false, {}};
    const bool rose = now > before;
    const std::string difference = Decimal{std::abs(now - before), decimals}.text();
    if (figure.unit == "%") return {Moved::points, rose, difference};
    int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    if (std::abs(now) < handful * scale || std::abs(before) < handful * scale || !comparable(now, before))
        return {Moved::few, rose, difference};
    const auto share = change_of(now, before).change;
    if (!share) return {};
    return {Moved::share, rose, Decimal{std::abs(share->units), share->decimals}.text()};
}

} // namespace

int direction_of(const ReportFigure& figure) {
    if (!figure.value || !figure.before) return 0;
    int decimals;
    const auto [now, before] = units_of(figure, decimals);
    if (!comparable(now, before) && std::max(now, before) >= handful) return 0;
    return now < before ? -1 : now > before ? 1 : 0;
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
