// What is not filled in is not 0, not late and not in no year: figures, years and sentences say what they do not know.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

namespace {

constexpr const char* unfilled_head =
    "编号,接收日期,渠道,事项,领域,主张金额,处理方式,受理日期,办结日期,是否有效\n";

/// The program on 20 November 2026 with these leads.
void with_leads(Screen& app, const std::string& rows) {
    app.machine.clock.time = int64_t(Date::of(2026, 11, 20).days) * 86400;
    open_own(app, unfilled_head + rows, "lead");
    app.click("intake.take");
    app.advance(60);
}

std::string lead(const std::string& no, const std::string& received, const std::string& rest = ",,,,") {
    return no + "," + received + ",来访,工资支付,其他," + rest + "\n";
}

std::vector<std::string> listed(Screen& app, const std::string& kind) {
    std::vector<std::string> out;
    for (const ProbeItem& item : app.items())
        if (item.id.starts_with(kind)) out.push_back(item.label);
    return out;
}

} // namespace

TEST_CASE(
    "a table without a column that figures go by is asked for it, and one value for all rows fills it in") {
    Screen app;
    app.machine.clock.time = int64_t(Date::of(2026, 11, 20).days) * 86400;
    open_own(app,
             "编号,接收日期,渠道,事项,领域,处理方式,办结日期\n甲1,2026-03-05,来访,工资支付,其他,协调处理,"
             "2026-03-20\n",
             "lead");
    const ProbeItem asked = app.item("intake.wanted.valid");
    CHECK(has(asked.label, "有效"));
    CHECK(has(asked.label, "办结有效线索"));
    CHECK(count_of(app, "intake.new") == "1");
    // Closed without the day it was taken up: it comes in, and is listed for repair.
    CHECK(has(list_to(app, "intake.caution.0").label, "1 行，第一处在第 2 行"));
    choose(app, "intake.fill.valid", "yes");
    app.advance(5);
    CHECK(list_to(app, "intake.filled.valid").label.starts_with("整批填入：有效 = 是"));
    app.click("intake.take");
    app.advance(60);
    const auto records = records_of(app, "lead");
    REQUIRE(records.size() == 1);
    CHECK(records[0]["valid"] == true);
}

TEST_CASE("the day a time limit begins on can be that of another column, and then the limit is kept") {
    Screen app;
    app.machine.clock.time = int64_t(Date::of(2026, 11, 20).days) * 86400;
    open_own(app, "案号,申请日期,案由,结果,结案日期\n仲1,2026-03-05,劳动报酬,裁决,2026-03-20\n",
             "arbitration");
    CHECK(has(app.item("intake.wanted.accepted").label, "仲裁裁决"));
    CHECK(count_of(app, "intake.new") == "1");
    app.click("intake.same.accepted"); // 结案日期 is not offered
    app.advance(5);
    CHECK_FALSE(app.find("intake.wanted.accepted"));
    app.click("intake.take");
    app.advance(60);
    CHECK(records_of(app, "arbitration")[0]["accepted"] == "2026-03-05");
    app.click("nav.deadlines");
    CHECK(app.item("rate.arbitration.close").label == "按期率 100.0%");
}

TEST_CASE(
    "years: each in which anything was received can be chosen, and what is in none is told beside them") {
    Screen app;
    std::string rows;
    for (const char* day : {"2024-03-05", "2025-03-05", "2026-03-05", "1926-03-05"})
        rows += lead(std::string("线") + day, day);
    with_leads(app, rows);
    CHECK(listed(app, "year.") == std::vector<std::string>{"2024 年", "2025 年", "2026 年", "其他年份 1 条"});
    app.click("2024 年");
    CHECK(has(app.machine.window.shown, "year=2024"));
    app.go_to("/inspection/leads?year=2024");
    CHECK(number(app.item("total").value) == 1);
    app.click("其他年份 1 条");
    CHECK(has(app.item("early.lead").label, "1 条日期在 1990 年以前"));
    app.click("early.lead");
    CHECK(has(app.item("row.0").label, "线1926"));
    CHECK_FALSE(app.find("row.1"));
}

