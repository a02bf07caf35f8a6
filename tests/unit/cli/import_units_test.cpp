// In what unit numbers are, from the table to the file of what was rejected; and what an import is never to write over.
#include "core/intake/reading.hpp"
#include "core/workbook/xlsx_write.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {

const std::string ledger = files + "three-records.json";

std::string own_file(const Folder& folder, const char* name, const std::string& text) {
    std::ofstream(folder.file(name), std::ios::binary) << text;
    return folder.file(name);
}

/// The record of this number in a data file, or nothing.
json record(const std::string& path, const char* no) {
    const json data = json::parse(content(path));
    for (const json& one : data["registers"]["lead"])
        if (one["no"] == no) return one;
    return {};
}

std::string with(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

constexpr const char* heads = "编号,接收日期,渠道,事项,领域,主张金额\r\n";

} // namespace

TEST_CASE(
    "units: rows that were rejected are repaired and come in with the unit they had, wherever it stood") {
    const std::string row = "甲1,没有,来访,工资支付,建设领域,5\r\n";
    const std::string tables[] = {
        "台账（单位：万元）\r\n" + std::string(heads) + row,
        "编号,接收日期,渠道,事项,领域,金额（万元）\r\n,,,,,主张金额\r\n" + row,
        "编号,接收日期,渠道,事项,领域,主张金额（万元）\r\n" + row,
        heads + row + "注：单位为万元\r\n",
    };
    for (const std::string& text : tables)
        for (const char* ending : {"left.csv", "left.xlsx"}) {
            CAPTURE(text);
            const Folder folder;
            const std::string left = folder.file(ending), out = folder.file("out.json");
            CHECK(run({"import", ledger, own_file(folder, "t.csv", text), "--register", "lead", "--rejected",
                       left, "-o", out})
                      .code == 1);
            if (left.ends_with(".csv"))
                own_file(folder, "left.csv", with(content(left), "没有", "2023-05-06"));
            else { // as CSV again, so that it can be repaired here
                const Result read =
                    run({"import", ledger, left, "--register", "lead", "--dry-run", "--json"});
                CHECK(json::parse(read.out)["problems"][0]["value"] == "没有");
                continue;
            }
            CHECK(run({"import", ledger, left, "--register", "lead", "-o", out}).code == 0);
            CHECK(record(out, "甲1")["amount_claimed"] == "50000.00");
        }
}

TEST_CASE("units: one that nobody knows is asked again of what was rejected, and a map answers") {
    const Folder folder;
    const std::string table = own_file(folder, "t.csv",
                                       std::string("台账（金额单位：百美元）\r\n") + heads +
                                           "甲1,2023-05-06,来访,工资支付,建设领域,5\r\n");
    const std::string left = folder.file("left.csv"), out = folder.file("out.json");
    CHECK(run({"import", ledger, table, "--register", "lead", "--rejected", left, "-o", out}).code == 1);
    const Result again = run({"import", ledger, left, "--register", "lead", "--dry-run", "--json"});
    CHECK(json::parse(again.out)["problems"][0]["code"] == "unit_unknown");
    const std::string map = own_file(folder, "map.json", R"({"columns":{"主张金额":{"unit":"百元"}}})");
    CHECK(run({"import", ledger, table, "--register", "lead", "--map", map, "-o", out}).code ==
          2); // no unit of a map
    own_file(folder, "map.json", R"({"columns":{"主张金额":{"unit":"千元"}}})");
    CHECK(run({"import", ledger, table, "--register", "lead", "--map", map, "-o", out}).code == 0);
    CHECK(record(out, "甲1")["amount_claimed"] == "5000.00");
}

TEST_CASE("units: what could not be read is kept in a draft with the unit of its column") {
    const Folder folder;
    const std::string out = folder.file("out.json");
    const std::string table = own_file(folder, "t.csv",
                                       "编号,接收日期,渠道,事项,领域,主张金额（万元）\r\n"
                                       "甲1,2023-05-06,来访,工资支付,建设领域,约5\r\n");
    CHECK(run({"import", ledger, table, "--register", "lead", "--on-error", "drafts", "-o", out}).code == 1);
    CHECK(record(out, "甲1")["unread"] == "amount_claimed: 约5（万元）");
}

