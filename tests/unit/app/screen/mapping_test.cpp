// A table whose heads and words are not the register's: what they are is said in the page, and remembered.
#include "tests/unit/app/screen/own_table.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

/// Of a street that keeps its cases in its own way: no head but three is the register's.
std::string own_table(int rows) {
    std::string out = "案号,登记日,渠道,案由,镇街,要求数额(万元),处理情况,补充,结案日期\r\n";
    for (int i = 0; i < rows; ++i)
        out += "自-" + std::to_string(i) + ",2023-05-0" + std::to_string(1 + i % 9) +
               ",来访,工资,荔枝街道,1.5," + (i % 3 ? "和解销案" : "处理中") + ",说明" + std::to_string(i) +
               (i % 3 ? ",2023-05-20\r\n" : ",\r\n");
    return out;
}

} // namespace

TEST_CASE("screen: columns and words are assigned in the page, and known at once the next time") {
    Screen app{few_of_each().kept};
    const size_t before = records_of(app, "mediation").size();
    open_own(app, own_table(12));
    CHECK(count_of(app, "intake.rejected") == "12");
    // What is missing is said once.
    CHECK(has(app.item("intake.lacking.received").label, "“收到日期”"));
    size_t told = 0;
    for (const ProbeItem& item : app.items())
        told += has(item.label, "收到日期") && item.id.starts_with("intake.problem");
    CHECK(told == 0);
    choose(app, "intake.column.1", "received");
    CHECK_FALSE(app.find("intake.lacking.received"));
    CHECK(count_of(app, "intake.new") == "4"); // what is closed must have an outcome
    choose(app, "intake.column.5", "amount_claimed");
    CHECK(has(list_to(app, "intake.changes.5").label, "换算"));
    choose(app, "intake.column.7", "+facts");
    choose(app, "intake.column.6", "outcome");
    CHECK(count_of(app, "intake.rejected") == "12");
    // Each word once, with how often it stands there.
    CHECK(has(list_to(app, "intake.word.0").label, "处理中 × 4"));
    CHECK(has(list_to(app, "intake.word.1").label, "和解销案 × 8"));
    choose(app, "intake.word.0", "");
    CHECK(count_of(app, "intake.new") == "4");
    choose(app, "intake.word.1", "agreed");
    CHECK(count_of(app, "intake.new") == "12");
    app.click("intake.take");
    const auto all = records_of(app, "mediation");
    REQUIRE(all.size() == before + 12);
    const auto& first = all[before];
    CHECK(first["case_no"] == "自-0");
    CHECK(first["received"] == "2023-05-01");
    CHECK(first["amount_claimed"] == "15000.00");
    CHECK(has(first["facts"].get<std::string>(), "补充：说明0"));
    CHECK_FALSE(first.contains("outcome"));
    CHECK(all[before + 1]["outcome"] == "agreed");

    // Another table of the kind, after the page was loaded again.
    app.reload();
    std::string next = own_table(15);
    open_own(app, next);
    CHECK(count_of(app, "intake.new") == "3");
    CHECK(count_of(app, "intake.unchanged") == "12");
    CHECK(has(list_to(app, "intake.as_before").label, "按上次的回答读：登记日 → 收到日期"));
    CHECK(has(app.item("intake.as_before").label, "和解销案 → 达成协议"));
    list_to(app, "intake.forget");
    app.click("intake.forget");
    CHECK(count_of(app, "intake.rejected") == "3"); // the others are known by their numbers
    app.item("intake.lacking.received");
    app.click("intake.drop");
    open_own(app, next);
    CHECK_FALSE(app.find("intake.as_before"));
    CHECK(count_of(app, "intake.rejected") == "3");
}

TEST_CASE(
    "screen: a field that a column has already is greyed for the others, and a column can be left out") {
    Screen app{few_of_each().kept};
    open_own(app, own_table(1));
    list_to(app, "intake.column.1");
    app.click("intake.column.1");
    const auto closed = [&](const char* id) { return app.item("intake.column.1." + std::string(id)); };
    CHECK(closed("case_no").value == "closed");
    CHECK(has(closed("case_no").label, "案号"));
    CHECK(has(closed("received").label, "收到日期 *"));
    app.click("intake.column.1.case_no"); // nothing happens
    CHECK(app.find("intake.lacking.received"));
    app.click("intake.column.1.received");
    CHECK(count_of(app, "intake.new") == "1");
    choose(app, "intake.column.1", "");
    CHECK(app.item("intake.column.1").value == "略过");
    CHECK(count_of(app, "intake.rejected") == "1");
}

