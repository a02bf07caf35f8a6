#include "app/state/draft.hpp"
#include "app/state/typed.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {
constexpr int64_t now = 1'800'000'000;
const Date day = Date::of(2027, 1, 15);
} // namespace

TEST_CASE("a draft of a record asks only for what was altered in it") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply({{add(1, {{f_no, std::string("A")}, {f_kind, int64_t(2)}, {f_money, int64_t(123456)}})}});
    Draft draft = draft_of(ledger, 0, 0);
    CHECK(draft.texts[f_kind] == "green");
    CHECK(draft.texts[f_money] == "1234.56");
    CHECK_FALSE(draft.touched());
    CHECK(change_of(ledger, draft, now, day).edits.empty());
    CHECK(draft.problems.empty());

    draft.texts[f_money] = " 2,000.5 ";
    draft.texts[f_kind] = "";
    CHECK(draft.touched());
    // Somebody else's field, altered meanwhile, is left alone.
    Edit other = add(1, {{f_people, int64_t(9)}});
    other.kind = Edit::Kind::update;
    ledger.apply({{other}});
    const Change change = change_of(ledger, draft, now, day);
    REQUIRE(change.edits.size() == 1);
    CHECK(change.edits[0].kind == Edit::Kind::update);
    CHECK(change.edits[0].head.changed == now);
    CHECK(change.edits[0].values == std::vector<FieldValue>{{f_kind, Value{}}, {f_money, int64_t(200050)}});
    ledger.apply(change);
    CHECK(ledger.table(0).column(f_people).numbers()[0] == 9);
    CHECK_FALSE(ledger.table(0).column(f_kind).has(0));
}

TEST_CASE("problems stand beside their fields and nothing is asked for") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Draft draft = draft_of_new(catalog, 0, id(5));
    draft.texts[f_date] = "2023-02-30";
    draft.texts[f_people] = "many";
    draft.texts[f_no] = "A";
    CHECK(change_of(ledger, draft, now, day).edits.empty());
    CHECK(draft.problem_of(f_date));
    CHECK(draft.problem_of(f_people));
    CHECK_FALSE(draft.problem_of(f_no));

    draft.texts[f_date] = "2023-02-28";
    draft.texts[f_people] = "";
    const Change change = change_of(ledger, draft, now, day);
    CHECK(draft.problems.empty());
    REQUIRE(change.edits.size() == 1);
    CHECK(change.edits[0].kind == Edit::Kind::add);
    CHECK(change.edits[0].head == RecordHead{id(5), now, now, State::checked});
    CHECK(change.edits[0].values.size() == 2);
}

TEST_CASE("a required field may be missing in a draft record and not in a checked one") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    Edit kept = add(1, {{f_people, int64_t(1)}});
    kept.head.state = State::draft;
    ledger.apply({{kept}});
    Draft draft = draft_of(ledger, 0, 0);
    draft.state = State::checked;
    CHECK(draft.touched());
    CHECK(change_of(ledger, draft, now, day).edits.empty());
    CHECK(draft.problem_of(f_no));
    draft.texts[f_no] = "A";
    CHECK(change_of(ledger, draft, now, day).edits.size() == 1);
    draft.texts[f_no] = "";
    draft.state = State::draft;
    CHECK(change_of(ledger, draft, now, day).edits.empty());
    CHECK(draft.problems.empty());
}

TEST_CASE("a draft of a record that is gone says so") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    const Change back = ledger.apply({{add(1, {})}});
    Draft draft = draft_of(ledger, 0, 0);
    draft.texts[f_no] = "B";
    ledger.apply(back);
    CHECK(change_of(ledger, draft, now, day).edits.empty());
    CHECK(draft.problem_of(-1));
}

TEST_CASE("a form takes dates and numbers as people write them, and refuses what could be two things") {
    const Catalog catalog = small_catalog();
    const Ledger ledger(catalog);
    struct Case {
        int field;
        const char* typed;
        int64_t value; ///< -1: refused; -2: nothing
        const char* taken = "";
    };
    const int64_t july = Date::of(2024, 7, 5).days;
    for (const Case& c : {
             Case{f_date, "2024-07-05", july},
             {f_date, "2024年7月5日", july, "2024-07-05"},
             {f_date, "２０２４．７．５", july, "2024-07-05"},
             {f_date, "20240705", july, "2024-07-05"},
             {f_date, "昨天", day.days - 1, "2027-01-14"},
             {f_date, "1-5", Date::of(2027, 1, 5).days, "2027-01-05"},
             {f_date, "5/6/2023", -1},
             {f_date, "23.5.6", -1},
             {f_date, "2024-02-30", -1},
             {f_money, "￥1.5万", 1'500'000, "15,000.00 元"},
             {f_money, "1,2345", -1},
             {f_money, "-0.99", -1},
             {f_money, "1,23", -1},
             {f_people, "3人", 3, "3"},
             {f_people, "1,200", 1200, "1,200"},
             {f_people, "3.5", -1},
             {f_people, "—", -2, "—"},
         }) {
        CAPTURE(c.typed);
        Draft draft = draft_of_new(catalog, 0, RecordId{7});
        draft.texts[f_no] = "A";
        draft.type(c.field, c.typed, day);
        const Change change = change_of(ledger, draft, now, day);
        CHECK((draft.problem_of(c.field) != nullptr) == (c.value == -1));
        const Field& field = catalog.registers[0].fields[size_t(c.field)];
        CHECK(taken_for(catalog, field, c.typed, day) == c.taken);
        if (c.value == -1) continue;
        REQUIRE(change.edits.size() == 1);
        const auto& values = change.edits[0].values;
        const auto it = std::find_if(values.begin(), values.end(),
                                     [&](const FieldValue& v) { return v.field == c.field; });
        REQUIRE((it != values.end()) == (c.value != -2));
        if (c.value != -2) CHECK(it->value == Value{c.value});
    }
}

TEST_CASE("the same value written otherwise alters nothing") {
    const Catalog catalog = small_catalog();
    Ledger ledger(catalog);
    ledger.apply({{add(1, {{f_no, std::string("A")}, {f_date, int64_t(Date::of(2024, 7, 5).days)}})}});
    Draft draft = draft_of(ledger, 0, 0);
    draft.texts[f_date] = "2024年7月5日";
    CHECK(change_of(ledger, draft, now, day).edits.empty());
    CHECK(draft.problems.empty());
}
