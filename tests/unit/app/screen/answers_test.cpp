// What was said of former tables, in the page: each column known by its head, and nothing applied unsaid.
#include "tests/unit/app/screen/own_table.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("screen: the order of dates with four digits of the year and with two are two answers") {
    Screen app{few_of_each().kept};
    open_own(app, "案号,收到日期,渠道,案由,镇街\r\n次-1,5/6/2023,来访,工资,荔枝街道\r\n"
                  "次-2,23.7.3,来访,工资,荔枝街道\r\n");
    CHECK(count_of(app, "intake.doubtful") == "2");
    const std::string order = list_to(app, "intake.example.order.1").label;
    CHECK(has(order, "5/6/2023"));
    CHECK(has(order, "月/日/年 → 2023-05-06"));
    CHECK(has(order, "日/月/年 → 2023-06-05"));
    list_to(app, "intake.order.1.1");
    app.click("intake.order.1.1");
    CHECK(count_of(app, "intake.new") == "1");
    CHECK(has(list_to(app, "intake.example.short.1").label, "年/月/日 → 2023-07-03"));
    list_to(app, "intake.century.1.0");
    app.click("intake.century.1.0");
    CHECK(count_of(app, "intake.new") == "2");
    app.click("intake.take");
    CHECK(records_of(app, "mediation").back()["received"] == "2023-07-03");
    // Of these the year can be said to stand last, which leaves the others as they are.
    open_own(app, "案号,收到日期,渠道,案由,镇街\r\n次-3,5/6/2023,来访,工资,荔枝街道\r\n"
                  "次-4,3.7.22,来访,工资,荔枝街道\r\n");
    list_to(app, "intake.short.1.2");
    app.click("intake.short.1.2");
    app.click("intake.take");
    const auto all = records_of(app, "mediation");
    CHECK(all.back()["received"] == "2022-07-03");
    CHECK(all[all.size() - 2]["received"] == "2023-06-05");
}

TEST_CASE("screen: a unit that nobody knows is asked, and each answer shows what comes of it") {
    Screen app{few_of_each().kept};
    const auto table =
        "案号,收到日期,渠道,案由,镇街,请求金额（万美元）\r\n单-1,2023-05-06,来访,工资,荔枝街道,5\r\n";
    open_own(app, table);
    CHECK(count_of(app, "intake.doubtful") == "1");
    list_to(app, "intake.unit.5.2");
    app.click("intake.unit.5.2");
    CHECK(count_of(app, "intake.new") == "1");
    app.click("intake.take");
    CHECK(records_of(app, "mediation").back()["amount_claimed"] == "50000.00");
    open_own(app, table); // of this file alone: another may be in another unit
    list_to(app, "intake.unit.5.0");
}

TEST_CASE("screen: the button of a notice takes back what the notice tells of, and nothing else") {
    Screen app{few_of_each().kept};
    const std::string heads = "案号,收到日期,渠道,案由,镇街\r\n";
    const auto undo = [&] {
        int buttons = 0;
        for (const auto& item : app.items())
            buttons += item.id.starts_with("notice.") && item.label == "撤销";
        return buttons;
    };
    open_own(app, heads + "甲-1,2023-05-06,来访,工资,荔枝街道\r\n甲-2,不是日子,来访,工资,荔枝街道\r\n");
    app.click("intake.take");
    CHECK(undo() == 1);
    open_own(app, heads + "乙-1,2023-05-06,来访,工资,荔枝街道\r\n");
    app.click("intake.take");
    CHECK(undo() == 1); // what was told of the first table is old
    app.advance(60);
    CHECK(undo() == 0);
    app.key("Control+z");
    const auto all = records_of(app, "mediation");
    CHECK(all.back()["case_no"] == "甲-1");
    CHECK(undo() == 0);
}

TEST_CASE("what was said of each column is known again by its head, also as it was once kept") {
    const std::string once = "8:tables 15:table9:mediation12:甲\x1F乙\x1F丙\x1F"
                             "6:column9:登记日1:18:received9:day_first4:2000"
                             "6:column1:C1:17:outcome0:1:03:end";
    const auto old = Mappings::parse(once);
    const auto* day = old.column("mediation", {"", "登记日"});
    REQUIRE(day);
    CHECK(day->field == "received");
    CHECK(day->order == DateOrder::day_first);
    CHECK(day->short_order == DateOrder::ask);
    CHECK(day->century == 2000);
    CHECK(old.column("mediation", {"甲\x1F乙\x1F丙\x1F", "C"}));
    CHECK_FALSE(old.column("mediation", {"", "c"}));
    Mapping::Column column = *day;
    column.short_order = DateOrder::month_first;
    Mappings all = old;
    all.keep("mediation", {"", "登记日"}, column);
    all = Mappings::parse(all.text());
    CHECK(all.column("mediation", {"", "登记日"})->short_order == DateOrder::month_first);
    CHECK(all.column("mediation", {"甲\x1F乙\x1F丙\x1F", "C"})->field == "outcome");
    all.forget("mediation", {{"", "登记日"}}, {});
    CHECK_FALSE(all.column("mediation", {"", "登记日"}));
}

