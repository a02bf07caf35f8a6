#include "core/sample/plan.hpp"

#include <algorithm>
#include <cstdio>

namespace mj {

int Year::count(std::string_view subject, int known) const {
    if (kind == 0) return known;
    SampleDice d = dice.fork(subject, 0);
    int64_t n = int64_t(known) * d.between(88, 106) / 100;
    if (kind > 0) n = n * (to.days - from.days + 1) / 365;
    return std::max<int>(known > 0 && kind < 0, int(n));
}

Date Year::any_day(SampleDice& d) const { return from.plus(d.roll(to.days - from.days + 1)); }

Date Year::day(SampleDice& d, const int (&weights)[12]) const {
    for (int tries = 0; tries < 40; ++tries) {
        const int month = 1 + d.weighted(weights, 12);
        const Date first = Date::of(year, month, 1);
        Date out = first.plus(d.roll(days_in_month(year, month)));
        const int weekday = (out.days % 7 + 7) % 7; // 1970-01-01 was a Thursday: 2 Saturday, 3 Sunday
        if ((weekday == 2 || weekday == 3) && d.chance(80)) continue;
        if (out >= from && out <= to) return out;
    }
    return any_day(d);
}

std::string case_number(const char* kind, int year, int number) {
    char buffer[80];
    std::snprintf(buffer, sizeof buffer, "渝涪%s〔%d〕%04d号", kind, year, number);
    return buffer;
}

} // namespace mj
