// Statutory clocks read from the records: what runs, until when, what was kept and what was broken.
#pragma once
#include "core/clock/calendars.hpp"

namespace mj {

struct ClockReading {
    enum class State : uint8_t {
        runs,    ///< the latest last day is today or later
        broken,  ///< even the latest has passed, and nothing has stopped the clock
        stands,  ///< suspended now: the last day is not known yet
        kept,    ///< stopped in time, whatever the calendar says
        late,    ///< stopped after the latest last day
        unknown, ///< stopped between the earliest and the latest last day: the calendar of that year must say
        /// The matter is over, but not in time, and the day that stops the clock was not filled in; or that day lies before the
        /// one on which it began, which is a mistake in one of them.
        unsaid,
    };
    int rule = -1; ///< position in Catalog::clocks
    uint32_t row = 0;
    State state = State::runs;
    Date starts, stopped;
    /// The last day. Where a year on the way has no calendar it lies between these two; both are missing while it stands.
    Date due, latest;
    /// Calendar days from the day of asking to `due` (broken: to `latest`, negative), or from the day it was stopped on (late:
    /// to `latest`, negative).
    int days = 0;
    bool extended = false;
    bool reminder = false; ///< of a validity: nothing is broken by it
    /// What a rate of those kept is out of, when its last day lies in the period.
    bool settled() const { return state == State::kept || state == State::late || state == State::broken; }
    bool open() const { return state == State::runs || state == State::broken || state == State::stands; }
    DayRange last_day() const { return {due, latest}; }
    bool exact() const { return due == latest; } ///< the last day is known
};

/// False where other days can stop the clock too, and no record of the register has the one that is its own: then nobody here fills
/// that in, and nobody knows how the limit was kept. A register without records: true.
bool stops_are_recorded(const Ledger& ledger, int rule);

/// The reading of one record, nothing when the rule is not about it or has not begun by `today`. `recorded`: stops_are_recorded();
/// where they are not, what is not running is `unsaid`.
std::optional<ClockReading> read_clock(const Ledger& ledger, const WorkDays& days, int rule, uint32_t row,
                                       Date today, bool recorded = true);

/// All clocks of all living records that are not void. What is open is sorted by the earliest last day, the most urgent first,
/// reminders behind; those that end in more than `remind_days` are left out.
constexpr int remind_days = 60;
struct Clocks {
    std::vector<ClockReading> open;
    std::vector<ClockReading> unsaid; ///< whose last day lies in the period asked for, in row order
    struct Count {
        int runs = 0, broken = 0, stands = 0; ///< now
        /// Whose last day lies in the period asked for.
        int kept = 0, late = 0, overdue = 0, unknown = 0, unsaid = 0; ///< overdue: of the broken ones
        /// What a rate of those kept is out of; `unknown` ones are left out until the calendar of their year decides them,
        /// `unsaid` ones until somebody fills in the day.
        int settled() const { return kept + late + overdue; }
    };
    std::vector<Count> counts; ///< by rule
};
/// The newest day by `today` on which a clock has begun or was stopped; missing when none has begun.
Date last_move(const Ledger& ledger, Date today);
Clocks read_clocks(const Ledger& ledger, Date today, const Period& due_in);
/// The records that the rate of one rule is out of (Clocks::Count::settled), in row order.
std::vector<uint32_t> settled_rows(const Ledger& ledger, int rule, Date today, const Period& due_in);

} // namespace mj
