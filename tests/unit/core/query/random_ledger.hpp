// Random records, edits and filters over the small catalogue.
#pragma once
#include "core/query/filter.hpp"
#include "core/query/find_text.hpp"
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

inline Filter random_filter(Dice& dice, const Ledger& ledger) {
    Filter out;
    switch (dice.roll(5)) {
    case 0:
        out.kind = Filter::Kind::codes;
        out.field = dice.roll(2) ? int(f_kind) : int(f_open);
        for (uint32_t n = dice.roll(4); n--;)
            out.codes.push_back(
                uint16_t(out.field == f_open && dice.roll(3) == 0 ? Column::no_flag : dice.roll(4)));
        break;
    case 1:
        out.kind = Filter::Kind::contains;
        out.field = f_no;
        out.text = dice.roll(3) ? random_text(dice) : std::string(dice.roll(2) ? "jz" : "hgs");
        break;
    case 2: {
        out.kind = Filter::Kind::linked;
        out.field = f_other;
        out.rows = Bits(ledger.table(0).rows());
        for (uint32_t row = 0; row < ledger.table(0).rows(); ++row)
            if (dice.roll(2)) out.rows.set(row);
        break;
    }
    default: {
        constexpr int fields[] = {f_date, f_people, f_money};
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
