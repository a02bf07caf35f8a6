// How reporting periods are called.
#pragma once
#include "app/text/texts.hpp"

namespace mj {

std::string part_name(int part); ///< "全年", "上半年", "三季度", "7月" / "First half", "Q3", "Jul"
std::string period_words(ReportingPeriod period); ///< "2023 年上半年" / "First half 2023"

} // namespace mj
