#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace mj;
using namespace mj::test;

namespace {

/// All records with their values, in the order of their ids.
std::string picture_of(const Desk& desk) {
    std::map<uint64_t, std::string> lines;
    for (int reg = 0; reg < int(real_catalog().registers.size()); ++reg) {
        const Table& table = desk.ledger().table(reg);
        for (uint32_t row = 0; row < table.rows(); ++row) {
            if (!table.alive(row)) continue;
            std::string& line = lines[table.head(row).id.bits];
            for (int f = 0; f < table.fields(); ++f)
                line +=
                    "|" + value_text(real_catalog(), real_catalog().registers[size_t(reg)].fields[size_t(f)],
                                     table.column(f).get(row));
        }
    }
    std::string out;
    for (const auto& [id, line] : lines) out += std::to_string(id) + line + "\n";
    return out;
}

} // namespace

TEST_CASE("a change of many records is taken in slices: it can be cancelled, undone and done again, and so "
          "can undoing") {
    FakeHost machine;
    Desk desk(machine);
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    const std::string before = picture_of(desk);
    const auto begin = [&] {
        desk.act_now(act::LoadSample{});
        desk.act_now(act::Answer{true});
        for (int i = 0; !desk.keeper.committing(); ++i) {
            REQUIRE(i < 100000);
            desk.frame();
            machine.between_frames();
        }
        CHECK(desk.state.progress->kind == WorkKind::commit);
        CHECK(desk.actor.busy());
        desk.frame(std::chrono::milliseconds(0));
        REQUIRE(desk.keeper.committing());
    };
    begin();
    desk.act_now(act::CancelTask{});
    desk.settle();
    CHECK(desk.notice(Notice::Kind::work_cancelled));
    CHECK(picture_of(desk) == before);
    CHECK(Desk(machine).ledger().records() == 1);

    begin();
    desk.act_now(act::RemoveRecord{reg_of("employer"), id}); // no second change meanwhile
    desk.settle();
    const std::string with = picture_of(desk);
    CHECK(with.size() > 10 * before.size());
    CHECK(Desk(machine).ledger().records() == desk.ledger().records());

    // Undoing is no smaller; cancelled, it can be undone still.
    desk.act(act::Undo{});
    desk.frame(std::chrono::milliseconds(0));
    REQUIRE(desk.keeper.committing());
    desk.act_now(act::CancelTask{});
    desk.settle();
    CHECK(picture_of(desk) == with);
    REQUIRE(desk.state.undo.size() > 0);
    desk.act_and_settle(act::Undo{});
    CHECK(picture_of(desk) == before);
    CHECK(Desk(machine).ledger().records() == 1);
    desk.act_and_settle(act::Redo{});
    CHECK(picture_of(desk) == with);
}