TEST_CASE("screen: a word that is like one of the list is proposed, and taken by one press") {
    Screen app{few_of_each().kept};
    open_own(app, "案号,收到日期,渠道,案由,镇街\r\n荐-1,2023-05-01,来访,解除劳动合同的补偿,荔枝街道\r\n"
                  "荐-2,2023-05-02,来访,解除劳动合同的补偿,荔枝街道\r\n");
    CHECK(count_of(app, "intake.rejected") == "2");
    CHECK(has(list_to(app, "intake.word.0.use").label, "解除终止合同"));
    app.click("intake.word.0.use");
    CHECK(count_of(app, "intake.new") == "2");
    CHECK(list_to(app, "intake.word.0").value == "解除终止合同");
    // A required field cannot be left empty.
    app.click("intake.word.0");
    app.item("intake.word.0.wages");
    CHECK_FALSE(app.find("intake.word.0."));
}

TEST_CASE("screen: the order of dates and the century are asked once a column") {
    Screen app{few_of_each().kept};
    open_own(app, "案号,收到日期,渠道,案由,镇街\r\n日-1,5/6/2023,来访,工资,荔枝街道\r\n"
                  "日-2,7/6/2023,来访,工资,荔枝街道\r\n");
    CHECK(count_of(app, "intake.doubtful") == "2");
    list_to(app, "intake.order.1.1");
    app.click("intake.order.1.1"); // the day first
    CHECK(count_of(app, "intake.new") == "2");
    list_to(app, "intake.order.1.0");
    app.click("intake.order.1.0"); // no, the month
    app.click("intake.take");
    CHECK(records_of(app, "mediation").back()["received"] == "2023-07-06");

    open_own(app, "案号,收到日期,渠道,案由,镇街,备考\r\n年-1,23年6月5日,来访,工资,荔枝街道,\r\n");
    CHECK(count_of(app, "intake.doubtful") == "1");
    list_to(app, "intake.century.1.0");
    app.click("intake.century.1.0");
    app.click("intake.take");
    CHECK(records_of(app, "mediation").back()["received"] == "2023-06-05");
}

TEST_CASE("screen: a table none of whose heads is known is not lost: its columns are named") {
    Screen app{few_of_each().kept};
    open_own(app, "卷宗,登记日,从哪来,何事,地方\r\n甲-1,2023-05-01,来访,工资,荔枝街道\r\n");
    CHECK(has(app.item("intake.failed").label, "找到第1行的表头，但没有一栏与“调解”相符"));
    choose(app, "intake.column.0", "case_no");
    choose(app, "intake.column.1", "received");
    CHECK_FALSE(app.find("intake.failed"));
    choose(app, "intake.column.2", "channel");
    choose(app, "intake.column.3", "cause");
    choose(app, "intake.column.4", "street");
    CHECK(count_of(app, "intake.new") == "1");
}

TEST_CASE("screen: rows that stay out for one reason are told once, and listed when it is opened") {
    Screen app{few_of_each().kept};
    std::string table = "编号,接收日期,渠道,事项,领域,主张金额\r\n";
    for (int i = 0; i < 5; ++i)
        table += "因-" + std::to_string(i) + ",2023-05-06,来访,工资支付,建设领域,-" + std::to_string(i + 1) +
                 "\r\n";
    table += "因-9,2023-02-30,来访,工资支付,建设领域,5\r\n";
    open_own(app, table, "lead");
    CHECK(count_of(app, "intake.rejected") == "6");
    const auto reason = list_to(app, "intake.problem.0");
    CHECK(has(reason.label, "负数"));
    CHECK(has(reason.label, "5 行"));
    CHECK_FALSE(app.find("intake.problem.0.0"));
    CHECK(has(list_to(app, "intake.problem.1").label, "第 7 行"));
    list_to(app, "intake.problem.0");
    app.click("intake.problem.0");
    CHECK(has(list_to(app, "intake.problem.0.4").label, "第 6 行"));
    CHECK(has(app.item("intake.problem.0.4").label, "-5"));
}

