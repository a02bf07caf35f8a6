#include "app/state/palette.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace mj;

namespace {

int looks_among(const std::vector<PaletteHit>& hits) {
    return int(std::count_if(hits.begin(), hits.end(), [](const PaletteHit& hit) {
        return hit.kind == PaletteHit::Kind::action && hit.index >= int(PaletteAction::look_system);
    }));
}

} // namespace

TEST_CASE("looks are found by word and by pinyin initials, and are not in the way before") {
    const Ledger ledger(test::real_catalog());
    set_language(Language::zh);
    CHECK(looks_among(find_hits(ledger, "", 12)) == 0);
    CHECK(looks_among(find_hits(ledger, "wg", 12)) == 4);
    const auto dark = find_hits(ledger, "dark", 12);
    CHECK(looks_among(dark) == 1);
    REQUIRE(!dark.empty());
    CHECK(dark[0].index == int(PaletteAction::look_dark));
    CHECK(dark[0].name == "外观：深色");
}
