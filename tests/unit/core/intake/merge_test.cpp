// Whatever the order and however often a ledger is given, the union is the same.
#include "core/intake/merge.hpp"

#include "tests/unit/core/real_catalog.hpp"

#include <algorithm>
#include <map>
#include <random>

using namespace mj;

namespace {

/// Some of ten leads, each in one of several versions.
Ledger random_leads(std::mt19937& dice) {
    const Catalog& catalog = test::real_catalog();
    const int reg = catalog.find_register("lead");
    Ledger out(catalog);
    for (uint32_t n = 1; n <= 10; ++n) {
        if (dice() % 3 == 0) continue;
        const int64_t changed = 1000 + dice() % 3;
        const uint32_t row = out.append(reg, {RecordId::of(1, 1, n), 1000, changed, State(dice() % 2)});
        for (const int field : {0, 7, 8})
            if (dice() % 3)
                out.set(reg, row, field,
                        field ? Value(int64_t(dice() % 2)) : Value("n" + std::to_string(dice() % 2)));
    }
    return out;
}

/// Everything in a ledger, by id.
std::map<uint64_t, std::vector<std::string>> leads(const Ledger& ledger) {
    const Catalog& catalog = ledger.catalog();
    const int r = catalog.find_register("lead");
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
        MergeInto merge(ours, theirs, 1000);
        while (!merge.step(Deadline::never())) {
        }
        CHECK(merge.clashes().size() == whole.conflicts.size());
        CHECK(merge.progress() <= 1);
        clashes += merge.clashes().size();
        std::vector<int8_t> chosen; // the newer one of each
        for (const Clash& clash : merge.clashes()) chosen.push_back(clash.theirs_newer);
        CHECK(merge.fresh() + merge.newer() + merge.kept() <= others.size());
        Change change = merge.take();
        add_decided(merge.clashes(), chosen, 5000, change);
        REQUIRE(ours.possible(change).empty());
        const Change back = ours.apply(change);
        auto now = leads(ours), wanted = leads(whole.ledger);
        for (const Clash& clash : merge.clashes())
            if (clash.ours_changed == clash.theirs_changed) { // whoever decides makes a version of his own
                now.erase(clash.id.bits);
                wanted.erase(clash.id.bits);
            }
        CHECK(now == wanted);
        now = leads(ours);
        for (const auto& [id, record] : others) CHECK(now.count(id) == 1);
        MergeInto again(ours, theirs, 1000);
        while (!again.step(Deadline::never())) {
        }
        CHECK(again.fresh() + again.newer() == 0);
        ours.apply(back);
        CHECK(leads(ours) == before);

        // Decided against the newer one it is newer still.
        for (int8_t& one : chosen) one = !one;
        MergeInto other(ours, theirs, 5);
        while (!other.step(Deadline::never())) {
        }
        CHECK(other.whole() == (other.fresh() + other.newer() <= 5));
        change = other.take();
        CHECK(change.edits.size() == std::min<uint64_t>(5, other.fresh() + other.newer()));
        add_decided(other.clashes(), chosen, 5000, change);
        ours.apply(change);
        now = leads(ours);
        for (const Clash& clash : other.clashes()) {
            const auto& record = now.at(clash.id.bits);
            CHECK(record[0] == "5000");
            const auto& want = (clash.theirs_newer ? before : others).at(clash.id.bits);
            CHECK(record[size_t(clash.field + 2)] == want[size_t(clash.field + 2)]);
        }
    }
    CHECK(clashes > 300);
}
