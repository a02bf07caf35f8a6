// A change of many records goes into the ledger in slices: whole or not at all, whatever happens meanwhile.
#include "core/ledger/codec.hpp"
#include "tests/unit/app/keeper/started.hpp"

using namespace mj;
using namespace mj::test;

namespace {

constexpr uint32_t rows_of_table = 3000;

Change table_of(uint32_t from) {
    Change out;
    for (uint32_t n = from; n < from + rows_of_table; ++n)
        out.edits.push_back(adding(n, unlike(n).c_str()).edits[0]);
    return out;
}

/// One slice: as many edits as are done between two looks at the clock.
bool slice(Keeper::Commit& commit) { return commit.step(Deadline(std::chrono::milliseconds(0))); }

} // namespace

TEST_CASE("commit in slices: the same as at once, one step back, and there after a restart") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Change back;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(1));
        machine.between_frames();
        const uint64_t revision = o.keeper.revision();
        bool durable = false;
        auto commit =
            o.keeper.begin(table_of(2), [&] { durable = true; }, Cause::merge, {{}, "leads.csv", ""});
        int slices = 0;
        for (float part = 0; slice(*commit), !commit->whole(); ++slices) {
            CHECK(o.keeper.committing());
            CHECK(o.keeper.revision() == revision);
            CHECK(o.keeper.status().state == SaveState::saving);
            CHECK(commit->progress() >= part);
            part = commit->progress();
            o.keeper.keep();
            machine.between_frames();
            CHECK_FALSE(durable);
        }
        CHECK(slices > 50);
        for (slices = 0; !slice(*commit); ++slices) CHECK(commit->progress() == 1); // frees the edits
        CHECK(slices > 40);
        back = commit->take_before();
        commit.reset();
        CHECK_FALSE(o.keeper.committing());
        CHECK(o.keeper.revision() == revision + 1);
        machine.between_frames();
        CHECK(durable);
        Ledger naive(catalog);
        naive.apply(adding(1));
        CHECK(back == naive.apply(table_of(2)));
    }
    Started again(catalog, machine);
    CHECK(again.keeper.status().state == SaveState::saved);
    CHECK(again.keeper.ledger().records() == rows_of_table + 1);
    CHECK(again.keeper.chronicle().brief(1).by.file == "leads.csv");
    again.keeper.commit(back);
    CHECK(again.keeper.ledger().records() == 1);
}

TEST_CASE("commit in slices: the program ends at any slice, and the store holds all of it or nothing") {
    const Catalog catalog = small_catalog();
    for (int until = 0;; until += 7) {
        FakeHost machine;
        bool whole = false;
        {
            Started o(catalog, machine);
            o.keeper.commit(adding(1));
            machine.between_frames();
            auto commit = o.keeper.begin(table_of(2), {}, Cause::merge, {});
            for (int i = 0; i < until && !whole; ++i) {
                slice(*commit);
                whole = commit->whole();
                o.keeper.keep();
                o.keeper.check();
                machine.between_frames();
            }
        }
        Started again(catalog, machine);
        CHECK(again.keeper.status().state == SaveState::saved);
        REQUIRE(again.keeper.ledger().records() == (whole ? rows_of_table + 1 : 1));
        if (whole) break;
        REQUIRE(until < 1000);
    }
}

TEST_CASE("commit in slices: dropped at any slice, the records are as before, and the next change is kept") {
    const Catalog catalog = small_catalog();
    for (int until = 0;; until += 11) {
        FakeHost machine;
        bool whole = false;
        {
            Started o(catalog, machine);
            o.keeper.commit(adding(1, "before"));
            machine.between_frames();
            Change change = table_of(2);
            Edit update = adding(1, "after").edits[0];
            update.kind = Edit::Kind::update;
            change.edits.insert(change.edits.begin() + 100, update);
            auto commit = o.keeper.begin(change, {}, Cause::merge, {});
            for (int i = 0; i < until && !whole; ++i) {
                slice(*commit);
                whole = commit->whole();
            }
            if (whole) break;
            CHECK(commit->drop() == change);
            commit.reset();
            CHECK(o.keeper.ledger().records() == 1);
            CHECK(o.keeper.ledger().table(0).column(f_no).text(0) == "before");
            o.keeper.commit(adding(2, "next"));
            machine.between_frames();
        }
        Started again(catalog, machine);
        REQUIRE(again.keeper.ledger().records() == 2);
        CHECK(again.keeper.ledger().table(0).column(f_no).text(0) == "before");
        REQUIRE(until < 1000);
    }
}

TEST_CASE("commit in slices: segments that are being written get no half of it") {
    const Catalog catalog = small_catalog();
    for (int slices = 0; slices < 60; slices += 3) {
        FakeHost machine;
        Keeper::Limits limits;
        limits.segment = 4096;
        limits.journal_records = 1;
        {
            Keeper keeper(catalog, machine.host, limits);
            keeper.open();
            machine.between_frames();
            for (uint32_t n = 1; n <= 20; ++n) keeper.commit(adding(n, unlike(n).c_str()));
            machine.between_frames();
            keeper.keep(); // begins to write segments
            auto commit = keeper.begin(table_of(100), {}, Cause::merge, {});
            for (int i = 0; i < slices; ++i) {
                REQUIRE_FALSE(slice(*commit));
                keeper.keep();
                if (i % 4 == 0) machine.between_frames();
            }
            machine.between_frames();
        }
        Started again(catalog, machine);
        CHECK(again.keeper.status().state == SaveState::saved);
        REQUIRE(again.keeper.ledger().records() == 20);
    }
}
