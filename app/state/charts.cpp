#include "app/state/charts.hpp"

namespace mj {
namespace {

struct Row {
    std::string_view id, reg, code, indicator;
};
constexpr Row table[] = {
    {"disputes", "mediation", "street", "mediation.cases"},
    {"wages", "lead", "sector", "inspection.wages_recovered"},
    {"training", "training", "kind", ""},
};

} // namespace

std::vector<Chart> charts_of(const Catalog& catalog) {
    std::vector<Chart> out;
    for (const Row& row : table) {
        Chart chart;
        chart.id = row.id;
        chart.by.reg = catalog.find_register(row.reg);
        if (chart.by.reg < 0) continue;
        const Register& reg = catalog.registers[size_t(chart.by.reg)];
        chart.by.date = reg.date;
        chart.by.code = reg.find(row.code);
        chart.indicator = catalog.find_indicator(row.indicator);
        if (chart.indicator >= 0) { // the same records as the figure, by its own formula
            const Formula& of = catalog.indicators[size_t(chart.indicator)].of;
            chart.by.date = of.from;
            chart.by.where = of.where;
            if (of.measure == Measure::sum) chart.by.sum = of.field;
        }
        if (chart.by.date >= 0 && chart.by.code >= 0) out.push_back(std::move(chart));
    }
    return out;
}

} // namespace mj
