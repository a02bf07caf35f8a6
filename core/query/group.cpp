#include "core/query/group.hpp"

#include <algorithm>
#include <numeric>

namespace mj {
namespace {

bool matches_one(const Table& table, const Condition& c, uint32_t row) {
    const Column& column = table.column(c.field);
    switch (c.test) {
    case Test::is: return std::find(c.codes.begin(), c.codes.end(), column.codes()[row]) != c.codes.end();
    case Test::is_not:
        return column.has(row) &&
               std::find(c.codes.begin(), c.codes.end(), column.codes()[row]) == c.codes.end();
    case Test::yes: return column.flags()[row] == 1;
    case Test::no: return column.flags()[row] == 0;
    case Test::present: return column.has(row);
    case Test::missing: return !column.has(row);
    case Test::not_after:
    case Test::within_days: {
        const Column& other = table.column(c.other);
        return column.has(row) && other.has(row) && column.numbers()[row] <= other.numbers()[row] + c.days;
    }
    }
    return false;
}

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
            amount = sum.type() == FieldType::money ? sum.money()[row] : sum.numbers()[row];
        }
        const int code = by.code < 0 ? 0 : table.column(by.code).codes()[row];
        f(row, code, int(month_of[size_t(dates[row] - period.from.days)]), amount);
    }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool contains(std::string_view text, std::string_view lowered) {
    return std::search(text.begin(), text.end(), lowered.begin(), lowered.end(),
                       [](char a, char b) { return lower(a) == b; }) != text.end();
}

} // namespace

bool matches(const Table& table, const std::vector<Condition>& where, uint32_t row) {
    return std::all_of(where.begin(), where.end(),
                       [&](const Condition& c) { return matches_one(table, c, row); });
}

int64_t Groups::total() const {
    int64_t sum = 0;
    for (const auto& months_of_code : values)
        sum = std::accumulate(months_of_code.begin(), months_of_code.end(), sum);
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
        out.values[size_t(code)][size_t(month)] += amount;
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

void sort_rows(const Ledger& ledger, int reg, int field, bool descending, std::vector<uint32_t>& rows) {
    const Column& column = ledger.table(reg).column(field);
    const auto less = [&](uint32_t a, uint32_t b) {
        switch (column.type()) {
        case FieldType::text: return column.text(a) < column.text(b);
        case FieldType::code: return column.codes()[a] < column.codes()[b];
        case FieldType::flag: return column.flags()[a] < column.flags()[b];
        case FieldType::date:
        case FieldType::count: return column.numbers()[a] < column.numbers()[b];
        case FieldType::money: return column.money()[a] < column.money()[b];
        case FieldType::link: return column.links()[a] < column.links()[b];
        }
        return false;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
        const bool has_a = column.has(a), has_b = column.has(b);
        if (has_a != has_b) return has_a;
        if (!has_a) return false;
        return descending ? less(b, a) : less(a, b);
    });
}

std::vector<uint32_t> search_rows(const Ledger& ledger, int reg, std::string_view needle) {
    const Table& table = ledger.table(reg);
    const auto& fields = ledger.catalog().registers[size_t(reg)].fields;
    std::string lowered(needle);
    for (char& c : lowered) c = lower(c);
    // Each distinct text is looked at once; rows then only look up its number.
    std::vector<std::pair<int, std::vector<uint8_t>>> hits;
    for (int f = 0; f < int(fields.size()); ++f) {
        if (fields[size_t(f)].type != FieldType::text) continue;
        const TextPool& pool = table.column(f).pool();
        std::vector<uint8_t> hit(pool.count() + 1, 0);
        for (uint32_t n = 1; n < hit.size(); ++n) hit[n] = contains(pool.text(n), lowered);
        hits.emplace_back(f, std::move(hit));
    }
    std::vector<uint32_t> out;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row)) continue;
        bool found = lowered.empty();
        for (size_t i = 0; i < hits.size() && !found; ++i)
            found = hits[i].second[table.column(hits[i].first).texts()[row]];
        if (found) out.push_back(row);
    }
    return out;
}

} // namespace mj
