#include "tests/unit/app/action/desk.hpp"

#include "app/state/name.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

PageId page_of(const Desk& desk) { return desk.state.history.current().page; }

} // namespace

TEST_CASE("slides as text: what is unknown, twice or not for the public is left out") {
    CHECK(parse_slides("").pages == usual_slides().pages);
    CHECK(parse_slides("x nothing").pages == usual_slides().pages);
    const Slides some = parse_slides("3 rights overview rights warnings data nothing");
    CHECK(some.pages == std::vector{PageId::overview, PageId::rights}); // in the order of the navigation
    CHECK(some.seconds == 5);
    CHECK(parse_slides(slides_text(some)) == some);
    for (const PageWords& words : named_pages()) {
        Slides one;
        one.pages = {words.page};
        CHECK((parse_slides(slides_text(one)) == one) == words.slide);
    }
}

TEST_CASE("slides and notices wait as long as they should, whatever the clock is set to") {
    for (const int64_t jump : {-86400, 86400}) {
        FakeHost machine;
        Desk desk(machine);
        desk.act_and_settle(act::LoadSample{});
        REQUIRE_FALSE(desk.state.notices.empty());
        machine.clock.jump(jump);
        desk.frame();
        CHECK_FALSE(desk.state.notices.empty());
        machine.clock.time += 60;
        desk.frame();
        CHECK(desk.state.notices.empty());
        desk.act_now(act::SetSlides{parse_slides("30 overview disputes")});
        desk.act_now(act::Present{true});
        machine.clock.jump(jump);
        desk.act_now(act::SlideDue{false});
        CHECK(page_of(desk) == PageId::overview);
        machine.clock.time += 30;
        desk.act_now(act::SlideDue{false});
        CHECK(page_of(desk) == PageId::disputes);
    }
}

TEST_CASE("slides turn when they are due, screenful by screenful, and begin anew") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    desk.act_now(act::SetSlides{parse_slides("30 overview disputes")});
    CHECK(machine.prefs.kept["slides"] == "30 overview disputes");
    desk.act_now(act::OpenRegister{reg_of("mediation")});
    desk.act_now(act::Present{true});
    CHECK(machine.window.stands);
    CHECK(page_of(desk) == PageId::overview);
    CHECK(machine.window.woken_after >= 30);
    desk.act_now(act::SlideDue{false}); // not yet
    CHECK(page_of(desk) == PageId::overview);
    machine.clock.time += 30;
    desk.act_now(act::SlideDue{true});
    CHECK(page_of(desk) == PageId::overview);
    CHECK(desk.state.show->part == 1);
    machine.clock.time += 30;
    desk.act_now(act::SlideDue{false});
    CHECK(page_of(desk) == PageId::disputes);
    CHECK(desk.state.show->part == 0);
    machine.clock.time += 30;
    desk.act_now(act::SlideDue{false});
    CHECK(page_of(desk) == PageId::overview);
    desk.act_now(act::TurnSlide{-1});
    CHECK(page_of(desk) == PageId::disputes);

    machine.window.left(); // the browser's own key
    desk.frame();
    CHECK(!desk.state.show);
    CHECK(!machine.window.stands);
    CHECK(page_of(desk) == PageId::list);
    CHECK(desk.state.history.can_back());
}

TEST_CASE("whoever touches has time; when he has gone the slides begin anew in their language") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    desk.act_now(act::SetSlides{parse_slides("10 overview disputes")});
    desk.act_now(act::Present{true});
    desk.act_now(act::TurnSlide{1});
    desk.act_now(act::SlideTouched{});
    desk.act_now(act::SetLanguage{Language::en});
    desk.act_now(act::OpenFigure{real_catalog().find_indicator("mediation.cases")});
    CHECK(page_of(desk) == PageId::list);
    machine.clock.time += 20;
    desk.act_now(act::SlideDue{false});
    CHECK(page_of(desk) == PageId::list);
    machine.clock.time += Slides::idle;
    desk.act_now(act::SlideDue{true});
    CHECK(page_of(desk) == PageId::overview);
    CHECK(!desk.state.history.can_back());
    CHECK(desk.state.language == Language::zh);
    CHECK(!machine.prefs.kept.contains("language"));

    desk.act_now(act::HoldSlides{true});
    machine.clock.time += Slides::held - 1;
    desk.act_now(act::SlideDue{false});
    CHECK(page_of(desk) == PageId::overview);
    CHECK(desk.state.show->paused);
    machine.clock.time += 1;
    desk.act_now(act::SlideDue{false});
    CHECK(!desk.state.show->paused);
    desk.act_now(act::Present{false});
}

TEST_CASE("before the public nothing changes, and nobody's name is read") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    const int staff = reg_of("staff");
    const Register& reg = real_catalog().registers[size_t(staff)];
    const Field& person = reg.fields[size_t(reg.find("person"))];
    const Value name = desk.ledger().table(staff).column(reg.find("person")).get(0);
    const std::string read = cell_text(real_catalog(), person, name);
    CHECK(read == std::get<std::string>(name));
    CHECK(record_name(desk.ledger(), staff, 0) == read);
    const uint64_t records = desk.ledger().records(), revision = desk.keeper.revision();
    const size_t undo = desk.state.undo.size();

    desk.act_now(act::Present{true});
    CHECK(cell_text(real_catalog(), person, name) == "•••");
    CHECK(cell_text(real_catalog(), person, Value{}).empty());
    CHECK(record_name(desk.ledger(), staff, 0) == "•••");
    CHECK(record_name(desk.ledger(), reg_of("employer"), 0) == "•••");
    desk.act_now(act::NewDraft{staff});
    desk.act_now(act::StartDraft{staff, desk.ledger().table(staff).head(0).id});
    desk.act_now(act::RemoveRecord{staff, desk.ledger().table(staff).head(0).id});
    desk.act_now(act::SetSearch{read});
    desk.act_now(act::SetPalette{PaletteText{}});
    desk.act_and_settle(act::Undo{});
    desk.act_and_settle(act::ExportFile{});
    CHECK(desk.state.drafts.empty());
    CHECK(desk.state.undo.size() == undo);
    CHECK(desk.ledger().records() == records);
    CHECK(desk.keeper.revision() == revision);
    CHECK(machine.download.files.empty());
    CHECK(desk.state.history.current().search.empty());
    CHECK(!desk.state.palette);

    desk.act_now(act::Present{false});
    CHECK(cell_text(real_catalog(), person, name) == read);
}
