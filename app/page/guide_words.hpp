// What a guide says, in words: on its card at a stand, and in the code that a phone takes along.
#pragma once
#include "core/catalog/catalog.hpp"

namespace mj {

std::string channels_words(const Catalog& catalog, const Guide& guide); ///< "": none are named
std::string limit_words(const ClockRule& rule);
std::string own_words(const Guide::Own& own);
std::string bring_words(const Guide& guide); ///< "": nothing is named
std::string where_words(const Catalog& catalog,
                        const Guide& guide); ///< window, address, hours, phone; "": none is named
/// All of it, line by line.
std::string guide_words(const Catalog& catalog, const Guide& guide);

} // namespace mj
