// Rows of a table that were taken for what they are not: a person says otherwise in the preview, and takes it back there.
#include "core/workbook/read.hpp"
#include "tests/unit/app/screen/own_table.hpp"
#include "tests/unit/core/intake/filled.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

const FilledRows lead_rows = {{{"举报投诉登记"}},
                              {{"编号"}, {"接收日期"}, {"渠道"}, {"事项"}, {"领域"}},
                              {{"行-1"}, {"2023-05-06"}, {"来访"}, {"工资支付"}, {"建设领域"}},
                              {{"合计"}, {"2023-05-07"}, {"来访"}, {"工资支付"}, {"建设领域"}},
                              {{"行-3"}, {"2023-05-08"}, {"来访"}, {"工资支付"}, {"建设领域"}}};

void open_leads(Screen& app, const char* name, std::string content) {
    open_own(app, std::move(content), "lead", name);
}

ProbeItem turn_to(Screen& app, const std::string& id) {
    app.move({640, 300});
    for (int turns = 0; turns < 60 && !app.find(id); ++turns) app.wheel(1);
    return app.item(id);
}

/// New ones and those that are left out.
std::pair<std::string, std::string> new_and_left(Screen& app) {
    return {app.item("intake.new").value, app.item("intake.skipped").value};
}
using Two = std::pair<std::string, std::string>;

nlohmann::json leads(Screen& app) { return records_in(app.exported(), "lead"); }

} // namespace

TEST_CASE("screen: a row that was taken for a total is said to be a record, and that is taken back") {
    Screen app{few_of_each().kept};
    const size_t before = leads(app).size();
    open_leads(app, "线索.csv", filled_csv(lead_rows));
    CHECK(new_and_left(app) == Two{"2", "2"});
    CHECK(has(turn_to(app, "intake.left.1").label, "第 4 行：合计行 · 合计"));
    app.click("intake.left.1");
    CHECK(new_and_left(app) == Two{"3", "1"});
    CHECK(app.item("intake.left.1").value == "ticked");
    CHECK(has(app.item("intake.left.1").label, "第 4 行：按要求当作记录 · 合计"));
    app.click("intake.left.1");
    CHECK(new_and_left(app) == Two{"2", "2"});
    CHECK(app.item("intake.left.1").value.empty());
    // The title has no date and no channel: it is no record because somebody says so.
    app.click("intake.left.0");
    CHECK(app.item("intake.rejected").value == "1");
    app.click("intake.left.0");
    app.click("intake.left.1");
    app.click("intake.take");
    const auto all = leads(app);
    REQUIRE(all.size() == before + 3);
    CHECK(all[before]["no"] == "行-1");
    CHECK(all[before + 1]["no"] == "合计");
    CHECK(all[before + 2]["no"] == "行-3");

    // Another file has another row there.
    FilledRows next = lead_rows;
    next[2][0].text = "次-1", next[4][0].text = "次-3";
    open_leads(app, "线索.csv", filled_csv(next));
    CHECK(new_and_left(app) == Two{"2", "2"});
}

TEST_CASE("screen: any row is left out in the table by a press or a key, and comes back the same way") {
    Screen app{few_of_each().kept};
    const size_t before = leads(app).size();
    open_leads(app, "线索.csv", filled_csv(lead_rows));
    CHECK(turn_to(app, "row.0").label == "1"); // all lines but the head, in their order
    CHECK(turn_to(app, "row.2").label == "4");
    turn_to(app, "row.3");
    app.click("row.3");
    CHECK(new_and_left(app) == Two{"1", "3"});
    CHECK(app.item("row.3").label == "5"); // it stays where it was
    app.key("ArrowUp");
    app.key("ArrowDown"); // from the pointer to the keys
    app.key("Enter");
    CHECK(new_and_left(app) == Two{"2", "2"});
    app.key("ArrowUp"); // the total
    app.key("Enter");
    CHECK(new_and_left(app) == Two{"3", "1"});
    app.key("ArrowUp");
    app.key("Space");
    CHECK(new_and_left(app) == Two{"2", "2"});
    app.click("intake.take");
    const auto all = leads(app);
    REQUIRE(all.size() == before + 2);
    CHECK(all[before]["no"] == "合计");
    CHECK(all[before + 1]["no"] == "行-3");
}

TEST_CASE("screen: hidden rows are asked: each is a record when it is ticked, and all at once") {
    Screen app{few_of_each().kept};
    open_leads(app, "线索.xlsx", filled_xlsx(lead_rows, {2, 4}));
    CHECK(new_and_left(app) == Two{"0", "2"});
    CHECK(app.item("intake.doubtful").value == "2");
    CHECK(has(turn_to(app, "intake.left.3").label, "第 5 行：隐藏行"));
    app.click("intake.left.3");
    CHECK(new_and_left(app) == Two{"1", "2"});
    CHECK(app.item("intake.doubtful").value == "1");
    app.click("intake.left.3");
    CHECK(app.item("intake.doubtful").value == "2");
    app.click("intake.hidden.take");
    CHECK(new_and_left(app) == Two{"2", "2"});
    CHECK_FALSE(app.find("intake.hidden.take"));
    app.click("intake.left.1"); // asked again
    app.click("intake.hidden.leave");
    CHECK(new_and_left(app) == Two{"1", "3"});
    CHECK(app.item("intake.doubtful").value == "0");
}

TEST_CASE("screen: a JSON list of objects goes the way of a table, from the list and from the data page") {
    Screen app{few_of_each().kept};
    const size_t before = leads(app).size();
    const std::string rows =
        R"([{"编号":"串-1","接收日期":"2023年5月6日","渠道":"来访","事项":"工资支付","领域":"建设领域","主张金额":1234.5,"天气":"晴"},
            {"编号":"串-2","接收日期":"2023-05-07","渠道":"来访","事项":"工资支付","领域":"建设领域","主张金额":-1}])";
    open_leads(app, "线索.json", rows);
    CHECK(app.item("intake.new").value == "1");
    CHECK(app.item("intake.rejected").value == "1");
    app.machine.download.files.clear();
    app.click("intake.give_rejected");
    CHECK(has(app.machine.download.files.at("线索-退回.csv"), "串-2,2023-05-07,来访"));
    app.click("intake.take");
    const auto all = leads(app);
    REQUIRE(all.size() == before + 1);
    CHECK(all[before]["received"] == "2023-05-06");
    CHECK(all[before]["amount_claimed"] == "1234.50");

    app.click("nav.data");
    app.machine.picker.named = "x.json";
    app.machine.picker.chosen = rows;
    app.click("import");
    app.click("intake.register.lead");
    CHECK(app.item("intake.unchanged").value == "1");
    app.click("intake.drop");
    app.machine.picker.chosen = rows.substr(0, rows.size() - 1);
    app.click("import");
    app.item([](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, "文件不完整"); });
    CHECK(leads(app).size() == before + 1);
}
