#include "core/reckon/claims.hpp"

#include <algorithm>

namespace mj {
namespace {

/// 21.75 days of 8 hours are 174.
constexpr int64_t hours_of_month = 174, days_of_month_100 = 2175;
constexpr int64_t most_halves = 24, times_local = 3;

int64_t within(int64_t n, int64_t most) { return n < 0 || n > most ? 0 : n; }

int64_t rounded(int64_t n, int64_t by) { return (n + by / 2) / by; }

/// Less than half a year is half a month, half a year and more a whole one.
int64_t halves_of(int64_t months) {
    const int64_t rest = months % 12;
    return months / 12 * 2 + (rest == 0 ? 0 : rest < 6 ? 1 : 2);
}

} // namespace

Claims claims_of(const WorkFacts& f) {
    const auto money = [](int64_t n) { return within(n, WorkFacts::most_money); };
    const auto time = [](int64_t n) { return within(n, WorkFacts::most_time); };
    const int64_t monthly = money(f.monthly), local = money(f.local);
    const auto overtime = [&](int64_t tenths, int64_t percent) {
        return rounded(monthly * time(tenths) * (percent / 10), hours_of_month * 10 * 10);
    };
    Claims out;
    // Both over 2175 × 10: whole months are as many hundredths of a day.
    out.owed = rounded(monthly * (time(f.owed_months) * days_of_month_100 + time(f.owed_days) * 100),
                       days_of_month_100 * 10);
    out.workday = overtime(f.workday, 150);
    out.restday = overtime(f.restday, 200);
    out.holiday = overtime(f.holiday, 300);
    out.leave = rounded(monthly * time(f.leave) * 2 * 100, days_of_month_100 * 10);
    out.halves = halves_of(time(f.years) * 12 + time(f.months));
    out.base = monthly;
    out.capped = local > 0 && monthly > times_local * local;
    if (out.capped) {
        out.base = times_local * local;
        out.halves = std::min(out.halves, most_halves);
    }
    out.severance = rounded(out.base * out.halves, 2);
    out.doubled = out.base * out.halves;
    out.with_notice = out.severance + monthly;
    return out;
}

} // namespace mj
