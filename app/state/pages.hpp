// The pages one can go to by name, in the order of the navigation.
#pragma once
#include "app/state/place.hpp"
#include "app/text/texts.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace mj {

struct PageWords {
    PageId page;
    std::string_view id; ///< in addresses and settings
    T name;
    bool slide;             ///< may be shown to the public
    T also;                 ///< further words by which the palette finds it; T::nothing: none
    bool navigation = true; ///< has an entry there; else it is reached from another page
};
std::span<const PageWords> named_pages();
const PageWords* page_words(PageId page); ///< nullptr: a list or a record
std::optional<PageId> find_page(std::string_view id);

} // namespace mj
