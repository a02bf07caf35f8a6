// What came with a file and is taken back later, after others have worked on the records.
#include "core/ledger/withdraw.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

struct Bureau {
    const Catalog catalog = small_catalog();
    Ledger ledger{catalog};
    int64_t now = 1'700'000'000;

    Entry make(std::vector<Edit> edits, Cause cause = Cause::edit) {
        now += 100;
        for (Edit& edit : edits) edit.head.changed = now;
        Entry out{now, cause, {std::move(edits)}, {}};
        REQUIRE(ledger.possible(out.change).empty());
        out.before = ledger.apply(out.change);
        return out;
    }
    static Edit update(uint32_t n, std::vector<FieldValue> values, State state = State::checked) {
        Edit out = add(n, std::move(values));
        out.kind = Edit::Kind::update;
        out.head.state = state;
        return out;
    }
    static Edit removal(uint32_t n) {
        Edit out = add(n, {});
        out.kind = Edit::Kind::remove;
        return out;
    }
    /// "no money state", "" when it is gone.
    std::string at(uint32_t n) const {
        const Table& table = ledger.table(0);
        const int64_t row = table.find(id(n));
        if (row < 0) return "";
        const Value money = table.column(f_money).get(uint32_t(row));
        return std::string(table.column(f_no).text(uint32_t(row))) + " " +
               (money.index() ? std::to_string(*std::get_if<int64_t>(&money)) : "-") + " " +
               std::string(state_ids[size_t(table.head(uint32_t(row)).state)]);
    }
    std::vector<std::string> all() const {
        std::vector<std::string> out;
        for (uint32_t n = 1; n < 40; ++n) out.push_back(at(n));
        return out;
    }
    Withdrawal back(const Entry& batch, bool whole) {
        Withdrawal out = withdraw(ledger, batch, whole, now + 50);
        CHECK(ledger.possible(out.change).empty());
        return out;
    }
};

std::vector<FieldValue> named(const std::string& no, int64_t money) { return {{f_no, no}, {f_money, money}}; }

} // namespace

TEST_CASE("withdraw: what was changed since stays until all is asked for, field by field even then") {
    Bureau o;
    o.make({add(1, named("a", 1)), add(2, named("b", 2)), add(3, named("c", 3)),
            add(4, {{f_no, std::string("d")}})});
    const Entry batch =
        o.make({add(10, named("new", 10)), add(11, named("touched", 11)), add(12, named("linked", 12)),
                Bureau::update(1, named("A", 100)), Bureau::update(2, named("B", 200), State::approved),
                Bureau::update(3, named("C", 300)), Bureau::update(4, {{f_money, int64_t(4)}})},
               Cause::merge);
    o.make({Bureau::update(11, {{f_money, int64_t(12)}})});
    o.make({Bureau::update(2, {{f_money, int64_t(7)}}, State::approved)}); // the name stays as it came
    o.make({Bureau::removal(3)});
    o.make({add(20, {{f_no, std::string("who links")}, {f_other, int64_t(id(12).bits)}})});
    const auto as_it_was = o.all();

    const Withdrawal some = o.back(batch, false);
    CHECK(some.kept == 3); // 11 and 2 were changed, 20 leads to 12
    CHECK(some.change.edits.size() == 3);
    const Change undo = o.ledger.apply(some.change);
    CHECK(o.at(10) == "");
    CHECK(o.at(1) == "a 1 checked");
    CHECK(o.at(4) == "d - checked");
    CHECK(o.at(11) == "touched 12 checked");
    CHECK(o.at(12) == "linked 12 checked");
    CHECK(o.at(2) == "B 7 approved");
    CHECK(o.at(3) == "");
    const Table& table = o.ledger.table(0);
    CHECK(table.head(uint32_t(table.find(id(1)))).changed == o.now + 50); // it is a change of its own
    CHECK(o.back(batch, false).change.edits.empty());
    CHECK(o.back(batch, false).kept == 3);

    const Withdrawal rest = o.back(batch, true);
    CHECK(rest.kept == 0);
    CHECK(rest.change.edits.size() == 3);
    const Change undo_rest = o.ledger.apply(rest.change);
    CHECK(o.at(11) == "");
    CHECK(o.at(12) == "");
    CHECK(o.at(2) == "b 7 checked"); // the money somebody wrote later is his
    CHECK(o.at(20) == "who links - checked");
    CHECK(o.back(batch, true).change.edits.empty());

    o.ledger.apply(undo_rest);
    o.ledger.apply(undo);
    CHECK(o.all() == as_it_was);
    CHECK(o.back(batch, false).change == some.change);
}

TEST_CASE("withdraw: what a record that stays leads to stays, over any number of steps") {
    Bureau o;
    const auto link = [](uint32_t n, uint32_t to) {
        return add(n, {{f_no, std::string("n")}, {f_other, int64_t(id(to).bits)}});
    };
    o.make({add(30, {{f_no, std::string("old")}}), add(31, {{f_no, std::string("old too")}})});
    // 10 leads to 11, 11 to 12, 12 to 13; nobody leads to 14 but 15, which goes as well; an old one is led to 13 and 16.
    const Entry batch =
        o.make({add(13, {}), add(14, {}), add(16, {}), link(12, 13), link(11, 12), link(10, 11), link(15, 14),
                Bureau::update(30, {{f_other, int64_t(id(16).bits)}})},
               Cause::merge);
    CHECK(o.back(batch, false).kept == 0);
    CHECK(o.back(batch, false).change.edits.size() == 8);
    o.make({Bureau::update(10, {{f_money, int64_t(1)}})});
    const Withdrawal some = o.back(batch, false);
    CHECK(some.kept == 4);
    o.ledger.apply(some.change);
    for (const uint32_t n : {10u, 11u, 12u, 13u}) CHECK(o.at(n) != "");
    for (const uint32_t n : {14u, 15u, 16u}) CHECK(o.at(n) == "");
    const Table& table = o.ledger.table(0);
    CHECK_FALSE(table.column(f_other).has(uint32_t(table.find(id(30)))));
}

TEST_CASE("withdraw: of a batch that was undone nothing is left, of one that was redone everything") {
    Bureau o;
    o.make({add(1, named("a", 1)), add(2, named("b", 2))});
    Edit twice = Bureau::update(1, named("aa", 3));
    // What a merge does: a record that comes and does not stay, one that is changed twice, one that is removed.
    const Entry batch = o.make({Bureau::update(1, named("x", 2)), add(5, named("came", 5)),
                                Bureau::removal(5), twice, Bureau::removal(2), add(6, named("new", 6))},
                               Cause::merge);
    CHECK(o.back(batch, false).change.edits.size() == 3);
    const Change redo = o.ledger.apply(batch.before);
    CHECK(o.back(batch, true).change.edits.empty());
    CHECK(o.back(batch, false).kept == 0);
    o.ledger.apply(redo);
    const Withdrawal whole = o.back(batch, false);
    CHECK(whole.kept == 0);
    o.ledger.apply(whole.change);
    CHECK(o.at(1) == "a 1 checked");
    CHECK(o.at(2) == "b 2 checked");
    CHECK(o.at(5) == "");
    CHECK(o.at(6) == "");
}
