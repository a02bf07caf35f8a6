// Numbers with their units as reports write them, exact or as bounds, and whether a computed figure is what they say.
#pragma once
#include "core/catalog/catalog.hpp"
#include "core/indicator/figures.hpp"
#include "core/verify/prose.hpp"

#include <optional>

namespace mj {

/// What a number says of the true one.
enum class Bound : uint8_t {
    exact,    ///< 136, also 1.2万: the true one, rounded to what is written
    above,    ///< 6000余: at least that, and less than the next number of its roundness
    more,     ///< 超过6000: likewise, and not 6000 itself
    at_least, ///< 95%以上: at least that; of percentages no more than the next full ten
    at_most,  ///< 不超过20
    below,    ///< 近6200, 不足6200: a little less
    about,    ///< 约6200
    between,  ///< 20至30
};

struct Amount {
    int64_t units = 0;
    int exp = 0; ///< units × 10^exp; it is written as precisely as that
    Bound bound = Bound::exact;
    int64_t to_units = 0; ///< the other end of `between`
    int to_exp = 0;
};

/// How well one unit stands for another: from 0 (never) to 1 (the same). `said`: in the text, "" for none.
double fitness(std::u32string_view said, std::u32string_view wanted);

struct Quantity {
    size_t from = 0, to = 0; ///< with its unit, and the words that make it a bound
    size_t number = 0;       ///< where the number itself begins
    Amount amount;
    std::u32string unit; ///< may be empty
    bool han = false;    ///< in Chinese numerals
    bool time = false;   ///< a year, date, span of time: nothing that is counted
    int year = 0;        ///< which year, if it is one
};

/// What stands there; none where no number begins. What is no quantity (an ordinal, part of a word) gives one with `to` behind it
/// and `time` true, so that it can be passed over.
std::optional<Quantity> quantity_at(const Prose& prose, size_t at);

/// Whether the figure is as the text says; it must have a value.
bool agrees(const Amount& amount, const Indicator& indicator, const Figure& figure);

} // namespace mj
