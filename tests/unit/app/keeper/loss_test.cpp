// What the keeper does when its storage loses what was durable, sleeps, is overtaken, or never kept anything; and when
// clocks and counters are not what they should be.
#include "tests/unit/app/keeper/started.hpp"

using namespace mj;
using namespace mj::test;

namespace {

uint64_t records_kept(const Catalog& catalog, FakeHost& machine) {
    const Started again(catalog, machine);
    CHECK(again.keeper.status().state == SaveState::saved);
    return again.keeper.ledger().records();
}

RecordId kept_id(Keeper& keeper, FakeHost& machine) {
    Edit edit = add(1, {{f_no, std::string("A")}});
    edit.head.id = keeper.new_id();
    keeper.commit({{edit}});
    machine.between_frames();
    return edit.head.id;
}

} // namespace

TEST_CASE("what is cleared under an open page is said and written again, though nobody edits") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    o.keeper.commit(adding(1));
    o.keeper.commit(adding(2));
    machine.between_frames();
    machine.storage.files.clear();
    machine.prefs.kept.clear();
    machine.storage.lose();
    machine.storage.tell(StorageNews::lost, {});
    CHECK(o.keeper.status().state == SaveState::failed);
    CHECK(o.keeper.status().problem->what.text() == "the browser has lost what it had kept");
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::saved);
    REQUIRE(o.keeper.mended());
    CHECK(o.keeper.mended()->what.text() == "the browser has lost what it had kept");
    CHECK(machine.prefs.kept["vault"] != ""); // a second loss would be known as well
    o.keeper.dismiss_mended();
    CHECK_FALSE(o.keeper.mended());
    CHECK(records_kept(catalog, machine) == 2);
    o.keeper.commit(adding(3));
    machine.between_frames();
    CHECK(records_kept(catalog, machine) == 3);
}

TEST_CASE("a storage that cannot be written to when it is cleared is written to when it can") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    o.keeper.commit(adding(1));
    machine.between_frames();
    machine.storage.files.clear();
    machine.storage.lose();
    machine.storage.fail_next = Problem{say(Said::words, "not yet")};
    machine.storage.tell(StorageNews::lost, {});
    machine.between_frames();
    o.keeper.keep();
    CHECK(o.keeper.status().problem->what.text() == "not yet");
    machine.clock.time += 3;
    o.keeper.keep();
    machine.between_frames();
    REQUIRE(o.keeper.mended());
    CHECK(o.keeper.mended()->what.text() == "the browser has lost what it had kept");
    CHECK(records_kept(catalog, machine) == 1);
}

TEST_CASE("a file that rots is found by reading back, and written again") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    Ledger ledger(catalog);
    for (uint32_t n = 1; n <= 50; ++n) ledger.apply(adding(n, unlike(n).c_str()));
    o.keeper.replace(std::move(ledger), [](Outcome<> done) { CHECK(done); });
    o.keeper.keep();
    machine.between_frames();
    const auto round = [&] {
        while (o.keeper.check()) machine.between_frames();
    };
    const int before = machine.storage.commits;
    round();
    CHECK(machine.storage.commits == before);
    machine.storage.files["seg-0000000000000001"][200] ^= 1;
    round();
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::saved);
    REQUIRE(o.keeper.mended());
    CHECK(o.keeper.mended()->what.text() == "what was kept can no longer be read");
    CHECK(records_kept(catalog, machine) == 50);
}

TEST_CASE("a damaged table of contents with a sound copy is put right, and said until it is dismissed") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(1));
        machine.between_frames();
        CHECK_FALSE(o.keeper.mended());
    }
    machine.storage.files["HEAD"][12] ^= 1;
    {
        Started o(catalog, machine);
        CHECK(o.keeper.status().state == SaveState::saved);
        REQUIRE(o.keeper.mended());
        CHECK(o.keeper.mended()->what.text() == "one of the two tables of contents was damaged");
        CHECK(o.keeper.ledger().records() == 1);
        o.keeper.commit(adding(2));
        machine.between_frames();
    }
    Started o(catalog, machine);
    CHECK_FALSE(o.keeper.mended());
    CHECK(o.keeper.ledger().records() == 2);
}

