// Rows kept as drafts lose nothing of what stood in their cells: through the real command line.
#include "core/exchange/json.hpp"
#include "tests/unit/cli/command.hpp"

#include <nlohmann/json.hpp>
#include <set>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {

const std::string lead_heads = "编号,接收日期,渠道,单位名称,事项,领域,涉及劳动者,主张金额,有效,办结日期\n";

struct Drafts {
    Folder folder;
    std::string ledger = folder.file("ledger.json");
    Drafts() {
        const std::string empty = folder.file("empty.csv");
        std::ofstream(empty) << "credit_code,name\n,示例一厂\n";
        REQUIRE(run({"convert", empty, "--register", "employer", "--to", "json", "-o", ledger}).code == 0);
    }
    /// Takes rows of leads in; the leads then.
    json take(const std::string& rows, int code = 1) {
        const std::string table = folder.file("rows.csv");
        std::ofstream(table) << lead_heads + rows;
        const Result done =
            run({"import", ledger, table, "--register", "lead", "--on-error", "drafts", "-o", ledger});
        CHECK_MESSAGE(done.code == code, done.out, done.err);
        return json::parse(content(ledger))["registers"]["lead"];
    }
};

} // namespace

TEST_CASE("drafts keep what a table said and could not be read: in the file, there and back, until the field "
          "is filled") {
    Drafts drafts;
    const std::string row = "甲1号,五月初,飞鸽,没有的厂,工资支付,建设领域,约3,'三万多,也许,\n";
    const json leads = drafts.take(row);
    REQUIRE(leads.size() == 1);
    CHECK(leads[0]["state"] == "draft");
    CHECK(leads[0]["subject"] == "wages");
    CHECK(leads[0]["unread"] == "received: 五月初\nchannel: 飞鸽\nworkers: 约3\namount_claimed: 三万多\n"
                                "valid: 也许\nemployer: 没有的厂");
    // Read back, the file is the same, byte by byte; and so it is when the table is sent again.
    const std::string once = content(drafts.ledger), copy = drafts.folder.file("copy.json");
    CHECK(run({"check", drafts.ledger}).code == 0);
    CHECK(run({"convert", drafts.ledger, "--to", "json", "-o", copy}).code == 0);
    CHECK(content(copy) == once);
    drafts.take(row);
    CHECK(content(drafts.ledger) == once);
    // As a table too, where there is a column for it only then.
    const std::string csv = drafts.folder.file("out.csv"), other = drafts.folder.file("other.csv");
    CHECK(run({"convert", drafts.ledger, "--register", "lead", "--to", "csv", "-o", csv}).code == 0);
    CHECK(has(content(csv), ",表中未读懂\r\n"));
    CHECK(has(content(csv), "channel: 飞鸽\n"));
    CHECK(run({"convert", drafts.ledger, "--register", "employer", "--to", "csv", "-o", other}).code == 0);
    CHECK_FALSE(has(content(other), "未读懂"));
    // What is filled in is no longer kept, the rest is; a cell that says something else replaces what was kept.
    CHECK(drafts.take("甲1号,2023-05-06,,示例一厂,,,大约3,,是,\n")[0]["unread"] ==
          "channel: 飞鸽\nworkers: 大约3\namount_claimed: 三万多");
    const json whole = drafts.take("甲1号,,来访,,,,3,30000,,\n", 0)[0];
    CHECK_FALSE(whole.contains("unread"));
    CHECK(whole["state"] == "checked");
}

TEST_CASE("drafts: rows that differ in nothing but what could not be read are records of their own") {
    Drafts drafts;
    const json leads = drafts.take(",五月初,,,,,,,,\n,六月初,,,,,,,,\n");
    REQUIRE(leads.size() == 2);
    const std::set<std::string> kept{leads[0]["unread"], leads[1]["unread"]};
    CHECK(kept == std::set<std::string>{"received: 五月初", "received: 六月初"});
}

TEST_CASE(
    "drafts: lines and hidden characters of a cell, the second of two columns; what has no place stays out") {
    Drafts drafts;
    CHECK(drafts.take(
              "甲1号,\"五月\n初\u200B\n channel: 飞鸽\",来访,,工资支付,建设领域,3,,是,\n")[0]["unread"] ==
          "received: 五月\n\t初\n\t channel: 飞鸽");
    std::string much;
    for (int i = 0; i < 1400; ++i) much += "久";
    CHECK(drafts.take("甲2号," + much + ",来访,,,,,,,\n").size() == 1);
    const std::string table = drafts.folder.file("twice.csv");
    std::ofstream(table) << "编号,接收日期,渠道,主张金额,涉及金额\n甲3号,2023-05-06,来访,100,200\n";
    const Result done = run(
        {"import", drafts.ledger, table, "--register", "lead", "--on-error", "drafts", "-o", drafts.ledger});
    CHECK(done.code == 1);
    const json leads = json::parse(content(drafts.ledger))["registers"]["lead"];
    REQUIRE(leads.size() == 2); // in order of ids, which are made at random
    const json& twice = leads[leads[0]["no"] == "甲1号"];
    CHECK(twice["no"] == "甲3号");
    CHECK(twice["amount_claimed"] == "100.00");
    CHECK(twice["unread"] == "涉及金额：200");
}
