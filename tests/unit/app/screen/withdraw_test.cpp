// Who is at the desk, and an imported table that is taken back another day.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;
using nlohmann::json;

namespace {

void name_desk(Screen& app, const char* name) {
    app.click("nav.data");
    app.scroll_to("who");
    app.click("who");
    app.key("Control+A");
    app.type(name);
}

/// Adds two leads and gives one that is there another subject.
void import_leads(Screen& app, const std::string& there) {
    app.machine.picker.named = "三月线索.csv";
    app.machine.picker.chosen =
        "编号,接收日期,渠道,事项,领域\n"
        "批-1,2023-05-06,来访,工资支付,建设领域\n批-2,2023-05-07,来访,工资支付,建设领域\n" +
        there;
    app.click("nav.registers");
    app.click("register.lead");
    app.click("import");
    CHECK(app.item("intake.new").value == "2");
    CHECK(app.item("intake.changed").value == "1");
    app.click("intake.take");
}

void ask(Screen& app) {
    app.advance(60); // no notice lies above it
    app.scroll_to("batch.0.withdraw");
    app.click("batch.0.withdraw");
}

void next_day(Screen& app) {
    app.advance(60);
    app.machine.clock.time += 86400;
    app.reload();
    app.click("nav.data");
}

/// A lead of the sample as a row that gives it another channel.
std::string changed_row(const json& lead) {
    return lead["no"].get<std::string>() + "," + lead["received"].get<std::string>() + "," +
           (lead["channel"] == "visit" ? "12333" : "来访") + ",,\n";
}

json first_lead() {
    for (const json& lead : records_in(few_of_each().exported, "lead"))
        if (lead.contains("no") && lead.contains("received") && lead.contains("channel")) return lead;
    return {};
}

/// Without when it was changed last: what is taken back is a change of today.
std::map<std::string, json> without_times(const std::string& file) {
    std::map<std::string, json> out;
    for (const auto& [id, line] : by_id(file)) {
        json record = json::parse(line);
        record.erase("changed");
        out[id] = record;
    }
    return out;
}

} // namespace

TEST_CASE("screen: an imported table is taken back the next day, and undo takes that back") {
    Screen app{few_of_each().kept};
    app.machine.clock.time += 400 * 86400; // after everything of the sample
    const json lead = first_lead();
    const auto before = without_times(app.exported());
    name_desk(app, "周明");
    import_leads(app, changed_row(lead));
    CHECK(app.notice("· 周明"));
    const std::string with = app.exported();
    CHECK(has(with, "周明"));
    app.click("export.history.1");
    CHECK_FALSE(has(app.exported(), "周明")); // what is handed on says nothing of the desk
    app.click("export.history.0");
    next_day(app);
    const ProbeItem line = app.scroll_to("batch.0");
    CHECK(line.label == "三月线索.csv");
    CHECK(has(line.value, " 14:"));
    CHECK(has(line.value, "· 3 条 · 周明"));
    CHECK_FALSE(app.find("batch.1"));
    app.click("batch.0.withdraw");
    CHECK_FALSE(app.find("answer.all"));
    app.click("answer.no");
    CHECK(by_id(app.exported()) == by_id(with));
    ask(app);
    app.click("answer.yes");
    CHECK(app.notice("已撤销“三月线索.csv”的 3 条 · 周明"));
    CHECK(without_times(app.exported()) == before);
    CHECK_FALSE(app.find("batch.0"));
    app.go_to("/bin"); // what was added
    CHECK(has(app.item("bin.total").label, " 2 条记录"));
    CHECK(has(app.item("bin.0").value, "· 周明"));
    app.go_to("/record/lead/" + lead["id"].get<std::string>());
    CHECK(has(app.scroll_to("story.0").label, "撤销导入 · 三月线索.csv · 周明"));
    CHECK(has(app.scroll_to("story.1").label, "随文件导入 · 三月线索.csv · 周明"));
    app.key("Control+z");
    CHECK(by_id(app.exported()) == by_id(with));
    app.scroll_to("batch.0.withdraw");
    app.key("Control+Shift+Z");
    app.reload();
    CHECK(without_times(app.exported()) == before);
    app.go_to("/bin");
    app.click("bin.restore");
    CHECK(by_id(app.exported()).size() == before.size() + 2);
}

