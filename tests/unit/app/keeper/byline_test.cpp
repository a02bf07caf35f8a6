// Who is at the desk goes into the store with each change; stores from before are read and go on.
#include "core/ledger/codec.hpp"
#include "tests/unit/app/keeper/started.hpp"

using namespace mj;
using namespace mj::test;

namespace {

/// As programs up to 0.2.0 write that a record was added: a journal record of kind 2.
Bytes former_entry(const Catalog& catalog, uint32_t n) {
    const Change change = adding(n);
    Edit back = change.edits[0];
    back.kind = Edit::Kind::remove;
    back.values.clear();
    const Bytes done = encode_change(catalog, change), undo = encode_change(catalog, {{back}});
    ByteWriter out;
    out.put(int64_t(1'700'000'000 + n));
    out.put(uint8_t(0));
    out.varint(done.size());
    out.raw(done.data(), done.size());
    out.raw(undo.data(), undo.size());
    return out.take();
}

/// The kinds of the journal's records.
std::vector<int> kinds(FakeHost& machine) {
    std::vector<int> out;
    Vault vault(machine.storage);
    vault.open("", 1, [&](Opened opened) {
        for (const Opened::Action& action : opened.journal) out.push_back(action.type);
    });
    machine.between_frames();
    return out;
}

} // namespace

TEST_CASE("a store from before there were names is opened, and goes on with them") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Vault vault(machine.storage);
        vault.open("", 77, [](Opened) {});
        machine.between_frames();
        for (uint32_t n = 1; n <= 3; ++n) vault.append(2, former_entry(catalog, n), [](Outcome<>) {});
        machine.between_frames();
        REQUIRE(vault.state() == VaultState::saved);
    }
    {
        Started o(catalog, machine);
        REQUIRE(o.keeper.status().state == SaveState::saved);
        CHECK(o.keeper.ledger().records() == 3);
        o.keeper.commit(adding(4));
        o.keeper.set_who("周明");
        o.keeper.commit(adding(5), {}, Cause::merge, {{}, "名册.xlsx", "三月"});
        machine.between_frames();
    }
    CHECK(kinds(machine) == std::vector<int>{2, 2, 2, 2, 3});
    Started o(catalog, machine);
    REQUIRE(o.keeper.status().state == SaveState::saved);
    CHECK(o.keeper.ledger().records() == 5);
    const Chronicle& chronicle = o.keeper.chronicle();
    REQUIRE(chronicle.entries() == 5);
    for (size_t i = 0; i < 4; ++i) CHECK(chronicle.brief(i).by == Byline{});
    CHECK(chronicle.brief(0).at == 1'700'000'001);
    CHECK(chronicle.brief(4).by == Byline{"周明", "名册.xlsx", "三月"});
}

TEST_CASE("who did it is kept through a checkpoint, a replacement, and a page that goes at once") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Keeper::Limits limits;
        limits.journal_records = 2;
        Keeper keeper(catalog, machine.host, limits);
        keeper.open();
        machine.between_frames();
        keeper.set_who("周明");
        for (uint32_t n = 1; n <= 3; ++n) {
            keeper.commit(adding(n));
            for (int frame = 0; frame < 4; ++frame) {
                machine.between_frames();
                keeper.keep();
            }
        }
        machine.between_frames();
    }
    CHECK(kinds(machine).size() < 3); // the others are in the archive
    {
        Started o(catalog, machine);
        o.keeper.set_who("何静");
        o.keeper.replace(Ledger(catalog), [](Outcome<> done) { CHECK(done.ok()); });
        for (int frame = 0; frame < 6; ++frame) {
            o.keeper.keep();
            machine.between_frames();
        }
        machine.storage.fail_next = Problem{say(Said::words, "the disk is full")};
        o.keeper.commit(adding(9));
        o.keeper.leave();
    }
    Started o(catalog, machine);
    machine.between_frames();
    const Chronicle& chronicle = o.keeper.chronicle();
    REQUIRE(chronicle.entries() == 5);
    for (size_t i = 0; i < 5; ++i) CHECK(chronicle.brief(i).by.who == (i < 3 ? "周明" : "何静"));
    CHECK(chronicle.since_replaced() == 4);
    CHECK(o.keeper.ledger().records() == 1);
    CHECK(kinds(machine) == std::vector<int>{3});
}
