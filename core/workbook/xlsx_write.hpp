// Tables as an XLSX workbook, row by row, in bounded memory: what was written may be taken away at any time.
#pragma once
#include "core/workbook/sheet.hpp"
#include "core/workbook/zip_write.hpp"

#include <optional>
#include <span>

namespace mj {

enum class ColumnKind : uint8_t {
    text,   ///< format @: 00123 stays 00123, also when it is typed
    date,   ///< yyyy-mm-dd
    money,  ///< #,##0.00
    count,  ///< 0
    number, ///< as the program likes
};

/// Cells of one column of another sheet, of which a cell may have one. Rows from 0; `last_row` belongs to them.
struct ListRange {
    uint32_t sheet = 0, column = 0, first_row = 1, last_row = 1;
};

struct XlsxColumn {
    std::string head;
    ColumnKind kind = ColumnKind::text;
    double width = 12; ///< in characters of the usual font; a Han character takes two
    std::optional<ListRange> list = std::nullopt;
};

struct XlsxSheet {
    std::string name; ///< what spreadsheets do not allow in names is replaced
    std::vector<XlsxColumn> columns;
    bool hidden = false;   ///< never the first one
    bool filtered = false; ///< its heads choose and sort the rows below them, where there are any
};

class XlsxWriter {
  public:
    /// Every sheet has a bold first row of heads that stays when the others scroll.
    explicit XlsxWriter(std::vector<XlsxSheet> sheets);
    /// The next row of the current sheet, the first sheet to begin with. A number whose text is given is written so. A text
    /// has at most 32,767 characters; what XML cannot hold is escaped as spreadsheets do it.
    void row(std::span<const Cell> cells);
    void next_sheet();
    /// After the last row of the last sheet.
    void finish();
    /// What has been written since it was asked last; all together is the file.
    std::string take() { return zip_.take(); }

  private:
    void part(const char* name, const std::string& xml);
    void write_book();
    void begin_sheet();
    void end_sheet();

    std::vector<XlsxSheet> sheets_;
    ZipWriter zip_;
    size_t sheet_ = 0;
    uint32_t row_ = 0;
    std::string xml_;
};

} // namespace mj