TEST_CASE("news without its bytes is looked up, not taken for nothing new") {
    const Catalog catalog = small_catalog();
    FakeHost other, machine;
    Started writer(catalog, other);
    writer.keeper.commit(adding(1));
    other.between_frames();
    machine.storage.writes = false;
    machine.storage.files = other.storage.files;
    Started follower(catalog, machine);
    for (uint32_t n = 2; n < 6; ++n) {
        Change change; // one action: small, or with its chunk too large
        for (uint32_t i = 0; i < (n % 2 ? 1 : 30); ++i)
            change.edits.push_back(adding(100 * n + i, std::string(3000, 'x').c_str()).edits.front());
        writer.keeper.commit(change);
        other.between_frames();
        Batch told = other.storage.last;
        for (auto& put : told.puts)
            if (put.second.size() > 65536) put.second.clear();
        machine.storage.files = other.storage.files;
        machine.storage.tell(StorageNews::changed, told);
        machine.between_frames();
        CHECK(follower.keeper.status().state == SaveState::follows);
        CHECK(follower.keeper.ledger().records() == writer.keeper.ledger().records());
        CHECK(follower.keeper.sequence() == writer.keeper.sequence());
    }
}

TEST_CASE("a window that slept reads what it missed, and nothing when there was nothing") {
    const Catalog catalog = small_catalog();
    FakeHost other, machine;
    Started writer(catalog, other);
    writer.keeper.commit(adding(1));
    other.between_frames();
    machine.storage.writes = false;
    const auto share = [&] {
        machine.storage.files = other.storage.files;
        machine.prefs.kept = other.prefs.kept;
    };
    share();
    Started follower(catalog, machine);
    const uint64_t readings = follower.keeper.readings();
    machine.storage.tell(StorageNews::awake, {});
    machine.between_frames();
    CHECK(follower.keeper.readings() == readings);
    writer.keeper.commit(adding(2));
    other.between_frames();
    share();
    machine.storage.tell(StorageNews::awake, {});
    machine.between_frames();
    CHECK(follower.keeper.readings() == readings + 1);
    CHECK(follower.keeper.ledger().records() == 2);
}

TEST_CASE("a window that follows keeps what it shows when the store is emptied") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(1));
        machine.between_frames();
    }
    machine.storage.writes = false;
    Started o(catalog, machine);
    machine.storage.files.clear();
    machine.prefs.kept.clear();
    machine.storage.tell(StorageNews::awake, {});
    machine.between_frames();
    CHECK(o.keeper.ledger().records() == 1);
    machine.storage.writes = true; // and the writer has gone
    machine.storage.tell(StorageNews::writer, {});
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::damaged);
    CHECK(o.keeper.status().problem->what.text() == "the browser has lost everything that was saved here");
    CHECK(o.keeper.ledger().records() == 1); // to be exported, and restored
    CHECK(o.keeper.replaceable());
}

TEST_CASE("a window that was overtaken follows; what it has not saved stays, and says so") {
    const Catalog catalog = small_catalog();
    for (const bool waits : {false, true}) {
        FakeHost machine;
        Started o(catalog, machine);
        o.keeper.commit(adding(1));
        machine.between_frames();
        machine.storage.writes = false;
        if (waits) {
            machine.storage.fail_next = Problem{say(Said::overtaken)};
            o.keeper.commit(adding(2));
        }
        machine.storage.tell(StorageNews::fenced, {});
        for (int i = 0; i < 3; ++i) {
            o.keeper.keep();
            machine.between_frames();
        }
        CHECK(o.keeper.status().state == (waits ? SaveState::failed : SaveState::follows));
        CHECK(o.keeper.ledger().records() == (waits ? 2 : 1));
        CHECK(o.keeper.readings() == (waits ? 1 : 2));
    }
}

TEST_CASE("the lock is taken only from a window that does not answer") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    machine.storage.writes = false;
    Started o(catalog, machine);
    o.keeper.take_over();
    CHECK_FALSE(machine.storage.writes);
    machine.storage.silences = true;
    CHECK(o.keeper.silent());
    o.keeper.take_over();
    machine.storage.tell(StorageNews::writer, {});
    machine.between_frames();
    CHECK(o.keeper.writable());
    CHECK_FALSE(o.keeper.silent());
}