TEST_CASE("years: of many the list scrolls to all of them, on a phone too") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{390, 844}}) {
        Screen app{{}, size};
        std::string rows;
        for (int year = 2003; year <= 2026; ++year)
            rows += lead("线" + std::to_string(year), std::to_string(year) + "-03-05");
        app.resize({1280, 720});
        with_leads(app, rows);
        app.resize(size);
        app.click("year");
        const auto options = listed(app, "year.");
        CHECK(!options.empty());
        for (int notch = 0; notch < 40 && !app.find("year.2003"); ++notch) {
            app.move(app.middle(options[0]));
            app.wheel(-1);
        }
        app.click("year.2003");
        CHECK(app.item("year").value == "2003 年");
    }
}

TEST_CASE("handed in: registers without a record in the whole year are not among those that all sent in") {
    Screen app;
    with_leads(app, lead("线1", "2026-10-05"));
    app.click("nav.handed");
    const ProbeItem lately = app.item("handed.lately");
    CHECK(lately.label == "2026年10月：有记录的 1 个台账都已报送");
    int silent = 0;
    CHECK(number(lately.value) > 8);
    CHECK(has(lately.value, "个台账全年没有记录"));
    for (const std::string& name : listed(app, "handed.")) silent += name == "调解" || name == "仲裁";
    CHECK(silent == 2); // each has its line
    CHECK(has(app.item("handed.registers").value, "有记录的共 1 个"));
}

TEST_CASE("figures: a 0 whose deciding field is blank everywhere is not said, and opens what lacks it") {
    Screen app;
    with_leads(app, lead("线1", "2026-05-06", "100,协调处理,2026-05-07,2026-06-01,") +
                        lead("线2", "2026-05-06", "200,协调处理,2026-05-07,2026-06-02,") +
                        lead("线3", "2026-05-06", "300,移送,2026-05-07,2026-06-02,") +
                        lead("线4", "2026-07-06"));
    app.click("nav.overview");
    CHECK(app.item("top.inspection.leads_closed").value == "—");
    app.click("top.inspection.leads_closed");
    CHECK(app.find("row.1"));
    CHECK_FALSE(app.find("row.2")); // what was transferred would not count anyway
    CHECK(has(app.machine.window.shown, "of=unsaid"));
    app.reload();
    CHECK(app.find("row.1"));
    app.click("nav.inspection");
    const ProbeItem total = app.item("total");
    CHECK(total.label == "办结有效线索");
    CHECK(total.value == "— | 2 条未填“有效”");
    CHECK(app.item("total.amount_claimed").value.starts_with("—"));
    CHECK(app.item("unsaid").label == "另有 2 条未填“有效”");
}

TEST_CASE("figures: one answer makes a 0 known, and the others are told and open") {
    Screen app;
    with_leads(app, lead("线1", "2026-05-06", "100,协调处理,2026-05-07,2026-06-01,否") +
                        lead("线2", "2026-05-06", "200,协调处理,2026-05-07,2026-06-02,"));
    app.click("nav.overview");
    CHECK(app.item("top.inspection.leads_closed").value == "0");
    app.click("top.inspection.leads_closed");
    CHECK_FALSE(app.find("row.0"));
    CHECK(app.item("unsaid").label == "另有 1 条未填“有效”");
    app.click("unsaid");
    CHECK(app.find("row.0"));
    CHECK_FALSE(app.find("row.1"));
    CHECK_FALSE(app.find("unsaid"));
}

TEST_CASE("merge: employers that meet by their name alone are said to have the same name") {
    const auto with_employer = [](Screen& app) {
        app.machine.picker.named = "单位.csv";
        app.machine.picker.chosen = "单位名称\n青禾示例工厂\n";
        app.click("nav.registers");
        app.click("register.employer");
        app.click("import");
        app.click("有错的存为草稿"); // without its credit code
        app.click("intake.take");
        app.advance(60);
    };
    const std::string& some =
        few_of_each().exported; // made by a screen of its own, and one is open at a time
    Desks desks;
    std::string of_b;
    desks.at_b([&](Screen& b) {
        take(b, some);
        with_employer(b);
        of_b = b.exported();
    });
    desks.at_a([&](Screen& a) {
        with_employer(a);
        take(a, of_b);
        CHECK(has(a.item("same.0").label, "同单位名称"));
        CHECK_FALSE(has(a.item("same.0").label, "信用代码"));
    });
}

TEST_CASE("texts: a line of a paragraph is never cut, however wide the page") {
    Screen app{few_of_each().kept};
    app.click("nav.rights");
    for (float width = 1000; width < 1120; width += 1) {
        app.resize({width, 2600});
        app.items();
        for (const ProbeText& text : probe_texts()) CHECK_MESSAGE(!text.cut, width << ": " << text.text);
    }
}
