#include "app/state/boards.hpp"
#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("a figure leads to its records; the parts of a ratio may stand in two registers") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    const int target = real_catalog().find_indicator("outreach.target_completion");
    desk.act_now(act::OpenFigure{target});
    CHECK(desk.state.history.current().page == PageId::list);
    CHECK(desk.state.history.current().reg == reg_of("outreach"));
    desk.act_now(act::SetSort{1, true});
    desk.act_now(act::SetFilter{FigureFilter{target, true}});
    CHECK(desk.state.history.current().reg == reg_of("goal"));
    CHECK(desk.state.history.current().sort == -1); // another register's field
    CHECK(desk.derived.rows(desk.state.history.current(), 2023).size() == 1);
    desk.act_now(act::Back{});
    CHECK(desk.state.history.current().page == PageId::overview);
    desk.act_now(act::Forward{});
    CHECK(desk.state.history.current().reg == reg_of("goal"));

    const int plain = real_catalog().find_indicator("mediation.cases");
    desk.act_now(act::OpenFigure{plain, true}); // has no denominator
    CHECK(desk.state.history.current().reg == reg_of("mediation"));
    CHECK(desk.derived.rows(desk.state.history.current(), 2023).size() == 1015);
}

TEST_CASE("a dashboard opens where there are records: on its first section, or on the first that has some") {
    FakeHost machine;
    Desk desk(machine);
    const auto section = [&] {
        desk.act_now(act::OpenPage{PageId::disputes});
        const auto* filter = std::get_if<BoardFilter>(&desk.state.history.current().filter);
        return filter ? std::string(board_sections()[size_t(filter->section)].reg) : std::string("first");
    };
    CHECK(section() == "first"); // nothing anywhere
    for (const char* reg : {"arbitration", "mediation"}) {
        Edit edit;
        edit.kind = Edit::Kind::add;
        edit.reg = reg_of(reg);
        edit.head = {desk.keeper.new_id(), 1, 1, State::draft};
        desk.keeper.commit({{edit}});
        desk.settle();
        CHECK(section() == (std::string(reg) == "arbitration" ? "arbitration" : "first"));
    }
}

TEST_CASE("what leads to a list that was opened anew stands above it") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    const auto above = [&](auto opens) {
        desk.act_now(std::move(opens));
        const Place place = desk.state.history.current();
        REQUIRE(place.page == PageId::list);
        desk.state.history.restart(place);
        desk.act_now(act::Back{});
        CHECK(desk.state.history.step() == 0);
        return desk.state.history.current();
    };
    CHECK(above(act::OpenRegister{reg_of("lead")}).page == PageId::registers);
    const Place overview = above(act::OpenFigure{real_catalog().find_indicator("mediation.cases"), false, 2});
    CHECK(overview.page == PageId::overview);
    CHECK(overview.part() == 2);
    BoardFilter choice;
    choice.section = 1;
    choice.from = 3;
    const Place board = above(act::OpenBoardRecords{reg_of(board_sections()[1].reg), choice});
    CHECK(board.page == board_sections()[1].page);
    CHECK(board.filter == ListFilter(choice));
    CHECK(above(act::OpenSettled{{0, Date::of(2024, 6, 30)}}).page == PageId::deadlines);
    const Register& reg = real_catalog().registers[size_t(reg_of("mediation"))];
    const int field = reg.find("employer");
    const RecordId employer = desk.ledger().table(reg_of("employer")).head(0).id;
    const Place linked = above(act::OpenLinked{reg_of("mediation"), field, employer});
    CHECK(linked.page == PageId::record);
    CHECK(linked.reg == reg_of("employer"));
    CHECK(linked.record == employer);
}

TEST_CASE("a cell leads to its records, and taking a filter away widens the list in place") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    desk.act_now(act::OpenCell{0, -1, 2});
    CHECK(desk.state.history.current().reg == reg_of("mediation"));
    const size_t march = desk.derived.rows(desk.state.history.current(), 2023).size();
    CHECK(march > 0);
    CHECK(march < 1015);
    desk.act_now(act::SetFilter{CellFilter{0, -1, -1}});
    CHECK(desk.derived.rows(desk.state.history.current(), 2023).size() == 1015);
    desk.act_now(act::SetSearch{"李渡"});
    const size_t found = desk.derived.rows(desk.state.history.current(), 2023).size();
    CHECK(found > 0);
    CHECK(found < 1015);
    desk.act_now(act::Back{});
    CHECK(desk.state.history.current().page == PageId::overview);
}

TEST_CASE("a chosen look is kept, and given up for the system's") {
    FakeHost machine;
    CHECK(!Desk(machine).state.look);
    for (int i = 0; i < int(Look::count); ++i) {
        Desk(machine).act_now(act::SetLook{Look(i)});
        CHECK(Desk(machine).state.look == Look(i));
    }
    Desk desk(machine);
    desk.act_and_settle(act::Run{{PaletteHit::Kind::action, int(PaletteAction::look_contrast), {}, {}}});
    CHECK(desk.state.look == Look::contrast);
    desk.act_now(act::SetLook{});
    CHECK(!desk.state.look);
    CHECK(!Desk(machine).state.look);
    machine.prefs.kept["look"] = "plaid";
    CHECK(!Desk(machine).state.look);
}

TEST_CASE("language and year are kept; the first language is the system's") {
    FakeHost machine;
    machine.prefs.language = "en-GB";
    {
        Desk desk(machine);
        CHECK(desk.state.language == Language::en);
        desk.act_and_settle(act::LoadSample{});
        desk.act_now(act::SetLanguage{Language::zh});
        desk.act_now(act::SetYear{2022});
    }
    {
        const Desk again(machine);
        CHECK(again.state.language == Language::zh);
        CHECK(again.state.year == 2022);
    }
    machine.prefs.kept["year"] = "1066"; // no such year in the records
    CHECK(Desk(machine).state.year == 2023);
    machine.prefs.kept.clear(); // lost settings do no harm
    const Desk fresh(machine);
    CHECK(fresh.state.language == Language::en);
    CHECK(fresh.state.year == 2023);
    CHECK(fresh.keeper.status().state == SaveState::saved);
}

TEST_CASE("notices go after a while; problems stay until they are closed") {
    FakeHost machine;
    Desk desk(machine);
    add_employer(desk, "甲");
    desk.settle();
    machine.picker.chosen = "not a file of ours";
    desk.act_and_settle(act::ImportFile{});
    CHECK(desk.state.notices.size() == 2);
    machine.clock.time += 5;
    desk.frame();
    CHECK(desk.state.notices.size() == 2);
    machine.clock.time += 1;
    desk.frame();
    REQUIRE(desk.state.notices.size() == 1);
    CHECK(desk.state.notices[0].kind == Notice::Kind::import_failed);
    machine.clock.time += 3600;
    desk.frame();
    REQUIRE(desk.state.notices.size() == 1);
    desk.act_now(act::CloseNotice{desk.state.notices[0].number});
    CHECK(desk.state.notices.empty());
}
