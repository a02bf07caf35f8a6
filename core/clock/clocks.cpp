#include "core/clock/clocks.hpp"

#include "core/base/sort.hpp"
#include "core/query/group.hpp"

#include <algorithm>

namespace mj {
namespace {

Date date_in(const Table& table, int field, uint32_t row) {
    return field < 0 ? Date{} : Date{table.column(field).numbers()[row]};
}

/// The day on which it was stopped, by `today`; without its own day the one on which the matter was over.
Date stopped_on(const Table& table, const ClockRule& rule, uint32_t row, Date today) {
    Date out;
    for (const int field : rule.stops)
        if (!out.has()) out = date_in(table, field, row);
    return out > today ? Date{} : out;
}

/// Whether a clock that has been stopped can have its last day in the period: most have ended long ago and need no reckoning.
bool may_be_due_in(const Table& table, const ClockRule& rule, uint32_t row, const Period& period) {
    const Date starts = date_in(table, rule.starts, row), from = date_in(table, rule.suspended_from, row),
               to = date_in(table, rule.suspended_to, row);
    if (!starts.has() || starts > period.to) return false;
    const int stood = from.has() && to > from ? to.days - from.days : 0;
    const int most = 2 * (rule.limit + rule.extension + stood) + 40; // working days, and holidays on the way
    return starts.plus(most) >= period.from;
}

} // namespace

bool stops_are_recorded(const Ledger& ledger, int rule) {
    const ClockRule& r = ledger.catalog().clocks[size_t(rule)];
    const Table& table = ledger.table(r.reg);
    if (r.stops.size() < 2) return true;
    uint32_t standing = 0;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.stands(row)) continue;
        ++standing;
        if (table.column(r.stops.front()).has(row)) return true;
    }
    return !standing;
}

std::optional<ClockReading> read_clock(const Ledger& ledger, const WorkDays& days, int rule, uint32_t row,
                                       Date today, bool recorded) {
    const ClockRule& r = ledger.catalog().clocks[size_t(rule)];
    const Table& table = ledger.table(r.reg);
    ClockReading out;
    out.rule = rule;
    out.row = row;
    out.reminder = r.reminder;
    out.starts = date_in(table, r.starts, row);
    // What ends a validity lies ahead; a limit that has not begun is nobody's yet.
    if (!out.starts.has() || (out.starts > today && r.limit) || !matches(table, r.where, row))
        return std::nullopt;
    out.stopped = stopped_on(table, r, row, today);
    int limit = r.limit;
    if (r.extended >= 0 && table.column(r.extended).flags()[row] == 1) {
        limit += r.extension;
        out.extended = true;
    }
    const Date from = date_in(table, r.suspended_from, row), to = date_in(table, r.suspended_to, row);
    if (from.has() && !to.has() && !out.stopped.has()) {
        out.state = ClockReading::State::stands;
        return out;
    }
    const auto later = [&](DayRange at, std::pair<int, int> n) {
        return r.working ? days.after(at, n) : DayRange{at.earliest.plus(n.first), at.latest.plus(n.second)};
    };
    DayRange due = later({out.starts, out.starts}, {limit, limit});
    if (from.has() && to.has() && to > from && from <= due.latest) {
        const int stood = to.days - from.days;
        due = later(due, r.working ? days.between(from, to) : std::pair(stood, stood));
    }
    if (r.moves) due = days.on_or_after(due);
    out.due = due.earliest;
    out.latest = due.latest;
    using S = ClockReading::State;
    const Date at = out.stopped.has() ? out.stopped : today;
    const bool over = at > out.latest;
    out.days = (over ? out.latest : out.due).days - at.days;
    if (!out.stopped.has())
        out.state = over ? S::broken : S::runs;
    else if ((r.limit && out.stopped < out.starts) || // where the limit is itself a day, one may be before it
             (at > out.due && !date_in(table, r.stops.front(), row).has()))
        out.state = S::unsaid;
    else
        out.state = over ? S::late : at <= out.due ? S::kept : S::unknown;
    if (!recorded && out.state != S::runs) out.state = S::unsaid;
    return out;
}

Date last_move(const Ledger& ledger, Date today) {
    Date out;
    for (const ClockRule& rule : ledger.catalog().clocks) {
        const Table& table = ledger.table(rule.reg);
        for (uint32_t row = 0; rule.limit && row < table.rows(); ++row)
            if (const Date day = date_in(table, rule.starts, row); day <= today && table.alive(row))
                out = std::max({out, day, stopped_on(table, rule, row, today)});
    }
    return out;
}

namespace {
/// `found` is called with the reading of each record of the rule that is open, or can count in the period, and `counts`: whether
/// figures count the record.
template <typename Found>
void each_reading(const Ledger& ledger, const WorkDays& days, int rule, Date today, const Period& due_in,
                  const Found& found) {
    const ClockRule& of = ledger.catalog().clocks[size_t(rule)];
    const Table& table = ledger.table(of.reg);
    const bool recorded = stops_are_recorded(ledger, rule);
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.stands(row)) continue;
        if (stopped_on(table, of, row, today).has() && !may_be_due_in(table, of, row, due_in)) continue;
        const auto reading = read_clock(ledger, days, rule, row, today, recorded);
        if (!reading) continue;
        // A limit runs from the day the matter came, whoever has checked it; how it was kept is a figure.
        if (reading->open() || table.counts(row)) found(*reading, table.counts(row));
    }
}
} // namespace

Clocks read_clocks(const Ledger& ledger, Date today, const Period& due_in) {
    const Catalog& catalog = ledger.catalog();
    const WorkDays days = work_days(ledger);
    Clocks out;
    out.counts.resize(catalog.clocks.size());
    for (size_t rule = 0; rule < catalog.clocks.size(); ++rule) {
        Clocks::Count& count = out.counts[rule];
        each_reading(ledger, days, int(rule), today, due_in, [&](const ClockReading& reading, bool counts) {
            using S = ClockReading::State;
            if (reading.reminder && reading.open() && reading.days > remind_days) return;
            if (reading.open()) out.open.push_back(reading);
            const bool due = due_in.holds(reading.due);
            switch (reading.state) {
            case S::runs: ++count.runs; break;
            case S::stands: ++count.stands; break;
            case S::broken:
                ++count.broken;
                count.overdue += due && counts;
                break;
            case S::unknown: count.unknown += due; break;
            case S::kept: count.kept += due; break;
            case S::late: count.late += due; break;
            case S::unsaid:
                count.unsaid += due;
                if (due) out.unsaid.push_back(reading);
                break;
            }
        });
    }
    sort_stable(out.open, [](const ClockReading& a, const ClockReading& b) {
        const int32_t last = INT32_MAX; // what has no last day stands at the end
        return std::pair(a.reminder, a.due.has() ? a.due.days : last) <
               std::pair(b.reminder, b.due.has() ? b.due.days : last);
    });
    return out;
}

std::vector<uint32_t> settled_rows(const Ledger& ledger, int rule, Date today, const Period& due_in) {
    std::vector<uint32_t> rows;
    each_reading(ledger, work_days(ledger), rule, today, due_in,
                 [&](const ClockReading& reading, bool counts) {
                     if (counts && reading.settled() && due_in.holds(reading.due))
                         rows.push_back(reading.row);
                 });
    return rows;
}

} // namespace mj
