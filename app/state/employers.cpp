#include "app/state/employers.hpp"

#include "app/state/search.hpp"
#include "core/base/exact.hpp"
#include "core/base/keyed_hash.hpp"
#include "core/base/sort.hpp"

#include <algorithm>
#include <numeric>

namespace mj {
namespace {

/// Per employer's row the newest grade: its year and column number.
std::vector<std::pair<int32_t, int>> grades(const Ledger& ledger, int employers, int year) {
    const Catalog& catalog = ledger.catalog();
    std::vector<std::pair<int32_t, int>> out(ledger.table(employers).rows());
    const int reg = catalog.find_register("credit");
    if (reg < 0) return out;
    const Register& r = catalog.registers[size_t(reg)];
    const int employer = r.find("employer"), grade = r.find("grade"), of_year = r.find("year");
    if (employer < 0 || grade < 0 || of_year < 0) return out;
    const Table& table = ledger.table(reg);
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.counts(row)) continue;
        const int32_t y = table.column(of_year).numbers()[row];
        const int64_t at = ledger.table(employers).find(RecordId{table.column(employer).links()[row]});
        if (at < 0 || y > year) continue;
        auto& kept = out[size_t(at)];
        if (y >= kept.first) kept = {y, table.column(grade).codes()[row]};
    }
    return out;
}

} // namespace

uint32_t EmployerRow::total() const {
    return std::accumulate(counts.begin(), counts.begin() + employer_parties, 0u);
}

std::vector<EmployerRow> repeated_employers(const Ledger& ledger, const Period& period, uint32_t least) {
    const Catalog& catalog = ledger.catalog();
    const int employers = catalog.find_register("employer");
    if (employers < 0) return {};
    const Table& names = ledger.table(employers);
    std::vector<EmployerRow> all(names.rows());
    for (size_t c = 0; c < employer_columns; ++c) {
        const int reg = catalog.find_register(employer_registers[c]);
        if (reg < 0) continue;
        const Register& r = catalog.registers[size_t(reg)];
        const int employer = r.find("employer");
        if (employer < 0 || r.date < 0) continue;
        const Table& table = ledger.table(reg);
        const auto days = table.column(r.date).numbers();
        const auto links = table.column(employer).links();
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date day{days[row]};
            if (!period.holds(day) || !table.counts(row)) continue;
            const int64_t at = names.find(RecordId{links[row]});
            if (at < 0) continue;
            ++all[size_t(at)].counts[c];
            if (c < employer_parties) ++all[size_t(at)].months[size_t(day.month() - 1)];
        }
    }
    const auto graded = grades(ledger, employers, period.to.year());
    std::vector<EmployerRow> out;
    for (uint32_t row = 0; row < names.rows(); ++row) {
        if (all[row].total() < least || !names.alive(row)) continue;
        all[row].row = row;
        all[row].grade = graded[row].second;
        out.push_back(all[row]);
    }
    sort_stable(out, [](const EmployerRow& a, const EmployerRow& b) { return a.total() > b.total(); });
    return out;
}

std::vector<EmployerRow> chosen_employers(const Ledger& ledger, std::span<const EmployerRow> of,
                                          std::string_view text, int column) {
    const int reg = ledger.catalog().find_register("employer");
    std::vector<EmployerRow> out;
    const Bits found = text.empty() || reg < 0 ? Bits() : find_rows(ledger, reg, text);
    std::copy_if(of.begin(), of.end(), std::back_inserter(out),
                 [&](const EmployerRow& row) { return text.empty() || found.has(row.row); });
    if (column >= 0)
        sort_stable(out, [column](const EmployerRow& a, const EmployerRow& b) {
            return a.counts[size_t(column)] > b.counts[size_t(column)];
        });
    return out;
}

std::vector<EmployerEvent> events_of(const Ledger& ledger, RecordId employer) {
    const Catalog& catalog = ledger.catalog();
    const int employers = catalog.find_register("employer");
    std::vector<EmployerEvent> out;
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& r = catalog.registers[size_t(reg)];
        if (r.date < 0) continue;
        const Table& table = ledger.table(reg);
        for (size_t f = 0; f < r.fields.size(); ++f) {
            if (r.fields[f].type != FieldType::link || r.fields[f].target != employers) continue;
            const auto links = table.column(int(f)).links();
            const auto days = table.column(r.date).numbers();
            for (uint32_t row = 0; row < table.rows(); ++row)
                if (links[row] == employer.bits && table.alive(row) && Date{days[row]}.has())
                    out.push_back({Date{days[row]}, reg, row});
        }
    }
    sort_stable(out, [](const EmployerEvent& a, const EmployerEvent& b) { return a.date > b.date; });
    return out;
}

std::vector<EmployerSum> sums_of(const Ledger& ledger, const std::vector<EmployerEvent>& events, int year) {
    std::vector<EmployerSum> out;
    for (int reg = 0; reg < int(ledger.catalog().registers.size()); ++reg) {
        const auto& fields = ledger.catalog().registers[size_t(reg)].fields;
        const Table& table = ledger.table(reg);
        EmployerSum sum{reg};
        std::vector<int64_t> amounts(fields.size());
        for (const EmployerEvent& event : events) {
            if (event.reg != reg || event.date.year() != year || !table.counts(event.row)) continue;
            ++sum.records;
            for (size_t f = 0; f < fields.size(); ++f)
                if (const Column& column = table.column(int(f));
                    fields[f].type == FieldType::money && column.has(event.row))
                    amounts[f] = plus(amounts[f], column.number(event.row));
        }
        for (size_t f = 0; f < fields.size(); ++f)
            if (amounts[f]) sum.amounts.emplace_back(int(f), amounts[f]);
        if (sum.records) out.push_back(std::move(sum));
    }
    return out;
}

ContractChain chain_of(const Ledger& ledger, RecordId employer) {
    ContractChain out;
    const Catalog& catalog = ledger.catalog();
    const int employers = catalog.find_register("employer");
    const int parent = catalog.registers[size_t(employers)].find("parent");
    if (parent < 0) return out;
    const Table& table = ledger.table(employers);
    const auto links = table.column(parent).links();
    for (RecordId at = employer; out.above.size() < ContractChain::most_above;) {
        const int64_t row = table.find(at);
        const RecordId above{row < 0 ? 0 : links[size_t(row)]};
        // A chain that comes back to itself ends there.
        if (table.find(above) < 0 || above == employer ||
            std::find(out.above.begin(), out.above.end(), above) != out.above.end())
            break;
        out.above.push_back(at = above);
    }
    std::reverse(out.above.begin(), out.above.end());
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (links[row] == employer.bits && table.alive(row)) out.below.push_back(table.head(row).id);
    return out;
}

WarnedShares warned_shares(const Ledger& ledger, const std::vector<Warning>& warnings) {
    WarnedShares out;
    const int employers = ledger.catalog().find_register("employer");
    const int construction = ledger.catalog().registers[size_t(employers)].find("construction");
    const Table& table = ledger.table(employers);
    const auto share = [&](uint32_t row) -> WarnedShare& {
        const bool builds = construction >= 0 && table.column(construction).flags()[row] == 1;
        return builds ? out.construction : out.other;
    };
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.counts(row)) ++share(row).all;
    IdSet seen;
    for (const Warning& w : warnings) {
        const int64_t row = table.find(w.employer);
        if (row >= 0 && table.counts(uint32_t(row)) && seen.insert(w.employer.bits).second)
            ++share(uint32_t(row)).warned;
    }
    return out;
}

} // namespace mj
