// One number for each group: a room of core/question alone.
#pragma once
#include "core/question/answer.hpp"

namespace mj {

/// `groups` has the group of each of `rows`; without `keys` all are one group.
std::vector<Ratio> reckon(const Ledger& ledger, const Question& question, const Reckoned& reckoned,
                          std::span<const uint32_t> rows, std::span<const uint32_t> groups,
                          std::span<const GroupKey> keys);

} // namespace mj
