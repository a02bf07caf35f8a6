// Segments that have changed are written anew while work goes on; whenever the program is killed, everything is there.
#include "core/base/crc32c.hpp"
#include "core/ledger/codec.hpp"
#include "tests/unit/app/keeper/started.hpp"
#include "tests/unit/effort.hpp"

#include <algorithm>

using namespace mj;
using namespace mj::test;

namespace {

constexpr Keeper::Limits small{2000, 6000, 60};

size_t files_of(const FakeHost& machine, const char* prefix) {
    return size_t(std::count_if(machine.storage.files.begin(), machine.storage.files.end(),
                                [&](const auto& file) { return file.first.starts_with(prefix); }));
}

/// A change that fits: adds, updates, removes, and brings back what was removed.
Change any_change(Dice& dice, const Ledger& ledger, std::vector<Change>& undo) {
    if (!undo.empty() && dice.roll(4) == 0) {
        Change back = std::move(undo.back());
        undo.pop_back();
        if (ledger.check(back).empty()) return back;
    }
    Change out;
    for (uint32_t n = 1 + dice.roll(3); n; --n) {
        const uint32_t number = 1 + dice.roll(300);
        if (std::any_of(out.edits.begin(), out.edits.end(),
                        [&](const Edit& e) { return e.head.id == id(number); }))
            continue;
        Edit edit = add(number, {{f_no, std::string(1 + dice.roll(60), char('a' + dice.roll(26)))},
                                 {f_money, int64_t(dice.roll(1000))}});
        if (dice.roll(3) == 0) edit.values.pop_back();
        edit.head.changed = dice.roll(1000);
        if (ledger.table(0).find(id(number)) >= 0) {
            edit.kind = dice.roll(3) ? Edit::Kind::update : Edit::Kind::remove;
            if (edit.kind == Edit::Kind::remove) edit.values.clear();
        }
        out.edits.push_back(std::move(edit));
    }
    return out;
}

} // namespace

TEST_CASE("killed after any commit of a checkpoint or a replacement, everything acknowledged is there") {
    const Catalog catalog = small_catalog();
    size_t snapshots = 0, amended = 0;
    const size_t seeds = size_t(effort(6));
    for (uint64_t seed = 1; seed <= seeds; ++seed) {
        Dice dice{seed};
        FakeHost machine;
        std::vector<std::pair<Files, std::string>> after; // files, and the marker then
        machine.storage.committed = [&] {
            after.emplace_back(machine.storage.files, machine.prefs.kept["vault"]);
        };
        Keeper keeper(catalog, machine.host, small);
        keeper.open();
        machine.between_frames();
        if (seed % 2) { // a generation to begin with
            Ledger ledger(catalog);
            for (uint32_t n = 1; n <= 200; ++n) ledger.apply(adding(n, unlike(n).c_str()));
            keeper.replace(std::move(ledger), [](Outcome<> done) { REQUIRE(done.ok()); });
            keeper.keep();
            machine.between_frames();
            REQUIRE(files_of(machine, "seg-") > 3);
        }
        std::vector<Change> undo;
        std::string before = picture(keeper.ledger());
        after.clear();
        for (int step = 0; step < 250; ++step) {
            const bool edits = dice.roll(3) != 0;
            if (edits) {
                const Change change = any_change(dice, keeper.ledger(), undo);
                undo.push_back(keeper.commit(change));
            }
            if (dice.roll(12) == 0) machine.storage.fail_next = Problem{say(Said::words, "no room")};
            keeper.keep();
            machine.between_frames();
            if (keeper.status().state == SaveState::failed) {
                keeper.retry();
                machine.between_frames();
            }
            REQUIRE(keeper.status().state == SaveState::saved);
            const std::string now = picture(keeper.ledger());
            for (const auto& [files, marker] : after) {
                FakeHost other;
                other.storage.files = files;
                other.prefs.kept["vault"] = marker;
                Keeper again(catalog, other.host, small);
                again.open();
                other.between_frames();
                REQUIRE(again.status().problem.value_or(Problem{}).text() == "");
                const std::string found = picture(again.ledger());
                REQUIRE((found == now || (edits && found == before)));
                ++snapshots;
            }
            if (!edits) amended += after.size();
            after.clear();
            before = now;
        }
        CHECK(files_of(machine, "seg-") < 60);
        CHECK(files_of(machine, "j-") < 20);
        // All that was ever done is told, across the checkpoints.
        CHECK(keeper.chronicle().entries() > 100);
        FakeHost other;
        other.storage.files = machine.storage.files;
        const Started again(catalog, other);
        CHECK(again.keeper.chronicle().entries() == keeper.chronicle().entries());
    }
    CHECK(snapshots > 160 * seeds);
    CHECK(amended > 12 * seeds);
}

