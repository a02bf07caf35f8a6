#include "core/question/reckon.hpp"

#include "core/base/exact.hpp"
#include "core/base/sort.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace mj {
namespace {

__extension__ using Wide = __int128;

Ratio fitted(Wide top, Wide bottom) {
    const auto most = Wide(sum_limit);
    while (top > most || top < -most || bottom > most) top /= 2, bottom /= 2;
    return {int64_t(top), std::max(int64_t(bottom), int64_t(1))};
}

/// Calls f(group, value) for each record that has one.
template <class F>
void each_value(const Table& table, const Reckoned& reckoned, std::span<const uint32_t> rows,
                std::span<const uint32_t> groups, F f) {
    const Column& column = table.column(reckoned.field);
    const Column* until = reckoned.until < 0 ? nullptr : &table.column(reckoned.until);
    for (size_t i = 0; i < rows.size(); ++i) {
        const uint32_t row = rows[i];
        if (!column.has(row) || (until && !until->has(row))) continue;
        f(groups[i], until ? until->number(row) - column.number(row) : column.number(row));
    }
}

std::vector<Ratio> middles(const Table& table, const Reckoned& reckoned, std::span<const uint32_t> rows,
                           std::span<const uint32_t> groups, size_t count) {
    std::vector<uint32_t> begin(count + 1, 0);
    each_value(table, reckoned, rows, groups, [&](uint32_t group, int64_t) { ++begin[group + 1]; });
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<int64_t> values(begin.back());
    std::vector<uint32_t> at(begin.begin(), begin.end() - 1);
    each_value(table, reckoned, rows, groups,
               [&](uint32_t group, int64_t value) { values[at[group]++] = value; });
    std::vector<Ratio> out(count);
    for (size_t g = 0; g < count; ++g) {
        const auto from = values.begin() + begin[g], to = values.begin() + begin[g + 1];
        if (from == to) continue;
        const auto middle = from + (to - from) / 2;
        std::nth_element(from, middle, to);
        out[g] = {*middle, 1};
        if ((to - from) % 2 == 0) out[g] = {plus(*middle, *std::max_element(from, middle)), 2};
    }
    return out;
}

/// What makes two cells the same value.
uint64_t cell_bits(const Column& column, uint32_t row) {
    switch (column.type()) {
    case FieldType::code: return column.codes()[row];
    case FieldType::flag: return column.flags()[row];
    case FieldType::link: return column.links()[row];
    case FieldType::text: return column.texts()[row];
    default: return uint64_t(column.number(row));
    }
}

std::vector<Ratio> different(const Table& table, const Reckoned& reckoned, std::span<const uint32_t> rows,
                             std::span<const uint32_t> groups, size_t count) {
    const Column& column = table.column(reckoned.field);
    std::vector<std::pair<uint32_t, uint64_t>> cells;
    for (size_t i = 0; i < rows.size(); ++i)
        if (column.has(rows[i])) cells.emplace_back(groups[i], cell_bits(column, rows[i]));
    sort_stable(cells, std::less<std::pair<uint32_t, uint64_t>>());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    std::vector<Ratio> out(count, {0, 1});
    for (const auto& [group, cell] : cells) ++out[group].top;
    return out;
}

std::vector<Ratio> shares(const Ledger& ledger, const Question& question, const Reckoned& reckoned,
                          std::span<const uint32_t> rows, std::span<const uint32_t> groups, size_t count) {
    std::vector<Ratio> out(count);
    if (reckoned.of.empty()) {
        for (const uint32_t group : groups) out[group].top += 100;
        for (Ratio& share : out) share.bottom = int64_t(rows.size());
        return out;
    }
    const Bits fitting = fulfilling(ledger, question.reg, reckoned.of);
    for (size_t i = 0; i < rows.size(); ++i) {
        out[groups[i]].bottom += 1;
        out[groups[i]].top += fitting.has(rows[i]) ? 100 : 0;
    }
    return out;
}

std::vector<Ratio> rates(const Ledger& ledger, const Reckoned& reckoned, std::span<const uint32_t> groups,
                         std::span<const GroupKey> keys) {
    const Table& other = ledger.table(reckoned.reg);
    const auto codes = other.column(reckoned.field).codes();
    std::vector<int64_t> of_code(size_t(UINT16_MAX) + 1, 0);
    int64_t all = 0;
    for (uint32_t row = 0; row < other.rows(); ++row)
        if (other.counts(row)) ++of_code[codes[row]], ++all;
    std::vector<Ratio> out(std::max(keys.size(), size_t(1)));
    for (const uint32_t group : groups) out[group].top += 1'000;
    if (keys.empty()) out[0].bottom = all;
    for (size_t i = 0; i < keys.size(); ++i) // records without a code belong to nobody
        out[i].bottom = keys[i][0] ? of_code[size_t(keys[i][0])] : 0;
    return out;
}

} // namespace

