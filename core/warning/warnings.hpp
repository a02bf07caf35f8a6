// Early warnings: what the rules of the catalogue say of each employer on a day (the early warning of wage arrears that the
// 保障农民工工资支付条例 asks for), and signals that are far above their own history.
#pragma once
#include "core/clock/work_days.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

/// Somebody looked into it: an inspection, a warning verified, a penalty case.
struct Response {
    Date day;
    int reg;
    uint32_t row;
};

struct Warning {
    int rule = -1; ///< position in Catalog::warnings
    RecordId employer;
    Date since;                      ///< when the rule was first fulfilled by the records of the window
    DayRange due;                    ///< last day to respond, in working days
    std::vector<Response> responses; ///< from then on, by date
    int64_t weight = 0;              ///< records in the window, or the largest amount
    std::vector<uint32_t> rows;      ///< of the rule's register, that fulfil it; by date
    bool answered() const { return !responses.empty(); }
};
/// Those that stand on `today`: red first, then the ones not answered, then by date.
std::vector<Warning> read_warnings(const Ledger& ledger, Date today);

/// How many warning records had a signal in a month, beside the months before it.
struct SignalMonth {
    int code = 0; ///< column number of the signal
    int year = 0, month = 0;
    int count = 0;
    double mean = 0, deviation = 0; ///< of the earlier months, standard deviation of the sample
    bool above = false;             ///< more than mean + 2 deviations
};
constexpr int least_history = 6; ///< months; with fewer nothing is said
/// For each signal the whole month before `today`'s; empty when the history is too short.
std::vector<SignalMonth> read_signals(const Ledger& ledger, Date today);

} // namespace mj
