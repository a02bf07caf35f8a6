// Fingers and the wheel.
#include "tests/unit/app/screen/screen.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

constexpr ImVec2 phone{390, 844};

/// The months in the address bar, "3-5"; "" when all.
std::string months(const Screen& app) {
    const std::string& shown = app.machine.window.shown;
    const size_t at = shown.find("months=");
    return at == std::string::npos ? "" : shown.substr(at + 7, shown.find('&', at) - at - 7);
}

float y_of(Screen& app, const char* id) { return app.item(id).min.y; }

} // namespace

TEST_CASE("finger: scrolls, throws and taps") {
    Screen app{few_of_each().kept, phone};
    const char* id = "top.petition.on_time_rate";
    const float before = y_of(app, id);
    app.swipe({200, 600}, {200, 500}, 0.2);
    const float rested = y_of(app, id);
    CHECK(before - rested == doctest::Approx(100).epsilon(0.12));
    app.swipe({200, 600}, {200, 500});
    const ProbeItem* thrown = app.find(id);
    CHECK((!thrown || rested - thrown->min.y > 130));
    app.tap("nav.registers");
    app.item("register.mediation");
}

TEST_CASE("finger: scrolls where another page was shown a while ago") {
    Screen app{few_of_each().kept, phone};
    app.tap("to.disputes");
    app.item("total");
    app.tap("nav.overview");
    const float before = y_of(app, "to.disputes");
    app.advance(11); // Dear ImGui gives the other page's memory back
    app.swipe({200, 600}, {200, 300}, 0.2);
    const ProbeItem* found = app.find("to.disputes");
    CHECK((!found || found->min.y < before - 100));
}

TEST_CASE("finger: scrolling away from the months leaves the choice as it was, dragging over them chooses") {
    Screen app{few_of_each().kept, phone};
    app.tap("to.disputes");
    app.item("total");
    app.swipe({200, 600}, {200, 250}, 0.2);
    const auto month = [&](int n) { return app.middle("chart.received.month." + std::to_string(n)); };
    for (const char* chosen : {"", "6-6"}) {
        for (const int from : {3, 6}) { // by what is not chosen, and by what is
            const ImVec2 at = month(from);
            app.swipe(at, {at.x, at.y - 60}, 0.2);
            CHECK(months(app) == chosen);
            app.swipe({200, 300}, {200, 360}, 0.2); // back again
            CHECK(months(app) == chosen);
        }
        if (*chosen == 0) app.tap("chart.received.month.6");
    }
    const ImVec2 from = month(3);
    app.swipe(from, {month(5).x, from.y}, 0.2);
    CHECK(months(app) == "3-5");
}

TEST_CASE("finger: one that the system takes away clicks nothing and throws nothing") {
    Screen app{few_of_each().kept, phone};
    const ImVec2 at = app.middle("nav.deadlines");
    app.finger(Touch::Phase::down, at, 0.5);
    app.finger(Touch::Phase::cancel, at, 0.05);
    app.settle();
    CHECK(app.item("nav.overview").value == "current");
    app.tap("nav.deadlines"); // and the next one is heard
    CHECK(app.item("nav.deadlines").value == "current");
}

TEST_CASE("a list at its end passes the wheel on to the page around it") {
    Screen app{few_of_each().kept};
    app.move(app.middle(app.scroll_to("chart.disputes.street.row.dunren.1").id));
    const char *inside = "chart.disputes.street.month.1", *beside = "chart.disputes.month.1";
    const float list = y_of(app, inside), page = y_of(app, beside);
    app.wheel(1);
    CHECK(y_of(app, beside) == page);
    CHECK((!app.find(inside) || y_of(app, inside) < list));
    for (int i = 0; i < 60; ++i) app.wheel(1);
    const ProbeItem* gone = app.find(beside);
    CHECK((!gone || gone->min.y < page));
    for (int i = 0; i < 120; ++i) app.wheel(-1);
    app.item("top.mediation.cases");
}
