#include "core/warning/warnings.hpp"

#include "core/clock/work_days.hpp"
#include "core/query/group.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace mj {
namespace {

/// By employer the days on which somebody looked into it, ascending.
std::unordered_map<uint64_t, std::vector<Date>> answers(const Ledger& ledger) {
    struct Source {
        std::string_view reg, date;
    };
    constexpr Source sources[] = {{"inspection", "date"}, {"warning", "verified"}, {"penalty", "filed"}};
    const Catalog& catalog = ledger.catalog();
    std::unordered_map<uint64_t, std::vector<Date>> out;
    for (const Source& source : sources) {
        const int at = catalog.find_register(source.reg);
        if (at < 0) continue;
        const Register& reg = catalog.registers[size_t(at)];
        const int date = reg.find(source.date), employer = reg.find("employer");
        if (date < 0 || employer < 0) continue;
        const Table& table = ledger.table(at);
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date day{table.column(date).numbers()[row]};
            if (day.has() && table.counts(row)) out[table.column(employer).links()[row]].push_back(day);
        }
    }
    for (auto& [id, days] : out) std::sort(days.begin(), days.end());
    return out;
}

struct Found {
    Date day;
    uint32_t row;
    int64_t amount;
};

} // namespace

std::vector<Warning> read_warnings(const Ledger& ledger, Date today) {
    const Catalog& catalog = ledger.catalog();
    const WorkDays days(catalog.calendars);
    const auto answered = answers(ledger);
    std::vector<Warning> out;
    for (size_t r = 0; r < catalog.warnings.size(); ++r) {
        const WarningRule& rule = catalog.warnings[r];
        const Table& table = ledger.table(rule.reg);
        const auto dates = table.column(catalog.registers[size_t(rule.reg)].date).numbers();
        const auto employers = table.column(rule.employer).links();
        const Period window{today.plus(1 - rule.window), today};
        std::map<uint64_t, std::vector<Found>> by_employer;
        for (uint32_t row = 0; row < table.rows(); ++row) {
            if (!window.holds(Date{dates[row]}) || !employers[row] || !table.counts(row) ||
                !matches(table, rule.where, row))
                continue;
            int64_t amount = 1;
            if (rule.field >= 0) {
                const Column& column = table.column(rule.field);
                if (!column.has(row)) continue;
                amount = column.number(row);
                if (amount < rule.at_least) continue;
            }
            by_employer[employers[row]].push_back({Date{dates[row]}, row, amount});
        }
        for (auto& [employer, found] : by_employer) {
            if (rule.field < 0 && int64_t(found.size()) < rule.at_least) continue;
            std::stable_sort(found.begin(), found.end(),
                             [](const Found& a, const Found& b) { return a.day < b.day; });
            Warning warning;
            warning.rule = int(r);
            warning.employer = RecordId{employer};
            warning.since = found[rule.field < 0 ? size_t(rule.at_least - 1) : 0].day;
            warning.due = days.after(warning.since, rule.response);
            warning.weight = int64_t(found.size());
            for (const Found& f : found) {
                warning.rows.push_back(f.row);
                if (rule.field >= 0) warning.weight = std::max(warning.weight, f.amount);
            }
            if (const auto it = answered.find(employer); it != answered.end()) {
                const auto first = std::lower_bound(it->second.begin(), it->second.end(), warning.since);
                if (first != it->second.end() && *first <= today) warning.answered = *first;
            }
            out.push_back(std::move(warning));
        }
    }
    std::stable_sort(out.begin(), out.end(), [&](const Warning& a, const Warning& b) {
        const int x = catalog.warnings[size_t(a.rule)].level, y = catalog.warnings[size_t(b.rule)].level;
        if (x != y) return x > y;
        if (a.answered.has() != b.answered.has()) return !a.answered.has();
        return a.since > b.since;
    });
    return out;
}

std::vector<SignalMonth> read_signals(const Ledger& ledger, Date today) {
    const Catalog& catalog = ledger.catalog();
    const int at = catalog.find_register("warning");
    const int signal = at < 0 ? -1 : catalog.registers[size_t(at)].find("signal");
    if (signal < 0) return {};
    const Table& table = ledger.table(at);
    const auto dates = table.column(catalog.registers[size_t(at)].date).numbers();
    const auto codes = table.column(signal).codes();
    const int last = today.year() * 12 + today.month() - 2; // months since year 0
    const size_t kinds =
        catalog.code_lists[size_t(catalog.registers[size_t(at)].fields[size_t(signal)].codes)].codes.size();
    std::map<int, std::vector<int>> months; // by month, per code
    for (uint32_t row = 0; row < table.rows(); ++row) {
        const Date day{dates[row]};
        if (!day.has() || !codes[row] || !table.counts(row)) continue;
        const int month = day.year() * 12 + day.month() - 1;
        if (month > last) continue;
        auto& counts = months[month];
        counts.resize(kinds + 1);
        ++counts[codes[row]];
    }
    if (months.empty() || last - months.begin()->first < least_history) return {};
    std::vector<SignalMonth> out;
    for (size_t code = 1; code <= kinds; ++code) {
        const auto count = [&](int month) {
            const auto it = months.find(month);
            return it == months.end() ? 0 : it->second[code];
        };
        const int first = months.begin()->first, n = last - first;
        SignalMonth s{int(code), last / 12, last % 12 + 1, count(last), 0, 0, false};
        for (int m = first; m < last; ++m) s.mean += count(m);
        s.mean /= n;
        for (int m = first; m < last; ++m) s.deviation += (count(m) - s.mean) * (count(m) - s.mean);
        s.deviation = std::sqrt(s.deviation / (n - 1));
        s.above = s.count > s.mean + 2 * s.deviation;
        out.push_back(s);
    }
    return out;
}

} // namespace mj
