// What the bureau keeps: registers, fields, code lists, offices and indicators as read from assets/catalog.
// Everything is addressed by position after loading; ids are for files and people. An id that is changed stays in `was`,
// so that what was kept or exported under it is still read.
#pragma once
#include "core/base/date.hpp"
#include "core/base/outcome.hpp"
#include "core/base/said.hpp"
#include "core/catalog/condition.hpp"
#include "core/catalog/embedded.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

/// One value of a code list. Its position + 1 is the number in columns; 0 means missing.
struct Code {
    std::string id;
    Name name;
    bool retired = false;               ///< Kept for old records; never offered for new ones.
    std::vector<std::string> was = {};  ///< former ids
    std::vector<std::string> also = {}; ///< other words for it in tables, none of them another code's
    int tile_x = -1, tile_y = -1;       ///< column and row on a schematic map, from the north-west; -1: none
    std::string indicator = {};         ///< id of the one that measures what the code names; may be empty
};

struct CodeList {
    std::string id;
    Name name;
    std::vector<Code> codes;
    std::string source;
    int find(std::string_view id) const; ///< Position, also by a former id, or -1.
};

enum class FieldType : uint8_t {
    code,  ///< u16 column; needs `codes`
    flag,  ///< yes / no / missing
    date,  ///< days
    count, ///< int32, never negative
    money, ///< int64 fen, never negative
    text,  ///< UTF-8, at most Field::longest() bytes
    link,  ///< RecordId in register `target`
};

