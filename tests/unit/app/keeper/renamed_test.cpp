// What was kept under ids that the catalogue has changed since is read under the new ones.
#include "tests/unit/app/keeper/started.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

using namespace mj;
using namespace mj::test;

namespace {

Catalog renamed_catalog() {
    Catalog c = small_catalog();
    Register& thing = c.registers[0];
    thing.was = {thing.id};
    thing.id = "matter";
    thing.fields[f_no].was = {"number", "no"};
    thing.fields[f_no].id = "case_no";
    Code& red = c.code_lists[0].codes[0];
    red.was = {red.id};
    red.id = "scarlet";
    std::swap(c.code_lists[0].codes[0], c.code_lists[0].codes[2]); // order does not matter
    Field fresh;
    fresh.id = "new_one";
    fresh.name = {"新", "New"};
    thing.fields.insert(thing.fields.begin(), fresh);
    thing.key = {f_no + 1};
    thing.title = f_no + 1;
    thing.date = f_date + 1;
    return c;
}

Change red_one(uint32_t n) {
    return {{add(n, {{f_no, "A" + std::to_string(n)}, {f_kind, int64_t(1)}, {f_people, int64_t(n)}})}};
}

void check_read(const Ledger& ledger, uint64_t records) {
    CHECK(ledger.records() == records);
    const Table& table = ledger.table(0);
    for (uint32_t n = 1; n <= records; ++n) {
        const int row = table.find(id(n));
        REQUIRE(row >= 0);
        CHECK(table.column(f_no + 1).text(uint32_t(row)) == "A" + std::to_string(n));
        CHECK(table.column(f_kind + 1).codes()[size_t(row)] == 3);
        CHECK(table.column(f_people + 1).numbers()[size_t(row)] == int32_t(n));
    }
}

} // namespace

TEST_CASE("segments, journal and archive under former ids are read, written on and read again") {
    const Catalog before = small_catalog(), after = renamed_catalog();
    FakeHost machine;
    {
        Keeper::Limits limits;
        limits.journal_records = 5;
        Keeper keeper(before, machine.host, limits);
        keeper.open();
        machine.between_frames();
        for (uint32_t n = 1; n <= 8; ++n) {
            keeper.commit(red_one(n));
            for (int frame = 0; frame < 4; ++frame) {
                machine.between_frames();
                keeper.keep();
            }
        }
        machine.between_frames();
        REQUIRE(keeper.status().state == SaveState::saved);
    }
    {
        Started o(after, machine);
        REQUIRE(o.keeper.status().state == SaveState::saved);
        check_read(o.keeper.ledger(), 8);
        CHECK(o.keeper.chronicle().entries() == 8);
        Change more = red_one(9);
        for (FieldValue& value : more.edits[0].values) ++value.field;
        more.edits[0].values[1].value = int64_t(3);
        o.keeper.commit(more);
        machine.between_frames();
    }
    check_read(Started(after, machine).keeper.ledger(), 9);
}

TEST_CASE("an exported file with former ids is imported, and exported with the new ones") {
    const Catalog before = small_catalog(), after = renamed_catalog();
    Ledger ledger(before);
    for (uint32_t n = 1; n <= 3; ++n) ledger.apply(red_one(n));
    const auto task = imported(after, exported(ledger));
    if (task->problem()) FAIL(task->problem()->text());
    const Ledger read = task->take();
    check_read(read, 3);
    const std::string again = exported(read);
    CHECK(again.find("scarlet") != again.npos);
    CHECK(again.find("\"red\"") == again.npos);
    CHECK(import_error(after, again).empty());
}
