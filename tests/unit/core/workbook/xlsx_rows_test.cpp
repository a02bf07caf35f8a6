// Rows of a worksheet that are read at once, beside the same rows read by Expat: a comment in a row leaves it to Expat.
#include "core/workbook/zip_write.hpp"
#include "tests/unit/core/workbook/written.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

/// `whole`: the sheet's part as it is, in place of one around these rows.
std::string book_of(std::string_view rows, std::string_view declared = "UTF-8", std::string_view whole = {}) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"" + std::string(declared) + "\"?>";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const auto relations = [&](const std::string& inside) {
        return head + "<Relationships>" + inside + "</Relationships>";
    };
    ZipWriter zip;
    const auto part = [&](const char* name, const std::string& text) {
        zip.begin(name);
        zip.write(text);
        zip.end();
    };
    const auto relation = [&](const char* id, const char* type, const char* target) {
        return std::string("<Relationship Id=\"") + id + "\" Type=\"" + office + type + "\" Target=\"" +
               target + "\"/>";
    };
    part("_rels/.rels", relations(relation("a", "/officeDocument", "xl/workbook.xml")));
    part("xl/workbook.xml", head + "<workbook><sheets><sheet name=\"s\" r:id=\"a\"/></sheets></workbook>");
    part("xl/_rels/workbook.xml.rels",
         relations(relation("a", "/worksheet", "sheet.xml") + relation("b", "/styles", "styles.xml") +
                   relation("c", "/sharedStrings", "strings.xml")));
    part("xl/styles.xml",
         head + "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    part("xl/strings.xml", head + "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>");
    part("xl/sheet.xml", !whole.empty() ? std::string(whole)
                                        : head + "\n<worksheet>\n<sheetData>" + std::string(rows) +
                                              "</sheetData></worksheet>");
    zip.finish();
    return zip.take();
}

/// The same rows, of which each is left to Expat.
std::string with_comments(std::string rows) {
    const std::string comment = "<!--</row>-->";
    for (size_t at = 0; (at = rows.find("</row>", at)) != rows.npos; at += comment.size() + 1)
        rows.insert(at, comment);
    return rows;
}

/// ASCII as UTF-16, of which every second byte is a zero.
std::string in_utf16(std::string_view text, bool big) {
    std::string out;
    for (const char c : text) out += big ? std::string{'\0', c} : std::string{c, '\0'};
    return out;
}

/// Its cells and hidden rows, or the problem.
std::string read_of(const std::string& file) {
    const auto book = read_workbook(test::bytes_in(file));
    if (!book) return book.problem().text();
    std::string out = test::written(book->sheets.front());
    for (const uint32_t row : book->sheets.front().hidden_rows) out += " -" + std::to_string(row);
    return out;
}

const char* const kinds[] = {
    "<row r=\"@\" spans=\"1:3\" x:dyDescent=\"0.25\"><c r=\"A@\" t=\"str\"><v>江北_x000D_</v></c><c r=\"B@\" "
    "s=\"1\"><v>45000.5</v></c><c r=\"D@\"><v>-12.50</v></c></row>",
    "<row r=\"@\" hidden=\"1\"><c t=\"s\"><v>1</v></c><c t=\"b\"><v>1</v></c><c "
    "t=\"e\"><v>#REF!</v></c></row>",
    "<row><c r=\"B@\" t=\"inlineStr\"><is><t>a > b</t></is></c><c><v></v></c><c/><c s=\"1\"></c></row>",
    "<row r=\"@\"/>",
    "<row r=\"@\" ><c r=\"A@\" t=\"inlineStr\" ><is><t xml:space=\"preserve\"> 全角，￥ </t></is></c></row>",
    "<row r=\"@\"><c r=\"A@\" t=\"d\"><v>2024-07-05</v></c><c r=\"C@\"><v>1e400</v></c></row>",
    "<row r=\"@\"><c r=\"A@\"><f>1+1</f><v>2</v></c><c r=\"B@\"><f>SUM(A1)</f></c></row>",
    "<row r=\"@\"><c r=\"A@\" t=\"str\"><v>a &amp; b</v></c></row>",
    "<row r=\"@\"><c r=\"A@\" t=\"str\"><v>a\r\nb</v></c></row>\n",
    "<row r=\"@\"><other><c/></other><c r=\"A@\"><v>7</v><extLst/></c></row>",
};

} // namespace

TEST_CASE("rows that are read at once are what Expat makes of them, wherever a piece ends") {
    std::string plain;
    for (int row = 1; row <= 3000; ++row) {
        std::string text = kinds[size_t(row) * 7919 % std::size(kinds)];
        for (size_t at; (at = text.find('@')) != text.npos;) text.replace(at, 1, std::to_string(row));
        plain += text;
    }
    const std::string read = read_of(book_of(plain));
    CHECK(read == read_of(book_of(with_comments(plain))));
    CHECK(read.find("江北␍|@45000.5||=-12.50") != read.npos);
    CHECK(read.find("乙|?1|!#REF!") != read.npos);
}

