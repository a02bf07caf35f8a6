// Random records, edits and conditions over the small catalogue.
#pragma once
#include "core/ledger/find_text.hpp"
#include "core/query/condition.hpp"
#include "tests/unit/core/query/slowly.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <algorithm>

namespace mj::test {

inline std::string random_text(Dice& dice) {
    constexpr const char* parts[] = {"江", "恒", "建筑", "A", "b", "7", "公司", "Ｃ"};
    std::string out;
    for (uint32_t n = dice.roll(4); n--;) out += parts[dice.roll(8)];
    return out;
}

inline Value random_value(Dice& dice, int field, uint32_t records) {
    if (dice.roll(6) == 0) return {};
    switch (field) {
    case f_no: {
        std::string text = random_text(dice);
        return text.empty() ? Value{} : Value{std::move(text)};
    }
    case f_kind: return int64_t(1 + dice.roll(3));
    case f_open: return int64_t(dice.roll(2));
    case f_date:
    case f_due: return int64_t(Date::of(2022, 11, 1).days + int(dice.roll(500)));
    case f_people: return int64_t(dice.roll(40));
    case f_money: return int64_t(dice.roll(100000));
    default: return records ? Value{int64_t(id(1 + dice.roll(records)).bits)} : Value{};
    }
}

inline Edit random_record(Dice& dice, uint32_t number) {
    Edit e = add(number, {});
    for (int f = 0; f <= f_other; ++f) {
        Value value = random_value(dice, f, number);
        if (value.index()) e.values.push_back({f, std::move(value)});
    }
    if (dice.roll(9) == 0) e.head.state = dice.roll(2) ? State::draft : State::void_;
    return e;
}

/// A condition of any test that the small catalogue's fields have.
inline Condition random_condition(Dice& dice) {
    Condition out;
    switch (dice.roll(8)) {
    case 7:
        out.test = Test::same;
        out.field = dice.roll(2) ? int(f_no) : int(f_other);
        if (out.field == f_other)
            out.from = int64_t(id(1 + dice.roll(40)).bits);
        else
            do out.text = random_text(dice);
            while (out.text.empty());
        break;
    case 0:
        out.test = dice.roll(3) ? Test::is : Test::is_not;
        out.field = dice.roll(2) || out.test == Test::is_not ? int(f_kind) : int(f_open);
        for (uint32_t n = dice.roll(4); n--;)
            out.codes.push_back(uint16_t(dice.roll(out.field == f_open ? 3 : 4)));
        break;
    case 1:
        out.test = Test::contains;
        out.field = f_no;
        out.text = dice.roll(3) ? random_text(dice) : std::string(dice.roll(2) ? "jz" : "hgs");
        break;
    case 2:
        out.test = dice.roll(2) ? Test::yes : Test::no;
        out.field = f_open;
        break;
    case 3:
        out.test = dice.roll(2) ? Test::present : Test::missing;
        out.field = int(dice.roll(f_other + 1));
        break;
    case 4:
        out.test = dice.roll(2) ? Test::not_after : Test::within_days;
        out.field = f_due;
        out.other = f_date;
        if (out.test == Test::within_days) out.days = int(dice.roll(100));
        break;
    default: {
        constexpr int fields[] = {f_date, f_people, f_money};
        out.test = Test::between;
        out.field = fields[dice.roll(3)];
        const int64_t base = out.field == f_date ? Date::of(2022, 11, 1).days : 0,
                      most = out.field == f_money  ? 100000
                             : out.field == f_date ? 500
                                                   : 40;
        if (dice.roll(4)) out.from = base + int64_t(dice.roll(uint32_t(most)));
        if (dice.roll(4)) out.to = base + int64_t(dice.roll(uint32_t(most)));
    }
    }
    return out;
}

} // namespace mj::test
