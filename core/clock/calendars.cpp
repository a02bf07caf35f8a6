#include "core/clock/calendars.hpp"

#include "core/catalog/calendar.hpp"

#include <algorithm>

namespace mj {
namespace {

/// The record of a year, also a draft, or -1.
int64_t row_of_year(const Table& table, const CalendarRegister& r, int year) {
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.stands(row) && table.column(r.year).numbers()[row] == year) return row;
    return -1;
}

std::vector<FieldValue> values_of(const CalendarRegister& r, const Calendar& calendar) {
    return {{r.year, int64_t(calendar.year)},
            {r.off, calendar_days_text(calendar.off)},
            {r.worked, calendar.worked.empty() ? Value() : Value(calendar_days_text(calendar.worked))},
            {r.source, calendar.source}};
}

} // namespace

std::vector<Calendar> calendars_of(const Ledger& ledger) {
    std::vector<Calendar> out = ledger.catalog().calendars;
    const CalendarRegister r = calendar_register(ledger.catalog());
    if (r.reg < 0) return out;
    const Table& table = ledger.table(r.reg);
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.counts(row) || !table.column(r.year).has(row)) continue;
        Calendar calendar;
        calendar.year = table.column(r.year).numbers()[row];
        const auto days = [&](int field, bool worked) {
            auto parsed = parse_calendar_days(table.column(field).text(row), calendar.year, worked);
            return parsed ? std::move(*parsed) : std::vector<Date>(); // the ledger's check has refused these
        };
        calendar.off = days(r.off, false);
        calendar.worked = days(r.worked, true);
        calendar.source = table.column(r.source).text(row);
        const auto same = std::find_if(out.begin(), out.end(),
                                       [&](const Calendar& other) { return other.year == calendar.year; });
        if (same == out.end())
            out.push_back(std::move(calendar));
        else
            *same = std::move(calendar);
    }
    return out;
}

Change calendar_change(const Ledger& ledger, const std::vector<Calendar>& calendars,
                       const std::function<RecordId()>& next_id, int64_t now) {
    Change out;
    const CalendarRegister r = calendar_register(ledger.catalog());
    if (r.reg < 0) return out;
    const Table& table = ledger.table(r.reg);
    for (const Calendar& calendar : calendars) {
        Edit edit;
        edit.reg = r.reg;
        const int64_t row = row_of_year(table, r, calendar.year);
        edit.kind = row < 0 ? Edit::Kind::add : Edit::Kind::update;
        for (FieldValue& value : values_of(r, calendar))
            if (row < 0 ? value.value.index() != 0
                        : table.column(value.field).get(uint32_t(row)) != value.value)
                edit.values.push_back(std::move(value));
        if (edit.values.empty()) continue;
        if (row < 0)
            edit.head = {next_id(), now, now, State::checked};
        else
            edit.head = table.head(uint32_t(row));
        if (row >= 0) edit.head.changed = later_version(now, edit.head.changed);
        edit.head.state = State::checked;
        out.edits.push_back(std::move(edit));
    }
    return out;
}

} // namespace mj