bool less(const Ratio& a, const Ratio& b) {
    if (!a.known() || !b.known()) return !a.known() && b.known();
    return Wide(a.top) * b.bottom < Wide(b.top) * a.bottom;
}

Ratio minus(const Ratio& a, const Ratio& b) {
    if (!a.known() || !b.known()) return {};
    if (a.bottom == b.bottom) return {plus(a.top, -b.top), a.bottom};
    return fitted(Wide(a.top) * b.bottom - Wide(b.top) * a.bottom, Wide(a.bottom) * b.bottom);
}

Decimal decimal_of(Unit unit, const Reckoned& reckoned, const Ratio& value) {
    const bool between = reckoned.how == How::mean || reckoned.how == How::median;
    const int averaged = between ? 1 : 0;
    switch (unit) {
    case Unit::money: return quotient(value.top, 1, value.bottom, 100, 2);
    case Unit::per_cent:
        if (value.top >= 0 && value.top % 100 == 0 && value.top / 100 <= value.bottom)
            return percent(value.top / 100, value.bottom);
        return quotient(value.top, 1, value.bottom, 1, 1); // a difference
    case Unit::per_thousand: return quotient(value.top, 1, value.bottom, 1, 1);
    case Unit::records:
    case Unit::number:
    case Unit::days: break;
    }
    return quotient(value.top, 1, value.bottom, 1, averaged);
}

std::vector<Ratio> reckon(const Ledger& ledger, const Question& question, const Reckoned& reckoned,
                          std::span<const uint32_t> rows, std::span<const uint32_t> groups,
                          std::span<const GroupKey> keys) {
    const Table& table = ledger.table(question.reg);
    const size_t count = std::max(keys.size(), size_t(1));
    std::vector<Ratio> out(count);
    const auto values = [&](auto f) { each_value(table, reckoned, rows, groups, f); };
    switch (reckoned.how) {
    case How::count:
        for (Ratio& n : out) n.bottom = 1;
        for (const uint32_t group : groups) ++out[group].top;
        return out;
    case How::share: return shares(ledger, question, reckoned, rows, groups, count);
    case How::sum:
        // A sum of records that all lack the field is not known; of no records it is nothing.
        for (Ratio& n : out) n.bottom = 1;
        for (const uint32_t group : groups) out[group].bottom = 0;
        values([&](uint32_t group, int64_t n) { out[group] = {plus(out[group].top, n), 1}; });
        return out;
    case How::mean:
        values([&](uint32_t group, int64_t n) {
            out[group] = {plus(out[group].top, n), out[group].bottom + 1};
        });
        return out;
    case How::median: return middles(table, reckoned, rows, groups, count);
    case How::least:
        values([&](uint32_t group, int64_t n) {
            if (!out[group].known() || n < out[group].top) out[group] = {n, 1};
        });
        return out;
    case How::most:
        values([&](uint32_t group, int64_t n) {
            if (!out[group].known() || n > out[group].top) out[group] = {n, 1};
        });
        return out;
    case How::distinct: return different(table, reckoned, rows, groups, count);
    case How::rate: return rates(ledger, reckoned, groups, keys);
    }
    return out;
}

} // namespace mj
