// A table of an office comes in: picked, understood, checked with the clerk, taken as one step.
#include "core/workbook/read.hpp"
#include "core/workbook/xlsx_write.hpp"
#include "tests/unit/app/screen/asked.hpp"
#include "tests/unit/core/intake/filled.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace mj;
using namespace mj::test;

namespace {

std::string table_file(const std::string& name) {
    std::ifstream in(source_dir() + "/tests/files/tables/" + name, std::ios::binary);
    REQUIRE(in);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void pick_table(Screen& app, const std::string& name, std::string content, const char* button = "import") {
    app.machine.picker.named = name;
    app.machine.picker.chosen = std::move(content);
    app.click(button);
}

void open_list(Screen& app, const char* reg) {
    app.click("nav.registers");
    app.click("register." + std::string(reg));
}

/// The records of a register as they are exported.
nlohmann::json records(Screen& app, const char* reg) { return records_in(app.exported(), reg); }

/// Turns the wheel over what is shown of the table until the item is to be seen.
ProbeItem wheel_to(Screen& app, const char* id) {
    app.move({640, 240});
    for (int turns = 0; turns < 30 && !app.find(id); ++turns) app.wheel(2);
    return app.item(id);
}

std::string counted(Screen& app, const char* id) { return app.item(id).value; }

} // namespace

TEST_CASE("screen: a GBK table goes into its list, is kept, and changes nothing when it is sent again") {
    Screen app{few_of_each().kept};
    const size_t before = records(app, "lead").size();
    open_list(app, "lead");
    pick_table(app, "线索.csv", table_file("import/gbk.csv"));
    CHECK(counted(app, "intake.new") == "1");
    CHECK(counted(app, "intake.rejected") == "0");
    app.click("intake.take");
    CHECK_FALSE(app.find("intake.take"));
    app.item([](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, "新增 1 条"); });
    CHECK(app.saved().state == "saved");
    app.reload();
    nlohmann::json all = records(app, "lead");
    CHECK(all.size() == before + 1);
    // What it is, its row of expected.json says.
    const auto expected = nlohmann::json::parse(table_file("import/expected.json"))[0]["records"][0];
    const auto found = std::find_if(all.begin(), all.end(), [&](const nlohmann::json& record) {
        return expected["no"] == record.value("no", "");
    });
    REQUIRE(found != all.end());
    for (const auto& item : expected.items())
        if (item.key() != "state") CHECK_MESSAGE((*found)[item.key()] == item.value(), item.key());

    // Sent again it changes nothing.
    open_list(app, "lead");
    pick_table(app, "线索.csv", table_file("import/gbk.csv"));
    CHECK(counted(app, "intake.unchanged") == "1");
    app.click("intake.take"); // there is nothing to take
    app.click("intake.drop");
    CHECK_FALSE(app.find("intake.drop"));
    CHECK(records(app, "lead").size() == before + 1);
}

TEST_CASE("screen: undo takes a whole table back") {
    Screen app{few_of_each().kept};
    const nlohmann::json before = records(app, "lead");
    open_list(app, "lead");
    pick_table(app, "线索.csv", table_file("import/subtotals-and-average.csv"));
    CHECK(counted(app, "intake.new") == "2");
    CHECK(counted(app, "intake.skipped") == "4");
    CHECK(has(wheel_to(app, "intake.left.0").label, "合计行"));
    app.click("intake.take");
    CHECK(records(app, "lead").size() == before.size() + 2);
    app.key("Control+z");
    CHECK(records(app, "lead") == before);
}

TEST_CASE("screen: a row with an error stays out with its reason, or comes in as a draft") {
    Screen app{few_of_each().kept};
    const size_t before = records(app, "lead").size();
    open_list(app, "lead");
    pick_table(app, "线索.csv", table_file("import/required-fields-missing.csv"));
    CHECK(counted(app, "intake.new") == "1");
    CHECK(counted(app, "intake.rejected") == "1");
    CHECK(has(wheel_to(app, "intake.problem.0").label, "第 3 行"));
    CHECK(has(app.item("intake.take").label, "1 条"));
    app.click("intake.errors.1");
    CHECK(has(app.item("intake.take").label, "2 条"));
    app.click("intake.take");
    const auto all = records(app, "lead");
    CHECK(all.size() == before + 2);
    CHECK(all.back()["state"] == "draft");
}

