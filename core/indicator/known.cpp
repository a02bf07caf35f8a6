#include "core/indicator/known.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <set>

namespace mj {
namespace {

constexpr size_t monthly = 10; // months of twelve

/// A date field of a register that says what happened.
struct Happening {
    bool year = false;  ///< figures or dashboards count by it: its years can be looked at
    bool stock = false; ///< something came into force, perhaps by a plan: it says nothing of other registers
};
using Happenings = std::map<int, Happening>; // by field

std::vector<Happenings> happenings_of(const Catalog& catalog) {
    std::vector<Happenings> out(catalog.registers.size());
    const auto clock = [&](const ClockRule& rule) {
        if (rule.reminder) return;
        if (rule.limit) out[size_t(rule.reg)][rule.starts]; // without a limit it starts at a day that was set
        for (const int field : rule.stops) out[size_t(rule.reg)][field];
    };
    for (const ClockRule& rule : catalog.clocks) clock(rule);
    std::vector<bool> counted(out.size());
    for (const Indicator& indicator : catalog.indicators)
        for (const bool bottom : {false, true}) {
            const Formula& formula = indicator.part(bottom);
            counted[size_t(formula.reg)] = true;
            if (formula.when == When::date) out[size_t(formula.reg)][formula.from].year = true;
            if (formula.when == When::in_force) out[size_t(formula.reg)][formula.from].stock = true;
        }
    for (size_t reg = 0; reg < out.size(); ++reg) {
        const int date = catalog.registers[reg].date;
        const bool set =
            std::any_of(catalog.clocks.begin(), catalog.clocks.end(), [&](const ClockRule& rule) {
                return rule.reg == int(reg) && rule.starts == date && rule.limit == 0;
            });
        // Where figures place records by year, the date may be a day that is due.
        if (date < 0 || set || (counted[reg] && out[reg].empty())) continue;
        const bool counts = !out[reg].empty(); // or only says how far the records reach
        Happening& own = out[reg][date];
        own.year |= counts && !own.stock;
    }
    return out;
}

/// Whether there is a record in enough of the twelve months that end with this day's.
bool in_most_months(const Table& table, const Happenings& fields, Date newest) {
    std::array<Date, 13> begins; // of these months and of the next
    for (int i = 0; i < 13; ++i) {
        const int month = newest.year() * 12 + newest.month() - 12 + i;
        begins[size_t(i)] = Date::of(month / 12, month % 12 + 1, 1);
    }
    std::bitset<12> months;
    for (const auto& [field, happening] : fields) {
        if (happening.stock) continue;
        const auto days = table.column(field).numbers();
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date day{days[row]};
            if (day < begins[0] || day > newest || !table.counts(row)) continue;
            months.set(size_t(std::upper_bound(begins.begin(), begins.end(), day) - begins.begin()) - 1);
            if (months.count() >= monthly) return true;
        }
    }
    return false;
}

} // namespace

std::vector<bool> of_events(const Catalog& catalog) {
    const std::vector<Happenings> all = happenings_of(catalog);
    std::vector<bool> out(all.size());
    for (size_t reg = 0; reg < all.size(); ++reg) {
        const auto own = all[reg].find(catalog.registers[reg].date);
        out[reg] = own != all[reg].end() && own->second.year;
    }
    return out;
}

Known::Known(const Ledger& ledger, Date today) : today_(today) {
    const std::vector<Happenings> all = happenings_of(ledger.catalog());
    registers_.resize(all.size());
    std::set<int> years;
    Date any;         // newest of the registers that are not monthly
    size_t later = 0; // records
    const Date begin = Date::of(first_year, 1, 1), end = Period::of_year(today.year()).to;
    for (size_t reg = 0; reg < all.size(); ++reg) {
        const Table& table = ledger.table(int(reg));
        Reach& out = registers_[reg];
        Date newest;            // of what is no stock
        std::set<uint32_t> far; // rows
        for (const auto& [field, happening] : all[reg]) {
            Date& edge = happening.stock ? out.newest : newest;
            const auto days = table.column(field).numbers();
            // The year of the row before: most rows stand beside others of their year.
            Period last{Date{1}, Date{0}};
            for (uint32_t row = 0; row < table.rows(); ++row) {
                const Date day{days[row]};
                if (!day.has() || !table.counts(row)) continue;
                if (day < begin) {
                    out.early.push_back(row);
                    continue;
                }
                if (day > today)
                    out.ahead.push_back(row);
                else
                    edge = std::max(edge, day);
                if (day > end) far.insert(row);
                if (!happening.year || last.holds(day)) continue;
                last = Period::of_year(day.year());
                years.insert(day.year());
            }
        }
        for (auto* rows : {&out.ahead, &out.early}) {
            std::sort(rows->begin(), rows->end());
            rows->erase(std::unique(rows->begin(), rows->end()), rows->end());
        }
        outside_ += out.early.size();
        later += far.size();
        out.monthly = newest.has() && in_most_months(table, all[reg], newest);
        out.newest = std::max(out.newest, newest);
        Date& of_kind = out.monthly ? reach_ : any;
        of_kind = std::max(of_kind, newest);
    }
    if (!reach_.has()) reach_ = any;
    years_.assign(years.begin(), years.end());
    const auto after = std::upper_bound(years_.begin(), years_.end(), today.year());
    if (after != years_.begin() || years_.empty()) {
        years_.erase(after, years_.end());
        outside_ += later;
    } else {
        reach_ = {};
    }
}

Date Known::reach(int reg) const {
    const Reach& of = registers_[size_t(reg)];
    return of.monthly ? of.newest : std::max(of.newest, reach_);
}

KnownPeriod Known::view(ReportingPeriod asked, Date reach) const {
    KnownPeriod out;
    out.whole = out.known = asked.days();
    out.before = ReportingPeriod(asked.year - 1, asked.part).days();
    const int length = out.whole.to.days - out.whole.from.days + 1;
    const bool over = today_ > out.whole.to;
    if (!reach.has() || reach >= out.whole.to || (over && (out.whole.to.days - reach.days) * 12 <= length))
        return out;
    out.known.to = std::max(reach, out.whole.from.plus(-1));
    out.before = out.known.year_before();
    return out;
}

KnownPeriod Known::view(const Indicator& indicator, ReportingPeriod asked) const {
    Date to = reach(indicator.of.reg);
    if (indicator.ratio && indicator.per.when != When::year) to = std::min(to, reach(indicator.per.reg));
    return view(asked, to);
}

Period Known::until_today(int year) const {
    Period out = Period::of_year(year);
    if (reach_.has()) out.to = std::min(out.to, today_);
    return out;
}

} // namespace mj
