#include "app/state/handed.hpp"

#include "core/base/sort.hpp"
#include "core/indicator/known.hpp"

#include <algorithm>
#include <numeric>

namespace mj {
namespace {

constexpr int regular = 10; // months of a year

int months_over(int year, Date day) {
    const Date last = last_month_over(day);
    if (last.year() != year) return last.year() > year ? 12 : 0;
    return last.month();
}

/// A source at work: its row, and how many records it had in each month of the year before.
struct Source {
    HandedRow row;
    std::array<uint32_t, 12> before{};
    void add(Date date, int year, Date last) {
        if (date > last) return;
        if (date.year() == year) ++row.months[size_t(date.month() - 1)];
        if (date.year() == year - 1) ++before[size_t(date.month() - 1)];
        row.last = std::max(row.last, date);
    }
    int idle() const { return int(std::count(before.begin(), before.end(), 0u)); }
};

void settle(std::vector<HandedRow>& rows, int over) {
    for (HandedRow& row : rows)
        if (row.monthly) row.missing = int(std::count(row.months.begin(), row.months.begin() + over, 0u));
    sort_stable(rows, [](const HandedRow& a, const HandedRow& b) {
        const bool none_a = a.total() == 0, none_b = b.total() == 0;
        return none_a != none_b ? none_b : a.missing > b.missing;
    });
}

} // namespace

Date last_month_over(Date day) {
    return day.plus(1).month() != day.month() ? day : Date::of(day.year(), day.month(), 1).plus(-1);
}

uint32_t HandedRow::total() const { return std::accumulate(months.begin(), months.end(), 0u); }

Handed handed_in(const Ledger& ledger, int year, Date day) {
    const Catalog& catalog = ledger.catalog();
    Handed out;
    out.over = months_over(year, day);
    const Date last = std::min(day, Period::of_year(year).to);
    const std::vector<bool> events = of_events(catalog);
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& r = catalog.registers[size_t(reg)];
        if (r.date < 0) continue;
        const Table& table = ledger.table(reg);
        const auto days = table.column(r.date).numbers();
        Source all;
        all.row.reg = reg;
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date date{days[row]};
            if (!date.has() || !table.counts(row)) continue;
            all.add(date, year, last);
        }
        if (!all.row.last.has() && !events[size_t(reg)]) continue;
        all.row.monthly = all.idle() <= 12 - regular;
        all.row.silent = events[size_t(reg)] && !all.row.monthly && out.over && all.row.total() == 0;
        out.silent += all.row.silent;
        out.registers.push_back(all.row);
    }
    const int mediation = catalog.find_register("mediation"),
              organisations = catalog.find_register("organisation");
    const int field = mediation < 0 ? -1 : catalog.registers[size_t(mediation)].find("organisation");
    if (organisations >= 0 && field >= 0) {
        const Table& names = ledger.table(organisations);
        const Table& cases = ledger.table(mediation);
        std::vector<Source> rows(names.rows());
        const auto links = cases.column(field).links();
        const auto days = cases.column(catalog.registers[size_t(mediation)].date).numbers();
        for (uint32_t row = 0; row < cases.rows(); ++row) {
            const Date date{days[row]};
            const int64_t at =
                links[row] && date.has() && cases.counts(row) ? names.find(RecordId{links[row]}) : -1;
            if (at >= 0) rows[size_t(at)].add(date, year, last);
        }
        for (uint32_t row = 0; row < names.rows(); ++row) {
            if (!names.counts(row)) continue;
            HandedRow& one = rows[row].row;
            one.reg = mediation;
            one.source = names.head(row).id;
            one.monthly = rows[row].idle() <= 12 - regular || rows[row].idle() == 12;
            out.organisations.push_back(one);
        }
    }
    settle(out.registers, out.over);
    settle(out.organisations, out.over);
    return out;
}

} // namespace mj
