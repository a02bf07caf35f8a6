// What was done to the records travels with the data file: into an empty program, over other records, and back.
#include "app/state/bin.hpp"
#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

std::vector<Event> story(const Desk& desk, RecordId id) {
    return desk.keeper.chronicle().of(real_catalog(), reg_of("employer"), id);
}

std::vector<std::string> in_the_bin(const Desk& desk) {
    Bin bin(desk.ledger(), desk.keeper.chronicle(), 0);
    bin.step(Deadline::never());
    std::vector<std::string> out;
    for (const Bin::Line& line : bin.lines())
        if (const auto* name = std::get_if<std::string>(&line.title)) out.push_back(*name);
    return out;
}

/// Two employers that somebody has entered, one renamed and one removed.
struct Source {
    Source() : desk(machine) {
        desk.act_and_settle(act::SetWho{"王芳"});
        kept = add_employer(desk, "甲");
        desk.settle();
        gone = add_employer(desk, "乙");
        desk.settle();
        edit(desk, reg_of("employer"), kept, "name", "甲二");
        desk.settle();
        desk.act_and_settle(act::RemoveRecord{reg_of("employer"), gone});
        desk.act_and_settle(act::Answer{true});
    }
    FakeHost machine;
    Desk desk;
    RecordId kept, gone;
};

void check_told(const Desk& desk, const Source& source) {
    const auto events = story(desk, source.kept);
    REQUIRE(events.size() >= 2);
    CHECK(events[0].kind == Edit::Kind::update);
    CHECK(events[0].by.who == "王芳");
    CHECK(events[0].fields.front().from == Value(std::string("甲")));
    CHECK(events[1].kind == Edit::Kind::add);
    CHECK(in_the_bin(desk) == std::vector<std::string>{"乙"});
}

} // namespace

TEST_CASE("a backup in an empty program brings back who changed what, and what lay in the bin") {
    Source source;
    REQUIRE(in_the_bin(source.desk) == std::vector<std::string>{"乙"});
    const std::string text = exported(source.desk);
    FakeHost machine;
    {
        Desk desk(machine);
        import(desk, text);
        REQUIRE(desk.notice(Notice::Kind::file_imported));
        check_told(desk, source);
        CHECK(exported(desk) == text);
    }
    Desk again(machine); // it is kept
    check_told(again, source);
    CHECK(exported(again) == text);
    again.act_and_settle(act::RestoreRecord{source.gone});
    CHECK(again.text(reg_of("employer"), source.gone, "name") == "乙");
}

TEST_CASE("a backup over other records brings its history along, and undoing that gives theirs back") {
    Source source;
    const std::string text = exported(source.desk);
    FakeHost machine;
    Desk desk(machine);
    const RecordId id = add_employer(desk, "旧");
    desk.settle();
    const std::string before = exported(desk);
    import(desk, text);
    REQUIRE(desk.state.confirmation);
    CHECK(desk.state.confirmation->actions == 4);
    desk.act_and_settle(act::Answer{true});
    check_told(desk, source);
    CHECK(exported(desk) == text);

    desk.act_and_settle(act::Undo{});
    CHECK(exported(desk) == before);
    CHECK(story(desk, id).front().kind == Edit::Kind::add);
    CHECK(in_the_bin(desk).empty());
    desk.act_and_settle(act::Redo{});
    check_told(desk, source);
    Desk again(machine);
    CHECK(exported(again) == text);
}

TEST_CASE("an older backup of the same records replaces them as a change: what was done since stays told") {
    Source source;
    Desk& desk = source.desk;
    const std::string text = exported(desk);
    edit(desk, reg_of("employer"), source.kept, "name", "甲三");
    desk.settle();
    import(desk, text);
    REQUIRE(desk.state.confirmation);
    CHECK(desk.state.confirmation->actions == 0); // all of them are known here
    desk.act_and_settle(act::Answer{true});
    CHECK(desk.text(reg_of("employer"), source.kept, "name") == "甲二");
    const auto events = story(desk, source.kept);
    REQUIRE(events.size() == 4);
    CHECK(events[0].cause == Cause::merge);
    CHECK(events[1].fields.front().to == Value(std::string("甲三")));
}

TEST_CASE("a version is later than the one it was made from, also where the clock was set back") {
    Source source;
    const auto changed = [&] {
        const Table& table = source.desk.ledger().table(reg_of("employer"));
        return table.head(uint32_t(table.find(source.kept))).changed;
    };
    const int64_t before = changed();
    source.machine.clock.time -= 5000;
    edit(source.desk, reg_of("employer"), source.kept, "name", "甲四");
    source.desk.settle();
    CHECK(changed() > before);
    source.desk.act_and_settle(act::Undo{});
    CHECK(changed() == before);
}

TEST_CASE("a file for others says nothing of what was done") {
    Source source;
    source.desk.act_now(act::ExportHistory{false});
    const std::string text = exported(source.desk);
    CHECK(text.find("王芳") == text.npos);
    CHECK(text.find("乙") == text.npos);
    CHECK(text.find("甲二") != text.npos);
    source.desk.act_now(act::ExportHistory{true});
    CHECK(exported(source.desk).find("王芳") != text.npos);
}