TEST_CASE(
    "screen: the rows that stay out come as a file with their reasons, which goes in when it is repaired") {
    Screen app{few_of_each().kept};
    const size_t before = records(app, "lead").size();
    open_list(app, "lead");
    pick_table(app, "线索.csv", table_file("import/amount-negative.csv"));
    CHECK(counted(app, "intake.new") == "0");
    CHECK(counted(app, "intake.rejected") == "1");
    app.machine.download.files.clear();
    app.machine.download.given = Given::declined; // no place is chosen
    app.click("intake.give_rejected");
    CHECK_FALSE(app.find("intake.written"));
    app.machine.download.fail_next = Problem{say(Said::words, "the disk is full"), {}, say(Said::free_space)};
    app.click("intake.give_rejected");
    app.item("intake.unwritten");
    CHECK(app.machine.download.files.empty());
    app.machine.download.given = Given::read_back;
    app.click("intake.give_rejected");
    CHECK(has(app.item("intake.written").label, "线索-退回.csv"));
    CHECK_FALSE(app.find("intake.unwritten"));
    std::string text = app.machine.download.files.at("线索-退回.csv");
    CHECK(text.starts_with("\xEF\xBB\xBF"));
    CHECK(has(text, "有效,原因\r\n"));
    CHECK(has(text, ",-500,是,主张金额：“-500”是负数，本字段没有负数\r\n"));
    CHECK(parts(text, "\r\n").size() == 3); // head, row, the end
    app.click("intake.drop");

    // As it came it is refused for the same reason, which does not become a part of it.
    pick_table(app, "线索-退回.csv", text);
    CHECK(counted(app, "intake.rejected") == "1");
    app.click("intake.give_rejected");
    CHECK(app.machine.download.files.at("线索-退回-退回.csv") == text);
    app.click("intake.drop");

    text.replace(text.find("-500"), 4, "500.00");
    pick_table(app, "线索-退回.csv", text);
    CHECK(counted(app, "intake.new") == "1");
    CHECK_FALSE(app.find("intake.give_rejected"));
    app.click("intake.take");
    CHECK(records(app, "lead").size() == before + 1);
}

TEST_CASE("screen: no spreadsheet computes with the rows that stay out, and they come in as they were") {
    Screen app{few_of_each().kept};
    const size_t before = records(app, "lead").size();
    open_list(app, "lead");
    std::string table = "编号,接收日期,渠道,事项,领域,主张金额\r\n";
    for (const char* no :
         {"=1+1", "+a", "-b", "@sum", "\t00125", "\"\rx\"", "\"=\"\"00123\"\"\"", "-7", "c=1"})
        table += no + std::string(",2023-05-06,来访,工资支付,建设领域,-5\r\n");
    pick_table(app, "线索.csv", table);
    CHECK(counted(app, "intake.rejected") == "9");
    app.click("intake.give_rejected");
    std::string text = app.machine.download.files.at("线索-退回.csv");
    for (const char* no : {"'=1+1", "'+a", "'-b", "'@sum", "'00125", "'x", "'00123", "-7", "c=1"}) {
        CAPTURE(no);
        CHECK(has(text, "\r\n" + std::string(no) + ",2023-05-06,来访,工资支付,建设领域,-5,主张金额："));
    }
    app.click("intake.drop");
    for (size_t at; (at = text.find(",-5,")) != text.npos;) text.erase(at + 1, 1);
    pick_table(app, "线索-退回.csv", text);
    CHECK(counted(app, "intake.new") == "9");
    app.click("intake.take");
    const auto all = records(app, "lead");
    REQUIRE(all.size() == before + 9);
    const char* const came[] = {"=1+1", "+a", "-b", "@sum", "00125", "x", "00123", "-7", "c=1"};
    for (size_t i = 0; i < 9; ++i) CHECK(all[before + i]["no"] == came[i]);

    // A mark for nothing computes nothing, and means nothing when it comes back.
    open_list(app, "lead");
    app.machine.download.files.clear();
    pick_table(app, "线索.csv",
               "编号,接收日期,渠道,事项,领域,主张金额\r\n末,2023-05-06,-,工资支付,--,-5\r\n");
    app.click("intake.give_rejected");
    CHECK(has(app.machine.download.files.at("线索-退回.csv"), "末,2023-05-06,-,工资支付,--,-5"));
}

