// A JSON list of objects as a table.
#include "core/workbook/json_table.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

Outcome<Workbook> read(const std::string& file) {
    return read_workbook({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
}

/// Rows of cells as they are written.
std::vector<std::vector<std::string>> cells(const std::string& file) {
    const auto book = read(file);
    REQUIRE_MESSAGE(book.ok(), book.problem().text());
    CHECK(book->format == "json");
    const Sheet& sheet = book->sheets.front();
    std::vector<std::vector<std::string>> out;
    for (uint32_t row = 0; row < sheet.rows(); ++row) {
        out.emplace_back();
        for (uint32_t column = 0; column < sheet.columns(); ++column) {
            const Cell cell = sheet.at(row, column);
            out.back().push_back(std::string(cell.text));
        }
    }
    return out;
}

} // namespace

TEST_CASE("keys are heads in the order in which they come, whatever order an object has them in") {
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(cells("\xEF\xBB\xBF [\n {\"编号\":\"甲\", \"金额\": 12.50, \"有效\":true},\n{\"有效\" : "
                "false,\"备注\":\"晚\","
                "\"编号\":\"乙\"} , {},{\"金额\":null,\"编号\":\"\"}]\n") ==
          Rows{{"编号", "金额", "有效", "备注"},
               {"甲", "12.50", "true", ""},
               {"乙", "", "false", "晚"},
               {"", "", "", ""},
               {"", "", "", ""}});
    CHECK(cells("[{\"n\":-1.5e3 }]")[1][0] == "-1.5e3");
}

TEST_CASE("texts of JSON with escapes, and what is nested, as it stands there") {
    const auto all = cells(R"([{"a":"\"甲\"\\\/\n\u4e59\ud83d\ude00","b":["x",{"]":"}\""}],"c":{"d":[]}}])");
    CHECK(all[1][0] == "\"甲\"\\/\n乙😀");
    CHECK(all[1][1] == R"(["x",{"]":"}\""}])");
    CHECK(all[1][2] == R"({"d":[]})");
    // 甲 in GB 18030: JSON is UTF-8.
    const auto book = read("[{\"a\":\"\xBC\xD7\"}]");
    REQUIRE_FALSE(book.ok());
    CHECK(book.problem().what.text() == "the file is not UTF-8");
}

TEST_CASE("what is no JSON is refused with the object in which it goes wrong") {
    const struct {
        const char *file, *what, *where;
    } wrong[] = {
        {"[{\"a\":1},{\"a\" 2}]", "this is not JSON", "row 2"},
        {"[{\"a\":1},{\"a\":2}", "the file ends too early", "row 3"},
        {"[{\"a\":1", "the file ends too early", "row 1"},
        {"[{\"a\":\"x", "the file ends too early", "row 1"},
        {"[{\"a\":\"\\", "the file ends too early", "row 1"},
        {"[{\"a\":[1,{", "the file ends too early", "row 1"},
        {"[{\"a\":\"\\u12\"}]", "this is not JSON", "row 1"},
        {"[{\"a\":\"\\ud800\"}]", "this is not JSON", "row 1"},
        {"[{\"a\":word}]", "this is not JSON", "row 1"},
        {"[{\"a\":1},2]", "this is not JSON", "row 2"},
        {"[{\"a\":1},]", "this is not JSON", "row 2"},
        {"[{\"a\":1}] x", "this is not JSON", "row 2"},
        {"[{", "the file ends too early", "row 1"},
    };
    for (const auto& one : wrong) {
        CAPTURE(one.file);
        const auto book = read(one.file);
        REQUIRE_FALSE(book.ok());
        CHECK(book.problem().what.text() == one.what);
        CHECK(book.problem().where.text() == one.where);
    }
    // One object is no table, nor are cells that begin with a bracket.
    CHECK_FALSE(begins_json_table("{\"format\":\"mingjing\"}"));
    CHECK_FALSE(begins_json_table("[一],[二]\r\n1,2"));
    CHECK_FALSE(begins_json_table(""));
}
