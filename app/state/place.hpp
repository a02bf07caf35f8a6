// Where in the program one is, and the way there and back.
#pragma once
#include "core/base/record_id.hpp"
#include "core/ledger/table.hpp"
#include "core/question/question.hpp"

#include <string>
#include <variant>
#include <vector>

namespace mj {

enum class PageId : uint8_t {
    overview,
    disputes,
    inspection,
    employers,
    training,
    outreach,
    service,
    deadlines,
    warnings,
    handed,
    rights,
    apply,
    reckon,
    explore,
    report,
    passing,
    registers,
    list,
    record,
    slides,
    data,
    about,
    repair,
    bin
};

/// The records behind a figure: of its numerator (or only part), of its denominator, what the former lacks of the
/// latter, or those of which nobody knows.
struct FigureFilter {
    int indicator = -1; ///< position in Catalog::indicators
    bool bottom = false;
    bool rest = false;   ///< only with `bottom`
    int part = 0;        ///< of the year, as in ReportingPeriod
    bool unsaid = false; ///< as Figure::unsaid
    bool operator==(const FigureFilter&) const = default;
};

/// The records behind a cell, a row or a column of a chart.
struct CellFilter {
    int chart = -1; ///< position in charts_of()
    int code = -1;  ///< column number (0: missing), or -1 for all
    int month = -1; ///< 0 = the year's first month, or -1 for all
    bool operator==(const CellFilter&) const = default;
};

/// The records that a check looks at, or those that break it.
struct CheckFilter {
    int check = -1; ///< position in Catalog::checks
    bool broken = false;
    bool operator==(const CheckFilter&) const = default;
};

/// The records that link to one record.
struct LinkFilter {
    int field = -1; ///< of the list's register
    RecordId to;
    bool operator==(const LinkFilter&) const = default;
};

/// The clocks of one rule, or of one urgency; of all the open ones.
enum class Urgency : uint8_t {
    broken,
    days3,
    days7,
    later,
    undated,
    reminder, ///< a validity that ends soon
    expired,  ///< one that has ended
    unsaid,   ///< not open: over this year without the day that would say whether in time
    count
};
struct ClockFilter {
    int rule = -1;    ///< position in Catalog::clocks, or -1 for all
    int urgency = -1; ///< an Urgency, or -1 for all
    bool operator==(const ClockFilter&) const = default;
};

/// The warnings of one level, or those nobody has answered.
constexpr int warning_levels = 3;
struct WarningFilter {
    int level = -1; ///< as in WarningRule, or -1 for all
    bool open = false;
    bool operator==(const WarningFilter&) const = default;
};

/// What is chosen in the charts of one section of a dashboard.
struct BoardFilter {
    int section = -1;                       ///< position in board_sections()
    int from = 1, to = 12;                  ///< months of the year, 1..12, both included
    std::vector<std::pair<int, int>> codes; ///< field and column number or class; in order, none twice
    bool whole_year() const { return from == 1 && to == 12; }
    bool has(int field, int code) const;
    bool limits(int field) const;   ///< a code of it is chosen
    void turn(int field, int code); ///< chosen or no longer
    bool operator==(const BoardFilter&) const = default;
};

/// The part of the year the overview shows, as in ReportingPeriod.
struct PartFilter {
    int part = 0;
    bool operator==(const PartFilter&) const = default;
};

/// Records with a date after today, or before any year that is looked at.
struct AheadFilter {
    bool early = false;
    bool operator==(const AheadFilter&) const = default;
};

/// Records in one state.
struct StateFilter {
    State state = State::draft;
    bool operator==(const StateFilter&) const = default;
};

/// The records whose limit fell into the year, kept or not, as of a day: what the rate of a clock is out of.
struct SettledFilter {
    int rule = -1; ///< position in Catalog::clocks
    Date on;
    bool operator==(const SettledFilter&) const = default;
};

/// The question the page 分析 asks; of a list, the one that asks for its records.
struct AskedFilter {
    Question question;
    bool operator==(const AskedFilter&) const = default;
};

using ListFilter =
    std::variant<std::monostate, FigureFilter, CellFilter, ClockFilter, LinkFilter, BoardFilter, CheckFilter,
                 PartFilter, AheadFilter, WarningFilter, StateFilter, SettledFilter, AskedFilter>;

struct Place {
    PageId page = PageId::overview;
    int reg = -1;      ///< of list and record
    RecordId record;   ///< of record
    ListFilter filter; ///< of most pages; reads the year that is chosen for the whole program
    std::string search;
    int sort = -1; ///< field, or -1: the register's date, newest first
    bool descending = false;
    int part() const; ///< of the year, whose figures it is about
    bool operator==(const Place&) const = default;
};

class History {
  public:
    const Place& current() const { return places_[at_]; }
    /// Goes to a new place; what lay ahead is forgotten. The place one is at already is not entered twice.
    void open(Place place);
    /// Changes the place one is at without a step: search, sort, a filter taken away.
    void amend(Place place) { places_[at_] = std::move(place); }
    int step() const { return int(at_); } ///< of the current place, from 0
    bool can_back() const { return at_ > 0; }
    bool can_forward() const { return at_ + 1 < places_.size(); }
    void back() { at_ -= can_back(); }
    void forward() { at_ += can_forward(); }
    bool go_to(int step); ///< False: there is no such place any more.
    /// After all records were replaced: records and lists of before mean nothing any more.
    void restart(Place place = {});

  private:
    std::vector<Place> places_{Place{}};
    size_t at_ = 0;
};

} // namespace mj
