#include "core/query/filter.hpp"

#include "core/base/keyed_hash.hpp"
#include "core/query/find_text.hpp"

#include <algorithm>

namespace mj {
namespace {

// Unsigned difference: one comparison for both ends, and missing (the least number) is never in.
template <class T, class U>
void keep_range(std::span<const T> cells, const Filter& f, T missing, Bits& rows) {
    const int64_t least = int64_t(missing) + 1, most = std::numeric_limits<T>::max();
    const int64_t from = std::max(f.from, least), to = std::min(f.to, most);
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

void keep_fitting(const Ledger& ledger, int reg, const Filter& filter, Bits& rows) {
    const Column& column = ledger.table(reg).column(filter.field);
    switch (filter.kind) {
    case Filter::Kind::range:
        if (column.type() == FieldType::money)
            keep_range<int64_t, uint64_t>(column.money(), filter, Column::no_i64, rows);
        else
            keep_range<int32_t, uint32_t>(column.numbers(), filter, Column::no_i32, rows);
        break;
    case Filter::Kind::codes:
        if (column.type() == FieldType::flag)
            keep_codes(column.flags(), filter.codes, rows);
        else
            keep_codes(column.codes(), filter.codes, rows);
        break;
    case Filter::Kind::missing: {
        Bits without(rows.rows());
        rows.each([&](uint32_t row) {
            if (!column.has(row)) without.set(row);
            return true;
        });
        rows = std::move(without);
        break;
    }
    case Filter::Kind::contains: keep_texts(column, Needle(filter.text), rows); break;
    case Filter::Kind::linked: {
        const int target = ledger.catalog().registers[size_t(reg)].fields[size_t(filter.field)].target;
        const auto ids = ids_of(ledger.table(target), filter.rows);
        rows.keep(column.links(), [&ids](uint64_t id) { return ids.count(id) != 0; });
        break;
    }
    }
}

bool fits(const Ledger& ledger, int reg, const Filter& filter, uint32_t row) {
    const Column& column = ledger.table(reg).column(filter.field);
    switch (filter.kind) {
    case Filter::Kind::range: {
        if (!column.has(row)) return false;
        const int64_t cell = column.number(row);
        return cell >= filter.from && cell <= filter.to;
    }
    case Filter::Kind::codes: {
        const uint16_t cell = column.type() == FieldType::flag ? column.flags()[row] : column.codes()[row];
        return std::find(filter.codes.begin(), filter.codes.end(), cell) != filter.codes.end();
    }
    case Filter::Kind::missing: return !column.has(row);
    case Filter::Kind::contains: {
        const Needle needle(filter.text);
        return needle.empty() || needle.in(column.text(row));
    }
    case Filter::Kind::linked: {
        const int target = ledger.catalog().registers[size_t(reg)].fields[size_t(filter.field)].target;
        const int64_t to = ledger.table(target).find(RecordId{column.links()[row]});
        return to >= 0 && filter.rows.has(uint32_t(to));
    }
    }
    return false;
}

Bits living(const Table& table, bool counting) {
    Bits out(table.rows(), true);
    if (counting)
        out.keep(table.status(), [](uint8_t status) { return Table::counts(status); });
    else
        out.keep(table.status(), [](uint8_t status) { return status < Table::gone; });
    return out;
}

Bits select(const Ledger& ledger, int reg, std::span<const Filter> filters) {
    const Table& table = ledger.table(reg);
    const auto cost = [&](const Filter& f) { // of a cell: the cheap first, they leave fewer to the others
        if (f.kind == Filter::Kind::range) return table.column(f.field).type() == FieldType::money ? 2 : 1;
        return f.kind == Filter::Kind::codes ? 0 : f.kind == Filter::Kind::linked ? 3 : 4;
    };
    Bits out = living(table);
    for (int turn = 0; turn <= 4; ++turn)
        for (const Filter& filter : filters)
            if (cost(filter) == turn) keep_fitting(ledger, reg, filter, out);
    return out;
}

} // namespace mj
