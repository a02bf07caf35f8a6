// What the keeper does when its storage refuses, forgets, or belongs to another window.
#include "tests/unit/app/keeper/started.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE("a second window reads and follows, and writes when the first has gone") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Started first(catalog, machine);
        first.keeper.commit(adding(1));
        machine.between_frames();
    }
    const Files one = machine.storage.files;
    machine.storage.writes = false;
    Started second(catalog, machine);
    CHECK(second.keeper.status().state == SaveState::follows);
    CHECK_FALSE(second.keeper.writable());
    CHECK(second.keeper.ledger().records() == 1);

    // The other window saves: once whole, once read in the middle of it.
    FakeHost other;
    other.storage.files = one;
    Started writer(catalog, other);
    writer.keeper.commit(adding(2));
    other.between_frames();
    const uint64_t before = second.keeper.revision(), readings = second.keeper.readings();
    machine.storage.files = other.storage.files;
    machine.storage.tell(StorageNews::changed, {});
    machine.between_frames();
    CHECK(second.keeper.ledger().records() == 2);
    CHECK(second.keeper.revision() > before);
    CHECK(second.keeper.readings() == readings + 1);
    const Bytes head = machine.storage.files["HEAD"];
    machine.storage.files["HEAD"].resize(9);
    machine.storage.files["HEAD-copy"].resize(9);
    machine.storage.tell(StorageNews::changed, {});
    machine.storage.tell(StorageNews::changed, {});
    machine.between_frames();
    CHECK(second.keeper.status().state == SaveState::damaged); // it stays so, however often it is read
    machine.storage.files["HEAD"] = machine.storage.files["HEAD-copy"] = head;
    machine.storage.tell(StorageNews::changed, {});
    machine.between_frames();
    CHECK(second.keeper.status().state == SaveState::follows);

    machine.storage.writes = true;
    machine.storage.tell(StorageNews::writer, {});
    CHECK_FALSE(second.keeper.writable()); // not before what the other left is read
    machine.between_frames();
    CHECK(second.keeper.writable());
    second.keeper.commit(adding(3));
    machine.between_frames();
    CHECK(second.keeper.status().state == SaveState::saved);
    CHECK(Started(catalog, machine).keeper.ledger().records() == 3);
}

TEST_CASE(
    "a window that follows takes changes as they are told, and reads again what it cannot tell from them") {
    const Catalog catalog = small_catalog();
    FakeHost other;
    Started writer(catalog, other);
    writer.keeper.commit(adding(1));
    other.between_frames();
    FakeHost machine;
    machine.storage.writes = false;
    machine.storage.files = other.storage.files;
    Started follower(catalog, machine);
    const uint64_t readings = follower.keeper.readings();
    const auto told = [&] {
        machine.storage.files = other.storage.files;
        machine.storage.tell(StorageNews::changed, other.storage.last);
        machine.between_frames();
    };
    for (uint32_t n = 2; n < 6; ++n) {
        writer.keeper.commit(adding(n));
        other.between_frames();
        told();
        CHECK(follower.keeper.ledger().records() == n);
        CHECK(follower.keeper.sequence() == n);
        CHECK(follower.keeper.chronicle().entries() == n);
    }
    told(); // twice the same
    CHECK(follower.keeper.ledger().records() == 5);
    CHECK(follower.keeper.readings() == readings);

    for (uint32_t n = 6; n < 400; ++n) writer.keeper.commit(adding(n)); // not heard, more than a chunk
    other.between_frames();
    writer.keeper.commit(adding(400));
    other.between_frames();
    told();
    CHECK(follower.keeper.ledger().records() == writer.keeper.ledger().records());
    CHECK(follower.keeper.readings() == readings + 1);

    Ledger coming(catalog);
    coming.apply(adding(1000));
    writer.keeper.replace(std::move(coming), [](Outcome<> done) { CHECK(done); });
    writer.keeper.keep();
    other.between_frames();
    told();
    CHECK(follower.keeper.ledger().records() == 1);
    CHECK(follower.keeper.readings() == readings + 2);
    CHECK(follower.keeper.status().state == SaveState::follows);
}

TEST_CASE("what failed is tried again by itself, and shown as failed until it is kept") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    machine.storage.fail_next = Problem{say(Said::words, "full")};
    o.keeper.commit(adding(1));
    machine.between_frames();
    for (int second = 0; second < 2; ++second, ++machine.clock.time) {
        o.keeper.keep();
        machine.between_frames();
        CHECK(o.keeper.status().state == SaveState::failed);
    }
    const int before = machine.storage.commits;
    machine.storage.fail_next = Problem{say(Said::words, "still full")};
    machine.clock.time += 3;
    o.keeper.keep();
    CHECK(o.keeper.status().state == SaveState::failed); // being tried
    machine.between_frames();
    CHECK(machine.storage.commits == before + 1);
    CHECK(o.keeper.status().problem->what.text() == "still full");
    machine.clock.time += 3;
    o.keeper.keep();
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::saved);
}

TEST_CASE("a browser that drops what it had kept gets everything again, by itself") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    o.keeper.commit(adding(1));
    machine.between_frames();
    machine.storage.files.clear();
    bool durable = false;
    o.keeper.commit(adding(2), [&] { durable = true; });
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::failed);
    CHECK_FALSE(durable);
    o.keeper.keep();
    machine.clock.time += 3;
    o.keeper.keep();
    machine.between_frames();
    CHECK(durable);
    CHECK(o.keeper.status().state == SaveState::saved);
    o.keeper.commit(adding(3));
    machine.between_frames();
    const Started again(catalog, machine);
    CHECK(again.keeper.status().state == SaveState::saved);
    CHECK(again.keeper.ledger().records() == 3);
}

TEST_CASE("what waits when the page goes is put aside and taken up again, once") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    for (const bool first_ever : {true, false}) {
        const uint64_t before = first_ever ? 0 : 2;
        {
            Started o(catalog, machine);
            REQUIRE(o.keeper.ledger().records() == before);
            o.keeper.commit(adding(uint32_t(before) + 1));
            o.keeper.commit(adding(uint32_t(before) + 2));
            o.keeper.leave();
        } // the storage gets nothing
        Started again(catalog, machine);
        CHECK(again.keeper.ledger().records() == before + 2);
        CHECK(again.keeper.status().state == SaveState::saved);
        CHECK(again.keeper.chronicle().entries() == before + 2);
        CHECK(machine.prefs.kept.count("waiting") == 0);
        CHECK(Started(catalog, machine).keeper.ledger().records() == before + 2);
    }
    std::string aside;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(5));
        o.keeper.leave();
        aside = machine.prefs.kept["waiting"];
        machine.between_frames(); // the storage got it after all
    }
    CHECK(Started(catalog, machine).keeper.ledger().records() == 5);
    machine.prefs.kept["waiting"] =
        aside; // a record that is removed and put aside twice is still removed once
    CHECK(Started(catalog, machine).keeper.ledger().records() == 5);
    aside[40] = aside[40] == 'a' ? 'b' : 'a';
    machine.prefs.kept["waiting"] = aside;
    CHECK(Started(catalog, machine).keeper.status().state == SaveState::saved);
}