TEST_CASE("screen: another table's list begins at its top") {
    Screen app{few_of_each().kept};
    open_own(app, own_table(12));
    const float top = app.item("intake.lacking.received").min.y;
    app.move({640, 300});
    app.wheel(100);
    CHECK_FALSE(app.find("intake.lacking.received"));
    app.click("intake.drop");
    open_own(app, own_table(13));
    CHECK(app.item("intake.lacking.received").min.y == top);
}

TEST_CASE("screen: a row is named as the spreadsheet names it, also below a cell of several lines, which is "
          "shown in one") {
    Screen app{few_of_each().kept};
    open_own(app,
             "编号,接收日期,渠道,事项,领域,主张金额\r\n"
             "\"行-1\n乙\r\n丙\",2023-05-06,来访,工资支付,建设领域,5\r\n"
             "行-2,2023-05-06,来访,工资支付,建设领域,-5\r\n",
             "lead");
    CHECK(has(list_to(app, "intake.problem.0").label, "第 3 行"));
    CHECK(count_of(app, "intake.new") == "1");
}

TEST_CASE("screen: what a table adds to another register is told with it") {
    Screen app{few_of_each().kept};
    open_own(app,
             "编号,接收日期,渠道,事项,领域,用人单位\r\n"
             "另-1,2023-05-06,来访,工资支付,建设领域,甲乙丙新厂\r\n"
             "另-2,2023-05-06,来访,工资支付,建设领域,丁戊己新厂\r\n"
             "另-3,2023-05-06,来访,工资支付,建设领域,甲乙丙新厂\r\n",
             "lead");
    app.click("intake.links.1");
    app.click("intake.take");
    app.item([](const ProbeItem& i) {
        return i.id.starts_with("notice.") && has(i.label, "新增 3 条") &&
               has(i.label, "另新增“用人单位” 2 条");
    });
}

TEST_CASE("screen: one cell of half a megabyte does not keep the other rows out") {
    Screen app{few_of_each().kept};
    std::string han;
    for (int i = 0; i < 100'000; ++i) han += "长";
    open_own(app,
             "编号,接收日期,渠道,事项,领域\r\n" + han +
                 ",2023-05-06,来访,工资支付,建设领域\r\n"
                 "短-1,2023-05-06,来访,工资支付,建设领域\r\n",
             "lead");
    CHECK(count_of(app, "intake.new") == "1");
    CHECK(count_of(app, "intake.rejected") == "1");
    CHECK(has(list_to(app, "intake.problem.0").label, "1300个汉字"));
}

TEST_CASE("screen: Escape ends the reading of what was pasted, and leaves the page where it is") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.lead");
    app.machine.picker.stuck = true;
    app.machine.picker.named = "大.csv";
    const auto drop = [&] { app.machine.picker.drop("编号,接收日期\r\n1,2023-05-06\r\n"); };
    drop();
    app.settle();
    REQUIRE(app.find("progress"));
    app.key("Escape");
    CHECK_FALSE(app.find("progress"));
    app.item("search");
    // The key that comes right behind the table, before anything of it is shown.
    drop();
    app.key("Escape");
    REQUIRE(app.find("progress"));
    app.key("Escape");
    CHECK_FALSE(app.find("progress"));
    app.item("search");
}

TEST_CASE("screen: a window that only follows says why it takes no table, and so does a paste without text") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.lead");
    const auto told = [&](const char* words) {
        app.item([&](const ProbeItem& i) { return i.id.starts_with("notice.") && has(i.label, words); });
    };
    app.machine.picker.dropped(nullptr);
    app.settle();
    told("粘贴的内容里没有文字");
    app.machine.storage.writes = false;
    app.machine.storage.tell(StorageNews::fenced, {});
    app.settle();
    REQUIRE(app.saved().state == "follows");
    app.machine.picker.drop("编号,接收日期\r\n1,2023-05-06\r\n");
    app.settle();
    told("这个窗口只能查看");
    CHECK_FALSE(app.find("intake.file"));
}
