// Records of one key, merged by the command line.
#include "core/exchange/json.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {

std::string empty_ledger(const Folder& folder) {
    const Ledger none(real_catalog());
    const std::string path = folder.file("none.json");
    std::ofstream out(path, std::ios::binary);
    const auto writer = JsonExport::start(none, real_catalog().offices[0].id, [&](ByteView piece) {
        out.write(reinterpret_cast<const char*>(piece.data()), std::streamsize(piece.size()));
    });
    while (!writer->step(Deadline::never())) {
    }
    return path;
}

} // namespace

TEST_CASE(
    "records of one key that differ are listed, and nothing is written before it is said what they are") {
    const Folder folder;
    const std::string ledger = empty_ledger(folder), a = folder.file("a.json"), b = folder.file("b.json"),
                      out = folder.file("out.json"), table = folder.file("t.csv");
    const auto desk = [&](const char* topic, const std::string& to) {
        std::ofstream(table) << "编号,接收日期,渠道,事项,领域\n丙-1,2023-05-06,来访," << topic
                             << ",建设领域\n";
        REQUIRE(run({"import", ledger, table, "--register", "lead", "-o", to}).code == 0);
    };
    desk("工资支付", a);
    desk("社会保险", b);
    const Result asked = run({"merge", a, b, "--json", "-o", out});
    CHECK(asked.code == 1);
    const json told = json::parse(asked.out);
    REQUIRE(told["same_key"].size() == 1);
    CHECK(told["same_key"][0]["agree"] == false);
    CHECK(told["same_key"][0]["register"] == "lead");
    CHECK_FALSE(std::ifstream(out).good());
    CHECK(run({"merge", a, b, "--same", "both", "-o", out}).code == 0);
    CHECK(json::parse(content(out))["registers"]["lead"].size() == 2);
    const Result joined = run({"merge", a, b, "--same", "join", "--json", "-o", out});
    CHECK(joined.code == 1); // a field says two things
    CHECK(json::parse(joined.out)["conflicts"][0]["field"] == "subject");
    CHECK(json::parse(content(out))["registers"]["lead"].size() == 1);
}

TEST_CASE("two desks' files become one") {
    const Folder folder;
    const std::string tables = files + "tables/import/";
    const std::string ledger = empty_ledger(folder), a = folder.file("a.json"), b = folder.file("b.json"),
                      out = folder.file("out.json"), other = folder.file("other.json");
    CHECK(run({"import", ledger, tables + "gbk.csv", "--register", "lead", "-o", a}).code == 0);
    CHECK(run({"import", ledger, tables + "total-row.csv", "--register", "lead", "-o", b}).code == 0);
    const Result result = run({"merge", a, b, "--json", "-o", out});
    CHECK(result.code == 0);
    const json told = json::parse(result.out);
    CHECK(told["conflicts"].empty());
    CHECK(told["same_count"] == 1); // one of the cases stands in both tables
    CHECK(json::parse(content(out))["registers"]["lead"].size() == 2);
    CHECK(run({"merge", b, a, a, b, "-o", other}).code == 0);
    CHECK(content(out) == content(other));
    CHECK(run({"merge", a, "-o", out}).code == 2);
    CHECK(run({"merge", a, b, "--same", "both", "-o", other}).code == 0);
    CHECK(json::parse(content(other))["registers"]["lead"].size() == 3);
    CHECK(run({"merge", a, b, "--same", "some", "-o", other}).code == 2);
}
