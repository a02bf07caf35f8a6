// A sheet's table understood: typed rows, what was changed for that, what is asked or refused, what was left out. It knows the
// catalogue and no ledger.
#pragma once
#include "core/base/task.hpp"
#include "core/intake/find_table.hpp"

#include <array>
#include <limits>

namespace mj {

/// What a word in a column of codes stands for.
struct WordWish {
    int field = -1;
    std::string word; ///< as key_text() makes it
    int code = -1;    ///< position in the field's list; -1: for nothing
};

/// Of a field that no column is for.
struct FillWish {
    int field = -1;
    std::string text = {};   ///< what all rows have
    std::string column = {}; ///< or what this column says, by its head or its letters
};

/// What a person or a map says of a table.
struct ReadWish {
    std::vector<ColumnWish> columns = {};
    std::vector<WordWish> words = {};
    std::vector<FillWish> fills = {};
    std::string remark = {}; ///< id of the text field that unknown columns are appended to
    std::string append = {}; ///< likewise, of those alone that say so
    std::vector<std::pair<uint64_t, bool>> rows = {}; ///< lines that are to be taken, or left out
    bool hidden_rows = false;                         ///< they are records like others; else they are asked
    Hints hints = {};                                 ///< of all columns
};

/// A map file: {"words": {"outcome": {"和解销案": "agreed", "处理中": null}}, "columns": {"来电时间": "received", "C": "", "金额": {"field": "amount_claimed", "unit": "万元"}, "日期":
/// {"order": "day_first", "short": "year_first", "century": 2000}, "备注": {"append": "facts"}}, "remark": "findings", "fill": {"subject": "wages", "accepted": {"column": "来电时间"}}, "rows": {"7": "take", "9": "leave"}, "hidden": "take",
/// "order": …, "century": …, "serials": 1904}. Columns by head or letters; a null field leaves it out.
Outcome<ReadWish> read_map(const Catalog& catalog, int reg, std::string_view json);

/// A date that was read by what was said of its column.
struct AnsweredCell {
    uint32_t row; ///< position in Reading::rows
    int64_t text; ///< as it stands there
};

/// Cells of one column that are one: what stands in the first holds for the rows below.
struct MergedCells {
    uint32_t top, end; ///< rows of the sheet; the end is behind the last
};

/// A number of merged cells is that of all their rows together, as a spreadsheet's own sums have it.
bool adds_up(const Field& field);

struct ReadColumn {
    HeadCell head;
    Hints hints = {};
    std::array<uint32_t, changes> counts = {}; ///< how often each kind of change was made
    std::vector<int64_t> cells = {};           ///< one a row; see Reading
    std::string order_cell =
        {}; ///< the first date of which the order is a question, or was one before it was answered
    std::string short_cell = {};             ///< likewise the first one with a year of two digits
    std::string sample = {};                 ///< what stands in the first row of a column without a head
    std::vector<AnsweredCell> answered = {}; ///< dates, unless they are said to be right
    std::vector<MergedCells> merged = {};    ///< that begin in a record, in the order of the sheet
    bool doubtful = false;                   ///< nobody knows in what unit its numbers are
    int source = -1;                         ///< made: the column whose cells it has
    bool made = false;                       ///< not of the sheet: what others are appended to comes into it
    int field() const { return head.means.field; }
    bool left_out() const; ///< though it has a head or something in it, and nobody has said so
    bool filled() const { return head.means.how == Note::filled; } ///< the same in all rows; `made`
    /// Where what is said of a row below the first of merged cells stands.
    std::optional<uint32_t> merged_top(uint32_t row) const;
};

struct ReadProblem {
    uint32_t row; ///< position in Reading::rows
    int column;   ///< position in Reading::columns, or -1
    Noted said;
    std::string value = {}, proposal = {};
    bool asked() const { return group_of(said.note) == NoteGroup::ask; }
};

/// A word that is no code by itself, in a column of codes.
struct ReadWord {
    int column = 0;
    std::string word;  ///< as it stands in its first row
    bool said = false; ///< a wish says what it stands for
    int code = -1;     ///< position in the list; -1: nothing
    uint32_t rows = 0;
    std::string proposal = {};
};

/// Another word for a code, and how often it was taken for it.
struct ReadSynonym {
    int column = 0;
    std::string word; ///< as it stands in its first row
    int code = 0;     ///< position in the list
    uint32_t rows = 0;
};

struct Reading {
    static constexpr size_t most_words = 500; ///< more are not told: such a column is none of codes

    /// What stands for no cell. Else a number as in a Value; of texts and links the place and length of a text.
    static constexpr int64_t no_cell = std::numeric_limits<int64_t>::min();

