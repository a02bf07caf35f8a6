#include "tests/unit/app/action/applying.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE("an application with nothing in it makes no file and says where something is missing") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::MakeApplication{});
    CHECK(machine.download.files.empty());
    const GuideForm& form = real_catalog().guides[size_t(guide())].form;
    for (size_t i = 0; i < form.asked.size(); ++i)
        CHECK(desk.state.apply.problems[i].has_value() == form.asked[i].shown.required);
    fill_in(desk);
    answer(desk, "workers", "many");
    desk.act_and_settle(act::MakeApplication{});
    CHECK(machine.download.files.empty());
    answer(desk, "workers", "");
    answer(desk, "contact", "000 abc"); // part of a number
    desk.act_and_settle(act::MakeApplication{});
    CHECK(machine.download.files.empty());
    answer(desk, "contact", "000-0000 总机");
    desk.act_and_settle(act::MakeApplication{});
    CHECK(machine.download.files.size() == 1);
    CHECK(parse_receipt(desk.state.apply.receipt) == desk.state.apply.receipt);
    CHECK(desk.state.apply.texts.empty()); // nobody reads it afterwards
}

TEST_CASE("an application that could not be saved is still there") {
    FakeHost machine;
    Desk desk(machine);
    fill_in(desk);
    const auto texts = desk.state.apply.texts;
    machine.download.fail_next = Problem{say(Said::read_back_otherwise), {}, say(Said::try_again)};
    desk.act_and_settle(act::MakeApplication{});
    REQUIRE(desk.state.apply.failed);
    CHECK(desk.state.apply.texts == texts);
    CHECK(desk.state.apply.receipt.empty());
    desk.act_and_settle(act::MakeApplication{});
    CHECK_FALSE(desk.state.apply.receipt.empty());
}

TEST_CASE("the office takes an application in once, as a draft that can be undone; its code leads to it") {
    FakeHost theirs, ours;
    Desk stand(theirs);
    const auto [file, code] = made(stand);
    Desk office(ours);
    office.act_and_settle(act::LoadSample{});
    const int reg = reg_of("mediation");
    const uint32_t before = office.ledger().table(reg).records();
    const Guide& g = real_catalog().guides[size_t(guide())];
    CHECK(office.derived.of_receipt(g, code).empty());

    import(office, file);
    REQUIRE(office.notice(Notice::Kind::application_taken));
    CHECK(office.notice(Notice::Kind::application_taken)->name == code);
    CHECK(office.ledger().table(reg).records() == before + 1);
    const RecordId id = office.state.history.current().record;
    CHECK(office.derived.of_receipt(g, code) == std::vector{id});
    CHECK(office.text(reg, id, "facts") == "二月起没发工资");
    CHECK(office.text(reg, id, "received") == ours.clock.today().text());

    office.act_and_settle(act::OpenPage{PageId::overview});
    import(office, file);
    REQUIRE(office.notice(Notice::Kind::application_known));
    CHECK(office.ledger().table(reg).records() == before + 1);
    CHECK(office.state.history.current().record == id);

    office.act_and_settle(act::Undo{});
    CHECK(office.ledger().table(reg).records() == before);
    CHECK(office.derived.of_receipt(g, code).empty());
    office.act_and_settle(act::Redo{});
    CHECK(office.derived.of_receipt(g, code) == std::vector{id});

    Desk again(ours); // kept
    CHECK(again.derived.of_receipt(g, code) == std::vector{id});
}

TEST_CASE("a changed application changes nothing and says so") {
    FakeHost theirs, ours;
    Desk stand(theirs);
    std::string file = made(stand).first;
    file.replace(file.find("何某"), std::string("何某").size(), "河某");
    Desk office(ours);
    import(office, file);
    REQUIRE(office.notice(Notice::Kind::import_failed));
    CHECK(office.notice(Notice::Kind::import_failed)->problem->what.text().find("changed") !=
          std::string::npos);
    CHECK(office.ledger().records() == 0);
}

