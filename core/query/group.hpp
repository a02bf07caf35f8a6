// Grouping of one register's rows by a code and by month: what charts draw.
#pragma once
#include "core/base/date.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

struct GroupBy {
    int reg = -1;
    int date = -1; ///< date field that must lie in the period
    int code = -1; ///< code field, or -1 for one group
    int sum = -1;  ///< count or money field to add up, or -1 to count records
    std::vector<Condition> where;
};

/// values[code][month]: code 0 = missing, 1.. = position + 1; months counted from the period's first month.
struct Groups {
    int months = 0;
    std::vector<std::vector<int64_t>> values;
    int64_t total() const;
};

Groups group(const Ledger& ledger, const GroupBy& by, const Period& period);

/// The rows of one cell; code -1 = all codes, month -1 = all months. In row order.
std::vector<uint32_t> group_rows(const Ledger& ledger, const GroupBy& by, const Period& period, int code,
                                 int month);

/// True when the row satisfies every condition.
bool matches(const Table& table, const std::vector<Condition>& where, uint32_t row);

} // namespace mj
