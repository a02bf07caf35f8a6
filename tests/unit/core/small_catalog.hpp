// A register with one field of each type, for tests that should not depend on the real catalogue.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj::test {

enum SmallField { f_no, f_kind, f_open, f_date, f_due, f_people, f_money, f_other };

inline Catalog small_catalog() {
    Catalog c;
    c.version = "test";
    c.offices.push_back({"here", 7, {"本局", "Here"}});
    c.code_lists.push_back({"kind",
                            {"类别", "Kind"},
                            {{"red", {"红", "Red"}}, {"green", {"绿", "Green"}}, {"blue", {"蓝", "Blue"}}},
                            ""});
    Register thing;
    thing.id = "thing";
    thing.name = {"事项", "Thing"};
    const auto field = [&](const char* id, FieldType type, int codes = -1, int target = -1,
                           bool required = false) {
        Field f;
        f.id = id;
        f.name = {id, id};
        f.type = type;
        f.codes = codes;
        f.target = target;
        f.required = required;
        thing.fields.push_back(f);
    };
    field("no", FieldType::text, -1, -1, true);
    field("kind", FieldType::code, 0);
    field("open", FieldType::flag);
    field("date", FieldType::date);
    field("due", FieldType::date);
    field("people", FieldType::count);
    field("money", FieldType::money);
    field("other", FieldType::link, -1, 0);
    thing.key = {f_no};
    thing.title = f_no;
    thing.date = f_date;
    c.registers.push_back(thing);
    return c;
}

inline RecordId id(uint32_t n) { return RecordId::of(7, 3, n); }

inline Edit add(uint32_t n, std::vector<FieldValue> values) {
    Edit e;
    e.kind = Edit::Kind::add;
    e.reg = 0;
    e.head = {id(n), 1'700'000'000, 1'700'000'000, State::checked};
    e.values = std::move(values);
    return e;
}

/// Small deterministic numbers for random tests.
struct Dice {
    uint64_t state;
    uint32_t roll(uint32_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return uint32_t(state >> 33) % below;
    }
};

/// A text that shares next to nothing with those of other numbers: packing does not make it smaller.
inline std::string unlike(uint32_t n) {
    Dice dice{n * 7919u};
    dice.roll(2);
    std::string out;
    for (int i = 0; i < 40; ++i) out += char('a' + dice.roll(26));
    return out;
}

} // namespace mj::test