TEST_CASE("screen: a table with more columns, or fewer, has those assigned that were") {
    Screen app{few_of_each().kept};
    open_own(app, "序号,案号,登记日,渠道,案由,地方\r\n1,栏-1,2023-05-01,来访,工资,荔枝街道\r\n");
    choose(app, "intake.column.2", "received");
    choose(app, "intake.column.5", "street");
    CHECK(count_of(app, "intake.new") == "1");
    app.click("intake.drop");
    open_own(app, "案号,渠道,案由,登记日,经手,去处,地方\r\n栏-2,来访,工资,2023-05-01,某,某,荔枝街道\r\n");
    CHECK(count_of(app, "intake.new") == "1");
    CHECK(has(list_to(app, "intake.column.6").value, "镇街"));
    choose(app, "intake.column.3", "closed");
    app.click("intake.drop");
    open_own(app, "案号,登记日,渠道\r\n栏-3,2023-05-01,来访\r\n");
    CHECK(has(list_to(app, "intake.column.1").value, "结案日期"));
}

TEST_CASE("screen: cells without a head lose no row") {
    Screen app{few_of_each().kept};
    open_own(app, "无-1,2023-05-01,来访,工资,荔枝街道\r\n无-2,2023-05-02,来访,工资,荔枝街道\r\n");
    CHECK(has(app.item("intake.failed").label, "没有表头行"));
    const char* fields[] = {"case_no", "received", "channel", "cause", "street"};
    for (int c = 0; c < 5; ++c) choose(app, "intake.column." + std::to_string(c), fields[c]);
    CHECK(has(list_to(app, "intake.headless").label, "第一行也当作记录"));
    CHECK(count_of(app, "intake.new") == "2");
    // What was said of a table without heads is no answer for one with more columns.
    app.click("intake.drop");
    open_own(app, "无-3,无,2023-05-01,来访,工资,荔枝街道\r\n");
    CHECK(has(app.item("intake.failed").label, "没有表头行"));
    app.click("intake.drop");
    open_own(app, "无-4,2023-05-01,来访,工资,荔枝街道\r\n");
    CHECK(count_of(app, "intake.new") == "1");
}

TEST_CASE("screen: an answer of a former table is told, and what it makes of far dates is doubted") {
    Screen app{few_of_each().kept};
    const std::string head = "案号,收到日期,渠道,案由,镇街\r\n";
    open_own(app, head + "前-1,5/6/2023,来访,工资,荔枝街道\r\n前-2,22.7.3,来访,工资,荔枝街道\r\n");
    list_to(app, "intake.order.1.1");
    app.click("intake.order.1.1");
    list_to(app, "intake.short.1.2");
    app.click("intake.short.1.2");
    list_to(app, "intake.century.1.0");
    app.click("intake.century.1.0");
    CHECK(count_of(app, "intake.new") == "1"); // the other would be of 2003
    CHECK(count_of(app, "intake.doubtful") == "1");
    app.click("intake.drop");
    open_own(app, head + "后-1,2023-05-06,来访,工资,荔枝街道\r\n后-2,22.7.3,来访,工资,荔枝街道\r\n"
                         "后-3,3.7.60,来访,工资,荔枝街道\r\n");
    const std::string told = list_to(app, "intake.as_before").label;
    CHECK(has(told, "收到日期 → 20××"));
    CHECK(has(told, "收到日期 → 日/月/年"));
    CHECK(count_of(app, "intake.new") == "1");
    CHECK(count_of(app, "intake.doubtful") == "2");
    list_to(app, "intake.sure.1");
    app.click("intake.sure.1");
    CHECK(count_of(app, "intake.doubtful") == "0");
    list_to(app, "intake.sure.1");
    app.click("intake.sure.1");
    CHECK(count_of(app, "intake.doubtful") == "2");
    list_to(app, "intake.forget");
    app.click("intake.forget");
    CHECK_FALSE(app.find("intake.as_before"));
}

