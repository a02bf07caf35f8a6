#include "core/ledger/codec.hpp"
#include "tests/unit/app/keeper/started.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE("a large store is read in slices, and nothing is shown or written before it is all there") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    constexpr uint32_t records = 3000;
    Keeper::Limits limits;
    limits.segment = 4096;
    limits.at_once = 1000;
    {
        Keeper keeper(catalog, machine.host, limits);
        keeper.open();
        machine.between_frames();
        Ledger ledger(catalog);
        for (uint32_t n = 1; n <= records; ++n) ledger.apply(adding(n, unlike(n).c_str()));
        keeper.replace(std::move(ledger), [](Outcome<> done) { CHECK(done); });
        keeper.keep();
        machine.between_frames();
        keeper.commit(adding(records + 1));
        machine.between_frames();
    }
    Keeper keeper(catalog, machine.host, limits);
    keeper.open();
    machine.between_frames();
    int slices = 0;
    for (float part = 0; keeper.opening(); ++slices) {
        CHECK(keeper.status().state == SaveState::loading);
        CHECK_FALSE(keeper.writable());
        CHECK(keeper.ledger().records() == 0);
        CHECK(keeper.opened_part() >= part);
        part = keeper.opened_part();
        const bool more = keeper.work(Deadline(std::chrono::milliseconds(slices % 3)));
        CHECK(more == keeper.opening());
        REQUIRE(slices < 100000);
    }
    CHECK(slices > 1);
    CHECK(keeper.status().state == SaveState::saved);
    CHECK(keeper.ledger().records() == records + 1);
}

TEST_CASE("an empty store opens empty; what is committed is there again after a restart") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    uint64_t first_revision = 0;
    {
        Started o(catalog, machine);
        CHECK(o.keeper.status().state == SaveState::empty);
        CHECK(o.keeper.writable());
        first_revision = o.keeper.revision();
        bool durable = false;
        o.keeper.commit(adding(1), [&] { durable = true; });
        CHECK(o.keeper.revision() > first_revision);
        CHECK(o.keeper.status().state == SaveState::saving);
        CHECK_FALSE(durable);
        machine.between_frames();
        CHECK(durable);
        CHECK(o.keeper.status() == SaveStatus{SaveState::saved, machine.clock.time, std::nullopt});
    }
    Started again(catalog, machine);
    CHECK(again.keeper.status() == SaveStatus{SaveState::saved, machine.clock.time, std::nullopt});
    CHECK(again.keeper.ledger().records() == 1);
    CHECK(again.keeper.ledger().table(0).column(f_no).text(0) == "A");
}

TEST_CASE("a refused save keeps everything, says so, and is mended by retry") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    machine.storage.fail_next = Problem{say(Said::words, "the disk is full")};
    bool durable = false;
    o.keeper.commit(adding(1), [&] { durable = true; });
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::failed);
    CHECK(o.keeper.status().problem->what.text() == "the disk is full");
    CHECK(o.keeper.ledger().records() == 1);
    CHECK_FALSE(durable);
    o.keeper.commit(adding(2)); // waits behind the first
    o.keeper.retry();
    machine.between_frames();
    CHECK(durable);
    CHECK(o.keeper.status().state == SaveState::saved);
    CHECK(Started(catalog, machine).keeper.ledger().records() == 2);
}

