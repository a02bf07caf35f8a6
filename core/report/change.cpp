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

/// Per cents of a handful of cases say nothing.
constexpr int64_t few = 10;

} // namespace

int direction_of(const ReportFigure& figure) {
    if (!figure.value || !figure.before) return 0;
    int decimals;
    const auto [now, before] = units_of(figure, decimals);
    return now < before ? -1 : now > before ? 1 : 0;
}

std::string change_in_report(const ReportFigure& figure) {
    if (!figure.value || !figure.before) return {};
    int decimals;
    const auto [now, before] = units_of(figure, decimals);
    if (now == before) return "（与上年同期持平）";
    const bool rose = now > before, points = figure.unit == "%";
    const Decimal difference{std::abs(now - before), decimals};
    if (points) return (rose ? "（同比提高" : "（同比下降") + difference.text() + "个百分点）";
    int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    if (std::abs(now) < few * scale || std::abs(before) < few * scale)
        return (rose ? "（同比增加" : "（同比减少") + difference.text() + figure.unit + "）";
    const Comparison change = change_of(now, before);
    if (!change.change) return {};
    const Decimal size{std::abs(change.change->units), change.change->decimals};
    return (rose ? "（同比增长" : "（同比下降") + size.text() + "%）";
}

} // namespace mj
