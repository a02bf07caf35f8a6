// A table file as somebody fills it in with another program: CSV, and the least XLSX that spreadsheets write, unpacked.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mj::test {

/// A cell: what is typed, or in XLSX a day by its number.
struct FilledCell {
    std::string text = {};
    int serial = 0; ///< above 0: a date
};
using FilledRows = std::vector<std::vector<FilledCell>>;

inline std::string filled_csv(const FilledRows& rows) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& row : rows) {
        for (size_t c = 0; c < row.size(); ++c) {
            out += c ? ",\"" : "\"";
            for (const char letter : row[c].text) out += letter == '"' ? "\"\"" : std::string(1, letter);
            out += '"';
        }
        out += "\r\n";
    }
    return out;
}

inline uint32_t zip_crc(const std::string& bytes) {
    uint32_t crc = ~0u;
    for (const char byte : bytes) {
        crc ^= uint8_t(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

inline void put_number(std::string& out, uint64_t n, int bytes) {
    for (int i = 0; i < bytes; ++i) out += char(n >> 8 * i & 0xFF);
}

inline std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::string out, directory;
    for (const auto& [name, content] : parts) {
        std::string common; // version, flags, method, time, day, CRC, sizes, lengths of name and extra fields
        for (const int n : {20, 0, 0, 0, 33}) put_number(common, uint64_t(n), 2);
        put_number(common, zip_crc(content), 4);
        put_number(common, content.size(), 4);
        put_number(common, content.size(), 4);
        put_number(common, name.size(), 2);
        put_number(common, 0, 2);
        directory += std::string("PK\1\2\x14\0", 6) + common + std::string(10, '\0');
        put_number(directory, out.size(), 4);
        directory += name;
        out += "PK\3\4" + common + name + content;
    }
    const size_t begin = out.size();
    out += directory + std::string("PK\5\6\0\0\0\0", 8);
    put_number(out, parts.size(), 2);
    put_number(out, parts.size(), 2);
    put_number(out, directory.size(), 4);
    put_number(out, begin, 4);
    put_number(out, 0, 2);
    return out;
}

/// `hidden`: positions of rows.
inline std::string filled_xlsx(const FilledRows& rows, const std::vector<size_t>& hidden = {}) {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                      relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                      package = "http://schemas.openxmlformats.org/package/2006/relationships";
    std::string sheet = "<worksheet xmlns=\"" + main + "\"><sheetData>";
    for (const auto& row : rows) {
        const bool hides =
            std::find(hidden.begin(), hidden.end(), size_t(&row - rows.data())) != hidden.end();
        sheet += hides ? "<row hidden=\"1\">" : "<row>";
        for (const FilledCell& cell : row) {
            if (cell.serial) {
                sheet += "<c s=\"1\"><v>" + std::to_string(cell.serial) + "</v></c>";
                continue;
            }
            sheet += "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">";
            for (const char letter : cell.text) // in cells "_x0041_" is an A
                sheet += letter == '&'   ? "&amp;"
                         : letter == '<' ? "&lt;"
                         : letter == '_' ? "_x005F_"
                                         : std::string(1, letter);
            sheet += "</t></is></c>";
        }
        sheet += "</row>";
    }
    const auto relation = [&](const std::string& type, const std::string& target) {
        return "<Relationship Id=\"" + type + "\" Type=\"" + relations + "/" + type + "\" Target=\"" +
               target + "\"/>";
    };
    return stored_zip(
        {{"_rels/.rels", "<Relationships xmlns=\"" + package + "\">" +
                             relation("officeDocument", "xl/workbook.xml") + "</Relationships>"},
         {"xl/workbook.xml",
          "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
              "\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"worksheet\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + package + "\">" +
                                            relation("worksheet", "sheet.xml") +
                                            relation("styles", "styles.xml") + "</Relationships>"},
         {"xl/styles.xml",
          "<styleSheet xmlns=\"" + main +
              "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
         {"xl/sheet.xml", sheet + "</sheetData></worksheet>"}});
}

} // namespace mj::test
