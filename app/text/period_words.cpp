#include "app/text/period_words.hpp"

namespace mj {

std::string part_name(int part) {
    constexpr T names[] = {T::part_year, T::part_h1, T::part_h2, T::part_q1,
                           T::part_q2,   T::part_q3, T::part_q4};
    return part < 7 ? tr(names[part]) : month_name(part - 6);
}

std::string period_words(ReportingPeriod period) {
    const std::string year = tr(T::year_label, {std::to_string(period.year)});
    return period.part ? tr(T::part_of_year, {year, part_name(period.part)}) : year;
}

} // namespace mj
