// Who has handed in records, month by month, and who has not.
#pragma once
#include "core/ledger/ledger.hpp"

#include <array>

namespace mj {

struct HandedRow {
    int reg = -1;                      ///< whose records they are
    RecordId source;                   ///< the mediation organisation; none: all of the register
    std::array<uint32_t, 12> months{}; ///< records by their register's date, up to the day
    Date last;           ///< of the newest record up to the day and the year's end; missing: none
    bool monthly = true; ///< records are to be expected in every month
    bool silent = false; ///< a register of what happens, not monthly, that has none in the year
    int missing = 0;     ///< months that are over and have none, of those expected
    uint32_t total() const;
    bool lacks(int month) const {
        return monthly && months[size_t(month - 1)] == 0;
    } ///< 1..12, one that is over
};
struct Handed {
    int over = 0;                                    ///< months of the year that are over, 0..12
    std::vector<HandedRow> organisations, registers; ///< most missing first, those without any record last
    int silent = 0;                                  ///< registers
};
/// As it stands on `day`. Records are expected monthly of whoever had some in ten months or more of the year before, and of an
/// organisation that had none at all in it.
Handed handed_in(const Ledger& ledger, int year, Date day);
/// The last day of the last month that is over on `day`.
Date last_month_over(Date day);

} // namespace mj
