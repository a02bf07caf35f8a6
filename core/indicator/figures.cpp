#include "core/indicator/figures.hpp"

#include "core/query/group.hpp"

#include <cstdlib>

namespace mj {
namespace {

bool in_period(const Table& table, const Formula& f, const Period& period, uint32_t row) {
    const int32_t from = table.column(f.from).numbers()[row];
    if (from == Column::no_i32) return false;
    switch (f.when) {
    case When::date: return period.holds(Date{from + f.plus_days});
    case When::year: return from == period.to.year();
    case When::in_force: {
        if (Date{from} > period.to) return false;
        const int32_t to = f.to < 0 ? Column::no_i32 : table.column(f.to).numbers()[row];
        return to == Column::no_i32 || Date{to} > period.to;
    }
    }
    return false;
}

template <class F> void each(const Ledger& ledger, const Formula& formula, const Period& period, F f) {
    const Table& table = ledger.table(formula.reg);
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.counts(row) && in_period(table, formula, period, row) && matches(table, formula.where, row))
            f(table, row);
}

/// What a row adds.
int64_t share(const Table& table, const Formula& formula, uint32_t row) {
    if (formula.measure == Measure::count) return 1;
    const Column& column = table.column(formula.field);
    return column.has(row) ? column.number(row) : 0;
}

int64_t measure(const Ledger& ledger, const Formula& formula, const Period& period) {
    int64_t out = 0;
    each(ledger, formula, period,
         [&](const Table& table, uint32_t row) { out += share(table, formula, row); });
    return out;
}

/// n / d rounded half away from zero; d > 0.
int64_t rounded(int64_t n, int64_t d) {
    const int64_t whole = n / d, rest = std::llabs(n % d);
    return rest >= d - rest ? whole + (n < 0 ? -1 : 1) : whole;
}

int64_t power_of_ten(int n) {
    int64_t p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

} // namespace

std::string Decimal::text() const {
    const int64_t scale = power_of_ten(decimals);
    std::string out = units < 0 ? "-" : "";
    out += std::to_string(std::llabs(units) / scale);
    if (decimals) out += "." + std::to_string(scale + std::llabs(units) % scale).substr(1);
    return out;
}

double Decimal::approx() const { return double(units) / double(power_of_ten(decimals)); }

Figure figure(const Ledger& ledger, const Indicator& indicator, const Period& period) {
    Figure out;
    out.bottom = 1;
    out.top = measure(ledger, indicator.of, period);
    if (indicator.ratio) {
        out.bottom = measure(ledger, indicator.per, period);
        if (out.bottom <= 0) return out;
    } else if (ledger.table(indicator.of.reg).records() == 0) {
        return out;
    }
    const int64_t scale = power_of_ten(indicator.decimals) * indicator.factor;
    out.value = Decimal{rounded(out.top * scale, out.bottom * indicator.divisor), indicator.decimals};
    return out;
}

std::vector<Figure> figures(const Ledger& ledger, const Period& period) {
    std::vector<Figure> out;
    out.reserve(ledger.catalog().indicators.size());
    for (const Indicator& indicator : ledger.catalog().indicators)
        out.push_back(figure(ledger, indicator, period));
    return out;
}

std::vector<uint32_t> rows_of(const Ledger& ledger, const Formula& formula, const Period& period) {
    std::vector<uint32_t> out;
    each(ledger, formula, period, [&](const Table&, uint32_t row) { out.push_back(row); });
    return out;
}

std::vector<uint32_t> rest_of(const Ledger& ledger, const Indicator& indicator, const Period& period) {
    std::vector<uint32_t> out;
    const Formula& top = indicator.of;
    if (!indicator.ratio || top.reg != indicator.per.reg) return out;
    each(ledger, indicator.per, period, [&](const Table& table, uint32_t row) {
        const bool in = in_period(table, top, period, row) && matches(table, top.where, row);
        if ((in ? share(table, top, row) : 0) < share(table, indicator.per, row)) out.push_back(row);
    });
    return out;
}

Comparison compare(const Indicator& indicator, const Figure& now, const Figure& before) {
    Comparison out;
    if (!now.value || !before.value) return out;
    if (indicator.ratio && indicator.factor == 100) {
        out.points = true;
        out.change = Decimal{now.value->units - before.value->units, indicator.decimals};
        return out;
    }
    if (before.value->units <= 0) return out;
    out.change = Decimal{rounded((now.value->units - before.value->units) * 1000, before.value->units), 1};
    return out;
}

} // namespace mj