TEST_CASE("at the stand an application is filled in, and forgotten when whoever did it has gone") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    answer(desk, "worker", "办公室的");
    present(desk);
    CHECK(desk.state.apply.texts.empty());
    desk.act_now(act::SlideTouched{});
    desk.act_now(act::OpenPage{PageId::apply});
    fill_in(desk);
    machine.clock.time += Slides::idle + 1; // he looks something up
    desk.act_now(act::SlideDue{false});
    CHECK(desk.state.apply.begun());
    desk.act_and_settle(act::MakeApplication{});
    CHECK(machine.download.files.size() == 1);
    CHECK_FALSE(desk.state.apply.receipt.empty());
    desk.act_now(act::AskReceipt{desk.state.apply.receipt});
    machine.clock.time += Slides::idle; // a code is not shown to the next
    desk.act_now(act::SlideDue{false});
    CHECK_FALSE(desk.state.apply.begun());
    CHECK(desk.state.history.current().page != PageId::apply);
    answer(desk, "worker", "何某");
    CHECK(ends(desk, pin));
    CHECK_FALSE(desk.state.apply.begun());
    REQUIRE(desk.notice(Notice::Kind::stand_files)); // nobody else tells the office that there is one
    CHECK(desk.notice(Notice::Kind::stand_files)->records == 1);
}

TEST_CASE(
    "how an application stands is asked where no record is: by a file taken in, or beside the program") {
    FakeHost theirs, ours, elsewhere;
    Desk stand(theirs);
    fill_in(stand);
    answer(stand, "contact", "总机 000-0000 转 6543");
    stand.act_and_settle(act::MakeApplication{});
    const std::string code = stand.state.apply.receipt, made = theirs.download.files.begin()->second;
    Desk office(ours);
    import(office, made);
    REQUIRE(office.notice(Notice::Kind::application_taken));
    office.act_and_settle(act::ExportProgress{});
    REQUIRE(office.notice(Notice::Kind::progress_exported));
    CHECK(office.notice(Notice::Kind::progress_exported)->records == 1);
    const std::string file = ours.download.files.at("progress.json");
    CHECK(file.find("000-0000") == file.npos);
    CHECK(file.find(code) == file.npos);
    office.act_and_settle(act::AskReceipt{code});
    CHECK(ours.picker.looked_beside == 0); // it is here

    import(stand, file);
    REQUIRE(stand.notice(Notice::Kind::progress_taken));
    CHECK(stand.notice(Notice::Kind::progress_taken)->records == 1);
    {
        Desk again(theirs); // kept
        present(again);
        again.act_and_settle(act::AskReceipt{code});
        CHECK_FALSE(again.state.apply.told);
        again.act_and_settle(act::AskReceipt{"6544", true});
        CHECK_FALSE(again.state.apply.told);
        again.act_and_settle(act::AskReceipt{"6543", true});
        REQUIRE(again.state.apply.told);
        CHECK(again.state.apply.told->came == theirs.clock.today());
        again.act_and_settle(act::AskReceipt{"2"});
        CHECK_FALSE(again.state.apply.told);
        CHECK(ends(again, pin));
        again.act_and_settle(act::ForgetProgress{});
    }
    Desk after(theirs);
    CHECK_FALSE(after.state.progress_file);

    elsewhere.picker.beside_text = file;
    Desk page(elsewhere);
    page.act_and_settle(act::AskReceipt{"6543", true});
    CHECK(elsewhere.picker.looked_beside == 0); // nothing is fetched before a code is asked about
    page.act_and_settle(act::AskReceipt{code});
    CHECK(elsewhere.picker.looked_beside == 1);
    CHECK(page.state.apply.told);
    page.act_and_settle(act::AskReceipt{code});
    CHECK(elsewhere.picker.looked_beside == 1);

    // An earlier one does not take the place of a later one.
    import(page, file);
    REQUIRE(page.notice(Notice::Kind::progress_taken));
    const Date day = page.state.progress_file->made;
    ProgressFile earlier = *page.state.progress_file;
    earlier.made = day.plus(-1);
    import(page, write_progress(real_catalog(), earlier));
    REQUIRE(page.notice(Notice::Kind::import_failed));
    CHECK(page.notice(Notice::Kind::import_failed)->problem->what.code == Said::progress_older);
    CHECK(page.state.progress_file->made == day);
    std::erase_if(page.state.notices, [](const Notice& n) { return n.kind == Notice::Kind::import_failed; });
    // Nor does one of a ledger that has none.
    ProgressFile none = *page.state.progress_file;
    none.lines.clear();
    import(page, write_progress(real_catalog(), none));
    REQUIRE(page.notice(Notice::Kind::import_failed));
    CHECK(page.notice(Notice::Kind::import_failed)->problem->what.code == Said::progress_empty);
    CHECK(page.state.progress_file->lines.size() == 1);
    std::erase_if(page.state.notices, [](const Notice& n) { return n.kind == Notice::Kind::import_failed; });

    import(page, file.substr(0, file.size() - 4));
    REQUIRE(page.notice(Notice::Kind::import_failed));
    CHECK(page.notice(Notice::Kind::import_failed)->problem->what.code == Said::progress_damaged);
}

