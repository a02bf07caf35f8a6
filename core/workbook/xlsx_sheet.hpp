// One worksheet part of an XLSX workbook into a sheet (ECMA-376, part 1, 18.3).
#pragma once
#include "core/workbook/xlsx_parts.hpp"

namespace mj {

/// "BC12" -> row 11, column 54; false if it is no cell of a sheet.
bool cell_place(std::string_view name, uint32_t& row, uint32_t& column);

/// A cell as it stands between `<c` and `</c>`; what is not there is empty.
struct WrittenCell {
    std::string_view place, style, type, value = {};
    bool has_value = false; ///< it may be empty
};

class SheetPart final : public XmlHandler {
  public:
    struct Shared {
        const StylesPart& styles;
        const std::vector<uint32_t>& strings;
        bool from_1904;
        WorkbookLimits limits;
    };
    /// `cells_before`: of the sheets already read.
    SheetPart(Sheet& sheet, const Shared& shared, uint64_t cells_before)
        : sheet_(sheet), shared_(shared), cells_before_(cells_before) {}
    void open(std::string_view name, const XmlAttributes& attributes) override;
    void close() override;
    void text(std::string_view piece) override;
    void end() override;

    /// What comes next is a row, or the end of the rows.
    bool between_rows() const { return depth_ == 2 && in_ == In::rows; }
    /// Such a row that was read by others: the same as its elements one by one.
    void take_row(std::string_view number, bool hidden, const std::vector<WrittenCell>& cells);

  private:
    enum class Kind : uint8_t { number, shared, text, flag, error, iso };
    enum class In : uint8_t { other, rows, merges };

    void open_row(std::string_view number, bool hidden);
    void begin_cell();
    void cell_attribute(std::string_view name, std::string_view value);
    void place_cell();
    void open_merge(std::string_view range);
    void put_cell();
    void put_number();
    void put(CellType type, double number, std::string_view text);
    Spot place(uint32_t row, uint32_t column) const;
    Spot place() const { return place(row_, column_); }

    Sheet& sheet_;
    const Shared& shared_;
    uint64_t cells_before_;
    int depth_ = 0;
    In in_ = In::other;
    bool row_open_ = false, cell_open_ = false, inline_ = false, run_ = false, taken_ = false;
    uint32_t row_ = 0, column_ = 0, next_row_ = 0, next_column_ = 0;
    Kind kind_ = Kind::number;
    uint32_t style_ = 0;
    bool has_value_ = false, in_formula_ = false, has_formula_ = false;
    std::string value_, formula_;
};

} // namespace mj
