// What a warning says, in words and colours.
#pragma once
#include "app/page/page.hpp"
#include "app/theme/theme.hpp"

namespace mj {

ImU32 level_colour(int level); ///< 0 blue, 1 yellow, 2 red
std::string warning_why(const Catalog& catalog, const Warning& w);
/// Until when it must be answered, or since when it is.
std::string warning_response(const Warning& w, Date day, ImU32& colour);

} // namespace mj