TEST_CASE(
    "a stand without records shows the guides, answers from a progress file, and goes on so after a reload") {
    FakeHost machine;
    {
        Desk desk(machine);
        present(desk);
        REQUIRE(desk.state.show);
        CHECK(desk.state.slides.pages == std::vector{PageId::rights});
    }
    Desk desk(machine);
    desk.settle();
    REQUIRE(desk.state.show);
    CHECK(desk.state.history.current().page == PageId::rights);
    desk.act_now(act::OpenPage{PageId::apply});
    CHECK(desk.state.history.current().page == PageId::apply);
    desk.act_now(act::OpenPage{PageId::disputes});
    CHECK(desk.state.history.current().page == PageId::apply);
    CHECK(ends(desk, pin));
    CHECK(desk.state.slides.pages.size() > 1); // as they were chosen
}

TEST_CASE("a receipt code is not shown longer than the screen says, though its form was waited for longer") {
    FakeHost machine;
    Desk desk(machine);
    present(desk);
    desk.act_now(act::OpenPage{PageId::apply});
    fill_in(desk);
    desk.act_and_settle(act::MakeApplication{});
    REQUIRE_FALSE(desk.state.apply.receipt.empty());
    machine.clock.time += Slides::idle;
    desk.act_now(act::SlideDue{false});
    CHECK(desk.state.apply.receipt.empty());
    CHECK(ends(desk, pin));
}

TEST_CASE(
    "what people did at a stand is counted, also over a reload, and becomes a record when staff want it") {
    FakeHost machine;
    const int outreach = reg_of("outreach");
    uint32_t before = 0;
    {
        Desk desk(machine);
        desk.act_and_settle(act::LoadSample{});
        before = desk.ledger().table(outreach).records();
        present(desk);
        for (const PageId page : {PageId::rights, PageId::reckon, PageId::rights}) {
            desk.act_now(act::SlideTouched{});
            desk.act_now(act::OpenPage{page});
        }
        machine.clock.time += Slides::idle; // the next one
        desk.act_now(act::SlideDue{false});
        desk.act_now(act::SlideTouched{});
        desk.act_now(act::OpenPage{PageId::apply});
    }
    Desk desk(machine);
    REQUIRE(desk.state.show);
    CHECK(ends(desk, pin));
    const Notice* told = desk.notice(Notice::Kind::stand_log);
    REQUIRE(told);
    CHECK(told->stand == StandLog{2, 2, 1, 1});
    desk.act_and_settle(act::RecordStand{told->stand.people});
    REQUIRE(desk.state.drafts.size() == 1);
    const Draft& draft = desk.state.drafts.begin()->second;
    CHECK(draft.reg == outreach);
    CHECK(draft.texts[size_t(real_catalog().registers[size_t(outreach)].find("audience"))] == "2");
    CHECK(desk.ledger().table(outreach).records() == before); // it is theirs to save

    present(desk);
    CHECK(ends(desk, pin)); // nobody came
    // Who turns the slides looks by himself, once, whatever he turns to.
    present(desk);
    for (size_t i = 0; i < desk.state.slides.pages.size(); ++i) {
        desk.act_now(act::SlideTouched{});
        desk.act_now(act::TurnSlide{1});
    }
    CHECK(desk.state.show->lock.log == StandLog{1, 1, 0, 0});
    CHECK(ends(desk, pin));
    CHECK(std::count_if(desk.state.notices.begin(), desk.state.notices.end(),
                        [](const Notice& n) { return n.kind == Notice::Kind::stand_log; }) == 2);
}

