// Cells as CSV has them (RFC 4180).
#pragma once
#include <string>
#include <string_view>

namespace mj {

/// A spreadsheet would reckon with it; an apostrophe before it keeps it a text.
inline bool begins_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

/// Appends the text, in quotation marks where a reader could take something in it for the end of the cell.
inline void put_csv_cell(std::string& out, std::string_view text) {
    if (text.find_first_of("\",;\t\r\n") == text.npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

} // namespace mj