TEST_CASE("a column of a map that no table has is named, and nothing is written") {
    const Folder folder;
    const std::string out = folder.file("out.json"),
                      table = own_file(folder, "t.csv",
                                       std::string(heads) + "甲1,2023-05-06,来访,工资支付,建设领域,5\r\n"),
                      map = own_file(
                          folder, "map.json",
                          R"({"columns":{"主张金额（元）":{"field":"amount_claimed","unit":"万元"}}})");
    const Result result = run({"import", ledger, table, "--register", "lead", "--map", map, "-o", out});
    CHECK(result.code == 2);
    CHECK(result.err.find("主张金额（元）") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("an import writes over nothing it reads, and the standard output has the file alone") {
    const Folder folder;
    const std::string out = folder.file("out.json"),
                      table = own_file(folder, "t.csv",
                                       std::string(heads) + "甲1,没有,来访,工资支付,建设领域,5\r\n"),
                      before = content(table);
    for (const std::vector<std::string>& paths :
         std::vector<std::vector<std::string>>{{"-o", table},
                                               {"-o", out, "--rejected", out},
                                               {"-o", out, "--rejected", table},
                                               {"-o", out, "--rejected", ledger},
                                               {"-o", "-", "--rejected", "-"}}) {
        std::vector<std::string> args{"import", ledger, table, "--register", "lead"};
        args.insert(args.end(), paths.begin(), paths.end());
        CHECK(run(args).code == 2);
        CHECK(content(table) == before);
        CHECK_FALSE(std::filesystem::exists(out));
    }
    const Result piped = run({"import", ledger, table, "--register", "lead", "--json", "-o", "-"});
    CHECK(json::parse(piped.out)["format"] == "mingjing");
    CHECK(json::parse(piped.err)["rejected"] == 1);
}

TEST_CASE(
    "a sheet that holds something and was not looked at is named, but for the codes of our own empty table") {
    const Folder folder;
    XlsxWriter book(
        {{"一月", {{"编号"}, {"接收日期"}, {"渠道"}, {"事项"}, {"领域"}}}, {"二月", {{"甲"}, {"乙"}}}});
    const auto row = [&](std::initializer_list<std::string_view> texts) {
        std::vector<Cell> cells;
        for (const std::string_view text : texts) cells.push_back({CellType::text, 0, text});
        book.row(cells);
    };
    row({"甲1", "2023-05-06", "来访", "工资支付", "建设领域"});
    book.next_sheet();
    row({"甲2", "2023-05-07"});
    book.finish();
    const Result result = run({"import", ledger, own_file(folder, "t.xlsx", book.take()), "--register",
                               "lead", "--dry-run", "--json"});
    CHECK(result.code == 0);
    CHECK(json::parse(result.out)["sheets_left"] == json{"二月"});
    CHECK(run({"template", "--register", "lead", "-o", folder.file("empty.xlsx")}).code == 0);
    const Result ours = run({"import", ledger, folder.file("empty.xlsx"), "--register", "lead", "--dry-run"});
    CHECK(ours.err.find("示例") == std::string::npos);
    CHECK(ours.out.find("not looked at") == std::string::npos);
}

TEST_CASE("a cell in the last row and column of a sheet takes no time and hides nothing") {
    Sheet sheet;
    const auto put = [&](uint32_t row, uint32_t column, std::string_view text) {
        sheet.add(row, column, CellType::text, 0, sheet.texts().keep(text));
    };
    const char* head[] = {"编号", "接收日期", "渠道", "事项", "领域"};
    const char* first[] = {"甲1", "2023-05-06", "来访", "工资支付", "建设领域"};
    for (uint32_t c = 0; c < 5; ++c) put(0, c, head[c]);
    for (uint32_t c = 0; c < 5; ++c) put(1, c, first[c]);
    put(Sheet::most_rows - 1, Sheet::most_columns - 1, "x");
    sheet.settle();
    const Reading reading = read_table(real_catalog(), real_catalog().find_register("lead"), sheet);
    CHECK_FALSE(reading.failed);
    REQUIRE(reading.rows.size() == 1);
    REQUIRE(reading.columns.size() == 6);
    CHECK(reading.columns.back().head.means.how == Note::nameless);
    CHECK_FALSE(reading.columns.back().head.text.empty());
}
