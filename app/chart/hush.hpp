// What may be said before the public of parts whose sum is said too.
#pragma once
#include <cstdint>
#include <span>

namespace mj {

/// In place of a part that is not said though it is not small.
constexpr int64_t not_said = INT64_MIN;

/// Before the public: where a part that is too few to be said (see too_few()) could be reckoned from the sum and the parts that are
/// said, the smallest of these become not_said, as many as it takes. It does not help where no other part is. `some`: parts of 0 are
/// not shown at all, so that what is too few is known to be there.
void hush(std::span<int64_t> parts, bool some);

} // namespace mj
