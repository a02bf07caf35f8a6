// The check before a table is taken: what changes is seen, what the table lacks is filled in, and nothing moves under the pointer.
#include "core/workbook/xlsx_write.hpp"
#include "tests/unit/app/screen/own_table.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

constexpr const char* lead_head = "编号,接收日期,渠道,事项,领域,主张金额\r\n";

std::string lead(int no, const char* amount) {
    return "验-" + std::to_string(no) + ",2023-05-06,来访,工资支付,建设领域," + amount + "\r\n";
}

std::vector<std::string> rows_listed_now(Screen& app) {
    std::vector<std::string> out;
    for (const ProbeItem& item : app.items())
        if (item.kind == "row" && item.label.find_first_not_of("0123456789") == item.label.npos)
            out.push_back(item.label); // not those of the page behind
    return out;
}

/// Where the lists of the columns are that are to be seen.
std::map<std::string, ImVec2> columns_now(Screen& app) {
    std::map<std::string, ImVec2> out;
    for (const ProbeItem& item : app.items())
        if (item.id.starts_with("intake.column.") && item.kind == "combo") out[item.id] = item.min;
    return out;
}

} // namespace

TEST_CASE("screen: a count opens exactly its rows, all of them, and says which fields change") {
    Screen app{few_of_each().kept};
    std::string table = lead_head;
    for (int i = 0; i < 90; ++i) table += lead(i, "100");
    open_own(app, table, "lead");
    app.click("intake.take");
    app.advance(60);
    std::string again = lead_head;
    for (int i = 0; i < 90; ++i) again += lead(i, i % 2 ? "250" : "100");
    again += lead(500, "7") + lead(501, "-7");
    open_own(app, again, "lead");
    REQUIRE(app.item("intake.changed").value == "45");
    app.click("intake.changed");
    CHECK(has(app.item("intake.only").label, "45"));
    CHECK(has(app.item("intake.changing").label, "主张金额 45"));
    // By line: every second one, from the first to the last.
    auto rows = rows_listed_now(app);
    REQUIRE(rows.size() > 1);
    CHECK(rows[0] == "3");
    CHECK(rows[1] == "5");
    app.move(app.middle("row.0"));
    app.wheel(200);
    app.wheel(200); // the page around it
    CHECK(rows_listed_now(app).back() == "91");
    app.click("intake.new");
    CHECK(rows_listed_now(app) == std::vector<std::string>{"92"});
    app.click("intake.rejected");
    CHECK(rows_listed_now(app) == std::vector<std::string>{"93"});
    app.click("intake.rejected"); // once more: all
    CHECK_FALSE(app.find("intake.only"));
    CHECK(rows_listed_now(app).front() == "2");
    // A row that is left out stays where it is listed.
    app.click("intake.changed");
    app.click("row.0");
    CHECK(app.item("intake.changed").value == "44");
    rows = rows_listed_now(app);
    CHECK(rows[0] == "3");
    CHECK(rows[1] == "5");
}

TEST_CASE("screen: beside the button that takes a table stands which columns stay out, until that is said") {
    Screen app{few_of_each().kept};
    open_own(app, "编号,接收日期,渠道,领域,事项,单位规模,\r\n栏-1,2023-05-06,来访,建设领域,工资支付,3,12\r\n",
             "lead");
    const std::string told = app.item("intake.left_out").label;
    CHECK(has(told, "有 2 栏不导入"));
    CHECK(has(told, "单位规模"));
    CHECK(app.item("intake.left_out").min.y < app.item("intake.take").min.y);
    choose(app, "intake.column.5", "workers");
    CHECK(has(app.item("intake.left_out").label, "有 1 栏不导入"));
    // One without a head goes by its place, also when it is said anew.
    choose(app, "intake.column.6", "workers_recovered");
    choose(app, "intake.column.6", "amount_claimed");
    CHECK_FALSE(app.find("intake.left_out"));
}

