#include "core/clock/work_days.hpp"

#include <algorithm>
#include <array>

namespace mj {
namespace {

/// When a yearly notice can put holidays on weekdays, and near which days it can have weekends worked for them (month × 100 +
/// day); how many of both at most. Every notice from 2008 to 2026 stays within this, but for 3 and 4 September 2015, which
/// were given once.
struct Season {
    int from, to, near_from, near_to;
    int off, worked;
};
constexpr Season seasons[] = {
    {101, 104, 101, 114, 3, 2},     // New Year
    {120, 228, 110, 310, 8, 3},     // Spring Festival
    {402, 407, 323, 417, 3, 2},     // Qingming
    {428, 507, 418, 517, 5, 3},     // Labour Day
    {527, 628, 517, 708, 3, 3},     // Dragon Boat Festival
    {907, 1009, 828, 1019, 9, 5},   // Mid-Autumn Festival and National Day
    {1230, 1231, 1220, 1231, 2, 2}, // New Year again
};

/// Holidays by law whatever the notice of the year says.
bool always_off(int month_day) {
    constexpr int days[] = {101, 501, 1001, 1002, 1003};
    return std::find(std::begin(days), std::end(days), month_day) != std::end(days);
}

int month_day(Date day) { return day.month() * 100 + day.day(); }

} // namespace

/// Goes forward day by day. In a year without a calendar each day is worked, as far as that can be (`most`), or off as far as
/// that can be.
class WorkDays::Walk {
  public:
    Walk(const WorkDays& days, bool most) : days_(days), most_(most) {}
    bool guessed() const { return guessed_; } ///< a day of a year without a calendar was met

    bool works(Date day) {
        const bool weekend = day.weekday() >= 5;
        if (year_ != day.year()) {
            year_ = day.year();
            calendar_ = days_.find(year_);
            given_ = {};
        }
        if (calendar_) {
            const auto& other = weekend ? calendar_->worked : calendar_->off;
            return std::binary_search(other.begin(), other.end(), day) == weekend;
        }
        guessed_ = true;
        const int at = month_day(day);
        if (always_off(at)) return false;
        if (most_) return !weekend || takes(at, &Season::near_from, &Season::near_to, &Season::worked);
        return !weekend && !takes(at, &Season::from, &Season::to, &Season::off);
    }

  private:
    /// Whether a season around this day has another such day to give; then it is given.
    bool takes(int at, int Season::*from, int Season::*to, int Season::*most) {
        for (size_t i = 0; i < std::size(seasons); ++i)
            if (const Season& s = seasons[i]; s.*from <= at && at <= s.*to && given_[i] < s.*most)
                return ++given_[i];
        return false;
    }

    const WorkDays& days_;
    const bool most_;
    bool guessed_ = false;
    const Calendar* calendar_ = nullptr;
    int year_ = 0;
    std::array<int, std::size(seasons)> given_{}; // by each season of this year
};

const Calendar* WorkDays::find(int year) const {
    for (const Calendar& calendar : calendars_)
        if (calendar.year == year) return &calendar;
    return nullptr;
}

DayRange WorkDays::after(DayRange days, std::pair<int, int> n) const {
    bool guessed = false;
    const auto walk = [&](Date day, int left, bool most) {
        Walk walk(*this, most);
        for (; left > 0; left -= walk.works(day)) day = day.plus(1);
        guessed |= walk.guessed();
        return day;
    };
    const Date earliest = walk(days.earliest, n.first, true);
    const bool known = !guessed && days.exact() && n.first == n.second;
    return {earliest, known ? earliest : walk(days.latest, n.second, false)};
}

DayRange WorkDays::on_or_after(DayRange days) const {
    const auto next = [&](Date day, bool most) {
        for (Walk walk(*this, most); !walk.works(day);) day = day.plus(1);
        return day;
    };
    return {next(days.earliest, true), next(days.latest, false)};
}

std::pair<int, int> WorkDays::between(Date from, Date to) const {
    const auto count = [&](bool most) {
        Walk walk(*this, most);
        int out = 0;
        for (Date day = from; day < to;) out += walk.works(day = day.plus(1));
        return out;
    };
    return {count(false), count(true)};
}

} // namespace mj
