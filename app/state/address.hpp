// A place as the text behind # in the browser's address bar, for links and bookmarks: "/disputes/mediation?year=2023&
// months=3-6&street=lidu,dunren", "/overview?year=2023&period=Q3". Names are ids of the catalogue; what is not known any more is left out.
#pragma once
#include "app/state/charts.hpp"
#include "app/state/place.hpp"
#include "core/catalog/catalog.hpp"

#include <optional>

namespace mj {

struct Address {
    Place place;
    int year = 0; ///< 0: none named
};
std::string address_of(const Catalog& catalog, const std::vector<Chart>& charts, const Place& place,
                       int year);
/// Nothing when it names no page.
std::optional<Address> parse_address(const Catalog& catalog, const std::vector<Chart>& charts,
                                     std::string_view text);

} // namespace mj
