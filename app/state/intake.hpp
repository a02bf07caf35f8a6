// A table on its way in: what is chosen, how it was understood, what it would do. Nothing is changed before it is taken.
#pragma once
#include "app/state/mapping.hpp"
#include "core/intake/plan.hpp"
#include "core/intake/table_service.hpp"

namespace mj {

/// Rows that stay out for the same reason, or are asked the same.
struct Reason {
    int column = -1;                     ///< of the reading
    Noted said = {};                     ///< with … in place of what is not the same in all
    std::vector<uint32_t> problems = {}; ///< positions in the plan's
};

/// Of a whole plan, in the order of their first rows. What only says that the table has no column for a required field is
/// left out: Plan::lacking() has it once.
std::vector<Reason> reasons_of(const Plan& plan);

/// Of each word the code it may be a slip of the hand for; -1: none.
std::vector<int> proposed_codes(const Catalog& catalog, const Reading& reading);
/// Positions in a list of codes, the most like a word first; without those that are no longer used.
std::vector<int> codes_by_likeness(const CodeList& list, std::string_view word);

/// The registers a sheet may be of, the likeliest first: what its title, its own name and the file's name say, then how many of
/// its columns fit, then which register took the last table with most of these heads.
std::vector<SheetOffer::Fit> registers_offered(const Catalog& catalog, const SheetOffer& sheet,
                                               std::string_view file, const Mappings& former);

/// A row that is no record, or of which that is asked or has been said.
struct RowApart {
    uint64_t line;
    bool taken; ///< it is a record
    Note why;
    std::string text; ///< what it begins with
};
/// In the order of the file.
std::vector<RowApart> rows_apart(const Reading& reading, const Mapping& mapping);
/// All of them as the file has them: positions in the reading's rows and, behind them, in those left out.
std::vector<uint32_t> rows_in_order(const Reading& reading);

/// Which rows are listed: those of one count, or all.
enum class RowsShown : uint8_t { fresh, changed, unchanged, rejected, doubtful, skipped, all };

struct Intake {
    std::string file;                    ///< its name
    std::vector<SheetOffer> sheets = {}; ///< none: the file is being opened
    uint32_t sheet = 0;
    int reg = -1;        ///< -1: to be chosen
    bool drafts = false; ///< rows with errors too, as drafts
    MissingLinks links = MissingLinks::ask;
    std::optional<Problem> problem = {}; ///< why nothing can come of it as it is
    std::optional<Reading> reading = {}; ///< what the plan is for
    Mapping mapping = {};                ///< what was said of its columns and words
    bool recalled = false;               ///< what was said of former tables has been looked up
    bool reading_again = false;          ///< `reading` and `plan` are of what was said before
    bool again = false;                  ///< something more was said meanwhile
    bool answered = false;               ///< something was said since the table was opened
    std::vector<Reason> reasons = {};    ///< of the whole plan
    std::vector<std::string> names = {}; ///< of the reading's columns, as the mapping has them
    std::vector<RowApart> apart = {};    ///< of its rows
    std::vector<uint32_t> order = {};    ///< all its rows
    RowsShown only = RowsShown::all;
    std::vector<bool> lacked = {};     ///< by field: the table had no column for it at some time
    std::vector<bool> wanted = {};     ///< likewise of fields that need not be filled in, but decide figures
    std::vector<uint64_t> kept = {};   ///< lines that stay listed while rows are switched
    std::vector<uint32_t> listed = {}; ///< of `order`, those that are
    std::vector<uint32_t> changing = {}; ///< by field: how many rows change it in a record that is there
    std::vector<int> proposed = {};      ///< of its words: the code that may be meant, or -1
    std::vector<SheetOffer::Fit> offered = {}; ///< registers for that sheet
    std::vector<std::string> layout = {};      ///< of the last such table without heads: each column's field
    uint64_t number = 0;                       ///< of the tables that were opened
    std::unique_ptr<Plan> plan = nullptr;      ///< of that reading and the records as they were at `revision`
    uint64_t revision = 0;
    bool planned = false;                  ///< the plan is whole
    bool writing = false;                  ///< the file of rejected rows is being written
    std::string written = {};              ///< its name, when it was given
    std::optional<Problem> unwritten = {}; ///< why it was not
    float part = 0;                        ///< 0..1 of what is under way

    bool planning() const { return plan && !planned; }
    uint32_t count(PlannedRow::Kind kind) const { return plan->count(kind); }
    /// Rows that would come in, records made for their links left out.
    uint32_t coming() const {
        if (!plan) return 0;
        return count(PlannedRow::Kind::fresh) + count(PlannedRow::Kind::changed) + plan->drafts();
    }
};

/// Of `order`, the rows that `only` and `kept` ask for; `planned` it must be.
std::vector<uint32_t> rows_listed(const Intake& intake);
/// What counts no record in which this field is not filled in: indicators by a code or a yes-or-no, time limits by the day they
/// begin on.
std::vector<const Name*> decided_by(const Catalog& catalog, int reg, int field);
/// What has been asked since the table was opened stays where it was asked: `planned` it must be.
void note_asked(Intake& intake, const Catalog& catalog);
std::vector<uint32_t> fields_changing(const Plan& plan, size_t fields);
/// What a row changes in a record that is there; null: it changes none.
const Edit* change_of_row(const Plan& plan, uint32_t row);
const Value* new_value(const Edit& edit, int field); ///< null: the field stays as it is
/// The line of a row of `order`, as the spreadsheet counts it.
uint64_t line_of(const Reading& reading, uint32_t at);

} // namespace mj