TEST_CASE("screen: a workbook's rejected rows come as a workbook, also those that the records here refuse") {
    Screen app{few_of_each().kept};
    open_list(app, "lead");
    XlsxWriter book({{"线索", {{"编号"}, {"接收日期"}, {"渠道"}, {"事项"}, {"领域"}, {"用人单位"}}}});
    const auto row = [&](std::string_view no, std::string_view employer) {
        const Cell cells[] = {{CellType::text, 0, no},         {CellType::text, 0, "2023-05-06"},
                              {CellType::text, 0, "来访"},     {CellType::text, 0, "工资支付"},
                              {CellType::text, 0, "建设领域"}, {CellType::text, 0, employer}};
        book.row(cells);
    };
    row("甲-1", "");
    row("甲-2", "没有这家的厂");
    book.finish();
    pick_table(app, "线索.xlsx", book.take());
    CHECK(counted(app, "intake.new") == "1");
    CHECK(counted(app, "intake.doubtful") == "1");
    app.machine.download.files.clear();
    app.click("intake.give_rejected");
    const std::string file = app.machine.download.files.at("线索-退回.xlsx");
    const auto back = read_workbook({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
    REQUIRE(back);
    const Sheet& sheet = back->sheets.front();
    REQUIRE(sheet.rows() == 2);
    CHECK(sheet.at(0, 6).text == "原因");
    CHECK(sheet.at(1, 0).text == "甲-2");
    CHECK(sheet.at(1, 5).text == "没有这家的厂");
    CHECK(has(sheet.at(1, 6).text, "没有这家的厂"));
}

TEST_CASE("screen: names that are not there are told, and are added with the table if wanted") {
    Screen app{few_of_each().kept};
    const size_t before = records(app, "employer").size();
    open_list(app, "lead");
    pick_table(app, "线索.csv", table_file("import/employers-not-there.csv"));
    CHECK(counted(app, "intake.doubtful") != "0");
    app.item("intake.missing.employer");
    app.click("intake.links.1");
    CHECK(counted(app, "intake.doubtful") == "0");
    const std::string told = app.item("intake.created.employer").label; // they are to be repaired afterwards
    app.click("intake.take");
    const size_t added = records(app, "employer").size() - before;
    CHECK(added > 0);
    CHECK(has(told, "“用人单位”新增 " + std::to_string(added) + " 条，只有名称"));
}

TEST_CASE("screen: from the data page the register is asked, the best guess first") {
    Screen app{few_of_each().kept};
    app.click("nav.data");
    pick_table(app, "x.csv", table_file("import/gbk.csv"));
    app.item("intake.register.lead");
    const auto first = std::find_if(app.items().begin(), app.items().end(),
                                    [](const ProbeItem& i) { return i.id.starts_with("intake.register."); });
    CHECK(first->id == "intake.register.lead");
    app.click("intake.register.lead");
    CHECK(counted(app, "intake.new") == "1");
    app.key("Escape");
    CHECK_FALSE(app.find("intake.new"));
    CHECK_FALSE(app.machine.tables.service);
}

TEST_CASE("screen: a file dropped anywhere comes in, on a list as one of its own") {
    Screen app{few_of_each().kept};
    app.machine.picker.named = "x.csv";
    const auto drop = [&] {
        app.machine.picker.drop(table_file("import/gbk.csv"));
        app.settle();
    };
    drop();
    app.item("intake.register.lead");
    app.key("Escape");
    open_list(app, "lead");
    drop();
    CHECK(counted(app, "intake.new") == "1");
    drop(); // one at a time
    app.click("intake.take");
    CHECK_FALSE(app.find("intake.new"));
}

TEST_CASE("screen: what is no table says so, and a data file goes the old way") {
    Screen app{few_of_each().kept};
    open_list(app, "lead");
    pick_table(app, "x.xlsx", table_file("password-protected.xlsx"));
    app.item([](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, "没有导入"); });
    pick_table(app, "x.csv", table_file("import/no-head.csv"));
    CHECK(has(app.item("intake.failed").label, "没有一栏与"));
    app.click("intake.drop");
    pick_table(app, "data.txt", few_of_each().exported);
    app.item([](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, "完全相同"); });
}

