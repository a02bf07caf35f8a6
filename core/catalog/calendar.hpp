// Calendars of working days as they are written: in the catalogue, in a file of their own, and in the register an
// office keeps them in.
#pragma once
#include "core/catalog/catalog.hpp"

namespace mj {

/// The register in which an office keeps the yearly notices, one record a year, and its fields.
struct CalendarRegister {
    static constexpr std::string_view id = "calendar";
    int reg = -1; ///< -1: the catalogue has none
    int year = -1, off = -1, worked = -1, source = -1;
};
CalendarRegister calendar_register(const Catalog& catalog);

/// No notice since 2004 has given fewer than 16; what is checked must not be a part of one.
constexpr size_t least_holidays = 11;

/// The days of a record's field, ascending: "2027-02-05至2027-02-11、2027-04-05". Days and ranges (至, ~ or ..) are separated by blanks,
/// commas, semicolons or 、. Holidays on weekends are passed over: nobody would work then anyway. Problem: no day of the year, a
/// range that ends before it begins, a weekday among those that are `worked`.
Outcome<std::vector<Date>> parse_calendar_days(std::string_view text, int year, bool worked);
std::string calendar_days_text(const std::vector<Date>& days);

/// {"format":"mingjing-calendar","version":1,"calendars":[{"year":2027,"source":"…","off":["2027-01-01"],"worked":[]}]}, each
/// calendar written and checked as in the catalogue.
struct CalendarFile {
    std::vector<Calendar> calendars;
    std::vector<Problem> problems; ///< empty: the calendars may be used
};
constexpr uint64_t largest_calendar_file = 256 * 1024; ///< bytes
bool looks_like_calendar_file(std::string_view head);  ///< by how it begins
CalendarFile read_calendar_file(const CatalogFile& file);

} // namespace mj
