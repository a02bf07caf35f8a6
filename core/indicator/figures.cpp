#include "core/indicator/figures.hpp"

#include "core/clock/clocks.hpp"
#include "core/ledger/condition.hpp"
#include "core/query/group.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

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

    /// Calls f(table, row) for each row that counts and lies in the period, whatever the conditions say of it.
    template <class F> void each_of_period(const Formula& formula, F f) const {
        const Table& table = ledger_.table(formula.reg);
        for (uint32_t row = 0; row < table.rows(); ++row)
            if (table.counts(row) && in_period(table, formula, row)) f(table, row);
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
        if (clock_ != f.clock) clock_ = f.clock, recorded_ = stops_are_recorded(ledger_, f.clock);
        const auto reading = read_clock(ledger_, days_, f.clock, row, on_, recorded_);
        return reading && period_.holds(reading->due) && reading->settled() &&
               (!f.kept || reading->state == ClockReading::State::kept);
    }

    const Ledger& ledger_;
    const Period& period_;
    const WorkDays days_;
    Date on_;
    mutable int clock_ = -1; // of which recorded_ is known
    mutable bool recorded_ = true;
};

/// What a row adds.
int64_t share(const Table& table, const Formula& formula, uint32_t row) {
    if (formula.measure == Measure::count) return 1;
    const Column& column = table.column(formula.field);
    return column.has(row) ? column.number(row) : 0;
}

/// Also how many rows add something.
std::pair<int64_t, uint32_t> measure(const Asked& asked, const Formula& formula) {
    std::pair<int64_t, uint32_t> out;
    asked.each(formula, [&](const Table& table, uint32_t row) {
        const int64_t n = share(table, formula, row);
        out.first = plus(out.first, n);
        out.second += n != 0;
    });
    return out;
}

bool is_number_of_things(const Catalog& catalog, const Indicator& indicator) {
    const Formula& of = indicator.of;
    if (indicator.ratio) return false;
    return of.measure == Measure::count ||
           catalog.registers[size_t(of.reg)].fields[size_t(of.field)].type == FieldType::count;
}

enum class Fit : uint8_t {
    no,
    taken,
    open,  ///< by an answer that is not filled in
    empty, ///< not, by a date or a number that is not filled in
    count
};

/// What the records of a period say of a formula, and what they leave open.
class Reading {
  public:
    explicit Reading(const Formula& formula) : formula_(formula), of_(formula.where.size()) {}

    Fit add(const Table& table, uint32_t row) {
        const RowCells cells{table, row};
        int fails = 0, failed = 0, gaps = 0;
        bool answer = true;
        for (size_t i = 0; i < of_.size(); ++i) {
            const Condition& c = formula_.where[i];
            const bool fits = holds(c, cells);
            of_[i].gap = !fits && (c.answers() ? !cells.has(c.field) : silent(c, cells));
            gaps += of_[i].gap;
            answer &= !of_[i].gap || c.answers();
            if (fits || of_[i].gap) continue;
            failed = int(i);
            if (++fails > 1) return Fit::no;
        }
        // Each condition that is filled in decides, where none of the others speaks against the record.
        for (size_t i = 0; i < of_.size(); ++i) {
            if (fails && int(i) != failed) continue;
            of_[i].open += of_[i].gap;
            of_[i].decided |= !of_[i].gap;
        }
        const Fit fit = fails ? Fit::no : !gaps ? Fit::taken : answer ? Fit::open : Fit::empty;
        ++rows_[size_t(fit)];
        adds_ |= fit == Fit::taken && (formula_.measure == Measure::count || cells.has(formula_.field));
        return fit;
    }
    /// A condition that nothing decides, though it should; -1: none.
    int undecided() const {
        for (size_t i = 0; i < of_.size(); ++i)
            if (of_[i].open && !of_[i].decided) return int(i);
        return -1;
    }
    bool adds_nothing() const { return rows_[size_t(Fit::taken)] && !adds_; }
    bool unsaid(Fit fit) const {
        if (undecided() >= 0) return fit == Fit::open || fit == Fit::empty;
        return fit == (adds_nothing() ? Fit::taken : Fit::open);
    }
    void tell(Figure& out) const {
        for (size_t fit = 0; fit < rows_.size(); ++fit)
            if (unsaid(Fit(fit))) out.unsaid += rows_[fit];
        if (!out.unsaid) return;
        int most = undecided();
        const bool partly = most < 0;
        for (size_t i = 0; partly && i < of_.size(); ++i)
            if (of_[i].open && formula_.where[i].answers() &&
                (most < 0 || of_[i].open > of_[size_t(most)].open))
                most = int(i);
        out.field = adds_nothing() ? formula_.field : formula_.where[size_t(most)].field;
    }

  private:
    struct Of {
        uint32_t open = 0;
        bool decided = false, gap = false; // gap: in the row read last
    };
    const Formula& formula_;
    std::vector<Of> of_; // by condition
    std::array<uint32_t, size_t(Fit::count)> rows_{};
    bool adds_ = false;
};

/// A sum in a larger unit than it is kept in has four digits or more, with at most two decimals: 90.55 of 905,500, not 91.
Decimal in_its_unit(const Indicator& indicator, int64_t top, int64_t bottom) {
    const auto with = [&](int decimals) {
        return quotient(top, indicator.factor, bottom, indicator.divisor, decimals);
    };
    const Decimal whole = with(indicator.decimals);
    const int more =
        indicator.ratio || indicator.divisor == 1 ? 0 : decimals_of_four(std::abs(whole.approx()));
    if (more <= whole.decimals) return whole;
    Decimal out = with(more);
    for (; out.decimals > whole.decimals && out.units % 10 == 0; out.units /= 10) --out.decimals;
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
    Reading reading(indicator.of);
    asked.each_of_period(indicator.of, [&](const Table& table, uint32_t row) {
        if (reading.add(table, row) != Fit::taken) return;
        const int64_t n = share(table, indicator.of, row);
        out.top = plus(out.top, n);
        out.records += n != 0;
    });
    out.counts = is_number_of_things(ledger.catalog(), indicator);
    reading.tell(out);
    if (indicator.ratio) {
        std::tie(out.bottom, out.records) = measure(asked, indicator.per);
        if (out.bottom <= 0) return out;
    } else if (!kept_by(ledger, indicator.of, period.to)) {
        return out;
    }
    if (reading.undecided() >= 0 || reading.adds_nothing() || out.beyond()) return out;
    const bool share = indicator.ratio && indicator.factor == 100 && indicator.divisor == 1;
    out.value = share ? percent(out.top, out.bottom, indicator.decimals)
                      : in_its_unit(indicator, out.top, out.bottom);
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

std::vector<uint32_t> unsaid_rows(const Ledger& ledger, const Formula& formula, const Period& period,
                                  Date today) {
    const Asked asked(ledger, period, today);
    Reading reading(formula);
    std::vector<std::pair<uint32_t, Fit>> rows;
    asked.each_of_period(formula, [&](const Table& table, uint32_t row) {
        if (const Fit fit = reading.add(table, row); fit != Fit::no) rows.emplace_back(row, fit);
    });
    std::vector<uint32_t> out;
    for (const auto& [row, fit] : rows)
        if (reading.unsaid(fit)) out.push_back(row);
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
