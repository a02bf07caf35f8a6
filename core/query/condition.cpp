#include "core/query/condition.hpp"

#include "core/base/keyed_hash.hpp"

#include <algorithm>

namespace mj {
namespace {

// Unsigned difference: one comparison for both ends, and missing (the least number) is never in.
template <class T, class U>
void keep_range(std::span<const T> cells, const Condition& c, T missing, Bits& rows) {
    const int64_t least = int64_t(missing) + 1, most = std::numeric_limits<T>::max();
    const int64_t from = std::max(c.from, least), to = std::min(c.to, most);
    if (from > to) {
        rows = Bits(rows.rows());
        return;
    }
    const T low = T(from);
    const U span = U(to) - U(from);
    rows.keep(cells, [low, span](T cell) { return U(U(cell) - U(low)) <= span; });
}

template <class T> void keep_codes(std::span<const T> cells, const std::vector<uint16_t>& codes, Bits& rows) {
    if (codes.size() == 1) {
        const T only = T(codes[0]);
        rows.keep(cells, [only](T cell) { return cell == only; });
        return;
    }
    std::vector<uint8_t> good(size_t(std::numeric_limits<T>::max()) + 1, 0);
    for (const uint16_t code : codes)
        if (code < good.size()) good[code] = 1;
    const uint8_t* look = good.data();
    rows.keep(cells, [look](T cell) { return look[cell]; });
}

void keep_texts(const Column& column, const Needle& needle, Bits& rows) {
    if (needle.empty()) return;
    std::vector<uint8_t> hits;
    const uint32_t found = needle.mark(column.pool(), hits);
    const std::span<const uint32_t> cells = column.texts();
    if (found == 0) {
        rows = Bits(rows.rows());
    } else if (found <= 3) {
        uint32_t which[3] = {};
        uint32_t n = 0;
        for (uint32_t i = 0; i < hits.size() && n < found; ++i)
            if (hits[i]) which[n++] = i;
        for (; n < 3; ++n) which[n] = which[0];
        const uint32_t a = which[0], b = which[1], c = which[2];
        rows.keep(cells, [=](uint32_t cell) { return int(cell == a) | int(cell == b) | int(cell == c); });
    } else {
        const uint8_t* look = hits.data();
        rows.keep(cells, [look](uint32_t cell) { return look[cell]; });
    }
}

IdSet ids_of(const Table& target, const Bits& rows) {
    IdSet out;
    rows.each([&](uint32_t row) {
        if (target.alive(row)) out.insert(target.head(row).id.bits);
        return true;
    });
    return out;
}

} // namespace

void keep_fitting(const Ledger& ledger, int reg, const Condition& condition, Bits& rows) {
    const Table& table = ledger.table(reg);
    const Column& column = table.column(condition.field);
    switch (condition.test) {
    case Test::between:
        if (column.type() == FieldType::money)
            return keep_range<int64_t, uint64_t>(column.money(), condition, Column::no_i64, rows);
        return keep_range<int32_t, uint32_t>(column.numbers(), condition, Column::no_i32, rows);
    case Test::is: {
        if (column.type() != FieldType::flag) return keep_codes(column.codes(), condition.codes, rows);
        std::vector<uint16_t> cells;
        for (const uint16_t code : condition.codes)
            cells.push_back(code ? uint16_t(code - 1) : Column::no_flag);
        return keep_codes(column.flags(), cells, rows);
    }
    case Test::yes: return keep_codes(column.flags(), {1}, rows);
    case Test::no: return keep_codes(column.flags(), {0}, rows);
    case Test::contains: return keep_texts(column, Needle(condition.text), rows);
    case Test::same:
        if (column.type() != FieldType::link) break;
        return rows.keep(column.links(),
                         [id = uint64_t(condition.from)](uint64_t cell) { return cell == id; });
    default: break;
    }
    Bits fitting(rows.rows());
    rows.each([&](uint32_t row) {
        if (holds(condition, RowCells{table, row})) fitting.set(row);
        return true;
    });
    rows = std::move(fitting);
}

void keep_linked(const Ledger& ledger, int reg, int field, const Bits& targets, Bits& rows) {
    const int target = ledger.catalog().registers[size_t(reg)].fields[size_t(field)].target;
    const auto ids = ids_of(ledger.table(target), targets);
    rows.keep(ledger.table(reg).column(field).links(), [&ids](uint64_t id) { return ids.count(id) != 0; });
}

Bits living(const Table& table, bool counting) {
    Bits out(table.rows(), true);
    if (counting)
        out.keep(table.status(), [](uint8_t status) { return Table::counts(status); });
    else
        out.keep(table.status(), [](uint8_t status) { return status < Table::gone; });
    return out;
}

Bits select(const Ledger& ledger, int reg, std::span<const Condition> conditions) {
    const Table& table = ledger.table(reg);
    const auto cost = [&](const Condition& c) { // of a cell: the cheap first, they leave fewer to the others
        if (c.test == Test::between) return table.column(c.field).type() == FieldType::money ? 2 : 1;
        return c.answers() && c.test != Test::is_not ? 0 : 3;
    };
    Bits out = living(table);
    for (int turn = 0; turn <= 3; ++turn)
        for (const Condition& condition : conditions)
            if (cost(condition) == turn) keep_fitting(ledger, reg, condition, out);
    return out;
}

} // namespace mj
