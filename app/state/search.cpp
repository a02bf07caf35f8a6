#include "app/state/search.hpp"

#include "core/base/utf8.hpp"
#include "core/ledger/find_text.hpp"

#include <algorithm>

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

Condition containing(int field, std::string_view text) {
    Condition out;
    out.field = field;
    out.test = Test::contains;
    out.text = text;
    return out;
}

/// Codes whose name has it.
Condition with_codes(int field, const CodeList& list, const Needle& needle) {
    Condition out;
    out.field = field;
    out.test = Test::is;
    for (size_t i = 0; i < list.codes.size(); ++i)
        if (needle.in(list.codes[i].name.zh) || needle.in(list.codes[i].name.en))
            out.codes.push_back(uint16_t(i + 1));
    return out;
}

/// Rows in some field of which these words stand.
Bits rows_with(const Ledger& ledger, int reg, std::string_view wanted) {
    const Needle needle(wanted);
    const auto period = as_period(wanted);
    const Catalog& catalog = ledger.catalog();
    const auto& fields = catalog.registers[size_t(reg)].fields;
    Bits out(ledger.table(reg).rows());
    for (int f = 0; f < int(fields.size()); ++f) {
        const Field& field = fields[size_t(f)];
        Condition condition;
        if (field.type == FieldType::code) {
            condition = with_codes(f, catalog.code_lists[size_t(field.codes)], needle);
        } else if (field.type == FieldType::text) {
            condition = containing(f, wanted);
        } else if (field.type == FieldType::date && period) {
            condition.field = f;
            condition.test = Test::between;
            condition.from = period->from.days;
            condition.to = period->to.days;
        } else if (field.type == FieldType::link) {
            const Register& target = catalog.registers[size_t(field.target)];
            if (target.title < 0 || target.fields[size_t(target.title)].type != FieldType::text) continue;
            const Condition titled = containing(target.title, wanted);
            Bits linked = living(ledger.table(reg));
            keep_linked(ledger, reg, f, select(ledger, field.target, {&titled, 1}), linked);
            out |= linked;
            continue;
        } else {
            continue;
        }
        out |= select(ledger, reg, {&condition, 1});
    }
    return out;
}

} // namespace

Bits find_rows(const Ledger& ledger, int reg, std::string_view text) {
    const std::string_view wanted = trimmed(text);
    if (wanted.empty()) return living(ledger.table(reg));
    Bits whole = rows_with(ledger, reg, wanted);
    // Or each word by itself, in whichever fields: "荔枝街道 调解不成".
    std::optional<Bits> each;
    size_t words = 0;
    for (size_t at = 0; at < wanted.size();) {
        const size_t end = std::min({wanted.find(' ', at), wanted.find("\u3000", at), wanted.size()});
        if (end > at) {
            Bits rows = rows_with(ledger, reg, wanted.substr(at, end - at));
            if (each) rows &= *each;
            each = std::move(rows);
            ++words;
        }
        at = end + (end < wanted.size() && wanted[end] != ' ' ? 3 : 1);
    }
    if (words > 1) whole |= *each;
    return whole;
}

} // namespace mj
