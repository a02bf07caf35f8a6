#include "app/state/search.hpp"

#include "core/base/utf8.hpp"
#include "core/query/group.hpp"

#include <algorithm>
#include <unordered_set>

namespace mj {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool contains(std::string_view text, std::string_view needle) {
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                       [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

void mark_codes(const CodeList& list, const Column& column, std::string_view needle,
                std::vector<uint8_t>& hit) {
    std::vector<uint8_t> fits(list.codes.size() + 1, 0);
    for (size_t i = 0; i < list.codes.size(); ++i)
        fits[i + 1] = contains(list.codes[i].name.zh, needle) || contains(list.codes[i].name.en, needle);
    if (std::find(fits.begin(), fits.end(), 1) == fits.end()) return;
    for (uint32_t row = 0; row < column.size(); ++row) hit[row] |= fits[column.codes()[row]];
}

void mark_links(const Ledger& ledger, int target, const Column& column, std::string_view needle,
                std::vector<uint8_t>& hit) {
    const int title = ledger.catalog().registers[size_t(target)].title;
    const Table& table = ledger.table(target);
    if (title < 0 || table.column(title).type() != FieldType::text) return;
    const TextPool& pool = table.column(title).pool();
    std::vector<uint8_t> fits(pool.count() + 1, 0);
    for (uint32_t n = 1; n < fits.size(); ++n) fits[n] = contains(pool.text(n), needle);
    std::unordered_set<uint64_t> ids;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.alive(row) && fits[table.column(title).texts()[row]]) ids.insert(table.head(row).id.bits);
    if (ids.empty()) return;
    for (uint32_t row = 0; row < column.size(); ++row) hit[row] |= uint8_t(ids.count(column.links()[row]));
}

/// "2023-05" or "2023-05-06", else nothing.
std::optional<Period> as_period(std::string_view needle) {
    if (const auto day = Date::parse(needle)) return Period{*day, *day};
    if (needle.size() != 7) return std::nullopt;
    const auto first = Date::parse(std::string(needle) + "-01");
    if (!first) return std::nullopt;
    return Period{*first, first->plus(days_in_month(first->year(), first->month()) - 1)};
}

} // namespace

std::vector<uint32_t> find_rows(const Ledger& ledger, int reg, std::string_view text) {
    const std::string_view needle = trimmed(text);
    std::vector<uint32_t> out = search_rows(ledger, reg, needle);
    if (needle.empty()) return out;
    const Catalog& catalog = ledger.catalog();
    const Table& table = ledger.table(reg);
    std::vector<uint8_t> hit(table.rows(), 0);
    for (const uint32_t row : out) hit[row] = 1;
    const auto period = as_period(needle);
    for (int f = 0; f < table.fields(); ++f) {
        const Field& field = catalog.registers[size_t(reg)].fields[size_t(f)];
        const Column& column = table.column(f);
        if (field.type == FieldType::code)
            mark_codes(catalog.code_lists[size_t(field.codes)], column, needle, hit);
        if (field.type == FieldType::link) mark_links(ledger, field.target, column, needle, hit);
        if (field.type == FieldType::date && period)
            for (uint32_t row = 0; row < table.rows(); ++row)
                hit[row] |= period->holds(Date{column.numbers()[row]});
    }
    out.clear();
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (hit[row] && table.alive(row)) out.push_back(row);
    return out;
}

} // namespace mj