TEST_CASE("a replacement is taken only when it is durable") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    o.keeper.commit(adding(1, "old"));
    const auto other = [&] {
        Ledger ledger(catalog);
        ledger.apply(adding(8, "new"));
        ledger.apply(adding(9, "new"));
        return ledger;
    };
    std::optional<Outcome<>> outcome;
    const auto replace = [&] {
        outcome.reset();
        o.keeper.replace(other(), [&](Outcome<> done) { outcome = std::move(done); });
        o.keeper.keep(); // the first change is still on its way
        machine.between_frames();
        CHECK(o.keeper.replacing());
        CHECK(o.keeper.ledger().records() == 1);
        o.keeper.keep();
    };
    replace();
    machine.storage.fail_next = Problem{say(Said::words, "no")};
    machine.between_frames();
    REQUIRE(outcome);
    CHECK_FALSE(*outcome);
    CHECK_FALSE(o.keeper.replacing());
    CHECK(o.keeper.ledger().table(0).column(f_no).text(0) == "old");
    CHECK(Started(catalog, machine).keeper.ledger().records() == 1);

    const uint64_t before = o.keeper.revision();
    o.keeper.commit({{add(3, {})}});
    o.keeper.commit({{[] {
        Edit e = add(3, {});
        e.kind = Edit::Kind::remove;
        return e;
    }()}});
    replace();
    machine.between_frames();
    CHECK(outcome->ok());
    CHECK(o.keeper.revision() > before);
    CHECK(o.keeper.ledger().records() == 2);
    CHECK(Started(catalog, machine).keeper.ledger().records() == 2);
}

TEST_CASE("a replacement behind a failed save is refused, so that nothing is lost") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    machine.storage.fail_next = Problem{say(Said::words, "the disk is full")};
    o.keeper.commit(adding(1));
    std::optional<Outcome<>> outcome;
    o.keeper.replace(Ledger(catalog), [&](Outcome<> done) { outcome = std::move(done); });
    machine.between_frames();
    o.keeper.keep();
    REQUIRE(outcome);
    CHECK(outcome->problem().what.text() == "the disk is full");
    o.keeper.retry();
    machine.between_frames();
    CHECK(Started(catalog, machine).keeper.ledger().records() == 1);
}

TEST_CASE("the journal is compacted at 5,000 changes, and a failed compaction harms nothing") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    const auto commit = [&](uint32_t from, uint32_t to) {
        for (uint32_t n = from; n <= to; ++n) o.keeper.commit(adding(n));
        machine.between_frames();
        o.keeper.keep();
    };
    const auto journal_files = [&] {
        return std::count_if(machine.storage.files.begin(), machine.storage.files.end(),
                             [](const auto& file) { return file.first.starts_with("j-"); });
    };
    commit(1, 4999);
    CHECK_FALSE(machine.between_frames());
    commit(5000, 5000);
    machine.storage.fail_next = Problem{say(Said::words, "no")};
    CHECK(machine.between_frames());
    CHECK(journal_files() > 0);
    CHECK(o.keeper.status().state == SaveState::saved);
    o.keeper.keep();
    CHECK_FALSE(machine.between_frames()); // not again and again
    CHECK(Started(catalog, machine).keeper.ledger().records() == 5000);
}

TEST_CASE("the journal is compacted at 1 MB; changes made meanwhile stay behind it") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Started o(catalog, machine);
    const std::string long_text(3900, 'x');
    for (uint32_t n = 1; n <= 270; ++n) o.keeper.commit(adding(n, long_text.c_str()));
    machine.between_frames();
    const int before = machine.storage.commits;
    o.keeper.keep();
    o.keeper.commit(adding(300));
    machine.between_frames();
    CHECK(machine.storage.commits == before + 2);
    CHECK(machine.storage.files.count("seg-0000000000000001") == 1);
    const Started again(catalog, machine);
    CHECK(again.keeper.status().state == SaveState::saved);
    CHECK(again.keeper.ledger().records() == 271);
}

