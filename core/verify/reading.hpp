// Parts of the reading of a text: one figure of several things, and what is said without a number.
#pragma once
#include "core/verify/mentions.hpp"

namespace mj {

/// 签收率、受理率均为100%: one figure is of all that are named. A级、B级分别为50户、491户: each is of its own. Looks at the mentions
/// from `first` on, all of one line.
void share_enumerations(const Prose& prose, size_t first, std::vector<Mention>& mentions);

/// Adds what the reader counts himself: 建立《…》《…》等机制, 对甲、乙、丙等多项政策实行…, 获三等奖, 全部按时办结.
void add_unwritten(const Prose& prose, std::vector<Mention>& mentions);

} // namespace mj
