// What the tests of table files share: cells as one text, and pieces of any size.
#pragma once
#include "core/workbook/read.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace mj::test {

/// Rows with \n between them, cells with |: a text as it is (line ends as ⏎ and ␍), numbers =12.5, dates @45000, flags ?1,
/// errors !#REF!, no cell as nothing.
inline std::string written(const Sheet& sheet) {
    std::string out;
    for (uint32_t row = 0; row < sheet.rows(); ++row) {
        if (row) out += '\n';
        for (uint32_t column = 0; column < sheet.columns(); ++column) {
            if (column) out += '|';
            const Cell cell = sheet.at(row, column);
            char number[40];
            std::snprintf(number, sizeof number, "%.10g", cell.number);
            switch (cell.type) {
            case CellType::empty: break;
            case CellType::text:
                for (const char c : cell.text)
                    if (c == '\n')
                        out += "⏎";
                    else if (c == '\r')
                        out += "␍";
                    else
                        out += c;
                break;
            case CellType::number: out.append("=").append(cell.text); break;
            case CellType::date: out.append("@").append(number); break;
            case CellType::flag: out.append("?").append(number); break;
            case CellType::error: out.append("!").append(cell.text); break;
            }
        }
    }
    return out;
}

inline ByteView bytes_in(std::string_view s) {
    return {reinterpret_cast<const uint8_t*>(s.data()), s.size()};
}

/// The first sheet, or the problem.
inline std::string cells_of(ByteView file) {
    const auto book = read_workbook(file);
    return book ? written(book->sheets.front()) : book.problem().text();
}
inline std::string cells_of(std::string_view file) { return cells_of(bytes_in(file)); }

} // namespace mj::test
