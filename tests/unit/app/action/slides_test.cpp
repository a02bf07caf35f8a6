#include "tests/unit/app/action/desk.hpp"

#include "app/state/name.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

/// Before the public without a presentation, until the end of the scope.
struct Masked {
    Masked() { set_masking(true); }
    ~Masked() { set_masking(false); }
};

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
        present(desk);
        machine.clock.jump(jump);
        desk.act_now(act::SlideDue{false});
        CHECK(page_of(desk) == PageId::overview);
        machine.clock.time += 30;
        desk.act_now(act::SlideDue{false});
        CHECK(page_of(desk) == PageId::disputes);
        CHECK(ends(desk, pin));
    }
}

TEST_CASE("slides turn when they are due, screenful by screenful, and begin anew") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    desk.act_now(act::SetSlides{parse_slides("30 overview disputes")});
    CHECK(machine.prefs.kept["slides"] == "30 overview disputes");
    desk.act_now(act::OpenRegister{reg_of("mediation")});
    present(desk);
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

    CHECK(ends(desk, pin));
    CHECK(!machine.window.stands);
    CHECK(page_of(desk) == PageId::list);
    CHECK(desk.state.history.can_back());
}

TEST_CASE("whoever touches has time; when he has gone the slides begin anew in their language") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    desk.act_now(act::SetSlides{parse_slides("10 overview disputes")});
    present(desk);
    desk.act_now(act::TurnSlide{1});
    desk.act_now(act::SlideTouched{});
    desk.act_now(act::SetLanguage{Language::en});
    desk.act_now(act::OpenFigure{real_catalog().find_indicator("mediation.cases")});
    CHECK(page_of(desk) == PageId::disputes); // no list of records
    machine.clock.time += 20;
    desk.act_now(act::SlideDue{false});
    CHECK(page_of(desk) == PageId::disputes);
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
    CHECK(ends(desk, pin));
}

TEST_CASE("before the public nothing changes, leaves or opens, whatever is asked for") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    const int staff = reg_of("staff");
    const RecordId id = desk.ledger().table(staff).head(0).id;
    edit(desk, staff, id, "person", "甲"); // something to take back
    desk.settle();
    CHECK(desk.keeper.writable());
    const uint64_t records = desk.ledger().records(), revision = desk.keeper.revision();
    const size_t undo = desk.state.undo.size();
    REQUIRE(undo > 0);

    present(desk);
    CHECK_FALSE(desk.keeper.writable()); // whoever asked
    CHECK_FALSE(desk.keeper.replaceable());
    const PageId first = page_of(desk);
    const auto ask_all = [&](auto... actions) { (desk.act_and_settle(std::move(actions)), ...); };
    ask_all(act::NewDraft{staff}, act::StartDraft{staff, id}, act::RemoveRecord{staff, id},
            act::OpenRecord{staff, id}, act::OpenRegister{staff}, act::OpenLinked{staff, 0, id},
            act::Navigate{act::Navigate::typed, "/data"}, act::Navigate{act::Navigate::opened, "/list/staff"},
            act::SetSearch{"甲"}, act::SetSort{0, true}, act::SetPalette{PaletteText{}}, act::Forward{},
            act::Run{{PaletteHit::Kind::employer, 0, id, ""}}, act::SetYear{1999}, act::SetAsOf{true},
            act::SetSlides{parse_slides("10 rights")}, act::SetLook{Look::dark}, act::Undo{}, act::Redo{},
            act::LoadSample{}, act::ImportFile{}, act::ExportFile{}, act::ExportSealed{},
            act::GivePassphrase{"long enough"}, act::ExportCalendar{}, act::StartOver{},
            act::Ask{Confirmation{}}, act::Answer{true}, act::CloseNotice{1}, act::ConfirmFile{1},
            act::FilePicked{std::make_unique<FakeFile>("{}", &machine.picker.jobs)},
            act::TableOpened{std::vector<SheetOffer>(1)}, act::ChooseTable{0, 0}, act::TakeTable{});
    for (const PageWords& words : named_pages()) {
        desk.act_and_settle(act::OpenPage{words.page});
        CHECK(desk.state.slides.leads_to(page_of(desk)));
    }
    desk.act_now(act::TurnSlide{0});
    CHECK(page_of(desk) == first);
    CHECK(desk.state.drafts.empty());
    CHECK(desk.state.undo.size() == undo);
    CHECK(desk.ledger().records() == records);
    CHECK(desk.keeper.revision() == revision);
    CHECK(machine.download.files.empty());
    CHECK(machine.clipboard.text.empty());
    CHECK(!machine.prefs.kept.contains("look"));
    CHECK(!desk.state.palette);
    CHECK(!desk.state.passphrase);
    CHECK(!desk.state.intake);
    CHECK(!desk.state.confirmation);
    CHECK(!desk.state.look);
    CHECK(desk.state.year != 1999);
    CHECK(ends(desk, pin));
    CHECK(desk.keeper.writable());
}

