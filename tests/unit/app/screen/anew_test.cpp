// Pages that were opened anew, by a reload or an address: what leads back from them has nothing behind it.
#include "tests/unit/app/screen/asked.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("a page that was opened anew is left for the one above it") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.mediation");
    app.click("row.0");
    const std::string record = app.machine.window.shown;
    app.reload();
    CHECK(app.machine.window.shown == record);
    app.click("back");
    app.item("row.0");
    CHECK(app.machine.window.shown.starts_with("/list/mediation"));
    CHECK(app.machine.window.step == 0); // the record is not behind it, or one would go to and fro
    app.click("back");
    app.item("register.mediation");
    app.key("Alt+ArrowLeft");
    app.item("period"); // the overview
    const std::string overview = app.machine.window.shown;
    app.key("Alt+ArrowLeft");
    CHECK(app.machine.window.shown == overview);

    // A figure's records, by Escape; and what is known of the place is kept.
    app.click("nav.overview");
    app.go_to("/list/mediation?state=draft");
    app.reload();
    app.key("Escape");
    app.item("register.mediation");
    app.click("nav.data");
    app.scroll_to("about");
    app.click("about");
    app.reload();
    app.click("back");
    app.item("export");
}

TEST_CASE("a record that is deleted on a page that was opened anew leaves its register's list") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.petition");
    app.click("row.0");
    app.reload();
    app.click("delete");
    app.click("answer.yes");
    app.settle();
    app.item("row.0");
    CHECK(app.machine.window.shown.starts_with("/list/petition"));
}
