#include "app/state/search.hpp"

#include "core/base/utf8.hpp"
#include "core/query/find_text.hpp"

namespace mj {
namespace {

/// "2023-05" or "2023-05-06", else nothing.
std::optional<Period> as_period(std::string_view needle) {
    if (const auto day = Date::parse(needle)) return Period{*day, *day};
    if (needle.size() != 7) return std::nullopt;
    const auto first = Date::parse(std::string(needle) + "-01");
    if (!first) return std::nullopt;
    return Period{*first, first->plus(days_in_month(first->year(), first->month()) - 1)};
}

/// The rows that a filter with these codes keeps.
Bits with_codes(const Ledger& ledger, int reg, int field, const CodeList& list, const Needle& needle) {
    Filter filter;
    filter.kind = Filter::Kind::codes;
    filter.field = field;
    for (size_t i = 0; i < list.codes.size(); ++i)
        if (needle.in(list.codes[i].name.zh) || needle.in(list.codes[i].name.en))
            filter.codes.push_back(uint16_t(i + 1));
    return select(ledger, reg, {&filter, 1});
}

} // namespace

Bits find_rows(const Ledger& ledger, int reg, std::string_view text) {
    const std::string_view wanted = trimmed(text);
    if (wanted.empty()) return living(ledger.table(reg));
    const Needle needle(wanted);
    const auto period = as_period(wanted);
    const Catalog& catalog = ledger.catalog();
    const auto& fields = catalog.registers[size_t(reg)].fields;
    Bits out(ledger.table(reg).rows());
    for (int f = 0; f < int(fields.size()); ++f) {
        const Field& field = fields[size_t(f)];
        Filter filter;
        filter.field = f;
        if (field.type == FieldType::code) {
            out |= with_codes(ledger, reg, f, catalog.code_lists[size_t(field.codes)], needle);
            continue;
        }
        if (field.type == FieldType::text) {
            filter.kind = Filter::Kind::contains;
            filter.text = wanted;
        } else if (field.type == FieldType::date && period) {
            filter.from = period->from.days;
            filter.to = period->to.days;
        } else if (field.type == FieldType::link) {
            Filter titled;
            titled.kind = Filter::Kind::contains;
            titled.field = catalog.registers[size_t(field.target)].title;
            titled.text = wanted;
            if (titled.field < 0 ||
                catalog.registers[size_t(field.target)].fields[size_t(titled.field)].type != FieldType::text)
                continue;
            filter.kind = Filter::Kind::linked;
            filter.rows = select(ledger, field.target, {&titled, 1});
        } else {
            continue;
        }
        out |= select(ledger, reg, {&filter, 1});
    }
    return out;
}

} // namespace mj
