// Working days by the yearly calendars. In a year without one, the earliest and the latest day that any calendar could give
// are said, not one of them guessed.
#pragma once
#include "core/catalog/catalog.hpp"

#include <utility>

namespace mj {

/// A last day, as far as it can be said.
struct DayRange {
    Date earliest, latest;
    bool exact() const { return earliest == latest; }
    bool operator==(const DayRange&) const = default;
};

class WorkDays {
  public:
    explicit WorkDays(std::vector<Calendar> calendars) : calendars_(std::move(calendars)) {}
    bool knows(int year) const { return find(year) != nullptr; }
    /// The n-th working day after `day`, n >= 0; that day itself does not count, whether worked or not.
    DayRange after(Date day, int n) const { return after({day, day}, {n, n}); }
    /// Likewise from the first of two possible days on by the fewer, from the second by the more.
    DayRange after(DayRange days, std::pair<int, int> n) const;
    /// These days or the next that are worked.
    DayRange on_or_after(DayRange days) const;
    /// Working days in (from, to], the fewest and the most there can be; none when `to` comes first.
    std::pair<int, int> between(Date from, Date to) const;

  private:
    class Walk;
    const Calendar* find(int year) const;
    std::vector<Calendar> calendars_;
};

} // namespace mj
