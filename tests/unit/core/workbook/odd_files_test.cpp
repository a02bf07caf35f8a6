// The files of tests/files/tables, each odd in the way its name says (make.mjs there writes them).
#include "tests/unit/core/workbook/written.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace mj;

namespace {

std::string table_file(const std::string& name) {
    std::ifstream in(test::source_dir() + "/tests/files/tables/" + name, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

/// Each sheet: "name, hidden, merged A1+2x1, without 2, 9:" and its cells; or the problem.
std::string whole_book(ByteView file) {
    const auto book = read_workbook(file);
    if (!book) return book.problem().text();
    std::string out;
    for (const Sheet& sheet : book->sheets) {
        if (!out.empty()) out += '\n';
        out += sheet.name + (sheet.hidden ? ", hidden" : "");
        for (const Merge& m : sheet.merges)
            out += ", merged " + column_letters(m.column) + std::to_string(m.row + 1) + '+' +
                   std::to_string(m.columns) + 'x' + std::to_string(m.rows);
        for (size_t i = 0; i < sheet.hidden_rows.size(); ++i)
            out += (i ? ", " : ", without ") + std::to_string(sheet.hidden_rows[i] + 1);
        out += ":\n" + test::written(sheet);
    }
    return out;
}

constexpr const char* again = " (save the file again in the program it comes from)";
constexpr const char* plain = "表一:\n单位|金额\n江北建工|=12.5";
constexpr const char* sheetjs =
    "案件, merged A3+2x1, without 2:\n案号|受理日期|金额|已结|备注\n"
    "〔2024〕1号|@45478|=12345.67|?1|甲⏎乙\n〔2024〕2号||=-3|?0|\ncodes, hidden:\ncodes";

struct OddFile {
    const char* name;
    std::string expected;
};
const OddFile odd_files[] = {
    {"rich-text-and-phonetic-runs.xlsx", "表一:\n江北 建工| 甲 "},
    {"inline-rich-text.xlsx", "表一:\n江北"},
    {"cells-without-references.xlsx", "表一:\na|b||||\n|||||\n|||||\n|=2|||=5|=6\nz|||||"},
    {"rows-and-cells-out-of-order.xlsx", "表一:\n=11||\n||\n=31|=32|=33"},
    {"beyond-the-last-column.xlsx", std::string("sheet 表一, XFE1: a cell has the name \"XFE1\"") + again},
    {"beyond-the-last-row.xlsx", "sheet 表一, A1048577: more rows than a sheet can have (divide the table)"},
    {"dimension-that-lies.xlsx", plain},
    {"strict-namespaces.xlsx", plain},
    {"prefixed-elements.xlsx", plain},
    {"parts-under-odd-names.xlsx", plain},
    {"xml-in-utf-16.xlsx", plain},
    {"stored-not-packed.xlsx", plain},
    {"extension-with-cells.xlsx", plain},
    {"chart-and-hidden-tab-first.xlsx", std::string("旧, hidden:\n旧表\n") + plain},
    {"merged-cells.xlsx", "表一, merged A1+3x1, merged B2+1x2:\n单位|金额\n江北建工|=12.5"},
    {"hidden-rows.xlsx", "表一, without 2, 9:\n=1\n=2"},
    {"formula-values.xlsx", "表一:\n甲乙|=2|?1|!#DIV/0!"},
    {"formula-without-a-value.xlsx", "表一:\n=1|!=SUM(A1:A9)"},
    {"date-formats.xlsx",
     "表一:\n=45000.5|@45000.5|@45000.5|@45000.5|@45000.5|=45000.5|=45000.5|=45000.5|=45000.5|"
     "=45000.5|@45000.5"},
    {"dates-from-1904.xlsx", "表一:\n@45000|=43538"},
    {"iso-dates.xlsx", "表一:\n@45478|@45478.5|soon"},
    {"escaped-characters.xlsx", "表一:\na␍⏎b|_x000D_|<&江|_x12|_xD83D_"},
    {"long-numbers.xlsx", "表一:\n=123456789012345678|=1.23E+17|=0.1|=-7.0|1e400|twelve"},
    {"missing-shared-string.xlsx",
     std::string("sheet 表一, B3: the text of this cell is missing in the file") + again},
    {"missing-sheet.xlsx", std::string("sheet 表一: the part xl/worksheets/sheet1.xml is missing") + again},
    {"xml-cut-off.xlsx", std::string("sheet 表一, line 2: it is cut off") + again},
    {"entities.xlsx",
     std::string("sheet 表一: it declares a document type, which no spreadsheet does") + again},
    {"nested-too-deep.xlsx", std::string("sheet 表一: elements lie too deep in each other") + again},
    {"endless-attribute.xlsx", std::string("sheet 表一, line 2: a tag of more than 1 MB") + again},
    {"wrong-checksum.xlsx", std::string("sheet 表一, xl/worksheets/sheet1.xml: the part is damaged") + again},
    {"larger-than-it-says.xlsx",
     std::string("sheet 表一, xl/worksheets/sheet1.xml: the part is larger than the file says") + again},
    {"says-it-is-a-gigabyte.xlsx",
     "sheet 表一, xl/worksheets/sheet1.xml: the part is 1073741824 bytes large, more than the 67361393 that "
     "are read of "
     "so small a file (divide the table, or save it again in the program it comes from)"},
    {"packed-in-another-way.xlsx",
     std::string("sheet 表一, xl/worksheets/sheet1.xml: the part is packed in a way that is not read (14)") +
         again},
    {"zip-with-a-password.xlsx",
     "sheet 表一, xl/worksheets/sheet1.xml: the file is protected by a password (save it "
     "without a password and choose it again)"},
    {"truncated.xlsx",
     "the file is cut off: the directory of its parts, which stands at the end, is missing (copy or "
     "download it again)"},
    {"pictures.zip", "the file is a zip archive without a workbook (unpack it and choose the table in it)"},
    {"text-document.docx",
     "the file is a text document (.docx), no workbook (copy its table into a spreadsheet and "
     "save that as .xlsx)"},
    {"sheetjs.xlsb",
     "the file is a binary workbook (.xlsb) (open it in a spreadsheet program and save it as .xlsx)"},
    {"libreoffice.ods",
     "the file is an OpenDocument file (.ods) (open it in a spreadsheet program and save it as .xlsx)"},
    {"excel-2.xls", "the workbook is of Excel 2 (open it in a spreadsheet program and save it as .xlsx)"},
    {"spreadsheet-2003.xml",
     "the file is XML, whatever its name says (open it in a spreadsheet program and save it as .xlsx)"},
    {"web-page-named.xls", "the file is a web page, whatever its name says (open it in a spreadsheet program "
                           "and save it as .xlsx)"},
    {"sheetjs.xlsx", sheetjs},
    {"sheetjs-inline.xlsx", sheetjs},
    {"sheetjs.xls",
     "案件, merged A3+2x1:\n" + std::string(sheetjs).substr(std::string(sheetjs).find("案号"))},
    {"every-kind-of-record.xls",
     "表, merged B2+2x1, without 3, "
     "7:\n甲乙|x江y|=-1|=12.34|=0.5|=1e+300|?0|!#N/A\n=1|=2|=3|||||\n江北abc|@1463|@45000.25||"
     "||?1|!#VALUE!"},
    {"continued-strings.xls", "t:\nabcdef|江江北é|𠅤|xx\nabcdef江江|||"},
    {"filepass.xls", "the file is protected by a password (save it without a password and choose it again)"},
    {"string-of-another-sheet.xls",
     "sheet t, B3: the text of this cell is missing in the file (copy or download it "
     "again, or save it as .xlsx)"},
    {"sheet-within-itself.xls",
     "sheet t, A1: the file is damaged or cut off (copy or download it again, or save it as "
     ".xlsx)"},
    {"excel-95.xls",
     "the workbook is of Excel 95 or older (open it in a spreadsheet program and save it as .xlsx)"},
    {"password-protected.xlsx",
     "the file is protected by a password (save it without a password and choose it again)"},
    {"text-document.doc",
     "the file is a text document (.doc, .wps), no workbook (copy its table into a spreadsheet "
     "and save that as .xlsx)"},
    {"libreoffice.xls",
     "案件, merged A1+4x1, without "
     "3:\n劳动争议案件登记表|||\n案号|受理日期|金额|已结\n〔2024〕1号|@45478|=12345.67|=1\n"
     "䶮某⏎第二行|@45657|=24691.34|!#DIV/0!\n字典, hidden:\n甲"},
    {"exceljs.xlsx", "台账, merged A1+3x1, without 4:\n劳动争议台账||\n案号|日期|金额\n1号|@45478|=24.5\n"
                     "2号|@45000|!#N/A\n字典, hidden:\n甲"},
    {"libxlsxwriter.xlsx",
     "台账, merged A3+4x1, without 2:\n单位名称|日期|||\n江北建工有限公司|@45478|=0.1|?1|=2\n"
     "合计||||"},
    {"libreoffice.xlsx",
     "案件, merged A1+4x1, without "
     "3:\n劳动争议案件登记表|||\n案号|受理日期|金额|已结\n〔2024〕1号|@45478|=12345.67|=1\n"
     "䶮某⏎第二行|@45657|=24691.34|!#DIV/0!\n字典, hidden:\n甲"},
};

} // namespace

TEST_CASE("odd table files give what they hold, or the reason why not") {
    for (const OddFile& odd : odd_files) {
        const std::string file = table_file(odd.name);
        REQUIRE_MESSAGE(!file.empty(), odd.name);
        CHECK_MESSAGE(whole_book(test::bytes_in(file)) == odd.expected, odd.name);
    }
}

TEST_CASE("an old workbook's texts are whole, however its records cut them") {
    // As make.mjs says.
    const auto book = read_workbook(test::bytes_in(table_file("libreoffice-long.xls")));
    REQUIRE_MESSAGE(book.ok(), book.problem().text());
    const Sheet& sheet = book->sheets[0];
    REQUIRE(sheet.rows() == 400);
    for (uint32_t i = 0; i < 400; ++i) {
        std::string second = i % 3 ? "a" : "江";
        for (uint32_t n = i % 40; n; --n) second += "b中";
        CHECK(sheet.at(i, 0).text == "第" + std::to_string(i) + "号" + std::string(i % 50, 'x'));
        CHECK(sheet.at(i, 1).text == second);
        CHECK(sheet.at(i, 2).number == i * 1.5);
    }
}

TEST_CASE("one cell at the end of the largest sheet takes no more room than at its beginning") {
    const auto book = read_workbook(test::bytes_in(table_file("last-cell-of-the-sheet.xlsx")));
    REQUIRE(book.ok());
    const Sheet& sheet = book->sheets[0];
    CHECK(sheet.cells() == 2);
    CHECK(sheet.rows() == 1'048'576);
    CHECK(sheet.at(1'048'575, 16'383).number == 2);
    CHECK(sheet.line(1'048'575) == 1'048'576);
}

TEST_CASE("a table file that is cut anywhere, or has a wrong byte, is read or refused, never worse") {
    for (const char* name : {"sheetjs.xlsx", "libreoffice.xlsx", "sheetjs.xls", "libreoffice.xls"}) {
        const std::string file = table_file(name);
        for (size_t n = 8; n < file.size(); n += 7) {
            // Behind the last stream of an old workbook there is nothing that would be missed.
            const std::string cut = whole_book(test::bytes_in(std::string_view(file).substr(0, n)));
            CHECK((cut.find('(') != cut.npos || n * 4 > file.size() * 3));
            std::string other = file;
            other[n] = char(other[n] ^ 0x55);
            CHECK_FALSE(whole_book(test::bytes_in(other)).empty());
        }
    }
}
