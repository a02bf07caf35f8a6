// The charts of the dashboards and one employer's page, by clicks, their numbers checked against the command line.
#include "tests/unit/app/screen/asked.hpp"
#include "tests/unit/app/screen/own_table.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("charts: a part of a ring is chosen; the sums since January follow") {
    Screen app{sample()};
    auto sector = count("mediation", "sector");
    app.click("nav.disputes");
    CHECK(number(app.scroll_to("climb.month.12").value) == sum(sector));
    CHECK(number(app.scroll_to("chart.sector.construction").value) == sector["construction"].now);
    app.click("chart.sector.construction");
    CHECK(number(app.scroll_to("climb.month.12").value) == sector["construction"].now);
    CHECK(number(app.scroll_to("total").value) == sector["construction"].now);
    app.scroll_to("climb.month.6");
    app.click("climb.month.6");
    const double half = number(app.scroll_to("climb.month.6").value);
    CHECK(number(app.scroll_to("total").value) == half);
    CHECK(has(app.scroll_to("chip.months").label, "1月至6月"));
}

TEST_CASE("charts: what was claimed, less what was recovered, is what is left") {
    Screen app{sample()};
    const double claimed =
        sum(count("lead", "sector", {"--sum", "amount_claimed", "--like", "inspection.leads_closed"}));
    auto recovered =
        count("lead", "sector", {"--sum", "wages_recovered", "--like", "inspection.leads_closed"});
    app.click("nav.inspection");
    const auto fen = [&](const std::string& id) { return std::round(number(app.scroll_to(id).value) * 100); };
    CHECK(fen("fall.amount") == claimed);
    for (const std::string sector : {"construction", "other"})
        CHECK(fen("fall." + sector) == recovered[sector].now);
    CHECK(fen("fall.rest") == claimed - sum(recovered));
}

TEST_CASE("charts: a day of the calendar chooses its month") {
    Screen app{sample()};
    app.click("nav.inspection");
    app.click("section.1");
    app.scroll_to("days.3");
    app.click("days.3");
    CHECK(app.scroll_to("chip.months").label == "3月");
}

TEST_CASE("charts: every kind of mark opens its records: a month, a cell, a sector, a kind") {
    Screen app{sample(), {1280, 1400}};
    for (const char* id :
         {"chart.disputes.month.3", "chart.disputes.street.row.dunren.1", "chart.training.row.lecture"}) {
        const double value = number(app.item(id).value);
        app.click(id);
        app.item("row.0");
        int rows = 0;
        for (const ProbeItem& item : app.items()) rows += item.kind == "row";
        CHECK_MESSAGE(rows >= std::min(15.0, value), id);
        app.click("back");
        app.item(id);
    }
    app.click("chart.wages.month.1");
    app.item("row.0");
}

TEST_CASE("employer: a warning is answered by an inspection that is recorded from the employer’s page") {
    Screen app{sample()};
    app.click("nav.warnings");
    app.click("warning.0");
    const std::string proposed = app.scroll_to("grade.proposed").value;
    CHECK(has(app.item("grade").label, "等级 " + proposed + "级"));
    const std::string stands = app.scroll_to("stands.0").value;
    CHECK((has(stands, "前处置") || has(stands, "逾期")));
    CHECK_FALSE(app.find("stands.0.response.0"));
    app.scroll_to("inspect");
    app.click("inspect");
    app.click("field.no");
    app.type("检2024-9999");
    app.click("field.date");
    app.key("Control+A");
    app.type("2024-06-30"); // the sample's last day, on which warnings are read
    app.click("field.kind");
    app.click("field.kind.patrol");
    const uint64_t revision = app.saved().revision;
    app.click("save"); // a record that counts says how many employers were checked
    CHECK(app.saved().revision == revision);
    CHECK(has(app.item("record.may_wait").label, "草稿"));
    app.scroll_to("field.units");
    app.click("field.units");
    app.type("1");
    app.scroll_to("save");
    app.click("save");
    CHECK(app.saved().revision > revision);
    app.click("back");
    CHECK(has(app.scroll_to("stands.0.response.0").label, "2024-06-30 巡查检查 检2024-9999"));
    CHECK(has(app.item("stands.0").value, "已处置"));
    CHECK_FALSE(app.find("inspect"));
}

TEST_CASE("screen: a dashboard says how many records lack the day it counts by, and are not in its figures") {
    Screen app{few_of_each().kept};
    const auto lacking = [&] {
        app.click("nav.inspection");
        const std::string words = app.item("board.hint").value;
        const size_t at = words.find("另有 ");
        return at == words.npos ? 0 : std::stoi(words.substr(at + std::string("另有 ").size()));
    };
    const int before = lacking();
    open_own(app,
             "编号,接收日期,渠道,事项,领域,有效,处理方式,追回工资\r\n"
             "补-1,2024-03-05,来访,工资支付,建设领域,是,协调处理,5\r\n"
             "补-2,2024-03-05,来访,工资支付,建设领域,是,协调处理,5\r\n",
             "lead");
    app.click("intake.take");
    CHECK(lacking() == before + 2);
    CHECK(app.item("board.hint").value.find("“办结日期”") != std::string::npos);
}
