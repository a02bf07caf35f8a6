// Which word of a list somebody meant.
#pragma once
#include <string_view>
#include <vector>

namespace mj {

/// The word of the list that takes the fewest changed, missing, added or swapped letters; empty for an empty list.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& list);
/// The same if it takes so few (a quarter of its letters, one at least) that it may be a slip of the hand; else empty.
std::string_view slip_of(std::string_view word, const std::vector<std::string_view>& list);

/// How much of two words stands in both in the same order: 0 nothing, 100 all of both.
int likeness(std::string_view a, std::string_view b);

} // namespace mj