TEST_CASE("screen: reading is ended by cancel, and nothing else can be changed while a table is open") {
    Screen app{few_of_each().kept};
    app.machine.tables.stuck = true;
    open_list(app, "lead");
    const uint64_t revision = app.saved().revision;
    pick_table(app, "x.csv", table_file("import/gbk.csv"));
    app.item("intake.progress");
    app.key("Control+z");
    CHECK(app.saved().revision == revision);
    app.click("取消");
    CHECK_FALSE(app.find("intake.progress"));
    CHECK_FALSE(app.machine.tables.service);
}

TEST_CASE("screen: the empty table of a list is given, and a record typed into it comes in") {
    Screen app{few_of_each().kept};
    open_list(app, "lead");
    const auto said = [&](const char* words) {
        app.item([&](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, words); });
    };
    app.machine.tables.no_form = Problem{say(Said::tables_unfetched), {}, say(Said::try_again)};
    app.click("form");
    said("没有导出");
    CHECK(app.machine.download.files.empty());
    app.machine.tables.no_form.reset();
    app.click("form");
    said("举报投诉与线索-模板.xlsx");
    CHECK_FALSE(app.machine.tables.service);
    const std::string form = app.machine.download.files["举报投诉与线索-模板.xlsx"];
    pick_table(app, "模板.xlsx", form);
    CHECK(has(app.item("intake.failed").label, "只有示例"));
    app.click("intake.drop");

    const auto book = read_workbook({reinterpret_cast<const uint8_t*>(form.data()), form.size()});
    REQUIRE(book.ok());
    FilledRows rows;
    for (uint32_t row = 0; row < book->sheets[0].rows(); ++row) {
        auto& cells = rows.emplace_back();
        for (uint32_t c = 0; c < book->sheets[0].columns(); ++c)
            cells.push_back({std::string(book->sheets[0].at(row, c).text)});
    }
    auto& mine = rows.emplace_back(rows[0].size());
    const std::pair<const char*, const char*> typed[] = {{"编号", "模板1号"},
                                                         {"接收日期", "2023-05-06"},
                                                         {"渠道", "来访"},
                                                         {"事项", "工资支付"},
                                                         {"领域", "建筑业"}};
    for (size_t c = 0; c < rows[0].size(); ++c)
        for (const auto& [head, text] : typed)
            if (rows[0][c].text == head) mine[c].text = text;
    const size_t before = records(app, "lead").size();
    open_list(app, "lead");
    pick_table(app, "填好.xlsx", filled_xlsx(rows));
    CHECK(counted(app, "intake.skipped") == "2");
    CHECK(counted(app, "intake.new") == "1");
    app.click("intake.take");
    CHECK(records(app, "lead").size() == before + 1);
}

TEST_CASE("screen: a list without records offers to import a table and gives the empty one") {
    Screen app;
    open_list(app, "lead");
    app.click("list.none.2");
    CHECK(app.machine.download.files.count("举报投诉与线索-模板.xlsx") == 1);
    // A table that is opened meanwhile is not taken for the answer.
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen = table_file("import/gbk.csv");
    app.click("list.none.1");
    CHECK(counted(app, "intake.new") == "1");
}

TEST_CASE("screen: cells pasted on a list are a table of it, and in a field they are its text") {
    Screen app{few_of_each().kept};
    const size_t before = records(app, "lead").size();
    const char* cells = "编号\t接收日期\t渠道\t事项\t领域\r\n"
                        "贴-1\t2023-05-06\t来访\t工资支付\t建设领域\r\n"
                        "贴-2\t2023年5月7日\t来访\t\"工资\n支付\"\t\r\n";
    open_list(app, "lead");
    app.click("search");
    app.paste(cells);
    CHECK_FALSE(app.find("intake.new"));
    CHECK(has(app.item("search").value, "编号 接收日期"));
    app.click("search");
    app.key("Control+A");
    app.key("Delete");
    app.key("Escape");
    app.click("nav.registers");
    open_list(app, "lead");
    app.paste("一行字");
    CHECK_FALSE(app.find("intake.file"));
    app.paste(cells);
    CHECK(has(app.item("intake.file").label, "粘贴的表格.tsv → "));
    CHECK(counted(app, "intake.new") == "1");
    CHECK(counted(app, "intake.doubtful") != "");
    app.click("intake.take");
    const auto all = records(app, "lead");
    REQUIRE(all.size() == before + 1);
    CHECK(all.back()["no"] == "贴-1");
    CHECK(all.back()["received"] == "2023-05-06");
    app.click("undo");
    CHECK(records(app, "lead").size() == before);
}
