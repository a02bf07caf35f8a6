// Whatever the order and however often a ledger is given, the union is the same.
#include "core/intake/merge.hpp"
#include "core/intake/merge_into.hpp"

#include "tests/unit/core/real_catalog.hpp"

#include <algorithm>
#include <map>
#include <random>

using namespace mj;

namespace {

/// Some of ten leads of a desk, each in one of several versions.
Ledger random_leads(std::mt19937& dice, uint32_t desk = 1) {
    const Catalog& catalog = test::real_catalog();
    const int reg = catalog.find_register("lead");
    Ledger out(catalog);
    for (uint32_t n = 1; n <= 10; ++n) {
        if (dice() % 3 == 0) continue;
        const int64_t changed = 1000 + dice() % 3;
        const uint32_t row = out.append(reg, {RecordId::of(1, desk, n), 1000, changed, State(dice() % 2)});
        for (const int field : {0, 7, 8})
            if (dice() % 3)
                out.set(reg, row, field,
                        field ? Value(int64_t(dice() % 2)) : Value("n" + std::to_string(dice() % 2)));
    }
    return out;
}

/// Everything in a register, by id.
std::map<uint64_t, std::vector<std::string>> leads(const Ledger& ledger, const char* register_id = "lead") {
    const Catalog& catalog = ledger.catalog();
    const int r = catalog.find_register(register_id);
    const Register& reg = catalog.registers[size_t(r)];
    const Table& table = ledger.table(r);
    std::map<uint64_t, std::vector<std::string>> out;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        if (!table.alive(row)) continue;
        const RecordHead head = table.head(row);
        auto& record = out[head.id.bits];
        record = {std::to_string(head.changed), std::to_string(int(head.state))};
        for (int f = 0; f < table.fields(); ++f)
            record.push_back(value_text(catalog, reg.fields[size_t(f)], table.column(f).get(row)));
    }
    return out;
}

std::map<uint64_t, std::vector<std::string>> records_of(const Ledger& ledger) {
    auto out = leads(ledger);
    out.merge(leads(ledger, "employer"));
    return out;
}

MergeFound looked_into(const Ledger& ours, const Ledger& theirs, size_t most = 1000,
                       const Chronicle& chronicle = {}, const Chronicle& history = {}) {
    MergeInto merge(ours, theirs, chronicle, history, most);
    while (!merge.step(Deadline::never())) {
    }
    CHECK(merge.progress() <= 1);
    return merge.take();
}

size_t of_same(const MergeFound& found) {
    return size_t(std::count_if(found.clashes.begin(), found.clashes.end(),
                                [](const Clash& clash) { return clash.same >= 0; }));
}

std::vector<std::tuple<uint64_t, int, Value, Value>> conflicts(const Merged& merged) {
    std::vector<std::tuple<uint64_t, int, Value, Value>> out;
    for (const MergeConflict& c : merged.conflicts) out.push_back({c.id.bits, c.field, c.kept, c.other});
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace

TEST_CASE("merging does not depend on order, and once is as good as twice") {
    std::mt19937 dice(7);
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        const Ledger a = random_leads(dice), b = random_leads(dice), c = random_leads(dice);
        const Merged whole = merge_ledgers({&a, &b, &c});
        std::map<uint64_t, int64_t> newest;
        for (const Ledger* one : {&a, &b, &c})
            for (const auto& [id, record] : leads(*one))
                newest[id] = std::max(newest[id], int64_t(std::stoll(record[0])));
        REQUIRE(leads(whole.ledger).size() == newest.size());
        for (const auto& [id, record] : leads(whole.ledger)) CHECK(std::stoll(record[0]) == newest[id]);
        for (const std::vector<const Ledger*>& order :
             {std::vector<const Ledger*>{&c, &b, &a}, {&b, &a, &c}, {&a, &b, &c, &b, &a}}) {
            const Merged other = merge_ledgers(order);
            CHECK(leads(other.ledger) == leads(whole.ledger));
            CHECK(conflicts(other) == conflicts(whole));
        }
        const Ledger left = merge_ledgers({&a, &b}).ledger, right = merge_ledgers({&b, &c}).ledger;
        CHECK(leads(merge_ledgers({&left, &c}).ledger) == leads(whole.ledger));
        CHECK(leads(merge_ledgers({&a, &right}).ledger) == leads(whole.ledger));
        CHECK(leads(merge_ledgers({&whole.ledger, &a}).ledger) == leads(whole.ledger));
    }
}

