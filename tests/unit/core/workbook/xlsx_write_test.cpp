#include "core/workbook/xlsx_write.hpp"

#include "core/base/date.hpp"
#include "tests/unit/core/workbook/written.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace mj;

namespace {

Cell text_cell(std::string_view text) { return {CellType::text, 0, text}; }

Workbook read_back(const std::string& file) {
    auto book = read_workbook(test::bytes_in(file));
    REQUIRE_MESSAGE(book.ok(), book.problem().text());
    return std::move(*book);
}

} // namespace

TEST_CASE("a workbook is read as it was written") {
    XlsxWriter writer({{"案件",
                        {{"案号", ColumnKind::text, 20},
                         {"日期", ColumnKind::date},
                         {"金额", ColumnKind::money},
                         {"人数", ColumnKind::count},
                         {"类别", ColumnKind::text, 12, ListRange{1, 0, 1, 2}}}},
                       {"字典", {{"类别"}}, true},
                       {"空", {}}});
    const double day = Date::of(2024, 7, 5).days - Date::of(1899, 12, 30).days;
    const Cell first[] = {text_cell("00123"),
                          {CellType::date, day},
                          {CellType::number, 12.3, "12.30"},
                          {CellType::number, 7},
                          text_cell("来访")};
    const Cell second[] = {text_cell("=1+1 <&> \"甲\"\r\n_x000D_\x01 "),
                           {},
                           {CellType::number, 0.1},
                           {CellType::flag, 1},
                           text_cell("来访")};
    writer.row(first);
    writer.row(second);
    writer.next_sheet();
    const Cell one[] = {text_cell("来访")}, two[] = {text_cell("来信")};
    writer.row(one);
    writer.row(two);
    writer.finish();
    const Workbook book = read_back(writer.take());
    REQUIRE(book.sheets.size() == 3);
    CHECK(test::written(book.sheets[0]) == "案号|日期|金额|人数|类别\n00123|@45478|=12.30|=7|来访\n"
                                           "=1+1 <&> \"甲\"␍⏎_x000D_\x01 ||=0.1|?1|来访");
    CHECK(test::written(book.sheets[1]) == "类别\n来访\n来信");
    CHECK(book.sheets[1].name == "字典");
    CHECK(book.sheets[1].hidden);
    CHECK_FALSE(book.sheets[0].hidden);
    CHECK(book.sheets[2].rows() == 0);
}

TEST_CASE("names of sheets are made such as spreadsheets allow") {
    XlsxWriter writer(
        {{"a/b", {}}, {"a:b", {}}, {"", {}}, {std::string(40, 'x'), {}}, {std::string(40, 'x'), {}}});
    writer.finish();
    const Workbook book = read_back(writer.take());
    std::string names;
    for (const Sheet& sheet : book.sheets) names += sheet.name + ";";
    CHECK(names == "a b;a b 2;Sheet;" + std::string(31, 'x') + ";" + std::string(29, 'x') + " 2;");
}

TEST_CASE("what is written in pieces is one file, the same each time, and any text comes back") {
    std::mt19937 random(11);
    std::vector<std::pair<std::string, double>> rows(3000);
    for (auto& [text, number] : rows) {
        static constexpr const char* words[] = {"江",  "_",  "x",  "0041", "_x000D_", " ",    "&", "<",
                                                "]]>", "\"", "\t", "\n",   "\r",      "\x02", "䶮"};
        for (size_t n = 1 + random() % 12; n; --n) text += words[random() % std::size(words)];
        number = double(int64_t(random()) - 1'000'000'000) / (1 + random() % 1000);
    }
    const auto write = [&](bool pieces) {
        XlsxWriter writer({{"t", {{"a"}, {"b", ColumnKind::number}}}});
        std::string file;
        for (const auto& [text, number] : rows) {
            const Cell cells[] = {text_cell(text), {CellType::number, number}};
            writer.row(cells);
            if (pieces) file += writer.take();
        }
        writer.finish();
        return file + writer.take();
    };
    const std::string file = write(true);
    CHECK(file == write(false));
    const Workbook book = read_back(file);
    for (uint32_t row = 0; row < rows.size(); ++row) {
        REQUIRE(book.sheets[0].at(row + 1, 0).text == rows[row].first);
        REQUIRE(book.sheets[0].at(row + 1, 1).number == rows[row].second);
    }
}

TEST_CASE("a small file that unpacks to very much is refused before it takes memory") {
    ZipWriter zip;
    const auto part = [&](const char* name, std::string_view xml) {
        zip.begin(name);
        zip.write(xml);
        zip.end();
    };
    part("_rels/.rels",
         "<Relationships><Relationship Type='x/officeDocument' Target='b.xml'/></Relationships>");
    part("b.xml", "<workbook><sheets><sheet name='s' r:id='1'/></sheets></workbook>");
    part("_rels/b.xml.rels",
         "<Relationships><Relationship Id='1' Type='x/worksheet' Target='s.xml'/></Relationships>");
    zip.begin("s.xml");
    zip.write("<worksheet><sheetData>");
    const std::string spaces(1 << 20, ' ');
    for (int i = 0; i < 160; ++i) zip.write(spaces);
    zip.write("</sheetData></worksheet>");
    zip.end();
    zip.finish();
    const std::string file = zip.take();
    CHECK(file.size() < 200'000);
    CHECK(test::cells_of(file).find("bytes large, more than the") != std::string::npos);
}
