#include "app/state/handed.hpp"

#include <algorithm>
#include <numeric>

namespace mj {
namespace {

constexpr int regular = 10; // months of a year

int months_over(int year, Date day) {
    if (day.year() != year) return day.year() > year ? 12 : 0;
    return day.month() - (day.plus(1).month() == day.month() ? 1 : 0);
}

void add(HandedRow& row, Date day, int year) {
    if (day.year() == year) ++row.months[size_t(day.month() - 1)];
    row.last = std::max(row.last, day);
}

void settle(std::vector<HandedRow>& rows, int over) {
    for (HandedRow& row : rows)
        if (row.monthly) row.missing = int(std::count(row.months.begin(), row.months.begin() + over, 0u));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const HandedRow& a, const HandedRow& b) { return a.missing > b.missing; });
}

} // namespace

uint32_t HandedRow::total() const { return std::accumulate(months.begin(), months.end(), 0u); }

Handed handed_in(const Ledger& ledger, int year, Date day) {
    const Catalog& catalog = ledger.catalog();
    Handed out;
    out.over = months_over(year, day);
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& r = catalog.registers[size_t(reg)];
        if (r.date < 0) continue;
        const Table& table = ledger.table(reg);
        const auto days = table.column(r.date).numbers();
        HandedRow all, before;
        all.reg = reg;
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date date{days[row]};
            if (!date.has() || !table.counts(row)) continue;
            add(all, date, year);
            add(before, date, year - 1);
        }
        if (!all.last.has()) continue;
        all.monthly = std::count(before.months.begin(), before.months.end(), 0u) <= 12 - regular;
        out.registers.push_back(all);
    }
    const int mediation = catalog.find_register("mediation"),
              organisations = catalog.find_register("organisation");
    const int field = mediation < 0 ? -1 : catalog.registers[size_t(mediation)].find("organisation");
    if (organisations >= 0 && field >= 0) {
        const Table& names = ledger.table(organisations);
        const Table& cases = ledger.table(mediation);
        std::vector<HandedRow> rows(names.rows());
        const auto links = cases.column(field).links();
        const auto days = cases.column(catalog.registers[size_t(mediation)].date).numbers();
        for (uint32_t row = 0; row < cases.rows(); ++row) {
            const Date date{days[row]};
            const int64_t at =
                links[row] && date.has() && cases.counts(row) ? names.find(RecordId{links[row]}) : -1;
            if (at >= 0) add(rows[size_t(at)], date, year);
        }
        for (uint32_t row = 0; row < names.rows(); ++row) {
            if (!names.counts(row)) continue;
            rows[row].reg = mediation;
            rows[row].source = names.head(row).id;
            out.organisations.push_back(rows[row]);
        }
    }
    settle(out.registers, out.over);
    settle(out.organisations, out.over);
    return out;
}

} // namespace mj