TEST_CASE("screen: what was changed since an import stays, unless all of it is to go") {
    Screen app{few_of_each().kept};
    app.machine.clock.time += 400 * 86400;
    const json lead = first_lead();
    const auto before = without_times(app.exported());
    import_leads(app, changed_row(lead));
    const json added = leads_of(app.exported(), "批-2").at(0);
    next_day(app);
    CHECK(has(app.scroll_to("batch.0").value, "· 3 条"));
    fill(app, "lead/" + added["id"].get<std::string>(), "field.workers", "777");
    app.click("nav.data");
    CHECK(has(app.scroll_to("batch.0").value, "· 3 条，1 条后来动过"));
    const std::string all = app.exported();
    ask(app);
    app.click("answer.yes"); // the untouched ones
    CHECK(app.notice("的 2 条，导入后又改过的 1 条没有动"));
    CHECK(leads_of(app.exported(), "批-1").empty());
    CHECK(leads_of(app.exported(), "批-2").at(0)["workers"] == 777);
    CHECK(without_times(app.exported()).at(lead["id"]) == before.at(lead["id"]));
    // The one that is left can go too; what was written into it waits where deleted records do.
    CHECK(has(app.scroll_to("batch.0").value, "· 1 条，1 条后来动过"));
    ask(app);
    CHECK_FALSE(app.find("answer.yes"));
    app.click("answer.all");
    CHECK(without_times(app.exported()) == before);
    CHECK_FALSE(app.find("batch.0"));
    app.go_to("/bin");
    app.click("bin.0.restore");
    CHECK(leads_of(app.exported(), "批-2").at(0)["workers"] == 777);
    // All at once.
    for (int step = 0; step < 3; ++step) app.key("Control+z");
    CHECK(by_id(app.exported()) == by_id(all));
    ask(app);
    app.click("answer.all");
    CHECK(without_times(app.exported()) == before);
}

TEST_CASE(
    "screen: an import that was undone at once is not offered again, and the public sees nothing of it") {
    Screen app{few_of_each().kept};
    import_leads(app, changed_row(first_lead()));
    app.click("nav.data");
    app.scroll_to("batch.0");
    app.key("Control+z");
    CHECK_FALSE(app.find("batch.0"));
    app.key("Control+Shift+Z");
    CHECK(app.find("batch.0"));
}

TEST_CASE(
    "screen: who is at the desk stands in the history from then on, is changed at will and asked of nobody") {
    Screen app{few_of_each().kept};
    app.machine.clock.time += 400 * 86400;
    const auto story = [&](const char* text) {
        fill(app, "lead/" + first_lead()["id"].get<std::string>(), "field.workers", text);
        return app.scroll_to("story.0").label;
    };
    CHECK(story("101").ends_with("修改"));
    CHECK_FALSE(app.find("desk"));
    name_desk(app, " 周明 ");
    CHECK(app.item("desk").label == "周明");
    CHECK(story("102").ends_with("修改 · 周明"));
    app.reload();
    CHECK(app.item("desk").label == "周明");
    app.click("desk"); // leads to where it is changed
    CHECK(app.scroll_to("who").value == " 周明 ");
    name_desk(app, "何静");
    CHECK(story("103").ends_with("修改 · 何静"));
    CHECK(app.scroll_to("story.1").label.ends_with("修改 · 周明"));
    CHECK(app.scroll_to("story.2").label.ends_with("修改"));
    app.click("nav.data");
    app.scroll_to("who");
    app.click("who");
    app.key("Control+A");
    app.key("Delete");
    CHECK_FALSE(app.find("desk"));
    CHECK(app.machine.prefs.kept.count("who") == 0);
    CHECK(story("104").ends_with("修改"));
    // Long ones and such as cannot be seen do no harm.
    name_desk(app, "一二三四五六七八九十一二三四五六七八九十一二三四五六");
    CHECK(has(story("105"), "· 一二三四五六七八九十一二三四五六七八九"));
    CHECK(app.item("story.0").label.ends_with("…"));
}