TEST_CASE("only what both changed is a conflict") {
    const Catalog& catalog = test::real_catalog();
    const int reg = catalog.find_register("lead");
    const auto lead = [&](int64_t changed, const char* no) {
        Ledger out(catalog);
        out.set(reg, out.append(reg, {RecordId::of(1, 1, 1), 1000, changed, State::draft}), 0,
                std::string(no));
        return out;
    };
    const Ledger made = lead(1000, "1"), early = lead(1001, "2"), late = lead(1002, "3");
    CHECK(merge_ledgers({&made, &late}).conflicts.empty());
    const Merged both = merge_ledgers({&late, &early});
    REQUIRE(both.conflicts.size() == 1);
    CHECK(both.conflicts[0].field == 0);
    CHECK(both.conflicts[0].kept == Value(std::string("3")));
    CHECK(both.conflicts[0].other == Value(std::string("2")));
    CHECK(both.differing == 1);
}

TEST_CASE("what one ledger takes from another makes it the union, once the clashes are decided") {
    std::mt19937 dice(11);
    size_t clashes = 0;
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        Ledger ours = random_leads(dice);
        const Ledger theirs = random_leads(dice);
        const auto before = leads(ours), others = leads(theirs);
        const Merged whole = merge_ledgers({&ours, &theirs});
        const MergeFound found = looked_into(ours, theirs);
        CHECK(found.clashes.size() - of_same(found) == whole.conflicts.size());
        CHECK(found.fresh + found.newer + found.kept + found.same.size() <= others.size());
        MergeChoice choice = undecided(found);
        choice.join.assign(found.same.size(), 0);
        for (size_t i = 0; i < found.clashes.size(); ++i) { // the newer one of each
            choice.theirs[i] = found.clashes[i].theirs_newer;
            clashes += found.clashes[i].same < 0;
        }
        const Change change = merged_change(found, ours.catalog(), choice, 5000);
        REQUIRE(ours.possible(change).empty());
        const Change back = ours.apply(change);
        auto now = leads(ours), wanted = leads(whole.ledger);
        for (const Clash& clash : found.clashes)
            if (clash.ours_changed == clash.theirs_changed) { // whoever decides makes a version of his own
                now.erase(clash.id.bits);
                wanted.erase(clash.id.bits);
            }
        CHECK(now == wanted);
        now = leads(ours);
        for (const auto& [id, record] : others) CHECK(now.count(id) == 1);
        const MergeFound again = looked_into(ours, theirs);
        CHECK(again.fresh + again.newer + again.same.size() == 0);
        ours.apply(back);
        CHECK(leads(ours) == before);

        // Decided against the newer one it is newer still.
        for (int8_t& one : choice.theirs) one = !one;
        const MergeFound few = looked_into(ours, theirs, 2);
        CHECK(few.whole == (few.fresh + few.newer + few.same.size() <= 2));
        ours.apply(merged_change(found, ours.catalog(), choice, 5000));
        now = leads(ours);
        for (const Clash& clash : found.clashes) {
            if (clash.same >= 0) continue;
            const auto& record = now.at(clash.id.bits);
            CHECK(record[0] == "5000");
            const auto& want = (clash.theirs_newer ? before : others).at(clash.id.bits);
            CHECK(record[size_t(clash.field + 2)] == want[size_t(clash.field + 2)]);
        }
    }
    CHECK(clashes > 300);
}

TEST_CASE("a file merged once more changes nothing and asks nothing, whatever was decided") {
    std::mt19937 dice(23);
    size_t joined = 0, decided = 0, unlike = 0;
    for (int round = 0; round < 400; ++round) {
        CAPTURE(round);
        Ledger ours = random_leads(dice);
        const Ledger theirs = random_leads(dice, 2);
        const auto before = leads(ours);
        Chronicle chronicle;
        const MergeFound found = looked_into(ours, theirs, 1000, chronicle);
        MergeChoice choice = undecided(found);
        for (int8_t& one : choice.join)
            if (one < 0) one = int8_t(dice() % 2);
        for (int8_t& one : choice.theirs) one = int8_t(dice() % 2);
        Entry entry{1, Cause::merge, merged_change(found, ours.catalog(), choice, 5000), {}};
        REQUIRE(ours.possible(entry.change).empty());
        entry.before = ours.apply(entry.change);
        chronicle.add(encode_entry(ours.catalog(), entry));
        const auto after = leads(ours);
        size_t gone = 0;
        for (size_t i = 0; i < found.same.size(); ++i) {
            const uint64_t id = found.same[i].record.head.id.bits;
            CHECK(after.count(id) == size_t(choice.join[i] == 0));
            gone += choice.join[i];
        }
        CHECK(after.size() == before.size() + found.fresh + found.same.size() - gone);
        joined += gone, decided += found.clashes.size();
        const MergeFound again = looked_into(ours, theirs, 1000, chronicle);
        CHECK(again.fresh + again.newer + again.clashes.size() + again.returning.size() == 0);
        for (const SameKey& same : again.same) CHECK(same.known);
        CHECK(merged_change(again, ours.catalog(), undecided(again), 6000).edits.empty());

        // Taken back, all of it is asked again.
        Entry undone{2, Cause::undo, entry.before, {}};
        undone.before = ours.apply(undone.change);
        chronicle.add(encode_entry(ours.catalog(), undone));
        CHECK(leads(ours) == before);
        const MergeFound fresh = looked_into(ours, theirs, 1000, chronicle);
        CHECK(fresh.clashes.size() == found.clashes.size());
        CHECK(fresh.same.size() == found.same.size());
        for (const SameKey& same : fresh.same) {
            CHECK_FALSE(same.known);
            unlike += !same.differing.empty();
        }
    }
    CHECK(joined > 100);
    CHECK(decided > 100);
    CHECK(unlike > 100);
}