TEST_CASE("before the public a text is dots unless the catalogue opens it, in every register") {
    const Catalog& catalog = real_catalog();
    const auto shown = [&](const Field& field) {
        return cell_text(catalog, field, Value{std::string("甲")});
    };
    const Masked masked;
    int open = 0;
    for (const Register& reg : catalog.registers)
        for (const Field& field : reg.fields) {
            if (field.type != FieldType::text) continue;
            CHECK_MESSAGE(shown(field) == (field.for_public ? "甲" : "•••"), reg.id << "." << field.id);
            CHECK(cell_text(catalog, field, Value{}).empty());
            open += field.for_public;
            const Unmasked own;
            CHECK(shown(field) == "甲");
        }
    CHECK(open > 0);
    // What names somebody or a case is never one of them.
    for (const auto& [reg, field] : {std::pair{"mediation", "case_no"},
                                     {"mediation", "receipt"},
                                     {"inspection", "findings"},
                                     {"penalty", "statements"},
                                     {"lead", "no"}})
        CHECK(shown(catalog.registers[size_t(reg_of(reg))]
                        .fields[size_t(catalog.registers[size_t(reg_of(reg))].find(field))]) == "•••");
}

TEST_CASE("a reload, a second window or a spoilt setting stays before the public") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    desk.act_now(act::SetSlides{parse_slides("30 overview disputes")});
    Desk other(machine); // opened before
    const auto told = machine.prefs.changed;
    present(desk);
    CHECK(machine.prefs.kept["stand"].find(pin) == std::string::npos);
    told();
    other.frame();
    CHECK(other.state.show);
    {
        Desk again(machine);
        CHECK(again.state.show);
        CHECK(again.state.slides == desk.state.slides);
        CHECK(masking());
        CHECK(!ends(again, "0000"));
        CHECK(ends(again, pin));
    }
    CHECK(!Desk(machine).state.show);
    told();
    other.frame();
    CHECK(!other.state.show);

    const std::string kept = machine.prefs.kept["stand"] = stand_text(new_stand_lock(pin));
    for (size_t size : {size_t(1), kept.size() / 2, kept.size() - 5}) {
        machine.prefs.kept["stand"] = kept.substr(0, size);
        Desk spoilt(machine);
        CHECK(spoilt.state.show);
        CHECK(!ends(spoilt, pin));
    }
    machine.prefs.kept["stand"] = kept;
    Desk cleared(machine);
    machine.prefs.kept.erase("stand");
    machine.clock.time += cleared.state.slides.seconds;
    cleared.act_now(act::SlideDue{false}); // the settings were cleared under the page
    CHECK(machine.prefs.kept["stand"] == kept);
    CHECK(ends(cleared, pin));
}

TEST_CASE(
    "three wrong PINs wait 30 s, later ones longer, also after a reload; a clock set back locks nobody out") {
    FakeHost machine;
    Desk desk(machine);
    present(desk);
    for (int i = 0; i < 3; ++i) CHECK(!ends(desk, "0000"));
    CHECK(!ends(desk, pin)); // right, but too early
    CHECK(desk.state.show->lock.wrong == 3);
    {
        Desk again(machine);
        machine.clock.time += 29;
        CHECK(!ends(again, pin));
        machine.clock.time += 1;
        CHECK(!ends(again, "0000"));
    }
    machine.clock.time += 59;
    CHECK(!ends(desk, pin));
    for (int i = 0; i < 20; ++i) {
        const int64_t wait = desk.state.show->lock.wait(machine.clock.time);
        CHECK(wait <= 15 * 60);
        machine.clock.time += wait;
        CHECK(!ends(desk, "0000"));
    }
    machine.clock.time -= 86400 * 365;
    CHECK(desk.state.show->lock.wait(machine.clock.time) == 15 * 60);
    machine.clock.time += 86400 * 365 + 15 * 60;
    CHECK(ends(desk, pin));
}

TEST_CASE("where no setting is kept nothing is begun, or a reload would open the office") {
    FakeHost machine;
    Desk desk(machine);
    machine.prefs.keeps = false;
    desk.act_now(act::Present{true});
    desk.act_now(act::GivePin{pin});
    CHECK(!desk.state.show);
    REQUIRE(desk.state.pin);
    CHECK(!desk.state.pin->kept);
}