TEST_CASE("a checkpoint writes what has changed and no more") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Keeper keeper(catalog, machine.host, {2000, 1 << 20, 10});
    keeper.open();
    machine.between_frames();
    Ledger ledger(catalog);
    for (uint32_t n = 1; n <= 500; ++n) ledger.apply(adding(n, unlike(n).c_str()));
    keeper.replace(std::move(ledger), [](Outcome<> done) { REQUIRE(done.ok()); });
    keeper.keep();
    machine.between_frames();
    keeper.commit(adding(1000)); // lets the former generation go
    machine.between_frames();
    const Files first = machine.storage.files;
    for (int n = 0; n < 9; ++n) {
        Edit edit = add(7, {{f_money, int64_t(n)}});
        edit.kind = Edit::Kind::update;
        keeper.commit({{edit}});
    }
    machine.between_frames();
    for (int frame = 0; frame < 20; ++frame) {
        keeper.keep();
        CHECK(keeper.status().state == SaveState::saved); // nothing on the screen waits
        machine.between_frames();
    }
    size_t same = 0, fresh = 0;
    for (const auto& [name, bytes] : machine.storage.files)
        if (name.starts_with("seg-")) (first.count(name) ? same : fresh)++;
    CHECK(same > 10);
    // The one with record 7, the one that has grown, the archive; and one that goes with the next commit.
    CHECK(fresh <= 4);
    CHECK(files_of(machine, "j-") <= 2);
    const Started again(catalog, machine);
    CHECK(picture(again.keeper.ledger()) == picture(keeper.ledger()));
}

TEST_CASE("a store of the first format is read, goes on, and becomes one of this format") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Vault vault(machine.storage);
    vault.open("", 9, [](mj::Opened) {});
    machine.between_frames();
    vault.append(1, encode_change(catalog, adding(1, "old")), [](Outcome<>) {});
    machine.between_frames();
    // HEAD as format 1 wrote it: no settled, no archive.
    const Head head = *decode_head(machine.storage.files["HEAD"]);
    ByteWriter old;
    old.raw("mingjing", 8);
    old.put(uint32_t(1));
    old.put(head.database);
    old.put(head.epoch);
    old.put(head.journal_from);
    old.put(head.next_segment);
    old.put(uint32_t(0));
    old.put(crc32c(old.view()));
    machine.storage.files["HEAD"] = machine.storage.files["HEAD-copy"] = old.take();

    const Files as_left = machine.storage.files;

    Keeper keeper(catalog, machine.host, small);
    keeper.open();
    machine.between_frames();
    REQUIRE(keeper.status().state == SaveState::saved);
    CHECK(keeper.ledger().table(0).column(f_no).text(0) == "old");
    CHECK(keeper.has_former()); // before anything else is written
    CHECK(keeper.chronicle().entries() == 1);
    for (uint32_t n = 2; n <= 80; ++n) keeper.commit(adding(n));
    machine.between_frames();
    for (int frame = 0; frame < 20; ++frame) {
        keeper.keep();
        machine.between_frames();
    }
    CHECK(machine.storage.files["HEAD"][8] == Head::format);
    const Started again(catalog, machine);
    CHECK(picture(again.keeper.ledger()) == picture(keeper.ledger()));
    CHECK(again.keeper.chronicle().entries() == 80);
    CHECK(again.keeper.has_former());
    std::optional<Files> copy;
    again.keeper.read_former([&](Outcome<Files> files) { copy = *files; });
    machine.between_frames();
    REQUIRE(copy);
    CHECK(*copy == as_left);
}
