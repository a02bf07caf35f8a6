#include "app/state/derived.hpp"
#include "core/sample/sample.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("a catalogue without the registers has no charts") {
    CHECK(charts_of(test::small_catalog()).empty());
}

TEST_CASE("each chart adds up to its figure, and each cell to the records it lists") {
    const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    auto task = SampleTask::start(catalog, {});
    REQUIRE(task);
    REQUIRE((*task)->step(Deadline::never()));
    const Ledger ledger = (*task)->take();
    Derived derived(catalog);
    derived.look_at(ledger, 1);
    REQUIRE(derived.charts().size() == 3);
    for (int year : {2022, 2023, 2024}) {
        for (int c = 0; c < 3; ++c) {
            const Chart& chart = derived.charts()[size_t(c)];
            const Groups& groups = derived.groups(c, year);
            CHECK(groups.total() > 0);
            if (chart.indicator >= 0)
                CHECK(groups.total() == derived.figures(year)[size_t(chart.indicator)].top);
            if (chart.by.sum >= 0) continue;
            Place place;
            place.page = PageId::list;
            place.reg = chart.by.reg;
            for (int code = 0; code < int(groups.values.size()); ++code) {
                for (int month = 0; month < groups.months; ++month) {
                    place.filter = CellFilter{c, code, month};
                    if (int64_t(derived.rows(place, year).size()) !=
                        groups.values[size_t(code)][size_t(month)])
                        FAIL(chart.id, " code ", code, " month ", month);
                }
            }
        }
    }
}