TEST_CASE("records of one key become one, field by field, and links lead to the one that stays") {
    const Catalog& catalog = test::real_catalog();
    const int employers = catalog.find_register("employer"), leads_at = catalog.find_register("lead");
    const auto field = [&](int reg, const char* id) { return catalog.registers[size_t(reg)].find(id); };
    const auto desk = [&](uint32_t number, const char* name, const char* code) {
        Ledger out(catalog);
        const uint32_t e =
            out.append(employers, {RecordId::of(1, number, 1), 1000, 1000 + number, State::checked});
        out.set(employers, e, field(employers, "name"), std::string(name));
        if (*code) out.set(employers, e, field(employers, "credit_code"), std::string(code));
        const uint32_t l =
            out.append(leads_at, {RecordId::of(1, number, 2), 1000, 1000 + number, State::checked});
        out.set(leads_at, l, field(leads_at, "no"), "线索 " + std::to_string(number));
        out.set(leads_at, l, field(leads_at, "employer"), int64_t(RecordId::of(1, number, 1).bits));
        return out;
    };
    const Ledger theirs = desk(2, "示例（甲）厂", "91500102MA0000001D");
    Ledger ours = desk(1, "示例(甲)厂", "");
    const MergeFound found = looked_into(ours, theirs);
    REQUIRE(found.same.size() == 1);
    CHECK(found.fresh == 1);
    MergeChoice choice = undecided(found);
    choice.join[0] = 1;
    choice.theirs.assign(found.clashes.size(), 0);
    ours.apply(merged_change(found, catalog, choice, 5000));
    const Table& all = ours.table(employers);
    REQUIRE(all.records() == 1);
    const int64_t row = all.find(RecordId::of(1, 1, 1));
    REQUIRE(row >= 0);
    CHECK(all.column(field(employers, "credit_code")).text(uint32_t(row)) == "91500102MA0000001D");
    CHECK(all.column(field(employers, "name")).text(uint32_t(row)) == "示例(甲)厂");
    const int64_t lead = ours.table(leads_at).find(RecordId::of(1, 2, 2));
    REQUIRE(lead >= 0);
    CHECK(ours.table(leads_at).column(field(leads_at, "employer")).get(uint32_t(lead)) ==
          Value(int64_t(RecordId::of(1, 1, 1).bits)));

    // An employer of another code is another one, whatever its name.
    CHECK(looked_into(desk(3, "示例（甲）厂", "91500102MA0000002B"), theirs).same.empty());
    // As files: the first made stays, in whichever order they come, and again.
    const Ledger a = desk(1, "示例(甲)厂", "");
    const Merged one = merge_ledgers({&a, &theirs}, JoinSame::all),
                 two = merge_ledgers({&theirs, &a, &theirs}, JoinSame::all);
    CHECK(one.ledger.table(employers).records() == 1);
    CHECK(one.ledger.table(leads_at).records() == 2);
    CHECK(records_of(one.ledger) == records_of(two.ledger));
    for (const Ledger* more : {&a, &theirs}) {
        const Merged again = merge_ledgers({more, &one.ledger}, JoinSame::all);
        CHECK(records_of(again.ledger) == records_of(one.ledger));
    }
    CHECK(merge_ledgers({&a, &theirs}).ledger.table(employers).records() == 2);
    CHECK(merge_ledgers({&a, &theirs}).same.size() == 1);
}

TEST_CASE("joining does not depend on order, and once is as good as twice") {
    std::mt19937 dice(5);
    size_t joined = 0;
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        const Ledger a = random_leads(dice), b = random_leads(dice, 2), c = random_leads(dice, 3);
        const Merged whole = merge_ledgers({&a, &b, &c}, JoinSame::all);
        joined += merge_ledgers({&a, &b, &c}).ledger.records() - whole.ledger.records();
        for (const std::vector<const Ledger*>& order :
             {std::vector<const Ledger*>{&c, &b, &a}, {&b, &a, &c}, {&a, &b, &c, &b, &a}}) {
            const Merged other = merge_ledgers(order, JoinSame::all);
            CHECK(leads(other.ledger) == leads(whole.ledger));
            CHECK(conflicts(other) == conflicts(whole));
            CHECK(other.same.size() == whole.same.size());
        }
        for (const Ledger* one : {&a, &b, &c})
            CHECK(leads(merge_ledgers({one, &whole.ledger}, JoinSame::all).ledger) == leads(whole.ledger));
    }
    CHECK(joined > 300);
}
