// Whether a record fulfils a condition: what each test means.
#pragma once
#include "core/base/credit_code.hpp"
#include "core/catalog/catalog.hpp"
#include "core/ledger/find_text.hpp"
#include "core/ledger/table.hpp"

#include <algorithm>

namespace mj {

/// The cells of a row.
struct RowCells {
    const Table& table;
    uint32_t row;
    bool has(int field) const { return table.column(field).has(row); }
    uint16_t code(int field) const {
        const Column& column = table.column(field);
        if (column.type() != FieldType::flag) return column.codes()[row];
        return column.has(row) ? uint16_t(column.flags()[row] + 1) : 0;
    }
    uint8_t flag(int field) const { return table.column(field).flags()[row]; }
    int64_t number(int field) const { return table.column(field).number(row); }
    uint64_t link(int field) const { return table.column(field).links()[row]; }
    std::string_view text(int field) const { return table.column(field).text(row); }
};

/// `cells` gives the fields of a record: has(field), code(field) (as in Condition::codes), flag(field) (neither 0 nor 1 when
/// missing), and of those that are there number(field), link(field) and text(field).
template <class Cells> bool holds(const Condition& c, const Cells& cells) {
    const auto listed = [&] {
        return std::find(c.codes.begin(), c.codes.end(), cells.code(c.field)) != c.codes.end();
    };
    switch (c.test) {
    case Test::is: return listed();
    case Test::is_not: return cells.has(c.field) && !listed();
    case Test::yes: return cells.flag(c.field) == 1;
    case Test::no: return cells.flag(c.field) == 0;
    case Test::present: return cells.has(c.field);
    case Test::missing: return !cells.has(c.field);
    case Test::not_after:
    case Test::within_days:
        return cells.has(c.field) && cells.has(c.other) &&
               cells.number(c.field) <= cells.number(c.other) + c.days;
    case Test::at_most:
        return cells.has(c.field) && cells.has(c.other) && cells.number(c.field) <= cells.number(c.other);
    case Test::between:
        return cells.has(c.field) && cells.number(c.field) >= c.from && cells.number(c.field) <= c.to;
    case Test::contains: {
        const Needle needle(c.text);
        return needle.empty() || (cells.has(c.field) && needle.in(cells.text(c.field)));
    }
    case Test::same:
        return cells.has(c.field) &&
               (c.text.empty() ? cells.link(c.field) == uint64_t(c.from) : cells.text(c.field) == c.text);
    case Test::credit_code: return cells.has(c.field) && is_credit_code(cells.text(c.field));
    }
    return false;
}

/// Whether a rule that asks `must` of records is silent about this one: something it compares is missing.
template <class Cells> bool silent(const Condition& must, const Cells& cells) {
    return must.compares() && (!cells.has(must.field) || (must.other >= 0 && !cells.has(must.other)));
}

} // namespace mj
