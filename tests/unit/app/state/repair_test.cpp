// The search for what is to be repaired: in slices, over any number of records.
#include "app/state/derived.hpp"
#include "tests/unit/core/warning/book.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace mj;
using test::Book;

namespace {

const Date repair_day = Date::of(2024, 6, 30);
Date after(int days) { return Date{repair_day.days + days}; }

/// A case received on that day, without what else is required.
RecordId dispute(Book& book, Date day, int64_t claimed, int64_t agreed) {
    return book.add("mediation", {{book.field("mediation", "received"), test::of(day)},
                                  {book.field("mediation", "amount_claimed"), claimed},
                                  {book.field("mediation", "amount_agreed"), agreed}});
}

const Repairs& found(Derived& derived) {
    while (!derived.repair().finished()) derived.work(Deadline(std::chrono::milliseconds(1)));
    return *derived.repair().found();
}

const Repairs::Group* group_of(const Repairs& repairs, std::string_view field, Said code) {
    for (const Repairs::Group& group : repairs.groups)
        if (group.rule.code == code && group.rule.field >= 0 &&
            test::catalog().registers[size_t(group.rule.reg)].fields[size_t(group.rule.field)].id == field)
            return &group;
    return nullptr;
}

} // namespace

TEST_CASE("to repair: of many records the first are told, of each rule some, and all are counted") {
    Book book;
    const uint32_t many = 1500, few = 3;
    std::vector<RecordId> late;
    for (uint32_t i = 0; i < many; ++i) late.push_back(dispute(book, after(1 + int(i % 7)), 10, 5));
    std::vector<RecordId> over;
    for (uint32_t i = 0; i < few; ++i) over.push_back(dispute(book, repair_day, 10, 11));
    Derived derived(test::catalog());
    derived.look_at(book.ledger, 1, repair_day);
    const Repairs& repairs = found(derived);
    CHECK(repairs.looked == many + few);
    CHECK(repairs.records == many + few);
    CHECK(repairs.lines == Repair::most_lines);
    size_t lines = 0, problems = 0;
    for (const Repairs::Group& group : repairs.groups)
        lines += group.lines.size(), problems += group.problems;
    CHECK(lines == Repair::most_lines);
    CHECK(problems == repairs.problems);
    const Repairs::Group* future = group_of(repairs, "received", Said::future);
    REQUIRE(future);
    CHECK(future->problems == many);
    for (size_t i = 0; i < future->lines.size(); ++i) CHECK(future->lines[i].id == late[i]);
    const Repairs::Group* more = group_of(repairs, "amount_agreed", Said::rule_more);
    REQUIRE(more);
    REQUIRE(more->lines.size() == few);
    for (uint32_t i = 0; i < few; ++i) CHECK(more->lines[i].id == over[i]);
}

TEST_CASE("to repair: rules come errors first, then by register and field") {
    Book book;
    dispute(book, after(1), 10, 11);
    Derived derived(test::catalog());
    derived.look_at(book.ledger, 1, repair_day);
    const Repairs& repairs = found(derived);
    REQUIRE(repairs.groups.size() > 3);
    CHECK(repairs.groups.back().rule.importance == Importance::warn);
    for (size_t i = 1; i < repairs.groups.size(); ++i) {
        const auto key = [&](size_t at) {
            const Repairs::Rule& rule = repairs.groups[at].rule;
            return std::tuple(rule.importance == Importance::warn, rule.reg, rule.field);
        };
        CHECK(key(i - 1) <= key(i));
    }
    CHECK(repairs.errors == 1);
    CHECK(repairs.records == 1);
}

TEST_CASE("to repair: while records are looked at anew the list of before stays") {
    Book book;
    const RecordId id = dispute(book, after(1), 10, 5);
    for (int i = 0; i < 20000; ++i) dispute(book, repair_day, 10, 5);
    Derived derived(test::catalog());
    derived.look_at(book.ledger, 1, repair_day);
    REQUIRE(group_of(found(derived), "received", Said::future));
    Edit edit;
    edit.reg = book.reg("mediation");
    edit.head.id = id;
    edit.head.state = State::checked;
    edit.values = {{book.field("mediation", "received"), test::of(repair_day)}};
    book.ledger.apply({{edit}});
    derived.look_at(book.ledger, 2, repair_day);
    CHECK_FALSE(derived.working()); // nobody has asked
    const Repair& repair = derived.repair();
    CHECK(derived.working());
    REQUIRE_FALSE(repair.finished());
    CHECK(group_of(*repair.found(), "received", Said::future));
    CHECK(repair.progress() < 1);
    CHECK_FALSE(group_of(found(derived), "received", Said::future));
    CHECK_FALSE(derived.working());
}

TEST_CASE("to repair: drafts are looked at as if they were checked, void records are not") {
    Book book;
    for (const State state : {State::draft, State::void_, State::checked, State::approved}) {
        const RecordId id = dispute(book, after(1), 10, 5);
        Edit edit;
        edit.reg = book.reg("mediation");
        edit.head.id = id;
        edit.head.state = state;
        book.ledger.apply({{edit}});
    }
    Derived derived(test::catalog());
    derived.look_at(book.ledger, 1, repair_day);
    CHECK(found(derived).looked == 3);
    CHECK(found(derived).records == 3);
    CHECK(found(derived).drafts == 1);
    CHECK(found(derived).errors == 2); // a draft may be wrong
    CHECK(group_of(found(derived), "received", Said::future)->problems == 3);
}

TEST_CASE("lines are shared out so that small rules are told whole and nothing is wasted") {
    const auto check = [](std::vector<uint32_t> problems, size_t most) {
        const std::vector<uint32_t> out = shares(problems, most);
        REQUIRE(out.size() == problems.size());
        const size_t all = std::accumulate(problems.begin(), problems.end(), size_t(0)),
                     given = std::accumulate(out.begin(), out.end(), size_t(0));
        CHECK(given == std::min(all, most));
        for (size_t a = 0; a < out.size(); ++a) {
            CHECK(out[a] <= problems[a]);
            // Whoever did not get all has no fewer than another one, but for one line that cannot be parted.
            for (size_t b = 0; out[a] < problems[a] && b < out.size(); ++b) CHECK(out[b] <= out[a] + 1);
        }
    };
    check({}, 10);
    check({3}, 10);
    check({30}, 10);
    check({1, 100, 2, 100, 100}, 10);
    check({5, 5, 5}, 2);
    check({1000000, 1, 999, 4}, 1000);
}
