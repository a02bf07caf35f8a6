#include "core/query/group.hpp"

#include "core/base/exact.hpp"
#include "core/ledger/condition.hpp"

#include <algorithm>

namespace mj {
namespace {

/// Calls f(row, code, month, amount) for each row that counts.
template <class F> void each(const Ledger& ledger, const GroupBy& by, const Period& period, F f) {
    const Table& table = ledger.table(by.reg);
    const auto dates = table.column(by.date).numbers();
    const int first_month = period.from.year() * 12 + period.from.month() - 1;
    // Months of the days of the period, looked up instead of computed for every row.
    std::vector<int16_t> month_of(size_t(period.to.days - period.from.days + 1));
    for (size_t i = 0; i < month_of.size(); ++i) {
        const Date d = period.from.plus(int(i));
        month_of[i] = int16_t(d.year() * 12 + d.month() - 1 - first_month);
    }
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (dates[row] < period.from.days || dates[row] > period.to.days) continue;
        if (!table.counts(row) || !matches(table, by.where, row)) continue;
        int64_t amount = 1;
        if (by.sum >= 0) {
            const Column& sum = table.column(by.sum);
            if (!sum.has(row)) continue;
            amount = sum.number(row);
        }
        const int code = by.code < 0 ? 0 : table.column(by.code).codes()[row];
        f(row, code, int(month_of[size_t(dates[row] - period.from.days)]), amount);
    }
}

} // namespace

bool matches(const Table& table, const std::vector<Condition>& where, uint32_t row) {
    return std::all_of(where.begin(), where.end(), [&](const Condition& c) {
        return holds(c, RowCells{table, row});
    });
}

int64_t Groups::total() const {
    int64_t sum = 0;
    for (const auto& months_of_code : values) sum = plus(sum, sum_of(months_of_code));
    return sum;
}

Groups group(const Ledger& ledger, const GroupBy& by, const Period& period) {
    const Catalog& catalog = ledger.catalog();
    Groups out;
    out.months =
        period.to.year() * 12 + period.to.month() - period.from.year() * 12 - period.from.month() + 1;
    size_t codes = 1;
    if (by.code >= 0)
        codes += catalog.code_lists[size_t(catalog.registers[size_t(by.reg)].fields[size_t(by.code)].codes)]
                     .codes.size();
    out.values.assign(codes, std::vector<int64_t>(size_t(out.months), 0));
    each(ledger, by, period, [&](uint32_t, int code, int month, int64_t amount) {
        int64_t& cell = out.values[size_t(code)][size_t(month)];
        cell = plus(cell, amount);
    });
    return out;
}

std::vector<uint32_t> group_rows(const Ledger& ledger, const GroupBy& by, const Period& period, int code,
                                 int month) {
    std::vector<uint32_t> out;
    each(ledger, by, period, [&](uint32_t row, int row_code, int row_month, int64_t) {
        if ((code < 0 || code == row_code) && (month < 0 || month == row_month)) out.push_back(row);
    });
    return out;
}

} // namespace mj
