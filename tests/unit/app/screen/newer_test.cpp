// A newer version of the program waits: it is offered, and never comes to somebody who is in the middle of something.
#include "tests/unit/app/screen/screen.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

/// Some of each register, with a version that waits.
struct Offered : Screen {
    Offered() : Screen(few_of_each().kept) {
        machine.updates.waits("7.8.9 cafe", {"新在甲\n新在乙", "new one\nnew two"});
        settle();
    }
    bool free() { return machine.updates.free(); }
    /// Presses the offer; whether it can be taken.
    bool takes() {
        click("newer");
        const bool yes = find("answer.yes");
        click("answer.no");
        return yes;
    }
    void edit_first() {
        click("nav.petition");
        click("row.0");
        click("edit");
        click("field.no");
        key("Control+A");
        type("NEW-1");
    }
};

} // namespace

TEST_CASE(
    "newer: nothing is offered until something waits, then its name is told and it is taken when asked") {
    Screen app{few_of_each().kept};
    CHECK_FALSE(app.find("newer"));
    CHECK(app.machine.updates.free());
    app.machine.updates.waits("7.8.9 cafe", {"新在甲\n新在乙", "new one\nnew two"});
    app.settle();
    app.click("newer");
    CHECK(app.item("question.text").label.find("7.8.9 cafe") != std::string::npos);
    CHECK(app.item("question.text").label.find("新在甲\n新在乙") != std::string::npos);
    app.click("answer.no");
    CHECK(app.machine.updates.changes == 0);
    app.click("newer");
    app.click("answer.yes");
    CHECK(app.machine.updates.changes == 1);
    CHECK(app.machine.updates.free());
    app.machine.updates.waits("", {});
    app.settle();
    CHECK_FALSE(app.find("newer"));
}

TEST_CASE("newer: it waits for what is being written, and for what is not durable") {
    Offered app;
    app.edit_first();
    CHECK_FALSE(app.free());
    CHECK_FALSE(app.takes());
    app.machine.storage.fail_next = Problem{say(Said::storage_full), {}, {}};
    app.click("save");
    CHECK(app.saved().state == "failed");
    CHECK_FALSE(app.free());
    CHECK_FALSE(app.takes());
    app.click("banner.failed.1");
    CHECK(app.saved().state == "saved");
    CHECK(app.free());
    CHECK(app.takes());
    app.click("edit"); // nothing is typed: the form is open all the same
    CHECK_FALSE(app.free());
}

TEST_CASE(
    "newer: it waits for an application, a question, a table, and rows that are still to be downloaded") {
    Offered app;
    const auto starts = [](const char* with) {
        return [with](const ProbeItem& i) { return i.id.starts_with(with); };
    };
    app.click("nav.rights");
    app.scroll_to(starts("apply."));
    app.click(starts("apply."));
    CHECK(app.free());
    app.click(starts("field."));
    app.type("某");
    CHECK_FALSE(app.free());
    CHECK_FALSE(app.takes());
    app.scroll_to("apply.clear");
    app.click("apply.clear");
    CHECK(app.free());

    app.click("nav.petition");
    app.click("row.0");
    app.click("delete");
    CHECK_FALSE(app.free());
    app.click("answer.no");
    CHECK(app.free());

    app.click("nav.registers");
    app.click("register.lead");
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen = "编号,接收日期,渠道,事项,领域\n甲框1号,2024-05-05,飞鸽,工资支付,建设领域\n"
                                "甲框2号,2024-05-06,来访,工资支付,建设领域\n";
    app.click("import");
    CHECK_FALSE(app.free());
    app.click("intake.take");
    REQUIRE(app.notice("线索.csv"));
    const std::string notice = app.notice("线索.csv")->id;
    CHECK_FALSE(app.free());
    CHECK_FALSE(app.takes());
    app.click(notice + ".close");
    CHECK(app.free());
}

TEST_CASE("newer: another window that is in the middle of something is named, and this one stays") {
    Offered app;
    app.click("newer");
    app.click("answer.yes");
    REQUIRE(app.machine.updates.refused);
    app.machine.updates.refused();
    app.settle();
    CHECK(app.notice("另一个明镜窗口"));
    CHECK(app.find("newer"));
}

TEST_CASE("newer: people before a presentation are offered nothing, and it is not ended under them") {
    Offered app;
    app.click("nav.slides");
    app.click("present");
    for (int i = 0; i < 2; ++i) app.give_pin();
    REQUIRE(app.find("show.end"));
    CHECK_FALSE(app.find("newer"));
    CHECK_FALSE(app.free());
    app.machine.updates.waits("7.8.10 beef", {});
    app.settle();
    CHECK_FALSE(app.find("newer"));
    app.click("show.end");
    app.give_pin();
    CHECK(app.find("newer"));
    CHECK(app.free());
}

TEST_CASE("newer: the offer has its place from a phone to a wide screen, in both languages") {
    Offered app;
    app.edit_first();
    app.click("save"); // there is a step to take back
    for (const Language language : {Language::zh, Language::en})
        for (const float width : {390.f, 640.f, 1000.f, 1280.f}) {
            app.resize({1280, 844});
            app.language(language);
            app.resize({width, 844});
            CAPTURE(width);
            app.click(width < 700 ? "banner.newer.1" : "newer");
            CHECK(app.find("answer.yes"));
            app.click("answer.no");
        }
}
