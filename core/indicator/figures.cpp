#include "core/indicator/figures.hpp"

#include "core/clock/clocks.hpp"
#include "core/query/group.hpp"

#include <algorithm>

namespace mj {
namespace {

/// A period, and the day on which the clocks are read: the one after it, or today.
class Asked {
  public:
    Asked(const Ledger& ledger, const Period& period, Date today)
        : ledger_(ledger), period_(period), days_(work_days(ledger)), on_(period.to.plus(1)) {
        if (today.has()) on_ = std::min(on_, today);
    }

    bool takes(const Table& table, const Formula& f, uint32_t row) const {
        return in_period(table, f, row) && matches(table, f.where, row);
    }
    /// Calls f(table, row) for each row the formula takes.
    template <class F> void each(const Formula& formula, F f) const {
        const Table& table = ledger_.table(formula.reg);
        for (uint32_t row = 0; row < table.rows(); ++row)
            if (table.counts(row) && takes(table, formula, row)) f(table, row);
    }

  private:
    bool in_period(const Table& table, const Formula& f, uint32_t row) const {
        if (f.when == When::always) return true;
        if (f.when == When::clock) return settled(f, row);
        const int32_t from = table.column(f.from).numbers()[row];
        if (from == Column::no_i32) return false;
        if (f.when == When::date) return period_.holds(Date{from + f.plus_days});
        if (f.when == When::year) return from == period_.to.year();
        if (Date{from} > period_.to) return false;
        const int32_t to = f.to < 0 ? Column::no_i32 : table.column(f.to).numbers()[row];
        return to == Column::no_i32 || Date{to} > period_.to;
    }
    bool settled(const Formula& f, uint32_t row) const {
        using S = ClockReading::State;
        const auto reading = read_clock(ledger_, days_, f.clock, row, on_);
        return reading && period_.holds(reading->due) &&
               (reading->state == S::kept ||
                (!f.kept && (reading->state == S::late || reading->state == S::broken)));
    }

    const Ledger& ledger_;
    const Period& period_;
    const WorkDays days_;
    Date on_;
};

/// What a row adds.
int64_t share(const Table& table, const Formula& formula, uint32_t row) {
    if (formula.measure == Measure::count) return 1;
    const Column& column = table.column(formula.field);
    return column.has(row) ? column.number(row) : 0;
}

int64_t measure(const Asked& asked, const Formula& formula) {
    int64_t out = 0;
    asked.each(formula,
               [&](const Table& table, uint32_t row) { out = plus(out, share(table, formula, row)); });
    return out;
}

} // namespace

bool kept_by(const Ledger& ledger, const Formula& formula, Date day) {
    const Table& table = ledger.table(formula.reg);
    if (formula.from < 0) return table.records() > 0; // a clock or nothing says when
    const auto cells = table.column(formula.from).numbers();
    const int32_t last = formula.when == When::year ? day.year() : day.days - formula.plus_days;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (cells[row] != Column::no_i32 && cells[row] <= last && table.counts(row)) return true;
    return false;
}

Figure figure(const Ledger& ledger, const Indicator& indicator, const Period& period, Date today) {
    const Asked asked(ledger, period, today);
    Figure out;
    out.bottom = 1;
    out.top = measure(asked, indicator.of);
    if (indicator.ratio) {
        out.bottom = measure(asked, indicator.per);
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

FigurePair figures(const Ledger& ledger, const Known& known, ReportingPeriod asked) {
    FigurePair out;
    for (const Indicator& indicator : ledger.catalog().indicators) {
        Figure &now = out.now.emplace_back(), &before = out.before.emplace_back();
        const KnownPeriod view = known.view(indicator, asked);
        if (view.empty() || (asked.part && yearly(indicator))) continue;
        now = figure(ledger, indicator, view.known, known.today());
        before = figure(ledger, indicator, view.before);
    }
    return out;
}

std::vector<uint32_t> rows_of(const Ledger& ledger, const Formula& formula, const Period& period,
                              Date today) {
    std::vector<uint32_t> out;
    Asked(ledger, period, today).each(formula, [&](const Table&, uint32_t row) { out.push_back(row); });
    return out;
}

LeftOut left_out_of(const Ledger& ledger, const Formula& formula, const Period& period) {
    const Asked asked(ledger, period, {});
    const Table& table = ledger.table(formula.reg);
    LeftOut out;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.alive(row) && !table.counts(row) && asked.takes(table, formula, row))
            ++(table.stands(row) ? out.drafts : out.voids);
    return out;
}

std::vector<uint32_t> rest_of(const Ledger& ledger, const Indicator& indicator, const Period& period,
                              Date today) {
    std::vector<uint32_t> out;
    const Formula& top = indicator.of;
    if (!indicator.ratio || top.reg != indicator.per.reg) return out;
    const Asked asked(ledger, period, today);
    asked.each(indicator.per, [&](const Table& table, uint32_t row) {
        if ((asked.takes(table, top, row) ? share(table, top, row) : 0) < share(table, indicator.per, row))
            out.push_back(row);
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