TEST_CASE("what is no row of XML is refused, and other encodings are theirs") {
    const std::string cell = "<row><c t=\"str\"><v>";
    const std::string wrong[] = {
        cell + "\xE6\xB1</v></c></row>",
        cell + "\xEF\xBF\xBF</v></c></row>",
        cell + "a\x01</v></c></row>",
        cell + std::string(1, '\0') + "</v></c></row>",
        cell + "]]></v></c></row>",
        cell + "a & b</v></c></row>",
        cell + "a</c></row>",
        cell + "a</v></row>",
        "<row r=\"1\" r=\"1\"></row>",
        "<row a=\"1\"r=\"1\"></row>",
        "<row a=\"<\"></row>",
        "<row 1a=\"1\"></row>",
        "<row><c r=\"A1\" r=\"A1\"/></row>",
        "<row><c></row></c>",
        "<row>",
    };
    for (const std::string& rows : wrong) {
        CAPTURE(rows);
        CHECK(read_of(book_of("<row/>" + rows)).starts_with("sheet s, line 3: "));
    }
    CHECK(read_of(book_of("<row r=\"0\"/>")) == read_of(book_of("<row r=\"0\"><!----></row>")));
    CHECK(read_of(book_of(cell + "\xC3\xA9</v></c></row>")) == "é");
    CHECK(read_of(book_of("<row/>" + cell + "\xC3\xA9</v></c></row>", "ISO-8859-1")) == "\nÃ©");
}

TEST_CASE("rows of one number are one row, and two cells at one place are told, whoever reads them") {
    const std::string cell = "<c t=\"str\"><v>", b = "<c r=\"B1\" t=\"str\"><v>", end = "</v></c>";
    const std::pair<std::string, std::string> sound[] = {
        {"<row r=\"1\">" + cell + "a" + end + "</row><row r=\"1\">" + b + "b" + end + "</row>", "a|b"},
        {"<row r=\"1\">" + b + "b" + end + "</row><row r=\"2\">" + cell + "c" + end + "</row><row r=\"1\">" +
             cell + "a" + end + "</row>",
         "a|b\nc|"},
        // A cell that has nothing takes nobody's place.
        {"<row r=\"1\">" + cell + "a" + end + b + "b" + end + "</row><row r=\"1\"><c s=\"1\"/></row>", "a|b"},
    };
    for (const auto& [given, said] : sound) {
        const std::string& rows = given;
        CAPTURE(rows);
        CHECK(read_of(book_of(rows)) == said);
        CHECK(read_of(book_of(with_comments(rows))) == said);
    }
    const std::pair<std::string, std::string> doubled[] = {
        {"<row r=\"3\">" + cell + "a" + end + "</row><row r=\"3\">" + cell + "b" + end + "</row>", "A3"},
        {"<row r=\"2\">" + cell + "a" + end + "</row><row r=\"1\"></row><row>" + cell + "b" + end + "</row>",
         "A2"},
        {"<row>" + b + "b" + end + "<c r=\"A1\"><v>1</v></c>" + cell + "c" + end + "</row>", "B1"},
    };
    for (const auto& [given, place] : doubled) {
        const std::string& rows = given;
        CAPTURE(rows);
        const std::string told = read_of(book_of(rows));
        CHECK(told.starts_with("sheet s, " + place + ": the file has two cells at this place"));
        CHECK(read_of(book_of(with_comments(rows))) == told);
    }
}

TEST_CASE("what stands in a section of CDATA is text, also where it looks like rows") {
    CHECK(read_of(book_of(
              "<row><c t=\"str\"><v><![CDATA[a <b> & ]]>c</v></c><c><v><![CDATA[7]]></v></c></row>")) ==
          "a <b> & c|=7");
    CHECK(read_of(book_of("<row><c t=\"str\"><v><![CDATA[</row>]]></v></c></row>")) == "</row>");
    const std::string row = "<row><c><v>7</v></c></row>";
    CHECK(read_of(book_of("<row/><![CDATA[</row>" + row + row + "]]>" + row)) == "\n=7");
}

TEST_CASE("a sheet in UTF-16 that nothing declares is read as that, and its text is never taken for rows") {
    const std::string before = "<worksheet><sheetData>", after = "</sheetData></worksheet>";
    const std::string row = "<row r=\"1\"><c r=\"B1\" t=\"str\"><v>a</v></c></row><row><c><v>7</v></c></row>";
    for (const bool big : {false, true})
        for (const bool marked : {false, true}) {
            CAPTURE(big);
            CAPTURE(marked);
            const std::string mark = !marked ? "" : big ? "\xFE\xFF" : "\xFF\xFE";
            CHECK(read_of(book_of({}, "UTF-8", mark + in_utf16(before + row + after, big))) == "|a\n=7|");
            // Characters whose bytes are those of a row.
            const std::string text = "</row><row><c><v>7</v></c></row>";
            CHECK(read_of(book_of({}, "UTF-8",
                                  mark + in_utf16(before, big) + text + text + in_utf16(row + after, big))) ==
                  "|a\n=7|");
        }
}
