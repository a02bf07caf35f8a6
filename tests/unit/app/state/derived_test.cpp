#include "app/state/derived.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;
using Rows = std::vector<uint32_t>;

namespace {

/// "all": how many by date; "open": of which open; with both as a ratio's parts.
Catalog catalog_with_indicators() {
    Catalog c = small_catalog();
    Indicator all;
    all.id = "all";
    all.of.reg = 0;
    all.of.from = f_date;
    Indicator rate = all;
    rate.id = "rate";
    rate.ratio = true;
    rate.factor = 100;
    rate.per = all.of;
    rate.of.where.push_back({f_open, Test::yes, {}, -1, 0});
    c.indicators = {all, rate};
    return c;
}

const Date today = Date::of(2025, 1, 15);

Edit on(uint32_t n, int year, int month, int day, std::vector<FieldValue> more = {}) {
    more.push_back({f_date, int64_t(Date::of(year, month, day).days)});
    return add(n, std::move(more));
}

Place list(ListFilter filter = {}) {
    Place place;
    place.page = PageId::list;
    place.reg = 0;
    place.filter = filter;
    return place;
}

} // namespace

TEST_CASE("years are those with records; a year that has just begun is compared up to the same day") {
    const Catalog catalog = catalog_with_indicators();
    Ledger ledger(catalog);
    Derived derived(catalog);
    derived.look_at(ledger, 1, today);
    CHECK(derived.years().empty());
    CHECK(derived.best_year() == 0);
    ledger.apply({{on(1, 2022, 2, 1), on(2, 2023, 1, 1), on(3, 2023, 12, 31), on(4, 2024, 6, 30),
                   on(5, 2023, 6, 30), add(6, {})}});
    Edit gone = on(7, 2030, 1, 1);
    gone.head.state = State::void_;
    ledger.apply({{gone}});
    derived.look_at(ledger, 2, today);
    CHECK(derived.years() == std::vector<int>{2022, 2023, 2024});
    CHECK(derived.known().reach() == Date::of(2024, 6, 30));
    CHECK(derived.best_year() == 2023);
    CHECK_FALSE(derived.year_view(2023).partial());
    CHECK(derived.year_view(2023).before == Period::of_year(2022));
    const KnownPeriod cut = derived.year_view(2024);
    CHECK(cut.partial());
    CHECK(cut.whole == Period::of_year(2024));
    CHECK(cut.before == Period{Date::of(2023, 1, 1), Date::of(2023, 6, 30)});
    CHECK(derived.figures(2023)[0].value->units == 3);
    CHECK(derived.figures_before(2024)[0].value->units == 2); // not the one of 31 December
    CHECK(derived.figures_before(2023)[0].value->units == 1);
    // December has come: the year is whole.
    ledger.apply({{on(8, 2024, 12, 1)}});
    derived.look_at(ledger, 3, today);
    CHECK_FALSE(derived.year_view(2024).partial());
    CHECK(derived.best_year() == 2024);
}

TEST_CASE("figures are kept per revision and computed again for another one") {
    const Catalog catalog = catalog_with_indicators();
    Ledger ledger(catalog);
    ledger.apply({{on(1, 2023, 1, 1)}});
    Derived derived(catalog);
    derived.look_at(ledger, 1, today);
    const auto* kept = &derived.figures(2023);
    ledger.apply({{on(2, 2023, 1, 2)}});
    derived.look_at(ledger, 1, today);
    CHECK(&derived.figures(2023) == kept);
    CHECK((*kept)[0].value->units == 1);
    derived.look_at(ledger, 2, today);
    CHECK(derived.figures(2023)[0].value->units == 2);
}

TEST_CASE("a list shows the records behind its filter, narrowed by the search, in the order wished for") {
    const Catalog catalog = catalog_with_indicators();
    Ledger ledger(catalog);
    ledger.apply({{on(1, 2023, 3, 1, {{f_no, std::string("b")}, {f_open, int64_t(1)}}),
                   on(2, 2023, 5, 1, {{f_no, std::string("a")}}),
                   on(3, 2022, 4, 1, {{f_no, std::string("ab")}}), add(4, {{f_no, std::string("c")}})}});
    Derived derived(catalog);
    derived.look_at(ledger, 1, today);
    CHECK(derived.rows(list(), 2023) == Rows{1, 0, 2, 3}); // newest first, undated last
    CHECK(derived.rows(list(FigureFilter{0}), 2023) == Rows{1, 0});
    CHECK(derived.rows(list(FigureFilter{0}), 2022) == Rows{2}); // follows the year
    CHECK(derived.rows(list(FigureFilter{1}), 2023) == Rows{0});
    CHECK(derived.rows(list(FigureFilter{1, true}), 2023) == Rows{1, 0});
    CHECK(derived.rows(list(FigureFilter{1, true, true}), 2023) == Rows{1});
    CHECK(derived.rows(list(FigureFilter{0, true, true}), 2023).empty()); // not a ratio
    Place sorted = list();
    sorted.sort = f_no;
    CHECK(derived.rows(sorted, 2023) == Rows{1, 2, 0, 3});
    sorted.descending = true;
    CHECK(derived.rows(sorted, 2023) == Rows{3, 0, 2, 1});
    sorted.search = "A";
    CHECK(derived.rows(sorted, 2023) == Rows{2, 1});
    sorted.filter = FigureFilter{0};
    CHECK(derived.rows(sorted, 2023) == Rows{1});
    CHECK(derived.filter_rows(sorted, 2023) == Rows{0, 1});
    ledger.apply({{on(5, 2023, 7, 7, {{f_no, std::string("a5")}})}});
    derived.look_at(ledger, 2, today);
    CHECK(derived.rows(sorted, 2023) == Rows{4, 1});
}

TEST_CASE("the day is part of what is shown: the next one counts what has come by then, and lists the rest") {
    const Catalog catalog = catalog_with_indicators();
    Ledger ledger(catalog);
    ledger.apply({{on(1, 2024, 6, 1, {{f_open, int64_t(1)}}), on(2, 2024, 7, 1), on(3, 2062, 6, 1)}});
    Derived derived(catalog);
    const auto look = [&](Date day) { derived.look_at(ledger, 1, day); };
    look(Date::of(2024, 6, 30));
    CHECK(derived.years() == std::vector<int>{2024});
    CHECK(derived.figures(2024)[0].top == 1);
    CHECK(derived.rows(list(FigureFilter{0}), 2024) == Rows{0});
    CHECK(derived.rows(list(AheadFilter{}), 2024) == Rows{2, 1});
    look(Date::of(2024, 7, 1));
    CHECK(derived.figures(2024)[0].top == 2);
    CHECK(derived.rows(list(FigureFilter{0}), 2024) == Rows{1, 0});
    CHECK(derived.rows(list(AheadFilter{}), 2024) == Rows{2});
    // A part of the year lists what it counts.
    CHECK(derived.figures(ReportingPeriod(2024, 1))[0].top == 1);
    CHECK(derived.rows(list(FigureFilter{0, false, false, 1}), 2024) == Rows{0});
    CHECK(derived.rows(list(FigureFilter{1, true, true, 2}), 2024) == Rows{1});
    CHECK(derived.rows(list(FigureFilter{0, false, false, 6}), 2024)
              .empty()); // nothing is known of the last quarter
}
