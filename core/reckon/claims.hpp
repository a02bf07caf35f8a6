// What somebody whose employer owes him may claim: wages kept back, overtime, unused leave, severance. All amounts in fen.
#pragma once
#include <cstdint>

namespace mj {

struct WorkFacts {
    static constexpr int64_t most_money = 100'000'000'00; ///< fen; of more nothing is reckoned
    static constexpr int64_t most_time = 100'000;         ///< months, or tenths
    int64_t monthly = 0;                                  ///< the wage of a month
    int64_t years = 0, months = 0;                        ///< worked there
    int64_t owed_months = 0, owed_days = 0;               ///< without a wage; tenths
    int64_t workday = 0, restday = 0, holiday = 0;        ///< hours of overtime, tenths
    int64_t leave = 0;                                    ///< days of leave that were not taken, tenths
    int64_t local = 0; ///< the average wage of a month where one works; 0: not known
};

/// Of a month 21.75 days of 8 hours are paid; each amount is rounded once, half a fen up.
struct Claims {
    int64_t owed = 0;
    int64_t workday = 0, restday = 0, holiday = 0; ///< 150, 200 and 300 % of an hour's wage
    int64_t leave = 0;                             ///< 200 % of a day's wage, beyond the wage that was paid
    int64_t halves = 0;      ///< half months of severance: a year two, what is left one or two
    bool capped = false;     ///< three times the local wage, for twelve years at most
    int64_t base = 0;        ///< of a month of severance
    int64_t severance = 0;   ///< N
    int64_t with_notice = 0; ///< N + 1: the month before is paid as it was
    int64_t doubled = 0;     ///< 2N
};

/// What is negative or beyond the limits counts as nothing.
Claims claims_of(const WorkFacts& facts);

} // namespace mj
