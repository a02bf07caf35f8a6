// Rows of a table that a person says something of on the command line.
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