TEST_CASE("a damaged store is read-only, shows what is left, and says what is lost") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Started o(catalog, machine);
        o.keeper.commit(adding(1));
        machine.between_frames();
        o.keeper.commit(adding(2));
        machine.between_frames();
    }
    SUBCASE("a torn journal") {
        for (auto& [name, bytes] : machine.storage.files)
            if (name.starts_with("j-")) bytes.back() ^= 1;
        const Started o(catalog, machine);
        CHECK(o.keeper.ledger().records() == 1);
        CHECK(o.keeper.status().state == SaveState::damaged);
        CHECK(o.keeper.status().problem);
        CHECK_FALSE(o.keeper.writable());
    }
    SUBCASE("an empty store where there was one") {
        machine.storage.files.clear();
        const Started o(catalog, machine);
        CHECK(o.keeper.status().state == SaveState::damaged);
    }
    SUBCASE("rows a catalogue does not know") {
        Catalog other = small_catalog();
        other.registers[0].id = "renamed";
        const Started o(other, machine);
        CHECK(o.keeper.status().state == SaveState::damaged);
        CHECK(o.keeper.status().problem->text().find("thing") != std::string::npos);
        CHECK_FALSE(o.keeper.writable());
    }
}

TEST_CASE("a segment that cannot be read leaves the others") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    const auto rows = [&](uint32_t n) {
        Ledger ledger(catalog);
        ledger.apply(adding(n));
        return encode_rows(ledger).front();
    };
    Bytes spoilt = rows(2);
    spoilt[3] ^= 0x20; // the register's name
    Vault vault(machine.storage);
    vault.open("", 1, [](mj::Opened) {});
    machine.between_frames();
    std::vector<Bytes> segments{rows(1), spoilt, rows(3)};
    vault.replace(
        [&segments, i = size_t(0)]() mutable {
            return i < segments.size() ? std::optional(segments[i++]) : std::nullopt;
        },
        {}, [](Outcome<>) {});
    machine.between_frames();
    const Started o(catalog, machine);
    CHECK(o.keeper.status().state == SaveState::damaged);
    CHECK(o.keeper.ledger().records() == 2);
    CHECK(o.keeper.ledger().table(0).find(id(1)) >= 0);
    CHECK(o.keeper.ledger().table(0).find(id(3)) >= 0);
}

TEST_CASE("a kept change that does not fit the records is reported, not applied") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    Change change = adding(1);
    change.edits[0].kind = Edit::Kind::update; // of a record that is nowhere
    Vault vault(machine.storage);
    vault.open("", 1, [](mj::Opened) {});
    machine.between_frames();
    vault.append(1, encode_change(catalog, adding(2)), [](Outcome<>) {});
    vault.append(1, encode_change(catalog, change), [](Outcome<>) {});
    machine.between_frames();
    const Started o(catalog, machine);
    CHECK(o.keeper.status().state == SaveState::damaged);
    CHECK(o.keeper.status().problem->where.text() == "journal");
    CHECK(o.keeper.ledger().records() == 1);
}

TEST_CASE("a field that became required since takes nothing away from what was kept") {
    Catalog catalog = small_catalog();
    FakeHost machine;
    {
        Started o(catalog, machine);
        Change change = adding(1);
        change.edits[0].head.state = State::checked;
        o.keeper.commit(change);
        machine.between_frames();
    }
    catalog.registers[0].fields[f_people].required = true;
    const Started o(catalog, machine);
    CHECK(o.keeper.status().state == SaveState::saved);
    CHECK(o.keeper.ledger().records() == 1);
}

TEST_CASE("a store that forgets is called memory") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    machine.storage.lasts = false;
    Started o(catalog, machine);
    o.keeper.commit(adding(1));
    machine.between_frames();
    CHECK(o.keeper.status().state == SaveState::memory);
}

TEST_CASE("ids are never given twice, not even after the newest record was removed") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    RecordId first, second;
    {
        Started o(catalog, machine);
        first = o.keeper.new_id();
        CHECK(first.office() == 7);
        CHECK(first.desk() != 0);
        o.keeper.commit({{[&] {
            Edit e = add(1, {});
            e.head.id = first;
            return e;
        }()}});
        machine.between_frames();
        second = o.keeper.new_id();
    }
    Started again(catalog, machine);
    const RecordId third = again.keeper.new_id();
    CHECK(third.desk() == first.desk());
    CHECK(third.sequence() > second.sequence());
    CHECK(second.sequence() > first.sequence());
}
