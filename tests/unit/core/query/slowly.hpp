// What conditions mean, said without the program.
#pragma once
#include "core/ledger/find_text.hpp"
#include "core/ledger/ledger.hpp"

#include <algorithm>
#include <stdexcept>

namespace mj::test {

/// What a condition means, from the words of core/catalog/condition.hpp: by the values alone. Texts are looked for by Needle,
/// which has tests of its own.
inline bool slowly_holds(const Ledger& ledger, int reg, const Condition& c, uint32_t row) {
    const Table& table = ledger.table(reg);
    const Value value = table.column(c.field).get(row);
    const bool flag = table.column(c.field).type() == FieldType::flag;
    const auto number = [](const Value& v) { return std::get<int64_t>(v); };
    const Value other = c.other < 0 ? Value{} : table.column(c.other).get(row);
    const bool there = value.index() != 0, both = there && other.index() != 0;
    const auto one_of = [&] {
        const int64_t code = !there ? 0 : flag ? number(value) + 1 : number(value);
        return std::count(c.codes.begin(), c.codes.end(), code) > 0;
    };
    switch (c.test) {
    case Test::is: return one_of();
    case Test::is_not: return there && !one_of();
    case Test::yes: return there && number(value) == 1;
    case Test::no: return there && number(value) == 0;
    case Test::present: return there;
    case Test::missing: return !there;
    case Test::not_after: return both && number(value) <= number(other);
    case Test::within_days: return both && number(value) - number(other) <= c.days;
    case Test::at_most: return both && number(value) <= number(other);
    case Test::between: return there && number(value) >= c.from && number(value) <= c.to;
    case Test::contains:
        return Needle(c.text).empty() || (there && Needle(c.text).in(std::get<std::string>(value)));
    case Test::same:
        if (const auto* text = std::get_if<std::string>(&value)) return *text == c.text;
        return there && number(value) == c.from;
    case Test::credit_code: break;
    }
    throw std::logic_error("a test that these records have no field for");
}

} // namespace mj::test