TEST_CASE("screen: a required column that a table lacks is filled with one value, in the same batch") {
    Screen app{few_of_each().kept};
    const std::string records = app.exported();
    open_own(app,
             "编号,接收日期,渠道,领域\r\n填-1,2023-05-06,来访,建设领域\r\n填-2,2023-05-07,来访,建设领域\r\n",
             "lead");
    CHECK(app.item("intake.rejected").value == "2");
    CHECK(has(app.item("intake.lacking.subject").label, "“事项”"));
    const ImVec2 before = app.item("intake.fill.subject").min;
    choose(app, "intake.fill.subject", "insurance");
    CHECK(app.item("intake.new").value == "2");
    CHECK(has(app.item("intake.filled.subject").label, "整批填入：事项 = "));
    CHECK(has(app.item("intake.fills").label, "整批填入：事项 = "));
    CHECK(app.item("intake.fill.subject").min.y == before.y);
    // Taken back by the choice, and given again.
    choose(app, "intake.fill.subject", "");
    CHECK(app.item("intake.rejected").value == "2");
    choose(app, "intake.fill.subject", "insurance");
    app.click("intake.take");
    const auto all = records_in(app.exported(), "lead");
    REQUIRE(all.size() == records_in(records, "lead").size() + 2);
    CHECK(all.back()["subject"] == "insurance");
    app.key("Control+z");
    CHECK(records_in(app.exported(), "lead") == records_in(records, "lead"));
    app.key("Control+y");
    app.advance(60);
    // Only of that file: the next one is asked again. And what a record has already is not overwritten.
    open_own(app,
             "编号,接收日期,渠道,领域\r\n填-1,2023-05-06,来访,建设领域\r\n填-3,2023-05-07,来访,建设领域\r\n",
             "lead");
    CHECK(app.item("intake.rejected").value == "1");
    choose(app, "intake.fill.subject", "wages");
    CHECK(app.item("intake.unchanged").value == "1");
    CHECK(app.item("intake.new").value == "1");
    CHECK(app.item("intake.changed").value == "0");
    // One key does not lose what was answered; a second does, and a press of anything else takes the first back.
    app.key("Escape");
    app.item("intake.leave");
    app.click("intake.new");
    CHECK_FALSE(app.find("intake.leave"));
    app.key("Escape");
    app.item("intake.leave");
    app.key("Escape");
    CHECK_FALSE(app.find("intake.file"));
}

TEST_CASE("screen: a required day that a table lacks is typed once") {
    Screen app{few_of_each().kept};
    open_own(app, "编号,渠道,事项,领域\r\n日-1,来访,工资支付,建设领域\r\n", "lead");
    CHECK(app.item("intake.rejected").value == "1");
    app.click("intake.fill.received");
    app.type("2023-13-01");
    app.click("intake.fill.received.do"); // no day: nothing happens
    CHECK(app.item("intake.rejected").value == "1");
    app.click("intake.fill.received");
    app.key("Control+A");
    app.type("2023-05-09");
    app.click("intake.fill.received.do");
    CHECK(app.item("intake.new").value == "1");
    app.click("intake.take");
    CHECK(records_in(app.exported(), "lead").back()["received"] == "2023-05-09");
}

TEST_CASE(
    "screen: a required day that a table lacks is that of another column, and again in the next such table") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{390, 844}}) {
        CAPTURE(size.x);
        Screen app{few_of_each().kept, size};
        const auto open = [&](const std::string& rows, const std::string& head = "案号,受理日期,劳动者\r\n") {
            app.go_to("/list/work_injury");
            app.machine.picker.named = "工伤.csv";
            app.machine.picker.drop(head + rows);
            app.settle();
        };
        // The day on which a matter is over is none on which it came.
        open("同-1,2023-05-06,戊某\r\n", "案号,认定日期,劳动者\r\n");
        app.item("intake.lacking.applied");
        CHECK_FALSE(app.find("intake.same.applied"));
        app.click("intake.drop");
        open("同-1,2023-05-06,戊某\r\n");
        CHECK(app.item("intake.same.applied").label == "与“受理日期”一栏相同");
        app.click("intake.same.applied");
        CHECK(count_of(app, "intake.new") == "1");
        CHECK(has(app.item("intake.filled.applied").label, "申请日期：与“受理日期”一栏相同"));
        app.click("intake.take");
        CHECK(records_of(app, "work_injury").back()["applied"] == "2023-05-06");
        app.reload();
        open("同-1,2023-05-06,戊某\r\n同-2,2023-07-08,戊某\r\n");
        CHECK(count_of(app, "intake.new") == "1");
        CHECK(count_of(app, "intake.unchanged") == "1");
        CHECK(has(app.item("intake.as_before").label, "申请日期：与“受理日期”一栏相同"));
        app.move({size.x / 2, size.y * 0.45f});
        for (int turns = 0; turns < 80 && !app.find("intake.forget"); ++turns) app.wheel(1);
        app.click("intake.forget");
        CHECK(count_of(app, "intake.rejected") == "1");
        app.wheel(-200);
        app.item("intake.same.applied");
        app.click("intake.drop");
    }
}

