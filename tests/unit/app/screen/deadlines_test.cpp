// A leader asks what is about to break its time limit and whose it is: at most three clicks, checked against the command line.
#include "tests/unit/app/screen/asked.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

bool reminder(const OpenClock& clock) {
    return clock.rule == "staff.certificate" || clock.rule == "harmony.valid";
}

/// The open time limits that are due in so many days, both included.
std::vector<OpenClock> due(int from, int to) {
    std::vector<OpenClock> out;
    for (const OpenClock& clock : open_clocks())
        if (!reminder(clock) && !clock.due.empty() && clock.days >= from && clock.days <= to)
            out.push_back(clock);
    return out;
}

} // namespace

TEST_CASE("deadlines: on a phone each clock says whose it is, and opens; 查找 goes to any part of a page") {
    Screen app{sample(), {390, 844}};
    app.tap("nav.deadlines");
    const ProbeItem row = app.item("clocks.row.0");
    const auto said = parts(row.value, " · "); // what is left, the matter, the last day, whose it is
    REQUIRE(said.size() == 4);
    CHECK(said[0].starts_with("超期 "));
    CHECK(said[2].starts_with("20"));
    CHECK(!said[3].empty());
    app.tap("clocks.row.0");
    app.item([&](const ProbeItem& i) { return i.id.starts_with("value.") && i.value == row.label; });
    app.tap("find");
    app.item("palette.0");
    app.type("败诉");
    app.tap("调解仲裁 · 复议应诉");
    CHECK(app.item("total").label == "复议应诉");
    CHECK(has(app.machine.window.shown, "litigation"));
}

TEST_CASE("deadlines: what is due within three days, and whose it is, in three clicks") {
    Screen app{sample()};
    const auto soon = due(0, 3);
    REQUIRE(soon.size() > 2);
    app.click(
        "nav.deadlines"); // 1; here the sample's last day is today, elsewhere it is chosen by the second
    const auto tile = [&](int n) { return size_t(number(app.item("urgency." + std::to_string(n)).value)); };
    const auto& open = open_clocks();
    const auto reminders = size_t(std::count_if(open.begin(), open.end(), reminder));
    const auto expired = size_t(std::count_if(
        open.begin(), open.end(), [](const OpenClock& clock) { return reminder(clock) && clock.days < 0; }));
    CHECK(tile(0) == due(-100000, -1).size());
    CHECK(tile(1) == soon.size());
    CHECK(tile(2) == due(4, 7).size());
    CHECK(tile(3) == due(8, 100000).size());
    CHECK(tile(4) == open.size() - reminders - due(-100000, 100000).size());
    CHECK(tile(5) == reminders - expired);
    CHECK(tile(6) == expired);
    CHECK(expired > 0);
    app.click("urgency.1"); // 3
    app.item("row." + std::to_string(soon.size() - 1));
    CHECK_FALSE(app.find("row." + std::to_string(soon.size())));

    // Each opens its record, which tells its clock and the article.
    app.click("row.0");
    CHECK(app.item("value.id").value == soon[0].record);
    CHECK(has(app.item("clock." + soon[0].rule).label, "条"));
    app.click("back");
    app.item("filter.urgency");

    app.click("calendar");
    REQUIRE(app.machine.download.files.size() == 1);
    const auto& [name, text] = *app.machine.download.files.begin();
    CHECK(name.ends_with(".ics"));
    std::vector<std::string> days, wanted;
    constexpr std::string_view mark = "DTSTART;VALUE=DATE:";
    for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
        days.push_back(text.substr(at + mark.size(), 8));
    for (const OpenClock& clock : soon)
        wanted.push_back(clock.due.substr(0, 4) + clock.due.substr(5, 2) + clock.due.substr(8, 2));
    CHECK(days == wanted);
}

TEST_CASE("deadlines: the open clocks of one matter, and all of them again") {
    Screen app{sample()};
    app.click("nav.deadlines");
    const auto& open = open_clocks();
    const auto rows = std::count_if(open.begin(), open.end(),
                                    [](const OpenClock& clock) { return clock.rule == "mediation.close"; });
    CHECK(number(app.item("rule.mediation.close").value) == double(rows));
    app.click("rule.mediation.close");
    app.item("filter.rule");
    app.click("rule.mediation.close");
    CHECK_FALSE(app.find("filter.rule"));
}

