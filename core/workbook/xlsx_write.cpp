#include "core/workbook/xlsx_write.hpp"

#include "core/base/utf8.hpp"
#include "core/workbook/number.hpp"
#include "core/workbook/xml_text.hpp"

#include <algorithm>
#include <cstdio>

namespace mj {
namespace {

constexpr size_t piece = 64 << 10, longest_name = 31;
/// Cells a list opens in: more than are typed. Some programs make an object of each.
constexpr uint32_t last_listed_row = 10'000;

constexpr const char* head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define MJ_OPENXML "http://schemas.openxmlformats.org/"
constexpr const char* main_space = MJ_OPENXML "spreadsheetml/2006/main";
constexpr const char* package_space = MJ_OPENXML "package/2006/";
constexpr const char* relation_space = MJ_OPENXML "officeDocument/2006/relationships";
#undef MJ_OPENXML

/// Positions in <cellXfs>; a column of a kind has the style with its number.
enum Style { head_style = 5 };

constexpr const char* styles =
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"6\">"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"1\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
    "applyFont=\"1\"/>"
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

void put_escape(std::string& out, unsigned code) {
    char text[8];
    std::snprintf(text, sizeof text, "_x%04X_", code);
    out += text;
}

/// Written as a number in a cell, for XML cannot hold it.
bool escaped(char32_t c) { return c > 0 && c < 0x20 && c != '\t' && c != '\n'; }

/// Whether a text, once written, would go on as if a character were escaped, "_x000D_": then its _ is escaped itself.
bool looks_escaped(std::string_view text) {
    const auto hex = [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    };
    return text.size() >= 7 && text[1] == 'x' && (text[6] == '_' || escaped(uint8_t(text[6]))) &&
           std::all_of(text.begin() + 2, text.begin() + 6, hex);
}

/// As xml_text(), but that what XML cannot hold is escaped as cells have it.
void put_cell_text(std::string& out, std::string_view text) {
    while (!text.empty()) {
        if (escaped(uint8_t(text[0])) || (text[0] == '_' && looks_escaped(text))) {
            put_escape(out, uint8_t(text[0]));
            text.remove_prefix(1);
        } else
            text.remove_prefix(put_xml_character(out, text));
    }
}

/// What spreadsheets allow: 31 UTF-16 units, none of []:*?/\, no ' at either end, no two alike.
std::string sheet_name(std::string_view wanted, const std::vector<XlsxSheet>& before, size_t count) {
    const auto fitting = [wanted](size_t most) {
        std::string out;
        size_t units = 0;
        for (size_t i = 0; i < wanted.size();) {
            char32_t c;
            const int n =
                utf8_step(reinterpret_cast<const uint8_t*>(wanted.data()) + i, wanted.size() - i, c);
            if (n <= 0) break;
            units += c > 0xFFFF ? 2 : 1;
            if (units > most) break;
            if (c < 0x20 ||
                (c < 0x80 && std::string_view("[]:*?/\\'").find(char(c)) != std::string_view::npos))
                out += ' ';
            else
                out.append(wanted, i, size_t(n));
            i += size_t(n);
        }
        return out;
    };
    const auto taken = [&](const std::string& name) {
        return std::any_of(before.begin(), before.begin() + ptrdiff_t(count),
                           [&](const XlsxSheet& s) { return s.name == name; });
    };
    std::string name = fitting(longest_name);
    if (name.empty()) name = "Sheet";
    for (int i = 2; taken(name); ++i) {
        const std::string suffix = " " + std::to_string(i);
        name = fitting(longest_name - suffix.size()) + suffix;
    }
    return name;
}

std::string absolute(uint32_t column, uint32_t row) {
    return "$" + column_letters(column) + "$" + std::to_string(row + 1);
}

} // namespace

XlsxWriter::XlsxWriter(std::vector<XlsxSheet> sheets) : sheets_(std::move(sheets)) {
    for (size_t i = 0; i < sheets_.size(); ++i) sheets_[i].name = sheet_name(sheets_[i].name, sheets_, i);
    write_book();
    begin_sheet();
}

void XlsxWriter::part(const char* name, const std::string& xml) {
    zip_.begin(name);
    zip_.write(head + xml);
    zip_.end();
}

void XlsxWriter::write_book() {
    const std::string relations = std::string("<Relationships xmlns=\"") + package_space + "relationships\">";
    const auto relation = [](const std::string& id, const char* type, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + relation_space + "/" + type + "\" Target=\"" +
               target + "\"/>";
    };
    const std::string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    std::string types = std::string("<Types xmlns=\"") + package_space + "content-types\">" +
                        "<Default Extension=\"rels\" "
                        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    const auto has_type = [&](const std::string& name, const char* what) {
        types += "<Override PartName=\"/xl/" + name + "\" ContentType=\"" + type + what + "+xml\"/>";
    };
    has_type("workbook.xml", "sheet.main");
    has_type("styles.xml", "styles");
    std::string book =
        std::string("<workbook xmlns=\"") + main_space + "\" xmlns:r=\"" + relation_space + "\"><sheets>";
    std::string parts = relations + relation("styles", "styles", "styles.xml");
    for (size_t i = 0; i < sheets_.size(); ++i) {
        const std::string n = std::to_string(i + 1), path = "worksheets/sheet" + n + ".xml";
        has_type(path, "worksheet");
        parts += relation("sheet" + n, "worksheet", path);
        book += "<sheet name=\"";
        book += xml_text(sheets_[i].name);
        book += "\" sheetId=\"" + n + (sheets_[i].hidden ? "\" state=\"hidden" : "") + "\" r:id=\"sheet" + n +
                "\"/>";
    }
    part("[Content_Types].xml", types + "</Types>");
    part("_rels/.rels",
         relations + relation("book", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    part("xl/workbook.xml", book + "</sheets></workbook>");
    part("xl/_rels/workbook.xml.rels", parts + "</Relationships>");
    part("xl/styles.xml",
         std::string("<styleSheet xmlns=\"") + main_space + "\">" + styles + "</styleSheet>");
}

void XlsxWriter::begin_sheet() {
    const XlsxSheet& sheet = sheets_[sheet_];
    zip_.begin("xl/worksheets/sheet" + std::to_string(sheet_ + 1) + ".xml");
    xml_ = std::string(head) + "<worksheet xmlns=\"" + main_space +
           "\"><sheetViews><sheetView workbookViewId=\"0\"" + (sheet_ == 0 ? " tabSelected=\"1\"" : "") +
           "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
           "state=\"frozen\"/></sheetView></sheetViews>";
    if (!sheet.columns.empty()) xml_ += "<cols>";
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
        const std::string n = std::to_string(i + 1);
        xml_ += "<col min=\"" + n + "\" max=\"" + n + "\" width=\"";
        xml_ += number_text(sheet.columns[i].width);
        xml_ += "\" style=\"" + std::to_string(int(sheet.columns[i].kind)) + "\" customWidth=\"1\"/>";
    }
    if (!sheet.columns.empty()) xml_ += "</cols>";
    xml_ += "<sheetData>";
    row_ = 0;
    std::vector<Cell> heads;
    for (const XlsxColumn& column : sheet.columns) heads.push_back({CellType::text, 0, column.head});
    row(heads);
}

void XlsxWriter::row(std::span<const Cell> cells) {
    const std::vector<XlsxColumn>& columns = sheets_[sheet_].columns;
    const std::string number = std::to_string(++row_);
    xml_ += "<row r=\"" + number + "\">";
    for (size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        if (cell.type == CellType::empty || (cell.type == CellType::text && cell.text.empty())) continue;
        const ColumnKind kind = i < columns.size() ? columns[i].kind : ColumnKind::number;
        const int style = row_ == 1                     ? int(head_style)
                          : cell.type == CellType::date ? int(ColumnKind::date)
                                                        : int(kind);
        xml_.append("<c r=\"").append(column_letters(uint32_t(i))).append(number).append("\" s=\"") +=
            char('0' + style);
        if (cell.type == CellType::text || cell.type == CellType::error) {
            xml_ += "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
            put_cell_text(xml_, cell.text);
            xml_ += "</t></is></c>";
            continue;
        }
        xml_ += cell.type == CellType::flag ? "\" t=\"b\"><v>" : "\"><v>";
        if (cell.type == CellType::number && !cell.text.empty())
            xml_ += xml_text(cell.text);
        else
            xml_ += number_text(cell.number);
        xml_ += "</v></c>";
    }
    xml_ += "</row>";
    if (xml_.size() < piece) return;
    zip_.write(xml_);
    xml_.clear();
}

void XlsxWriter::end_sheet() {
    const std::vector<XlsxColumn>& columns = sheets_[sheet_].columns;
    std::string lists;
    size_t count = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].list) continue;
        const ListRange& range = *columns[i].list;
        const std::string letters = column_letters(uint32_t(i));
        lists += "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"" + letters +
                 "2:" + letters + std::to_string(last_listed_row) + "\"><formula1>'";
        lists += xml_text(sheets_[range.sheet].name);
        lists += "'!" + absolute(range.column, range.first_row) + ":" +
                 absolute(range.column, range.last_row) + "</formula1></dataValidation>";
        ++count;
    }
    xml_ += "</sheetData>";
    if (sheets_[sheet_].filtered && row_ > 1)
        xml_ += "<autoFilter ref=\"A1:" + column_letters(uint32_t(columns.size() - 1)) +
                std::to_string(row_) + "\"/>";
    if (count)
        xml_ += "<dataValidations count=\"" + std::to_string(count) + "\">" + lists + "</dataValidations>";
    zip_.write(xml_ + "</worksheet>");
    zip_.end();
}

void XlsxWriter::next_sheet() {
    end_sheet();
    ++sheet_;
    begin_sheet();
}

void XlsxWriter::finish() {
    end_sheet();
    for (++sheet_; sheet_ < sheets_.size(); ++sheet_) {
        begin_sheet();
        end_sheet();
    }
    zip_.finish();
}

} // namespace mj