TEST_CASE("screen: the lists of the columns stay where they are when one of them is answered") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{390, 844}}) {
        CAPTURE(size.x);
        Screen app{few_of_each().kept, size};
        app.go_to("/list/mediation");
        app.machine.picker.named = "本街道.csv";
        std::string table = "案号,登记日,渠道,案由,镇街,要求数额(万元),处理情况,补充,结案日期\r\n";
        for (int i = 0; i < 12; ++i)
            table += "稳-" + std::to_string(i) + ",2023-05-0" + std::to_string(1 + i % 9) +
                     ",来访,工资,荔枝街道,1.5," + (i % 3 ? "和解销案" : "处理中") + ",说明,\r\n";
        app.machine.picker.drop(table);
        app.settle();
        const ImVec2 middle{size.x / 2, size.y * 0.45f};
        const auto assign = [&](const std::string& list, const std::string& option) {
            app.move(middle);
            app.wheel(-200);
            for (int turns = 0; turns < 80 && !app.find(list); ++turns) app.wheel(1);
            const float dialogue = app.dialogues().front();
            const auto before = columns_now(app);
            REQUIRE(before.count(list));
            choose(app, list, option);
            const auto after = columns_now(app);
            CHECK(app.dialogues().front() == dialogue);
            for (const auto& one : before) {
                CAPTURE(one.first);
                REQUIRE(after.count(one.first));
                CHECK(after.at(one.first).y == one.second.y);
                CHECK(after.at(one.first).x == one.second.x);
            }
        };
        assign("intake.column.1", "received");       // nothing is lacking any more, and it can be forgotten
        assign("intake.column.5", "amount_claimed"); // changes are told
        assign("intake.column.6", "outcome");        // words are asked
        assign("intake.column.6", "");               // and are not any more
        assign("intake.column.1", "");
    }
}

TEST_CASE("screen: what is asked of the whole table stands above its columns, and a press on what is "
          "doubtful shows it") {
    Screen app{few_of_each().kept};
    std::string table = "编号,接收日期,渠道,领域,被投诉单位,甲,乙,丙,丁,戊,己,庚\r\n";
    for (int i = 0; i < 30; ++i)
        table += "问-" + std::to_string(i) + ",2023-05-06,来访,建设领域,无处可寻厂" + std::to_string(i % 3) +
                 "\r\n";
    open_own(app, table, "lead");
    app.item("intake.lacking.subject"); // something else is asked, too
    const auto above = [&] {
        const float links = list_to(app, "intake.links.1").min.y;
        const ProbeItem* column = app.find("intake.column.0");
        CHECK((!column || links < column->min.y));
    };
    above();
    choose(app, "intake.fill.subject", "wages");
    above();
    app.wheel(200); // to the end
    app.click("intake.doubtful");
    app.item("intake.missing.employer");
    app.click("intake.links.1");
    CHECK(count_of(app, "intake.new") == "30");
}

TEST_CASE("screen: totals that are not those of the rows are told above the columns, and keep nothing out") {
    Screen app{few_of_each().kept};
    open_own(app,
             "编号,接收日期,渠道,事项,领域,追回金额\r\n和-1,2023-05-06,来访,工资支付,建设领域,979100\r\n"
             "合计,,,,,984100\r\n",
             "lead");
    CHECK(app.item("intake.total.0").label ==
          "第3行“合计”：追回金额写 984,100.00 元，读到的各行之和是 979,100.00 元，差 5,000.00 元");
    CHECK(app.item("intake.total.0").min.y < app.item("intake.column.0").min.y);
    CHECK(count_of(app, "intake.new") == "1");
    app.click("intake.take");
    CHECK(records_of(app, "lead").back()["wages_recovered"] == "979100.00");
}

TEST_CASE("screen: Escape in a list that is open closes the list alone") {
    Screen app{few_of_each().kept};
    open_own(app, "编号,接收日期,渠道,领域\r\n键-1,2023-05-06,来访,建设领域\r\n", "lead");
    app.click("intake.fill.subject");
    app.item("intake.fill.subject.wages");
    app.key("Escape");
    CHECK_FALSE(app.find("intake.fill.subject.wages"));
    app.item("intake.fill.subject");
    list_to(app, "intake.column.1");
    app.click("intake.column.1");
    app.key("ArrowDown");
    app.key("Escape");
    app.item("intake.column.1");
    app.key("Escape");
    CHECK_FALSE(app.find("intake.file"));
}

