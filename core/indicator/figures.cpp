#include "core/indicator/figures.hpp"

#include "core/query/group.hpp"

#include <algorithm>

namespace mj {
namespace {

bool in_period(const Table& table, const Formula& f, const Period& period, uint32_t row) {
    if (f.when == When::always) return true;
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
    case When::always: break;
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
         [&](const Table& table, uint32_t row) { out = plus(out, share(table, formula, row)); });
    return out;
}

} // namespace

bool kept_by(const Ledger& ledger, const Formula& formula, Date day) {
    const Table& table = ledger.table(formula.reg);
    const auto cells = table.column(formula.from).numbers();
    const int32_t last = formula.when == When::year ? day.year() : day.days - formula.plus_days;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (cells[row] != Column::no_i32 && cells[row] <= last && table.counts(row)) return true;
    return false;
}

Figure figure(const Ledger& ledger, const Indicator& indicator, const Period& period) {
    Figure out;
    out.bottom = 1;
    out.top = measure(ledger, indicator.of, period);
    if (indicator.ratio) {
        out.bottom = measure(ledger, indicator.per, period);
        if (out.bottom <= 0) return out;
    } else if (!kept_by(ledger, indicator.of, period.to)) {
        return out;
    }
    if (out.beyond()) return out;
    const bool share = indicator.ratio && indicator.factor == 100 && indicator.divisor == 1;
    out.value = share
                    ? percent(out.top, out.bottom, indicator.decimals)
                    : quotient(out.top, indicator.factor, out.bottom, indicator.divisor, indicator.decimals);
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

uint32_t voids_of(const Ledger& ledger, const Formula& formula, const Period& period) {
    const Table& table = ledger.table(formula.reg);
    uint32_t out = 0;
    for (uint32_t row = 0; row < table.rows(); ++row)
        out += table.alive(row) && !table.counts(row) && in_period(table, formula, period, row) &&
               matches(table, formula.where, row);
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
    if (!indicator.ratio) return change_of(now.top, before.top);
    const int decimals = std::max(now.value->decimals, before.value->decimals);
    const int64_t a = now.value->with(decimals).units, b = before.value->with(decimals).units;
    if (indicator.factor != 100) return change_of(a, b);
    out.points = true;
    out.change = Decimal{a - b, decimals};
    return out;
}

Comparison change_of(int64_t now, int64_t before, int decimals) {
    Comparison out;
    if (before > 0 && can_be_said(now) && can_be_said(before))
        out.change = percent(now - before, before, decimals);
    return out;
}

} // namespace mj