    struct Row {
        uint32_t row;  ///< of the sheet
        uint64_t line; ///< as the spreadsheet counts it
    };
    struct Skipped {
        uint32_t row;
        uint64_t line;
        Note why;
        std::string text; ///< its first cell
    };
    struct Total {
        uint64_t line;
        int column;           ///< of an amount or a number
        int64_t written, sum; ///< in the line, and of the rows read above it
        bool agrees;
    };
    int reg = -1;
    std::string sheet;
    std::vector<ReadColumn> columns; ///< in the order of the sheet, those that are left out too
    std::vector<Row> rows;
    std::vector<Skipped> skipped;
    std::vector<ReadProblem> problems; ///< in the order of the rows
    std::vector<ReadWord> words;       ///< as they are met
    std::vector<ReadSynonym> synonyms; ///< likewise
    std::vector<Total> totals;         ///< of lines that are no records
    std::optional<Noted> failed;       ///< why there is nothing, but for the columns of what may be the head
    std::string texts;

    std::string_view text(int64_t cell) const {
        return std::string_view(texts).substr(size_t(cell >> text_bits),
                                              size_t(cell & ((1 << text_bits) - 1)));
    }
    static constexpr int text_bits = 13; ///< of a text's length
    bool has_column(int field) const;    ///< one of the sheet, or one that was made
    /// The table has no heads.
    bool headless() const;
};

class TableReader final : public Task {
  public:
    /// All must outlive it.
    TableReader(const Catalog& catalog, int reg, const Sheet& sheet, const ReadWish& wish);
    bool step(const Deadline& deadline) override;
    float progress() const override;
    const std::optional<Problem>& problem() const override { return problem_; }
    Reading take() { return std::move(out_); }

  private:
    struct Known { // what a text of a column was understood as
        const char* at = nullptr;
        size_t size = 0;
        CellType type = CellType::empty;
        int power = 0; // of ten, which may be another in each row
        Understood got;
        int word = -1;    // of Reading::words
        int synonym = -1; // of Reading::synonyms
    };
    struct RunningSum {
        int64_t sum = 0;
        uint32_t cells = 0;
    };
    void find_head();
    bool is_record(uint32_t row) const;
    void choose_columns();
    void find_twice();
    bool free_texts(const ReadColumn& column) const;
    int text_like(const std::string& head) const;
    void leave_free_texts();
    void fill_columns();
    void sort_merges();
    void begin_merges(uint32_t row);
    Cell cell_at(size_t column, uint32_t row, bool& merged);
    void add_up();
    void compare_totals(uint32_t row);
    void read_row(uint32_t row);
    const Understood& understood(size_t column, const Cell& cell);
    void note_question(ReadColumn& column, const Field& field, const Cell& cell);
    int as_said(size_t column, std::string_view text, Understood& got);
    int as_synonym(size_t column, std::string_view text, const Understood& got);
    int64_t keep(std::string_view text);

    const Catalog& catalog_;
    const Register& register_;
    const Sheet& sheet_;
    const ReadWish& wish_;
    HeadNames names_;
    FoundTable table_;
    Reading out_;
    std::vector<std::vector<Known>> known_;              // of each column
    std::vector<std::pair<size_t, std::string>> filled_; // columns, and what their cells say
    std::vector<int> twice_;                             // columns that are asked
    std::vector<std::string> word_keys_;                 // of Reading::words
    bool in_order_ = false;                              // the rows of the wish: they can be many
    size_t said_ = 0;                                    // of those: all before are of rows before
    std::vector<Merge> merges_;                          // of several rows, from the top
    size_t merge_ = 0;                                   // of those: all before begin above the row
    std::vector<std::array<RunningSum, 4>> sums_;        // of each column, by TotalKind
    std::optional<uint64_t> other_head_;                 // line of a head that is not the first one's like
    int remark_ = -1;                                    // column that others are appended to
    std::vector<std::string> synonym_keys_;              // of Reading::synonyms
    Understood last_;
    uint32_t row_ = 0;
    std::optional<Problem> problem_;
};

/// What a line of totals says beside the rows above it.
Noted total_said(const Register& reg, const Reading& reading, const Reading::Total& total);

/// For a program that reads files beside the page, behind what `out` holds; nothing: the bytes are no reading.
Bytes encode_reading(const Reading& reading, ByteWriter out = {});
std::optional<Reading> decode_reading(ByteView bytes);

Reading read_table(const Catalog& catalog, int reg, const Sheet& sheet, const ReadWish& wish = {});

} // namespace mj
