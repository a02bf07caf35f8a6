// What a person says of a table on the command line: of its rows, and of what it lacks.
#include "tests/unit/cli/command.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

TEST_CASE("rows are said to be records, or none, by their lines; objects of JSON are rows") {
    const Folder folder;
    const std::string ledger = files + "three-records.json", table = folder.file("rows.json");
    std::ofstream(table, std::ios::binary)
        << R"([{"no":"J-1","received":"2023-05-06","channel":"来访","subject":"工资支付","sector":"建设领域"},
{"no":"合计","received":"2023-05-07","channel":"来访","subject":"工资支付","sector":"建设领域"}])";
    const auto counts = [&](const char* rows) {
        const Result got =
            run({"import", ledger, table, "--register", "lead", "--dry-run", "--json", "--rows", rows});
        CHECK(got.code == 0);
        const json told = json::parse(got.out);
        return std::pair(told["new"].get<int>(), told["skipped"].size());
    };
    CHECK(counts("") == std::pair(1, size_t(1)));
    CHECK(counts("3") == std::pair(2, size_t(0)));
    CHECK(counts("3,-2") == std::pair(1, size_t(1)));
    const Result wrong = run({"import", ledger, table, "--register", "lead", "--dry-run", "--rows", "3,b"});
    CHECK(wrong.code == 2);
    CHECK(wrong.err.find("--rows") != std::string::npos);
}

TEST_CASE("what a table's own totals say is told beside the rows that were read") {
    const std::string table = files + "tables/import/totals-that-do-not-agree.csv";
    const std::vector<std::string> args{"import",   files + "three-records.json", table, "--register", "lead",
                                        "--dry-run"};
    std::vector<std::string> as_json = args;
    as_json.push_back("--json");
    const json totals = json::parse(run(as_json).out)["totals"];
    REQUIRE(totals.size() == 4);
    CHECK(totals[3]["field"] == "wages_recovered");
    CHECK(totals[3]["agrees"] == false);
    CHECK(totals[3]["zh"] ==
          "第6行“合计”：已追回金额写 984,100.00 元，读到的各行之和是 979,100.00 元，差 5,000.00 元");
    CHECK(totals[1]["zh"] == "第4行“小计”：已追回金额 979,100.00 元 与各行之和一致");
    CHECK(totals[2]["written"] == 6);
    CHECK(run(args).out.find("which is 5,000.00 yuan off") != std::string::npos);
}

TEST_CASE("a map says which column says what a field without one says, or why that is no column") {
    const Folder folder;
    for (const char* wrong : {"{\"fill\":{\"accepted\":{\"column\":\"\"}}}", "{\"fill\":{\"accepted\":{}}}",
                              "{\"fill\":{\"accepted\":{\"column\":\"甲\",\"unit\":\"元\"}}}"}) {
        CAPTURE(wrong);
        std::ofstream(folder.file("map.json")) << wrong;
        const Result result = run({"import", files + "three-records.json", files + "tables/import/gbk.csv",
                                   "--register", "lead", "--map", folder.file("map.json"), "--dry-run"});
        CHECK(result.code == 2);
        CHECK(result.err.find("fill: accepted") != std::string::npos);
    }
}

TEST_CASE("a map fills a field that the table has no column for, and leaves records what they have") {
    const Folder folder;
    const std::string ledger = files + "three-records.json";
    const auto taken = [&](const std::string& from, const char* code, const std::string& rows,
                           const char* out) {
        std::ofstream(folder.file("rows.csv")) << "编号,接收日期,渠道,领域\n" << rows;
        std::ofstream(folder.file("map.json")) << "{\"fill\":{\"subject\":\"" << code << "\"}}";
        const Result result = run({"import", from, folder.file("rows.csv"), "--register", "lead", "--map",
                                   folder.file("map.json"), "--json", "-o", folder.file(out)});
        CAPTURE(result.err);
        REQUIRE(result.code == 0);
        return json::parse(result.out);
    };
    const std::string first = "一号,2023-05-06,来访,建设领域\n", second = "二号,2023-05-07,来访,建设领域\n";
    json told = taken(ledger, "wages", first, "a.json");
    CHECK(told["new"] == 1);
    CHECK(told["columns"].back()["why"] == "filled");
    CHECK(told["columns"].back()["head"] == "事项 = 工资支付");
    told = taken(folder.file("a.json"), "insurance", first + second, "b.json");
    CHECK(told["new"] == 1);
    CHECK(told["unchanged"] == 1);
    const json leads = json::parse(content(folder.file("b.json")))["registers"]["lead"];
    const auto subject = [&](const char* no) {
        for (const json& lead : leads)
            if (lead["no"] == no) return lead["subject"].get<std::string>();
        return std::string();
    };
    CHECK(subject("一号") == "wages");
    CHECK(subject("二号") == "insurance");
}

TEST_CASE("what comes in and is to be repaired is told before, with how many rows and the first line") {
    const Folder folder;
    std::ofstream(folder.file("t.csv"))
        << "案号,申请日期,案由,结果,结案日期\n仲1,2023-05-06,劳动报酬,裁决,2023-05-20\n"
           "仲2,2023-05-07,劳动报酬,裁决,2023-05-21\n仲3,2023-05-08,劳动报酬,撤诉,2023-05-07\n";
    const Result result = run({"import", files + "three-records.json", folder.file("t.csv"), "--register",
                               "arbitration", "--json", "--dry-run"});
    const json told = json::parse(result.out);
    CAPTURE(told.dump());
    CHECK(told["new"] == 2);
    CHECK(told["rejected"] == 1); // closed before it was applied for, whatever has not been filled in between
    bool accepted = false;
    for (const json& one : told["warnings"])
        accepted |= one["rule"] == "arbitration_accepted" && one["rows"] == 2 && one["line"] == 2;
    CHECK(accepted);
}
