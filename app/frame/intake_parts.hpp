// The parts of the dialogue for a table that comes in.
#pragma once
#include "app/frame/dialogue.hpp"

namespace mj {

constexpr size_t most_lines = 50; ///< rows told one by one

/// Keeps under the pointer what was pressed in the scrolled part: what stands above grows and shrinks with each answer.
class Stay {
  public:
    enum Part : uint32_t { list, table, column, word, dates, required, links };
    static uint32_t of(Part part, size_t place) { return uint32_t(part) << 24 | uint32_t(place); }
    /// At the top of the part. `afresh`: of another table.
    void begin(bool afresh);
    /// Where a piece begins; what is pressed next is of it.
    void here(const Intake& intake, uint32_t key);
    void press() { waits_ = true, key_ = here_, at_ = here_at_; }

  private:
    uint32_t key_ = 0, here_ = 0;
    float at_ = 0, here_at_ = 0;
    float above_ = 0; ///< empty, where the top would have to go further up than it can
    bool waits_ = false;
};
Stay& stay();
/// What has been said of the row is taken back, else the contrary of what it is taken for is said.
void switch_row(const PageContext& p, const Intake& intake, uint64_t line, bool record,
                const std::string& text);

/// What is wrong with a row, with the head of its column.
std::string problem_words_of(const PageContext& p, const Reading& reading, const ReadProblem& problem);
std::string said_words(const PageContext& p, const Noted& said);
std::string more_words(size_t all); ///< "" when all are told
/// A column's head, or which column it is.
std::string head_words(const ReadColumn& column);
/// What of it is read by answers that were given for former tables.
void answers_told(const PageContext& p, const Intake& intake);
/// For a table without heads: its columns as the last one with as many had them.
void layout_proposed(const PageContext& p, const Intake& intake);
/// Required fields that the table has no column for, or had none at first: which column, or what in all rows.
void required_told(const PageContext& p, const Intake& intake);
/// What is filled into all rows, in one line; "" for nothing.
std::string filled_words(const PageContext& p, const Intake& intake);
/// Each column, and which field it is.
void columns_asked(const PageContext& p, const Intake& intake);
/// Names that are nowhere, words that are no codes, dates that can be read in several ways.
void questions_asked(const PageContext& p, const Intake& intake);
/// Words at the left, at the right a list as wide as what is left; above it where they would be cut. Returns how wide.
float beside(const std::string& words, ImU32 colour);
/// What rows that come in will be listed for: it keeps none of them out.
void cautions_told(const PageContext& p, const Intake& intake);
/// Whether something is asked of the whole table that makes rows doubtful.
bool asks_of_table(const Intake& intake);
/// What the table's own totals say beside its rows: where they agree, or where not.
void totals_told(const PageContext& p, const Intake& intake, bool agree);
/// Why rows stay out; each reason opens to its rows.
void reasons_told(const PageContext& p, const Intake& intake);
/// The rows that are no records, or are said to be: each can be said to be the other.
void rows_switched(const PageContext& p, const Intake& intake);
/// The rows that are listed, each cell as it was understood; where it was not, as it stands there.
void rows_understood(const PageContext& p, const Intake& intake);

} // namespace mj
