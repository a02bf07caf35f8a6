// Which records a list shows, in words.
#pragma once
#include "app/page/page.hpp"

namespace mj {

/// Of the list that is open; empty: all of its register.
std::string list_words(const PageContext& p);

} // namespace mj
