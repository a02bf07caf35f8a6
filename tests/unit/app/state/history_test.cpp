#include "app/state/place.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {
Place list(int reg) {
    Place place;
    place.page = PageId::list;
    place.reg = reg;
    return place;
}
} // namespace

TEST_CASE("history goes back and forward, and forgets what lay ahead when another way is taken") {
    History history;
    CHECK(history.current().page == PageId::overview);
    CHECK_FALSE(history.can_back());
    history.back();
    history.open(list(1));
    history.open(list(2));
    history.open(list(2)); // no step
    history.back();
    CHECK(history.current().reg == 1);
    history.forward();
    CHECK(history.current().reg == 2);
    CHECK_FALSE(history.can_forward());
    history.back();
    history.back();
    CHECK(history.current().page == PageId::overview);
    history.open(list(3));
    CHECK_FALSE(history.can_forward());
    history.back();
    CHECK(history.current().page == PageId::overview);
}

TEST_CASE("a search belongs to its place and comes back with it") {
    History history;
    history.open(list(1));
    Place searched = history.current();
    searched.search = "李渡";
    history.amend(searched);
    history.open(list(2));
    history.back();
    CHECK(history.current().search == "李渡");
    history.back();
    CHECK_FALSE(history.can_back()); // the search was no step of its own
}

TEST_CASE("history keeps the newest two hundred places") {
    History history;
    for (int i = 0; i < 500; ++i) history.open(list(i));
    int steps = 0;
    for (; history.can_back(); ++steps) history.back();
    CHECK(steps == 199);
    CHECK(history.current().reg == 300);
    history.restart();
    CHECK_FALSE(history.can_forward());
    CHECK(history.current() == Place{});
}