TEST_CASE(
    "screen: a column that is not there is told whatever else is asked, and words with what they became") {
    Screen app{few_of_each().kept};
    open_own(app, "案号,收到日期,渠道,案由\r\n缺-1,5/6/2023,来访,工资\r\n缺-2,7/6/2023,现场办公,欠薪\r\n");
    app.item("intake.lacking.street");
    CHECK(has(list_to(app, "intake.changes.3").label, "“工资”读作劳动报酬 1 处"));
    list_to(app, "intake.order.1.1");
    app.click("intake.order.1.1");
    list_to(app, "intake.lacking.street");
}

TEST_CASE("screen: which register a table is of is asked by its title first, and any can be named") {
    Screen app{few_of_each().kept};
    const auto drop = [&](const std::string& name, const std::string& content) {
        app.click("nav.data");
        app.machine.picker.named = name;
        app.machine.picker.drop(content);
        app.settle();
    };
    const auto first = [&] {
        return app.item([](const ProbeItem& i) { return i.id.starts_with("intake.register."); }).id;
    };
    // Its heads are those of cases.
    const std::string heads = "案号,收到日期,渠道,案由,镇街\r\n题-1,2023-05-01,来访,工资,荔枝街道\r\n";
    drop("表.csv", "某区欠薪线索处置台账,,,,\r\n" + heads);
    CHECK(first() == "intake.register.lead");
    app.item("intake.register.mediation");
    app.click("intake.drop");
    drop("一季度欠薪线索.csv", heads);
    CHECK(first() == "intake.register.lead");
    app.click("intake.drop");
    drop("表.csv", heads);
    CHECK(first() == "intake.register.mediation");
    CHECK(app.item("intake.which").label == "这张表是哪一本台账？");
    app.click("intake.drop");
    // Of its heads one alone is a register's: that is said of it, and no sentence that none is.
    drop("表.csv", "卷宗,从哪来,拨打电话,地方\r\n题-0,来访,3,荔枝街道\r\n题-1,来电,2,荔枝街道\r\n");
    CHECK(first() == "intake.register.outreach");
    CHECK(app.item("intake.which").label == "这张表是哪一本台账？");
    app.click("intake.drop");
    // A table none of whose heads is known: the register is named, and known the next time.
    const std::string own = "卷宗,登记日,从哪来,何事,地方\r\n题-2,2023-05-01,来访,工资,荔枝街道\r\n";
    drop("表.csv", own);
    CHECK_FALSE(app.find("intake.register.mediation"));
    CHECK(has(app.item("intake.which").label, "没有一行写着台账的栏目名称"));
    choose(app, "intake.registers", "mediation");
    const char* fields[] = {"case_no", "received", "channel", "cause", "street"};
    for (int c = 0; c < 5; ++c) choose(app, "intake.column." + std::to_string(c), fields[c]);
    app.click("intake.take");
    drop("表.csv", own);
    CHECK(first() == "intake.register.mediation");
    app.click("intake.register.mediation");
    CHECK(count_of(app, "intake.unchanged") == "1");
    app.click("intake.drop");
    // Cells of that table without its head: its columns are proposed, not taken unsaid.
    open_own(app, "题-3,2023-05-02,来访,工资,荔枝街道\r\n题-4,2023-05-03,来访,工资,荔枝街道\r\n");
    CHECK(has(app.item("intake.layout").label, "案号"));
    app.click("intake.layout.use");
    CHECK(count_of(app, "intake.new") == "2");
}

TEST_CASE("screen: names in one table that look alike are asked about, and stay two") {
    Screen app;
    open_own(app,
             "编号,接收日期,渠道,事项,领域,被投诉单位\n"
             "甲-1,2023-05-06,来访,工资支付,建设领域,虚江建筑劳务有限公司\n"
             "甲-2,2023-05-07,来访,工资支付,建设领域,河西虚构机械厂\n"
             "甲-3,2023-05-08,来访,工资支付,建设领域,虚江建筑劳务\n",
             "lead");
    const std::string told = app.item("intake.missing.employer").label;
    CHECK(has(told, "3 个名称"));
    CHECK(has(told, "虚江建筑劳务（是否为“虚江建筑劳务有限公司”？）、"));
    CHECK_FALSE(has(told, "河西虚构机械厂（"));
    app.click("intake.links.1");
    app.click("intake.take");
    CHECK(records_of(app, "employer").size() == 3);
    // They are drafts, so no share of employers is told above their warnings.
    app.click("nav.warnings");
    CHECK_FALSE(app.find("sectors"));
}
