// The cells of a table file as it came: text, numbers and dates by position, nothing understood yet.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"
#include "core/workbook/texts.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mj {

enum class CellType : uint8_t {
    empty,
    text,
    number,
    date, ///< a number with a date format: days since 1899-12-30 (1900 system; 1904 workbooks are converted), parts of a day behind the point
    flag, ///< 0 or 1
    error, ///< a formula without a value: #REF!, #N/A, …; "=SUM(A1:A9)" if it was never calculated
};

struct Cell {
    CellType type = CellType::empty;
    double number = 0; ///< of number, date and flag
    std::string_view text =
        {}; ///< of text and error; of a number as the file writes it, so that no digit is lost
};

struct Merge {
    uint32_t row = 0, column = 0, rows = 1, columns = 1;
};

/// Cells of one sheet, in memory, about 16 bytes each beside the texts, of which equal ones are mostly kept once. Where no
/// cell is, nothing is kept: the last cell of the largest sheet alone costs no more than the first.
class Sheet {
  public:
    static constexpr uint32_t most_rows = 1'048'576, most_columns = 16'384; ///< as in spreadsheets

    std::string name; ///< empty for a text file
    bool hidden = false;
    bool from_1904 = false; ///< how the workbook counts days; its dates are converted, its numbers are not
    std::vector<Merge> merges;
    std::vector<uint32_t> hidden_rows; ///< ascending

    uint32_t rows() const;    ///< up to the last row that has a cell
    uint32_t columns() const; ///< up to the last column that has a cell
    Cell at(uint32_t row, uint32_t column) const;
    /// As the spreadsheet counts it, from 1; of a text file as a spreadsheet that opens it does.
    uint64_t line(uint32_t row) const { return uint64_t(row) + 1; }
    uint64_t cells() const { return cells_.size(); }
    uint32_t cells_in(uint32_t column) const { return column < in_column_.size() ? in_column_[column] : 0; }

    // For readers of files. Sheets of one workbook share their texts.
    explicit Sheet(std::shared_ptr<CellTexts> texts = std::make_shared<CellTexts>())
        : texts_(std::move(texts)) {}
    CellTexts& texts() { return *texts_; }
    /// In any order, though in that of the file it is fastest; of two at one place the later stays after settle(), and
    /// twice() says so.
    /// `text` as texts().keep() named it. Row and column below the most there can be.
    void add(uint32_t row, uint32_t column, CellType type, double number, uint32_t text);
    /// A row there is, though it may have no cell.
    void add_row(uint32_t row) { height_ = std::max(height_, row + 1); }
    /// After the last add() and before the first at().
    void settle();
    struct At {
        uint32_t row, column;
    };
    /// After settle(): the first place where there were two cells, of which one is lost.
    const std::optional<At>& twice() const { return twice_; }

  private:
    struct Kept {
        double number;
        uint32_t text;
        uint16_t column;
        CellType type;
    };
    static_assert(sizeof(Kept) == 16);
    struct Row {
        uint32_t row, first; ///< cells from `first` to that of the next
    };
    std::shared_ptr<CellTexts> texts_;
    std::deque<Kept> cells_; // grows without moving: moving would take half as much again for a while
    std::vector<Row> rows_;
    std::vector<uint32_t> in_column_; // how many
    uint32_t height_ = 0, width_ = 0;
    bool sorted_ = true;
    std::optional<At> twice_;
};

struct Workbook {
    std::vector<Sheet> sheets; ///< in the order of the tabs; at least one
    std::string format;        ///< "csv", "tsv", "json", "xlsx", "xls"
    std::string encoding; ///< of a text file: "UTF-8", "GB18030", … (name_of() of core/base/encoding.hpp)
};

/// "A" for 0, "Z" for 25, "AA" for 26: a column as spreadsheets name it.
std::string column_letters(uint32_t column);

} // namespace mj
