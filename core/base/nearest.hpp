// Which word of a list somebody meant.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace mj {

/// The word of the list that takes the fewest changed, missing, added or swapped letters; empty for an empty list.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& list);
/// The same if it takes so few (a quarter of its letters, one at least) that it may be a slip of the hand; else empty.
std::string_view slip_of(std::string_view word, const std::vector<std::string_view>& list);
/// How many characters of a word differ from another, if so few do that it may be a slip of the hand for it: a quarter of them,
/// one at least; of three or less one that is missing, added or swapped, none that is another. Numbers, negations and
/// words for sides are never slips: 12345 is not 12333, 无效 not 有效, 江东 not 江西.
std::optional<size_t> slip(std::string_view word, std::string_view meant);

/// How much of two words stands in both in the same order: 0 nothing, 100 all of both.
int likeness(std::string_view a, std::string_view b);

} // namespace mj
