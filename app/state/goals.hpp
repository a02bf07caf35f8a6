// The year's targets: what was reached, and where one should be by now.
#pragma once
#include "core/indicator/figures.hpp"

namespace mj {

struct GoalStand {
    enum class Word : uint8_t {
        reached,
        on_way,
        short_, ///< behind by less than a tenth of what is expected
        behind,
        unknown
    };
    uint32_t row = 0;    ///< of the goal register
    int indicator = -1;  ///< -1: a goal in words alone
    int64_t target = 0;  ///< in the indicator's unit
    double value = 0;    ///< so far; 0 when unknown
    double expected = 0; ///< by the day, if the year went evenly; a percentage is due from the first day on
    Word word = Word::unknown;
};
/// The goals of a year as they stand on `day`, in order of row.
std::vector<GoalStand> goals_of(const Ledger& ledger, int year, const std::vector<Figure>& figures, Date day);

} // namespace mj
