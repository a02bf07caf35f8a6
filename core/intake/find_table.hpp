// Where in a sheet the table is: which rows are its head, which are records, and what the others are.
#pragma once
#include "core/intake/columns.hpp"
#include "core/intake/group_titles.hpp"

#include <optional>

namespace mj {

struct HeadCell {
    uint32_t column = 0;
    std::string text; ///< in one line; of two-line heads both
    Meaning means;
    HeadUnit unit = {};    ///< of an amount or a number
    bool by_row = false;   ///< a column beside it says which, see FoundTable::unit_at()
    bool numbered = false; ///< it has no head and is called by its place
};

/// What stands in a cell, as a text: an ISO date for a date.
std::string cell_text(const Cell& cell);

bool blank_cell(const Cell& cell);

std::string in_one_line(std::string_view text); ///< of a cell

/// Which rows a line of totals is about: those since a line of its kind or above, or all.
enum class TotalKind : uint8_t { sub, total, grand, all };

/// Whether a row that begins with this text is no record: totals, foot lines, examples.
bool ends_records(std::string_view text);

class FoundTable {
  public:
    FoundTable(const Catalog& catalog, const Sheet& sheet, const Register& reg, const HeadNames& names);
    bool found() const { return !heads_.empty(); }
    const std::vector<HeadCell>& heads() const {
        return heads_;
    }                                                ///< every column that has a head or a cell below it
    uint32_t first() const { return top_ + lines_; } ///< the row below the head
    /// When none was found: the first row as wide as most, which is the head or a record.
    std::optional<uint32_t> wide_row() const;
    int cells(uint32_t row) const;                     ///< that are not blank
    int data_cells(uint32_t row) const;                ///< dates, numbers, amounts, numbers of cases
    void fill(int field) { filled_.push_back(field); } ///< it has a value in all rows
    void take_head(uint32_t row, const HeadNames& names);
    void without_head(uint32_t row, const HeadNames& names);            ///< all from this row on are records
    bool code(std::string_view key) const { return groups_.code(key); } ///< see GroupTitles
    bool across(const Merge& merge) const;            ///< it covers most of the table's columns
    HeadUnit unit_at(uint32_t row, bool money) const; ///< where HeadCell::by_row
    /// Of a head that comes again: it says the same as the first, column by column.
    bool same_head(uint32_t row) const;
    /// Why a row is no record; nothing: it is one.
    std::optional<Note> no_record(uint32_t row) const;
    /// Of a row of totals what it adds up; nothing: it does not, like an average.
    std::optional<TotalKind> total(uint32_t row) const;

  private:
    struct Looked {
        int score = 0;
        bool said = false; // of a head what it is
        int second = 0;    // cells of the second line that name a field or a unit; -1: others are among them
        std::vector<HeadCell> heads;
    };
    Looked look(uint32_t row, int lines, const HeadNames& names) const;
    void settle();
    void find_units();
    void find_unit_column();
    HeadUnit unit_beside(bool money) const;
    std::string few_words(uint32_t row) const;
    HeadUnit unit_around(const HeadCell& head, bool money) const;
    std::string text_at(uint32_t row, uint32_t column) const;
    void keep(Looked looked, uint32_t row, uint32_t lines);
    bool head_again(uint32_t row) const;
    bool head_word(size_t head, const std::string& key) const;
    bool merged_across(uint32_t row) const;
    bool merged_down(uint32_t row) const;
    bool group_title(uint32_t row) const;
    bool lacks_required(uint32_t row) const;

    const Sheet& sheet_;
    const Register& register_;
    GroupTitles groups_;
    std::vector<HeadCell> heads_;
    std::vector<std::vector<std::string>> words_; // of each head, folded, line by line
    uint32_t top_ = 0, lines_ = 0;
    std::optional<uint32_t> unit_column_;
    std::vector<int> filled_;
};

} // namespace mj