TEST_CASE("where nothing lasts nothing is called lost, and what lasts elsewhere keeps its marker") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    machine.storage.lasts = false;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(1));
        machine.between_frames();
        o.keeper.commit(adding(2));
        o.keeper.leave();
        CHECK(o.keeper.status().state != SaveState::saved);
    }
    machine.storage.files.clear();
    {
        const Started o(catalog, machine);
        CHECK(o.keeper.status().state == SaveState::memory);
        CHECK(o.keeper.ledger().records() == 0);
    }
    // A store that lasts, then a day without it, then again.
    machine.storage.lasts = true;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(3));
        machine.between_frames();
    }
    const Files files = std::exchange(machine.storage.files, {});
    const std::string marker = machine.prefs.kept["vault"];
    machine.storage.lasts = false;
    {
        Started o(catalog, machine);
        CHECK(o.keeper.status().state == SaveState::memory);
        o.keeper.commit(adding(4));
        machine.between_frames();
        CHECK(o.keeper.status().state == SaveState::memory);
    }
    CHECK(machine.prefs.kept["vault"] == marker);
    machine.storage.lasts = true;
    machine.storage.files = files;
    CHECK(records_kept(catalog, machine) == 1);
    machine.storage.files.clear();
    CHECK(Started(catalog, machine).keeper.status().state == SaveState::damaged);
}

TEST_CASE("a clock that is set back stops no waiting") {
    const Catalog catalog = small_catalog();
    for (const int64_t jump : {-86400, 86400 * 400}) {
        FakeHost machine;
        Started o(catalog, machine);
        machine.storage.fail_next = Problem{say(Said::words, "full")};
        o.keeper.commit(adding(1));
        machine.between_frames();
        o.keeper.keep();
        machine.clock.jump(jump);
        o.keeper.keep();
        machine.between_frames();
        CHECK(o.keeper.status().state == SaveState::failed); // not at once either
        CHECK(machine.window.woken_after == 3);
        machine.clock.time += 3;
        o.keeper.keep();
        machine.between_frames();
        CHECK(o.keeper.status().state == SaveState::saved);
    }
}

TEST_CASE("the reminder of a missing backup survives a clock that was once in the future") {
    const Catalog catalog = small_catalog();
    constexpr int64_t day = 86400;
    for (const bool stays_open : {true, false}) {
        FakeHost machine;
        machine.storage.protects = false;
        machine.clock.jump(3000 * day);
        auto o = std::make_unique<Started>(catalog, machine);
        o->keeper.commit(adding(1)); // the first: from here on it counts
        machine.between_frames();
        o->keeper.backed_up(machine.clock.now());
        machine.clock.jump(-3000 * day);
        if (!stays_open) o = std::make_unique<Started>(catalog, machine);
        o->keeper.keep();
        CHECK_FALSE(o->keeper.days_without_backup());
        machine.clock.time += 8 * day;
        o->keeper.keep();
        CHECK(o->keeper.days_without_backup() == 8);
    }
}

TEST_CASE("numbers at the end of their range are passed over: a store takes another number and goes on") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    RecordId first;
    {
        Started o(catalog, machine);
        first = kept_id(o.keeper, machine);
        for (const uint32_t last :
             {0xfffffffeu, 0xffffffffu, RecordId::last_sequence}) { // as older programs took them in
            Edit edit = add(1, {{f_no, std::string("B") + std::to_string(last)}});
            edit.head.id = RecordId::of(first.office(), first.desk(), last);
            o.keeper.commit({{edit}});
        }
        machine.between_frames();
    }
    RecordId other;
    for (int start = 0; start < 2; ++start) {
        Started o(catalog, machine);
        for (int i = 0; i < 3; ++i) {
            const RecordId id = kept_id(o.keeper, machine);
            CHECK(id.office() == first.office());
            CHECK(id.desk() != first.desk());
            CHECK(id.desk() != 0);
            if (other.has()) {
                CHECK(id.desk() == other.desk());
                CHECK(id.sequence() == other.sequence() + 1);
            }
            other = id;
        }
    }
    machine.prefs.kept.erase("sequence"); // settings may be lost: the records say the same
    Started o(catalog, machine);
    const RecordId id = kept_id(o.keeper, machine);
    CHECK(id.desk() == other.desk());
    CHECK(id.sequence() == other.sequence() + 1);
}

TEST_CASE("a kept sequence of any size gives a new id at once") {
    const Catalog catalog = small_catalog();
    for (const char* kept :
         {"4000000000", "4026531838", "4026531839", "4294967294", "4294967295", "4294967296",
          "99999999999999999999", "-7", "", "x", " ", "5 4294967295", "4294967295 1048576"}) {
        CAPTURE(kept);
        FakeHost machine;
        machine.prefs.kept["sequence"] = kept;
        Started o(catalog, machine);
        const RecordId one = kept_id(o.keeper, machine), two = kept_id(o.keeper, machine);
        CHECK(one.has());
        CHECK(two.has());
        CHECK(one != two);
        CHECK(two.sequence() <= RecordId::last_sequence);
        if (std::string_view(kept) == "4000000000") CHECK(one.sequence() == 4'000'000'001);
    }
}