struct Field {
    std::string id; ///< snake_case
    Name name;
    FieldType type = FieldType::text;
    int codes = -1;          ///< position in Catalog::code_lists, for FieldType::code
    int target = -1;         ///< position in Catalog::registers, for FieldType::link
    bool required = false;   ///< a record in state checked or approved must have it
    bool personal = false;   ///< whom a record is about, and contacts: never shown to the public
    bool for_public = false; ///< a text the public may read; any other is hidden from it
    bool happened = false;   ///< a date of what has happened: never after today
    bool remarks = false;    ///< a text that may take columns a table has beside the register's
    bool lines = false;      ///< a text of several lines
    bool document = false;   ///< of them one that is a whole document
    Name help;               ///< may be empty
    size_t longest() const { return document ? 60'000 : 4000; }
    std::vector<std::string> was = {};  ///< former ids
    std::vector<std::string> also = {}; ///< other heads of its column in tables, none of them another field's
};

struct Register {
    std::string id;
    std::vector<std::string> was = {}; ///< former ids
    std::vector<std::string> also =
        {}; ///< other names of it in titles of tables, none of them another register's
    Name name;
    Name help;
    std::vector<Field> fields;
    std::vector<int> key;     ///< business key: fields that identify a record on import
    int title = -1;           ///< field shown as a record's name
    int date = -1;            ///< the field that places a record in time (type date), or -1
    int unread = -1;          ///< the last field, for what a table's row said that could not be read; or -1
    std::vector<int> columns; ///< fields shown in lists, in order
    int find(std::string_view field_id) const; ///< Position, also by a former id, or -1.
    size_t asked() const {
        return fields.size() - (unread >= 0);
    } ///< The fields before it, which people fill in.
};

enum class Measure : uint8_t { count, sum };

/// How a record belongs to a period.
enum class When : uint8_t {
    date,     ///< date field `from` (+ `plus_days`) lies in the period
    in_force, ///< `from` <= end of period, and `to` missing or after the end of the period (a stock)
    year,     ///< count field `from` equals the year of the period's end
    always,   ///< in every period (a register without dates)
    clock,    ///< `clock` was kept, was late or is broken, and its last day lies in the period
};

/// A number over one register.
struct Formula {
    int reg = -1; ///< position in Catalog::registers
    Measure measure = Measure::count;
    int field = -1; ///< summed field (count or money)
    std::vector<Condition> where;
    When when = When::date;
    int from = -1, to = -1;
    int plus_days = 0;
    int clock = -1;    ///< position in Catalog::clocks
    bool kept = false; ///< of the clocks only those that were kept
    Name sentence;     ///< what is counted, in words
};

struct Indicator {
    std::string id; ///< "training.participation_rate"
    Name name;
    Name unit;
    std::string clause; ///< "1.1" … "3.3"
    Formula of;         ///< numerator, or the only part
    bool ratio = false;
    Formula per;         ///< denominator when `ratio`
    int64_t factor = 1;  ///< 100 for per cent
    int64_t divisor = 1; ///< 1 000 000 from fen to 万元
    int decimals = 0;    ///< half is rounded away from zero
    bool above = false;  ///< published as "more than"
    std::vector<std::string> said =
        {}; ///< other words for it in reports, none of them another's of the same unit
    const Formula& part(bool denominator) const { return denominator && ratio ? per : of; }
};

enum class Importance : uint8_t {
    error, ///< makes a figure false: such a record may be kept as a draft only
    warn,  ///< can be true but is odd: it passes and is listed
};

/// What must hold of the records of a register: a rule of the ledger, and a line of what must agree in a year. Some record
/// can break it: what follows from its own conditions is refused when it is read.
struct Check {
    std::string id;
    Name name;
    Formula of; ///< the records it looks at, by register, conditions and date alone
    std::vector<Condition> must;
    int distinct =
        -1; ///< link field: leads to a record that counts, no two of the period to the same; -1: not asked
    Importance importance = Importance::error;
    bool approved = false; ///< binds approved records only, else checked ones too
    Name says = {};        ///< what is wrong, beside the field; empty: made of the condition
    std::string source;    ///< the article; may be empty
    /// The field where somebody would correct it: of two dates the later one.
    static int place(const Condition& must) { return must.test == Test::not_after ? must.other : must.field; }
};

/// A clock: a statutory time limit that runs over the records of one register, and the article it comes from.
struct ClockRule {
    std::string id; ///< "mediation.close"
    Name name;
    int reg = -1;
    std::vector<Condition> where; ///< only these records
    int starts = -1;              ///< date; that day does not count
    std::vector<int>
        stops;     ///< dates: its own, then those by which the matter is over, should that not be filled in
    int limit = 0; ///< days
    bool working = false;                       ///< working days, else calendar days
    int extended = -1, extension = 0;           ///< flag, and so many days more with it
    int suspended_from = -1, suspended_to = -1; ///< dates between which it stands still
    bool moves = false;      ///< a last day that is a holiday moves to the next working day
    bool reminder = false;   ///< nothing is broken by it: a validity that ends
    std::vector<int> owners; ///< fields that say whose it is; the first that is there
    Name desk;               ///< whose it is where no field says it, may be empty
    std::string source;      ///< the article
};

/// What applies to an employer when it has enough records in some time, or one with enough in `field`.
struct EmployerRule {
    std::string id;
    Name name;
    int reg = -1;
    int employer = -1;            ///< link field
    int date = -1;                ///< date field that places a record in time
    std::vector<Condition> where; ///< only these records
    int field = -1;               ///< count or money; -1: records are counted
    int64_t at_least = 0;         ///< records, or what the field must have (fen)
};

/// An early warning.
struct WarningRule : EmployerRule {
    int window = 0;   ///< days, the day of asking included
    int level = -1;   ///< 0 blue, 1 yellow, 2 red
    int response = 0; ///< working days
};

/// A reason for a credit grade of the year; where none applies, it is the first one of the code list "grade".
struct GradeRule : EmployerRule {
    int grade = 0; ///< column number
};

/// What somebody who applies for something is asked, and where in the record the office keeps it.
struct GuideForm {
    struct Asked {
        int field = -1;
        Field shown;        ///< as it is asked: its name in plain words, whether it must be answered
        bool wide = false;  ///< a long answer
        bool phone = false; ///< a number to call
    };
    int reg = -1; ///< -1: there is no form; else one with a title (text) and a date
    std::vector<Asked> asked;
    int receipt = -1;                          ///< text: the receipt code
    int named = -1, employer = -1;             ///< the employer as it was named (asked), and the link to it
    std::vector<std::pair<int, uint16_t>> set; ///< code fields that are known, and their column numbers
    std::vector<int> tells;                    ///< what somebody with the code may know; nothing personal
};

/// What somebody can do in a matter, where to turn, and the time limits that bind the bureau.
struct Guide {
    std::string id;
    Name name, text;
    GuideForm form;
    int list = -1;             ///< code list of the channels, -1: none are named
    std::vector<int> channels; ///< positions in it
    std::vector<int> clocks;   ///< positions in Catalog::clocks
    struct Own {
        Name name;
        std::string source; ///< the article
    };
    std::vector<Own> own;    ///< limits that bind whoever asks
    std::vector<Name> bring; ///< papers that help, one each
    int window = -1;         ///< where to come: position in the first office's; -1: none is named
};

/// What whoever passes by a stand reads from afar: a figure, a sentence made of figures, what it means, where to go.
struct PassingSlide {
    std::string id;
    Name name;
    std::vector<int> figures; ///< positions in Catalog::indicators; the first is drawn large
    Name sentence;            ///< {0}, {1} …: the figures, {year}: of which year
    Name means, where;
};

/// A question leaders often ask, ready to be asked; core/question reads its text.
struct ReadyQuestion {
    std::string id;
    Name name;
    std::string text; ///< {0}: the year looked at, {1}, {2} …: so many years before it
};

/// A report that writes itself. Its texts have holes, each {NAME} or {NAME|HOW}. NAME is an indicator or one of the template's own
/// figures; HOW is number (without its unit), before (what it was) or change (in brackets, or nothing where it cannot be compared).
/// Other names: {office}, {period}, {year}, {next} the year after it, {n} counts the sentences of a block: 一是, 二是.
struct ReportTemplate {
    enum class Is : uint8_t { below, above, fell, rose };
    struct When {
        std::string figure;
        Is is = Is::below;
        int64_t than = 0; ///< for below and above
    };
    /// Left out where one of its figures is not known, and where not all of `when` holds.
    struct Sentence {
        std::string text;
        std::string zero; ///< instead of it where its first figure is 0; may be empty
        std::vector<When> when;
        bool over = false; ///< only where all days of the period are known
    };
    struct Block {
        enum class Kind : uint8_t { heading, paragraph, table, annex, list } kind = Kind::paragraph;
        int level = 1;         ///< of a heading
        bool proposed = false; ///< what the figures suggest, for a person to judge
        std::vector<Sentence> says;
        std::string otherwise; ///< where no sentence is left, or a list has no records; may be empty
        std::string title;     ///< of a table or list
        /// Of a table or list: a question, as ReadyQuestion; {period}: the days reported on, {from} and {to} the first and last.
        std::string asks;
        struct Column {
            std::string field;
            bool figure = false; ///< instead of the code the figure that its indicator has
        };
        std::vector<Column>
            columns; ///< of a list, whose lines are the records asked for, in order of these columns
        enum class Drawn : uint8_t {
            no,
            bars,
            columns
        } drawn = Drawn::no; ///< table: its first number as a chart
    };
    /// A figure of its own: the answer to a question that has no groups.
    struct Own {
        std::string id;
        Name name;
        std::string asks, unit;
    };
    static constexpr int spans = 4; ///< year, half year, quarter, month
    std::string id;
    Name name;
    std::array<bool, spans> of = {}; ///< for which it is meant
    std::string title;
    std::vector<Own> own;
    std::vector<Block> blocks;
};

/// One hole of a template's text.
struct ReportHole {
    size_t at = 0, end = 0; ///< of the text, the braces included
    std::string_view name, how;
};
/// The next hole from `from` on, or none; a brace that is not closed is none.
std::optional<ReportHole> next_hole(std::string_view text, size_t from);

/// Which days of a year are worked other than Mondays to Fridays.
struct Calendar {
    int year = 0;
    std::vector<Date> off, worked; ///< holidays on weekdays, working days on weekends; ascending
    std::string source;
};

/// A place on the sketch of the way to an office, north above: x to the right from 0 to 100, y down from 0 to 40.
struct SketchPoint {
    int x = -1, y = -1;
    bool has() const { return x >= 0; }
};

/// Where citizens are received.
struct ServiceWindow {
    std::string id;
    Name name, address, hours;
    std::string phone;
    SketchPoint at = {}; ///< missing: it is not on the sketch
};

/// What helps to find an office: a street, or a mark (a bus stop, a square), which has no end.
struct Landmark {
    std::string id;
    Name name;
    SketchPoint at, to = {};
};

struct Office {
    std::string id;
    uint16_t number = 0; ///< 1..4095, never reused: part of RecordId
    Name name;
    std::vector<ServiceWindow> windows = {};
    std::vector<Landmark> landmarks = {}; ///< of the sketch
};

struct Clause {
    std::string id;
    Name name;
};

class Catalog {
  public:
    std::string version;
    std::vector<Office> offices;
    std::vector<CodeList> code_lists;
    std::vector<Register> registers;
    std::vector<Clause> clauses;
    std::vector<Indicator> indicators;
    std::vector<Check> checks;
    std::vector<ClockRule> clocks;
    std::vector<Calendar> calendars; ///< by year
    std::vector<WarningRule> warnings;
    std::vector<GradeRule> grades;
    std::vector<Guide> guides;
    std::vector<PassingSlide> slides;
    std::vector<ReadyQuestion> questions;
    std::vector<ReportTemplate> reports;

    int find_register(std::string_view id) const;  ///< Position, also by a former id, or -1.
    int find_indicator(std::string_view id) const; ///< Position, or -1.
    int find_code_list(std::string_view id) const; ///< Position, or -1.
    int find_office(std::string_view id) const;    ///< Position, or -1.
};

struct CatalogCheck {
    Catalog catalog;
    std::vector<Problem>
        problems; ///< empty: the catalogue may be used; else every error with file, row and key
};

/// Reads and checks all files together; reports all errors, not only the first. When a file cannot be read at all, only
/// that is said: every other error could follow from it.
CatalogCheck load_catalog(const std::vector<CatalogFile>& files);

/// The same for those who work with it: nobody gets a part of a catalogue. The problem has one line for each error.
Outcome<Catalog> whole_catalog(const std::vector<CatalogFile>& files);

} // namespace mj
