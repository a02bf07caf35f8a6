// The cells of a table file as it came: text, numbers and dates by position, nothing understood yet.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

enum class CellType : uint8_t {
    empty,
    text,
    number,
    date, ///< a number with a date format: days since 1899-12-30 (1900 system; 1904 workbooks are converted), parts of a day behind the point
    flag,  ///< 0 or 1
    error, ///< a formula without a value: #REF!, #N/A, …
};

struct Cell {
    CellType type = CellType::empty;
    double number = 0;         ///< of number, date and flag
    std::string_view text = {}; ///< of text and error; of a number as the file writes it, so that no digit is lost
};

struct Merge {
    uint32_t row = 0, column = 0, rows = 1, columns = 1;
};

/// Cells of one sheet, in memory, about 16 bytes each beside the texts, of which equal ones are kept once.
class Sheet {
  public:
    std::string name;     ///< empty for a text file
    bool hidden = false;
    std::vector<Merge> merges;
    std::vector<uint32_t> hidden_rows; ///< ascending

    uint32_t rows() const;    ///< up to the last row that has a cell
    uint32_t columns() const; ///< up to the last column that has a cell
    Cell at(uint32_t row, uint32_t column) const;
    /// As the spreadsheet counts it, from 1. In a text file the line on which the row begins (a quoted cell may hold line ends).
    uint64_t line(uint32_t row) const;
};

struct Workbook {
    std::vector<Sheet> sheets; ///< in the order of the tabs; at least one
    std::string format;        ///< "csv", "tsv", "xlsx", "xls"
    std::string encoding;      ///< of a text file: "UTF-8", "GB 18030", …
};

/// "A" for 0, "Z" for 25, "AA" for 26: a column as spreadsheets name it.
std::string column_letters(uint32_t column);

} // namespace mj
