// What a table said that could not be read: seen with its record, until it is filled in or somebody does not want it.
#include "tests/unit/app/screen/asked.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

constexpr const char* half_read = "编号,接收日期,渠道,事项,领域,涉及劳动者,主张金额\n"
                                  "甲读1号,五月初,飞鸽,工资支付,建设领域,3,三万多\n";

/// Takes a table of leads in, with drafts.
void take_drafts(Screen& app, const char* table) {
    app.click("nav.registers");
    app.click("register.lead");
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen = table;
    app.click("import");
    app.click("intake.errors.1");
    app.click("intake.take");
}

nlohmann::json last_lead(Screen& app) {
    return nlohmann::json::parse(app.exported())["registers"]["lead"].back();
}

/// The draft of half_read in its form.
void edit_half_read(Screen& app) {
    take_drafts(app, half_read);
    app.go_to("/repair");
    app.click(app.scroll_to([](const ProbeItem& i) { return i.kind == "row" && has(i.value, "五月初"); }).id);
    if (app.find("edit")) app.click("edit");
}

} // namespace

TEST_CASE(
    "screen: what a draft's table said and could not be read stands below its field, after a reload too") {
    Screen app{few_of_each().kept};
    take_drafts(app, half_read);
    const nlohmann::json lead = last_lead(app);
    CHECK(lead["unread"] == "received: 五月初\nchannel: 飞鸽\namount_claimed: 三万多");
    app.reload();
    app.go_to("/repair");
    app.item("repair.rule.lead.received.unread");
    const ProbeItem listed =
        app.scroll_to([](const ProbeItem& i) { return i.kind == "row" && has(i.value, "五月初"); });
    CHECK(has(listed.value, "表中写的是“五月初”，未能读懂"));
    app.click(listed.id);
    CHECK(has(app.item("unread.received").label, "表中写的是“五月初”，未能读懂"));
    CHECK(has(app.scroll_to("unread.channel").label, "飞鸽"));
    CHECK_FALSE(app.find("value.unread"));
}

TEST_CASE("screen: filling a field in, or discarding it, ends what could not be read of it") {
    Screen app{few_of_each().kept};
    edit_half_read(app);
    CHECK_FALSE(app.find("field.unread"));
    app.click("field.received");
    app.type("2024-05-03");
    CHECK_FALSE(app.find("unread.received"));
    app.click(app.scroll_to("discard.amount_claimed").id);
    CHECK_FALSE(app.find("unread.amount_claimed"));
    app.scroll_to("unread.channel");
    app.key("Control+s");
    CHECK(last_lead(app)["unread"] == "channel: 飞鸽");
    CHECK(last_lead(app)["received"] == "2024-05-03");
    CHECK(last_lead(app)["state"] == "draft");
    app.key("Control+z");
    CHECK(last_lead(app)["unread"] == "received: 五月初\nchannel: 飞鸽\namount_claimed: 三万多");
}

TEST_CASE("screen: a record is not checked over what could not be read of it") {
    Screen app{few_of_each().kept};
    edit_half_read(app);
    app.click("field.received");
    app.type("2024-05-03");
    app.click(app.scroll_to("discard.amount_claimed").id);
    app.key("Control+s");
    app.click("check");
    CHECK(has(app.item("record.wrong").label, "渠道"));
    CHECK(last_lead(app)["state"] == "draft");
}