TEST_CASE(
    "screen: the codes for a word stand in a list, the likeliest first, and only a near one is marked") {
    Screen app{few_of_each().kept};
    open_own(
        app,
        "编号,接收日期,渠道,事项,领域\r\n"
        "词-1,2023-05-06,12345热线,欠工资款,建设领域\r\n词-2,2023-05-06,平台转办,社会保险类,建设领域\r\n",
        "lead");
    const auto listed = [&](const std::string& word) {
        list_to(app, word);
        app.click(word);
        std::vector<std::pair<std::string, std::string>> options;
        for (const ProbeItem& item : app.items())
            if (item.id.starts_with(word + ".") && item.kind == "option")
                options.push_back({item.id.substr(word.size() + 1), item.label});
        app.key("Escape");
        REQUIRE(options.size() > 2);
        return options;
    };
    // Another hotline and another way of being handed over are no slips of the hand: nothing is taken by one press.
    CHECK(listed("intake.word.0")[0] == std::pair(std::string("hotline"), std::string("12333热线")));
    CHECK_FALSE(app.find("intake.word.0.use"));
    listed("intake.word.2");
    CHECK_FALSE(app.find("intake.word.2.use"));
    CHECK(listed("intake.word.1")[0].first == "wages");
    CHECK(listed("intake.word.3")[0] == std::pair(std::string("insurance"), std::string("社会保险（相近）")));
    app.item("intake.word.3.use");
    // The words of one column follow each other, below its name.
    const float channel = list_to(app, "intake.words.2").min.y, first = app.item("intake.word.0").min.y,
                second = app.item("intake.word.2").min.y;
    CHECK(channel < first);
    CHECK(first < second);
    CHECK(app.item("intake.words.3").min.y > second);
}

TEST_CASE("screen: a question on dates shows a cell it is about and stays where it is") {
    Screen app{few_of_each().kept};
    open_own(app,
             "编号,接收日期,渠道,事项,领域\r\n历-1,5/6/2023,来访,工资支付,建设领域\r\n"
             "历-2,7/6/2023,来访,工资支付,建设领域\r\n",
             "lead");
    CHECK(has(list_to(app, "intake.example.order.1").label, "5/6/2023"));
    const float before = app.item("intake.order.1.1").min.y;
    app.click("intake.order.1.1");
    CHECK(app.item("intake.new").value == "2");
    CHECK(app.item("intake.order.1.1").min.y == before);
}

TEST_CASE("screen: a notice of a table says what is a draft, which sheets were not taken, and gives the rows "
          "left out") {
    Screen app{few_of_each().kept};
    const auto sheet = [](std::string_view no, std::string_view amount, std::string_view employer) {
        return std::vector<Cell>{{CellType::text, 0, no},         {CellType::text, 0, "2023-05-06"},
                                 {CellType::text, 0, "来访"},     {CellType::text, 0, "工资支付"},
                                 {CellType::text, 0, "建设领域"}, {CellType::text, 0, amount},
                                 {CellType::text, 0, employer}};
    };
    const std::vector<XlsxColumn> heads = {{"编号"}, {"接收日期"}, {"渠道"},    {"事项"},
                                           {"领域"}, {"主张金额"}, {"用人单位"}};
    XlsxWriter book({{"一季度", heads}, {"二季度", {{"编号"}}}});
    book.row(sheet("告-1", "5", "甲乙丙新厂"));
    book.row(sheet("告-2", "-5", ""));
    book.next_sheet();
    book.row(std::vector<Cell>{{CellType::text, 0, "告-3"}});
    book.finish();
    open_own(app, book.take(), "lead", "线索.xlsx");
    list_to(app, "intake.links.1");
    app.click("intake.links.1");
    CHECK(app.item("intake.rejected").value == "1");
    app.click("intake.take");
    app.machine.download.files.clear();
    const ProbeItem* told = app.notice("新增 1 条");
    REQUIRE(told);
    CHECK(has(told->label, "另新增“用人单位” 1 条（其中草稿 1 条）"));
    CHECK(has(told->label, "没有导入的工作表：二季度"));
    app.advance(600); // it stays
    app.click("下载未导入的行");
    REQUIRE(app.machine.download.files.count("线索-退回.xlsx"));
    app.click("下载未导入的行"); // as often as it is wanted
    CHECK(app.notice("线索-退回.xlsx"));
}
