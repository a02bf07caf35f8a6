// Files whose shape alone is meant to do harm: refused with a reason, in little time and memory.
#include "core/exchange/application.hpp"
#include "core/exchange/rows.hpp"
#include "tests/unit/core/exchange/json_help.hpp"
#include "tests/unit/effort.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

std::string repeated(int n, std::string_view text) {
    std::string out;
    for (int i = effort(n); i > 0; --i) out += text;
    return out;
}

/// What each reader of files says; "" when it takes the file.
std::vector<std::string> told_by_all(const std::string& text) {
    const Catalog catalog = small_catalog();
    std::vector<std::string> out{import_error(catalog, text)};
    const bool json = text[0] == '[' || text[0] == '{';
    for (const size_t piece : {size_t(70'000), text.size()}) {
        Ledger ledger(catalog);
        const auto file = json ? read_json_rows(ledger, 0, 7, 1) : read_csv_rows(ledger, 0, 7, 1);
        const std::string_view all = text;
        bool good = true;
        for (size_t at = 0; good && at < text.size(); at += piece)
            good = file->feed(view(all.substr(at, piece)));
        if (good) good = file->finish();
        out.push_back(good ? "" : file->problem()->text());
        if (!good) CHECK(ledger.table(0).rows() == 0);
    }
    const auto application = read_application(catalog, view(text));
    out.push_back(application ? "" : application.problem().text());
    const CatalogCheck check = load_catalog({{"a.json", text}});
    CHECK(check.problems.size() <= 100);
    out.push_back(check.problems.empty() ? "" : check.problems[0].text());
    return out;
}

} // namespace

TEST_CASE("hostile shapes: depth, length, numbers, keys and bytes are refused by every reader, briefly") {
    const std::string begin = "{\"format\":\"mingjing\",\"version\":1,";
    const std::string texts[] = {
        repeated(1'000'000, "["),
        repeated(1'000'000, "{\"a\":"),
        begin + "\"registers\":" + repeated(1'000'000, "[") + repeated(1'000'000, "]") + "}",
        repeated(100'000, "{\"id\":\"a\",\"b\":1,\"b\":2,\"c\":"),
        "{\"" + repeated(3'000'000, "a") + "\":1}",
        "[{\"no\":\"" + repeated(3'000'000, "a") + "\"}]",
        "[{\"people\":" + repeated(3'000'000, "9") + "}]",
        "[{\"people\":1e999999999}]",
        "[{\"money\":-99999999999999999999999999}]",
        begin + "\"version\":1}",
        "{" + repeated(100'000, "\"format\":\"mingjing\",") + "\"a\":1}",
        "{\"registers\":[" + repeated(100'000, "{\"nonsense\":1},") + "{}]}",
        "[{\"no\":\"\\ud800\"}]",
        "[{\"no\":\"\\udc00\\ud800\"}]",
        "[{\"no\":\"甲\xC0\xAF\"}]", // without 甲 it is good GB 18030
        "[{\"no\":\"\xED\xA0\x80\"}]",
        "no\n" + repeated(3'000'000, "a"),
        "no\n\"" + repeated(3'000'000, "a\n"),
        repeated(1'000'000, "no,"),
        "\xFF\xFE" + repeated(1'000'000, std::string_view("a\0", 2)),
        std::string(3'000'000, '\0'),
    };
    for (const std::string& text : texts) {
        CAPTURE(text.substr(0, 60));
        for (const std::string& said : told_by_all(text)) {
            CAPTURE(said);
            CHECK_FALSE(said.empty());
            CHECK(said.size() < 500);
        }
    }
}

TEST_CASE("hostile shapes: a zero in a text cuts no name") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    const auto file = read_json_rows(ledger, 0, 7, 1);
    REQUIRE(file->feed(view("[{\"no\":\"甲\\u0000乙\"}]")));
    REQUIRE(file->finish());
    CHECK(ledger.table(0).column(f_no).text(0) == "甲乙");
    CHECK(file->cleaned() == 1);
    const auto task = imported(
        catalog,
        with_checksum("{\"format\":\"mingjing\",\"version\":1,\"office\":\"here\",\"catalog\":\"test\","
                      "\"counts\":{\"thing\":1},\"registers\":{\"thing\":[{\"id\":\"0000000000000001\","
                      "\"created\":\"2023-01-04T09:12:00Z\",\"changed\":\"2023-01-04T09:12:00Z\",\"state\":"
                      "\"draft\",\"no\":\"甲\\u0000\\u202e乙\"}]},\"checksum\":\"crc32c:00000000\"}"));
    REQUIRE(!task->problem());
    CHECK(task->cleaned() == 1);
    CHECK(task->take().table(0).column(f_no).text(0) == "甲乙");
}
