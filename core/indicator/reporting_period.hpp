// What figures are reported for: a year, a half year, a quarter or a month.
#pragma once
#include "core/base/date.hpp"

namespace mj {

struct ReportingPeriod {
    int year = 0; ///< 1..9998
    int part = 0; ///< 0: the whole year, 1..2 a half, 3..6 a quarter, 7..18 a month
    static constexpr int parts = 19;

    ReportingPeriod(int y = 0, int p = 0) : year(y), part(p) {}
    Period days() const;
    std::string text() const; ///< "2023", "2023-H1", "2023-Q3", "2023-07"
    static std::optional<ReportingPeriod> parse(std::string_view text);
    static std::string part_text(int part);      ///< "H1", "Q3", "07"; "" for the whole year
    static int find_part(std::string_view text); ///< the part of that text, or -1
    bool operator==(const ReportingPeriod&) const = default;
};

} // namespace mj
