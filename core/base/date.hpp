// Civil dates as days and closed periods of days (proleptic Gregorian calendar, no time zone).
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace mj {

/// Days since 1970-01-01. `missing` is the smallest int32 and sorts first.
struct Date {
    static constexpr int32_t missing = std::numeric_limits<int32_t>::min();
    int32_t days = missing;

    static Date of(int year, int month, int day);            ///< Month 1..12 and day 1..31 must be valid.
    static std::optional<Date> parse(std::string_view text); ///< "YYYY-MM-DD" only, years 0001..9999.
    bool has() const { return days != missing; }
    int year() const;
    int month() const;                                  ///< 1..12
    int day() const;                                    ///< 1..31
    int weekday() const { return (days % 7 + 10) % 7; } ///< 0 Monday … 6 Sunday
    std::string text() const;                           ///< "YYYY-MM-DD", or "" when missing.
    Date plus(int n) const { return has() ? Date{days + n} : *this; }
    auto operator<=>(const Date&) const = default;
};

int days_in_month(int year, int month);

/// Both ends belong to the period.
struct Period {
    Date from, to;

    static Period of_year(int year);
    bool holds(Date d) const { return d.has() && from <= d && d <= to; }
    Period year_before() const; ///< Same days one year earlier; 29 February becomes the 28th.
    bool operator==(const Period&) const = default;
};

} // namespace mj
