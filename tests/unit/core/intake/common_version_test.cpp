// What is asked when two desks merge that both tell what they did: a field that both have changed since they had the same.
#include "core/intake/merge_into.hpp"
#include "core/ledger/codec.hpp"
#include "tests/unit/core/small_catalog.hpp"
#include "tests/unit/effort.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

struct Side {
    explicit Side(const Catalog& of) : catalog(of), ledger(of) {}
    void act(const Change& change) {
        const Change before = ledger.apply(change);
        history.add(encode_entry(catalog, {0, Cause::edit, change, before}));
    }
    const Catalog& catalog;
    Ledger ledger;
    Chronicle history;
};

constexpr uint32_t records = 6;
constexpr int fields[] = {f_no, f_people, f_money};

Value value_of(int field, uint32_t n) {
    return field == f_no ? Value(std::to_string(n)) : n ? Value(int64_t(n)) : Value();
}

Value cell(const Ledger& ledger, uint32_t record, int field) {
    const Table& table = ledger.table(0);
    return table.column(field).get(uint32_t(table.find(id(record))));
}

} // namespace

TEST_CASE(
    "of two desks that tell what they did that is asked which both have changed, and nothing else is lost") {
    const Catalog catalog = small_catalog();
    Dice dice{7};
    for (int run = 0; run < effort(200); ++run) {
        Side ours(catalog), theirs(catalog);
        int64_t time = 1'700'000'000;
        std::map<std::pair<uint32_t, int>, Value> common;
        const auto both = [&](const Change& change) {
            ours.act(change);
            theirs.act(change);
        };
        const auto changed = [&] {
            Edit edit{Edit::Kind::update, 0, {}, {}};
            const uint32_t n = 1 + dice.roll(records);
            edit.head.id = id(n);
            edit.head.changed = ++time;
            edit.head.state = State::checked;
            const int field = fields[dice.roll(std::size(fields))];
            edit.values.push_back({field, value_of(field, dice.roll(4))});
            return Change{{edit}};
        };
        Change first;
        for (uint32_t n = 1; n <= records; ++n) first.edits.push_back(add(n, {{f_no, std::string("0")}}));
        both(first);
        for (uint32_t n = dice.roll(4); n; --n) both(changed()); // they had it in common for a while
        for (uint32_t n = 1; n <= records; ++n)
            for (const int field : fields) common[{n, field}] = cell(ours.ledger, n, field);
        for (uint32_t n = dice.roll(8); n; --n) ours.act(changed());
        for (uint32_t n = dice.roll(8); n; --n) theirs.act(changed());

        MergeInto merge(ours.ledger, theirs.ledger, ours.history, theirs.history, 1000);
        while (!merge.step(Deadline::never())) {
        }
        MergeFound found = merge.take();
        std::map<std::pair<uint32_t, int>, Value> expected;
        size_t asked = 0;
        for (uint32_t n = 1; n <= records; ++n)
            for (const int field : fields) {
                const Value was = common[{n, field}], a = cell(ours.ledger, n, field),
                            b = cell(theirs.ledger, n, field);
                const bool clashes = a != b && a != was && b != was;
                asked += clashes;
                expected[{n, field}] = clashes || b == was ? a : b; // asked: ours
            }
        MergeChoice choice = undecided(found);
        size_t open = 0;
        for (size_t i = 0; i < found.clashes.size(); ++i)
            if (choice.asks(found, i)) {
                ++open;
                choice.theirs[i] = 0;
            }
        CHECK(open == asked);
        ours.ledger.apply(merged_change(std::move(found), catalog, choice, ++time));
        for (const auto& [where, value] : expected)
            CHECK(cell(ours.ledger, where.first, where.second) == value);
    }
}
