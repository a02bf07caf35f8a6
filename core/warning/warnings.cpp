#include "core/warning/warnings.hpp"

#include "core/base/keyed_hash.hpp"
#include "core/base/sort.hpp"
#include "core/clock/calendars.hpp"
#include "core/warning/employer_rule.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace mj {
namespace {

/// By employer, by date.
IdMap<std::vector<Response>> responses_by_employer(const Ledger& ledger) {
    struct Source {
        std::string_view reg, date;
    };
    constexpr Source sources[] = {{"inspection", "date"}, {"warning", "verified"}, {"penalty", "filed"}};
    const Catalog& catalog = ledger.catalog();
    IdMap<std::vector<Response>> out;
    for (const Source& source : sources) {
        const int at = catalog.find_register(source.reg);
        if (at < 0) continue;
        const Register& reg = catalog.registers[size_t(at)];
        const int date = reg.find(source.date), employer = reg.find("employer");
        if (date < 0 || employer < 0) continue;
        const Table& table = ledger.table(at);
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date day{table.column(date).numbers()[row]};
            if (day.has() && table.counts(row))
                out[table.column(employer).links()[row]].push_back({day, at, row});
        }
    }
    for (auto& [id, all] : out)
        sort_stable(all, [](const Response& a, const Response& b) { return a.day < b.day; });
    return out;
}

} // namespace

std::vector<Warning> read_warnings(const Ledger& ledger, Date today) {
    const Catalog& catalog = ledger.catalog();
    const WorkDays days = work_days(ledger);
    const auto responses = responses_by_employer(ledger);
    std::vector<Warning> out;
    for (size_t r = 0; r < catalog.warnings.size(); ++r) {
        const WarningRule& rule = catalog.warnings[r];
        for (const auto& [employer, hits] : rule_hits(ledger, rule, {today.plus(1 - rule.window), today})) {
            Warning warning;
            warning.rule = int(r);
            warning.employer = RecordId{employer};
            warning.since = hits[rule.field < 0 ? size_t(rule.at_least - 1) : 0].day;
            warning.due = days.after(warning.since, rule.response);
            warning.weight = int64_t(hits.size());
            for (const RuleHit& hit : hits) {
                warning.rows.push_back(hit.row);
                if (rule.field >= 0) warning.weight = std::max(warning.weight, hit.amount);
            }
            if (const auto it = responses.find(employer); it != responses.end())
                for (const Response& response : it->second)
                    if (response.day >= warning.since && response.day <= today)
                        warning.responses.push_back(response);
            out.push_back(std::move(warning));
        }
    }
    sort_stable(out, [&](const Warning& a, const Warning& b) {
        const int x = catalog.warnings[size_t(a.rule)].level, y = catalog.warnings[size_t(b.rule)].level;
        if (x != y) return x > y;
        if (a.answered() != b.answered()) return !a.answered();
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
