#include "core/clock/work_days.hpp"

#include <algorithm>

namespace mj {

const Calendar* WorkDays::find(int year) const {
    for (const Calendar& calendar : calendars_)
        if (calendar.year == year) return &calendar;
    return nullptr;
}

bool WorkDays::works(Date day) const {
    const Calendar* calendar = find(day.year());
    const bool weekend = day.weekday() >= 5;
    if (!calendar) return !weekend;
    const auto& other = weekend ? calendar->worked : calendar->off;
    return std::binary_search(other.begin(), other.end(), day) == weekend;
}

std::optional<Date> WorkDays::after(Date day, int n) const {
    while (n > 0) {
        day = day.plus(1);
        if (!knows(day.year())) return std::nullopt;
        n -= works(day);
    }
    return day;
}

std::optional<Date> WorkDays::on_or_after(Date day) const {
    for (;; day = day.plus(1)) {
        if (!knows(day.year())) return std::nullopt;
        if (works(day)) return day;
    }
}

std::optional<int> WorkDays::between(Date from, Date to) const {
    if (to < from) {
        const auto back = between(to, from);
        return back ? std::optional(-*back) : std::nullopt;
    }
    int out = 0;
    for (Date day = from; day < to;) {
        day = day.plus(1);
        if (!knows(day.year())) return std::nullopt;
        out += works(day);
    }
    return out;
}

} // namespace mj