TEST_CASE(
    "deadlines: on a phone the matters and their rates stand in the list's place, and lead back to it") {
    Screen app{sample(), {390, 844}};
    app.tap("nav.deadlines");
    app.item("clocks.row.0");
    CHECK_FALSE(app.find("rule.mediation.close"));
    app.tap("按事项");
    CHECK_FALSE(app.find("clocks.row.0"));
    const ProbeItem rate = app.scroll_to("rate.mediation.close");
    CHECK(has(rate.label, "按期率"));
    CHECK(rate.max.x <= 390);
    const double open = number(app.item("rule.mediation.close").value);
    app.tap("rule.mediation.close");
    app.item("filter.rule");
    const auto rows = std::count_if(app.items().begin(), app.items().end(),
                                    [](const ProbeItem& i) { return i.id.starts_with("clocks.row."); });
    CHECK(rows > 0);
    CHECK(double(rows) <= open);
    app.tap("按事项");
    app.tap(app.scroll_to("rate.mediation.close").id);
    CHECK(number(app.item("count").label) > 0);
    app.tap("back");
    app.item("rate.mediation.close");
}

TEST_CASE("deadlines: each rate opens the records it is out of") {
    Screen app{sample()};
    app.click("nav.deadlines");
    std::vector<std::string> rates;
    for (const ProbeItem& item : app.items())
        if (item.id.starts_with("rate.")) rates.push_back(item.id);
    REQUIRE(rates.size() > 3);
    for (const std::string& id : rates) {
        CAPTURE(id);
        // "按期率 = 按期 A ÷（按期 A + 逾期办结 B + 超期未结 C）"
        std::string words = app.item(id).value;
        words = words.substr(words.find("（"), words.find("）"));
        double out_of = 0;
        for (const char* part : {"按期 ", "逾期办结 ", "超期未结 "})
            out_of += number(words.substr(words.find(part)));
        app.click(id);
        CHECK(number(app.item("count").label) == out_of);
        const std::string address = app.machine.window.shown;
        app.item("filter");
        app.click("back");
        app.go_to(address); // also by its address
        CHECK(number(app.item("count").label) == out_of);
        app.click("nav.deadlines");
    }
}

TEST_CASE("deadlines: what is over without the day that would tell is neither in time nor late, and opens") {
    Screen app;
    app.machine.clock.time = int64_t(Date::of(2026, 11, 20).days) * 86400;
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen = "编号,接收日期,渠道,事项,领域,受理日期,办结日期,处理方式,是否有效\n"
                                "线1,2026-05-06,来访,工资支付,其他,,2026-07-01,协调处理,是\n"
                                "线2,2026-05-06,来访,工资支付,其他,,2026-08-03,协调处理,是\n"
                                "线3,2026-05-06,来访,工资支付,其他,2026-05-08,2026-08-03,协调处理,是\n"
                                "线4,2026-05-06,来访,工资支付,其他,,2026-05-09,协调处理,是\n";
    app.click("nav.registers");
    app.click("register.lead");
    app.click("import");
    app.click("intake.take");
    app.advance(60);
    app.click("nav.deadlines");
    CHECK(app.item("rate.lead.accept").label == "按期率 100.0%");
    CHECK(has(app.item("rate.lead.accept").value, "另有 2 条未填日期"));
    CHECK(app.item("urgency.7").value == "2");
    app.click("urgency.7");
    app.item("row.1");
    const auto& texts = probe_texts();
    CHECK(std::count_if(texts.begin(), texts.end(), [](const ProbeText& text) {
              return text.text == "未填“受理日期”，无法判断" && !text.cut;
          }) == 2);
    CHECK_FALSE(app.find("row.2"));
    app.click("row.0");
    const std::string said = app.item("clock.lead.accept").value;
    CHECK(has(said, "未填“受理日期”，无法判断"));
    CHECK_FALSE(has(said, "逾期"));
    app.click("nav.overview");
    CHECK(has(app.scroll_to("alarm.check.leads_accepted").value, "3"));
}
