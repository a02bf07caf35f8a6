#include "core/base/encoding.hpp"
#include "tests/unit/core/workbook/written.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace mj;
using mj::test::bytes_in;
using mj::test::cells_of;

namespace {

Workbook text_book(std::string_view text) {
    auto book = read_workbook(bytes_in(text));
    REQUIRE_MESSAGE(book.ok(), book.problem().text());
    return std::move(*book);
}

std::string lines_of(std::string_view text) {
    const Workbook book = text_book(text);
    std::string out;
    for (uint32_t row = 0; row < book.sheets[0].rows(); ++row)
        out += std::to_string(book.sheets[0].line(row)) + ' ';
    return out;
}

} // namespace

TEST_CASE("a column is named as spreadsheets name it") {
    CHECK(column_letters(0) == "A");
    CHECK(column_letters(25) == "Z");
    CHECK(column_letters(26) == "AA");
    CHECK(column_letters(701) == "ZZ");
    CHECK(column_letters(702) == "AAA");
    CHECK(column_letters(16'383) == "XFD");
}

TEST_CASE("the separator is the one that explains the rows") {
    CHECK(cells_of("a,b\n1,2\n") == "a|b\n1|2");
    CHECK(cells_of("a;b\n1,5;2,5\n") == "a|b\n1,5|2,5");
    CHECK(cells_of("a\tb\n1,5\t2;5\n") == "a|b\n1,5|2;5");
    CHECK(cells_of("名单（一、二；三）\na,b,c\n1;2,3,4\n5;6,7,8\n") ==
          "名单（一、二；三）||\na|b|c\n1;2|3|4\n5;6|7|8");
    CHECK(cells_of("\"a;b;c\",d\n\"e;f;g\",h\n") == "a;b;c|d\ne;f;g|h");
    CHECK(cells_of("one column\nof text\n") == "one column\nof text");
    CHECK(cells_of("sep=|\r\na|b,c\r\n") == "a|b,c");
    CHECK(text_book("a\tb\n").format == "tsv");
    CHECK(text_book("a;b\n").format == "csv");
}

TEST_CASE("a cell is what stands between the separators") {
    CHECK(cells_of(" a , \"b\",\tc\n") == " a | \"b\"|\tc");
    CHECK(cells_of("\"a \"\"b\"\"\",\"\"\n") == "a \"b\"");
    CHECK(cells_of("x,\"12\" 屏\",y\n") == "x|12 屏\"|y");
    CHECK(cells_of("5\"6,7\n") == "5\"6|7");
    CHECK(cells_of("\"a,\r\nb\",c\n") == "a,␍⏎b|c");
    CHECK(cells_of("a,b\r1,2\r\n3,4\n\n5,") == "a|b\n1|2\n3|4\n|\n5|");
    CHECK(cells_of("a,b\n,,,\n,\n") == "a|b\n|\n|");
}

TEST_CASE("rows are counted as a spreadsheet that opens the file counts them, not by its lines") {
    CHECK(lines_of("a\nb\nc") == "1 2 3 ");
    CHECK(lines_of("a,\"x\ny\r\nz\"\nb,c\n\n\"d\r\",e\nf,g\n") == "1 2 3 4 5 ");
    CHECK(lines_of("sep=;\na;b\nc;d") == "1 2 ");
}

TEST_CASE("texts in the encodings offices save") {
    const std::string text = "单位名称,金额\r\n江北䶮建工,12\r\n";
    for (const Encoding e : {Encoding::utf8, Encoding::gb18030, Encoding::utf16le, Encoding::utf16be})
        for (const bool mark : {false, true}) {
            const std::string file = encoded(text, e, mark);
            CHECK(cells_of(file) == "单位名称|金额\n江北䶮建工|12");
            CHECK(text_book(file).encoding == name_of(e));
        }
    // Nothing but ASCII for longer than a first look.
    std::string late = "number,name\n";
    while (late.size() < 300'000) late += "12345,plain\n";
    const Workbook book = text_book(late + encoded("1,江北\n", Encoding::gb18030, false));
    CHECK(book.encoding == "GB18030");
    CHECK(book.sheets[0].at(book.sheets[0].rows() - 1, 1).text == "江北");
}

TEST_CASE("a text that is no table says what, where and what to do") {
    CHECK(cells_of("") == "the file is empty (choose another one)");
    CHECK(cells_of("a,b\n1,\"2\n3,4\n").starts_with("row 2, column B: the quotation mark"));
    CHECK(cells_of(std::string_view("\x01\0\x02\xFF\xFE\xFD", 6))
              .starts_with("byte 1: neither a spreadsheet nor text"));
    std::string broken = "a,b\n";
    for (int i = 0; i < 30'000; ++i) broken += "江北,1\n";
    CHECK(cells_of(broken + "x\xFF\n").starts_with("row 30002, column A, byte 270005: FF is not UTF-8"));
    CHECK(cells_of("a,\"" + std::string(600'000, 'x'))
              .starts_with("row 1, column B: a cell of more than 262000 bytes"));
    CHECK(cells_of(std::string(20'000, ',')).starts_with("row 1, column XFE: more than 16384 cells"));
    WorkbookReader few(bytes_in("a,b\nc,d\n"), {.cells = 3});
    while (!few.step(Deadline::never())) {
    }
    CHECK(few.problem()->text() == "row 2, column B: more cells than a table may have (divide the file)");
}

TEST_CASE("a cell that is too long for any record is cut between two characters, and the others are read") {
    std::string han;
    for (int i = 0; i < 100'000; ++i) han += "汉";
    const Workbook book = text_book("a," + han + ",c\n1,2,3\n");
    const Sheet& sheet = book.sheets[0];
    const std::string_view cut = sheet.at(0, 1).text;
    CHECK(cut.size() > 4000);
    CHECK(cut.size() % 3 == 0);
    CHECK(han.starts_with(cut));
    CHECK(sheet.at(0, 2).text == "c");
    CHECK(sheet.at(1, 1).text == "2");
}

TEST_CASE("how a text comes does not change its cells") {
    std::mt19937 random(7);
    std::string text, expected;
    uint32_t rows = 0;
    while (text.size() < 400'000) {
        const std::string n = std::to_string(random() % 1000);
        text += "甲" + n + ",\"乙\"\"" + n + "\r\n\"," + std::string(random() % 90, 'x') + "\r\n";
        ++rows;
    }
    const Workbook whole = text_book(text);
    CHECK(whole.sheets[0].rows() == rows);
    CHECK(whole.sheets[0].line(rows - 1) == rows);
    WorkbookReader pieces;
    for (size_t at = 0; at < text.size();) {
        const size_t n = std::min<size_t>(text.size() - at, 1 + random() % 5000);
        pieces.feed(bytes_in(std::string_view(text).substr(at, n)));
        at += n;
    }
    CHECK_FALSE(pieces.step(Deadline::never()));
    pieces.finish();
    float before = 0;
    int steps = 1;
    for (; !pieces.step(Deadline(std::chrono::milliseconds(0))); ++steps) {
        CHECK(pieces.progress() >= before);
        before = pieces.progress();
    }
    CHECK(steps > 5);
    CHECK(test::written(pieces.take().sheets[0]) == test::written(whole.sheets[0]));
}

TEST_CASE("a sheet keeps cells wherever they are and in whatever order they came") {
    Sheet sheet;
    sheet.add(1'048'575, 16'383, CellType::text, 0, sheet.texts().keep("last"));
    sheet.add(2, 5, CellType::number, 5, 0);
    sheet.add(2, 1, CellType::number, 1, 0);
    sheet.add(2, 1, CellType::number, 2, 0);
    sheet.add(0, 0, CellType::text, 0, sheet.texts().keep("first"));
    sheet.add(2, 3, CellType::number, 3, 0);
    sheet.settle();
    CHECK(sheet.cells() == 5);
    CHECK(sheet.rows() == 1'048'576);
    CHECK(sheet.columns() == 16'384);
    CHECK(sheet.at(0, 0).text == "first");
    CHECK(sheet.at(2, 1).number == 2);
    CHECK(sheet.at(2, 3).number == 3);
    CHECK(sheet.at(2, 5).number == 5);
    CHECK(sheet.at(2, 4).type == CellType::empty);
    CHECK(sheet.at(1, 0).type == CellType::empty);
    CHECK(sheet.at(1'048'575, 16'383).text == "last");
    CHECK(sheet.at(1'048'576, 0).type == CellType::empty);
    CHECK(sheet.texts().bytes() < 100);
}

TEST_CASE("texts of cells stay where they are, equal ones once") {
    CellTexts texts;
    std::vector<std::pair<uint32_t, std::string>> kept;
    for (int i = 0; i < 3000; ++i) {
        const std::string text = std::string(size_t(i) * 7 % 400, 'x') + std::to_string(i);
        kept.emplace_back(texts.keep(text), text);
        CHECK(texts.keep(text) == kept.back().first);
    }
    const std::string longest(CellTexts::longest, 'y');
    kept.emplace_back(texts.keep(longest), longest);
    CHECK(texts.keep(longest + 'y') == 0);
    for (const auto& [at, text] : kept) CHECK(texts.at(at) == text);
    CHECK(texts.at(0).empty());
}
