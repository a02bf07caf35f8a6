// Rows of a worksheet that are read at once, beside the same rows read by Expat: a comment in a row leaves it to Expat.
#include "core/workbook/zip_write.hpp"
#include "tests/unit/core/workbook/written.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

std::string book_of(std::string_view rows, std::string_view declared = "UTF-8") {
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
    part("xl/sheet.xml",
         head + "\n<worksheet>\n<sheetData>" + std::string(rows) + "</sheetData></worksheet>");
    zip.finish();
    return zip.take();
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
    const std::string comment = "<!--</row>-->";
    std::string by_expat = plain;
    for (size_t at = 0; (at = by_expat.find("</row>", at)) != by_expat.npos; at += comment.size() + 1)
        by_expat.insert(at, comment);
    const std::string read = read_of(book_of(plain));
    CHECK(read == read_of(book_of(by_expat)));
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