TEST_CASE("a file of calendars becomes records, can be undone, and is known when it comes again") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("calendar");
    const auto file = [](const char* worked) {
        return std::string(
                   R"({"format":"mingjing-calendar","version":1,"calendars":[{"year":2027,"source":"示例通知",)") +
               R"("off":["2027-01-01","2027-02-08","2027-02-09","2027-02-10","2027-02-11","2027-04-05","2027-05-03",)" +
               R"("2027-06-09","2027-09-15","2027-10-01","2027-10-04"],"worked":[)" + worked + "]}]}";
    };
    import(desk, file(""));
    REQUIRE(desk.notice(Notice::Kind::calendars_taken));
    REQUIRE(desk.ledger().table(reg).records() == 1);
    const RecordId id = desk.ledger().table(reg).head(0).id;
    CHECK(desk.text(reg, id, "off").starts_with("2027-01-01 2027-02-08 "));
    CHECK(desk.state.history.current().reg == reg);
    import(desk, file(""));
    CHECK(desk.notice(Notice::Kind::file_same));
    import(desk, file("\"2027-02-20\""));
    CHECK(desk.ledger().table(reg).records() == 1);
    CHECK(desk.text(reg, id, "worked") == "2027-02-20");
    desk.act_and_settle(act::Undo{});
    CHECK(desk.text(reg, id, "worked") == "");
    desk.act_and_settle(act::Undo{});
    CHECK(desk.ledger().table(reg).records() == 0);
    import(desk, file("\"2027-02-22\"")); // a Monday
    REQUIRE(desk.notice(Notice::Kind::import_failed));
    CHECK(desk.notice(Notice::Kind::import_failed)->problem->where.text().find("worked") !=
          std::string::npos);
    CHECK(desk.ledger().table(reg).records() == 0);
    // Typed by hand it passes the same check.
    desk.act_now(act::NewDraft{reg});
    const RecordId fresh = desk.state.history.current().record;
    const Register& calendar = real_catalog().registers[size_t(reg)];
    for (const auto& [field, text] :
         {std::pair("year", "2028"), {"off", "2028-02-30"}, {"source", "示例通知"}})
        desk.act_now(act::EditField{fresh, calendar.find(field), text});
    desk.act_and_settle(act::AddRecord{fresh});
    REQUIRE(desk.state.draft(fresh));
    CHECK(desk.state.draft(fresh)->problem_of(calendar.find("off")));
    CHECK(desk.ledger().table(reg).records() == 0);
}

TEST_CASE("hostile receipts: applications made to have one code are both kept, and a corrected one is asked "
          "about") {
    // Found in three seconds: 40 bits of their SHA-256 agree.
    const auto file = [](const char* worker) {
        return "{\"format\":\"mingjing-application\",\"version\":2,\"office\":\"fuling\",\"guide\":"
               "\"dispute\","
               "\"made\":\"2026-11-23\",\n\"fields\":{\"worker\":\"" +
               std::string(worker) + "\"},\n\"code\":\"UDHB-RC7F-W\"}\n";
    };
    const std::string one = file("何某555031"), other = file("何某832141");
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("mediation");
    const Guide& g = real_catalog().guides[size_t(guide())];
    import(desk, one);
    const RecordId first = desk.state.history.current().record;
    CHECK_FALSE(desk.state.confirmation);
    import(desk, other);
    REQUIRE(desk.state.confirmation);
    CHECK(desk.state.confirmation->kind == Confirmation::Kind::same_receipt);
    CHECK(desk.state.confirmation->name.find(
              pick(real_catalog()
                       .registers[size_t(reg)]
                       .fields[size_t(real_catalog().registers[size_t(reg)].find("worker"))]
                       .name)) != std::string::npos);
    CHECK(desk.ledger().table(reg).records() == 1);
    desk.act_and_settle(act::Answer{true});
    const RecordId second = desk.state.history.current().record;
    CHECK(desk.derived.of_receipt(g, "UDHB-RC7F-W") == std::vector{first, second});
    CHECK(desk.text(reg, second, "worker") == "何某832141");
    for (const auto& [text, id] : {std::pair(one, first), std::pair(other, second)}) {
        import(desk, text);
        CHECK_FALSE(desk.state.confirmation);
        CHECK(desk.state.history.current().record == id);
    }
    CHECK(desk.ledger().table(reg).records() == 2);

    edit(desk, reg, first, "worker", "何某");
    desk.settle();
    import(desk, one);
    REQUIRE(desk.state.confirmation);
    desk.act_and_settle(act::Answer{false});
    CHECK(desk.ledger().table(reg).records() == 2);
    CHECK(desk.derived.of_receipt(g, "UDHB-RC7F-W").size() == 2);
}
