#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("a new record is called saved only when it is durable, and is there after a restart") {
    FakeHost machine;
    RecordId id;
    {
        Desk desk(machine);
        id = add_employer(desk, "涪陵建工");
        CHECK(desk.state.history.current().page == PageId::record);
        CHECK(desk.text(reg_of("employer"), id, "name") == "涪陵建工");
        REQUIRE(desk.state.draft(id));
        CHECK(desk.state.draft(id)->saving != 0);
        desk.act_now(act::EditField{id, 0, "too late"}); // what is on its way is not altered
        CHECK(desk.state.draft(id)->texts[0].empty());
        CHECK_FALSE(desk.notice(Notice::Kind::record_saved));
        CHECK(desk.keeper.status().state == SaveState::saving);
        desk.settle();
        CHECK_FALSE(desk.state.draft(id));
        REQUIRE(desk.notice(Notice::Kind::record_saved));
        CHECK(desk.notice(Notice::Kind::record_saved)->name == "涪陵建工");
        CHECK(desk.keeper.status().state == SaveState::saved);
    }
    const Desk again(machine);
    CHECK(again.ledger().records() == 1);
    CHECK(again.text(reg_of("employer"), id, "name") == "涪陵建工");
}

TEST_CASE("an edit with a problem changes nothing and keeps the draft") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("mediation"), date = real_catalog().registers[size_t(reg)].find("received");
    const RecordId id = begin_draft(desk, reg);
    desk.act_now(act::EditField{id, date, "2023-02-30"});
    desk.act_and_settle(act::AddRecord{id});
    CHECK(desk.ledger().records() == 0);
    CHECK(machine.storage.commits == 0);
    REQUIRE(desk.state.draft(id));
    CHECK(desk.state.draft(id)->problem_of(date));
    CHECK(desk.state.draft(id)->saving == 0);
    desk.act_now(act::EditField{id, date, "2023-02-28"});
    CHECK_FALSE(desk.state.draft(id)->problem_of(date)); // it is being mended
    desk.act_and_settle(act::AddRecord{id});
    CHECK(desk.ledger().records() == 1);
    CHECK_FALSE(desk.state.draft(id));
}

TEST_CASE("a draft without a change is dropped without a save; a new one dropped leads back") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("employer");
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    const int commits = machine.storage.commits;
    desk.act_now(act::StartDraft{reg, id});
    desk.act_and_settle(act::UpdateRecord{id});
    CHECK_FALSE(desk.state.draft(id));
    CHECK(machine.storage.commits == commits);
    desk.act_now(act::OpenRegister{reg});
    desk.act_now(act::NewDraft{reg});
    const RecordId other = desk.state.history.current().record;
    CHECK(other != id);
    Confirmation asked;
    asked.kind = Confirmation::Kind::drop_draft;
    asked.id = other;
    desk.act_now(act::Ask{asked});
    desk.act_now(act::Answer{false});
    CHECK(desk.state.draft(other));
    desk.act_now(act::Ask{asked});
    desk.act_now(act::Answer{true});
    CHECK_FALSE(desk.state.draft(other));
    CHECK(desk.state.history.current().page == PageId::list);
}

TEST_CASE("a new record left by navigation is gone on with, and says so") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("employer"), name = real_catalog().registers[size_t(reg)].find("name");
    const auto begin = [&] {
        desk.act_now(act::OpenRegister{reg});
        desk.act_now(act::NewDraft{reg});
        return desk.state.history.current().record;
    };
    const RecordId id = begin();
    CHECK(begin() == id);
    CHECK_FALSE(desk.state.draft(id)->continued); // nothing was written in it
    desk.act_now(act::EditField{id, name, "甲"});
    CHECK(begin() == id);
    CHECK(desk.state.draft(id)->continued);
    CHECK(desk.state.draft(id)->texts[size_t(name)] == "甲");
    desk.act_now(act::DropDraft{id});
    CHECK(begin() != id);
}

TEST_CASE("a record is not saved with the business key of another one") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("petition"), no = real_catalog().registers[size_t(reg)].find("no");
    const auto add = [&](std::string text) {
        desk.act_now(act::NewDraft{reg});
        const RecordId id = desk.state.history.current().record;
        const Register& petition = real_catalog().registers[size_t(reg)];
        for (const auto& [field, value] :
             {std::pair{"kind", "matter"}, {"received", "2023-05-06"}, {"persons", "1"}})
            desk.act_now(act::EditField{id, petition.find(field), value});
        desk.act_now(act::EditField{id, no, std::move(text)});
        desk.act_and_settle(act::AddRecord{id});
        return id;
    };
    const RecordId first = add("信访1号"), second = add("信访2号");
    CHECK(desk.ledger().records() == 2);
    const RecordId third = add("信访1号");
    CHECK(desk.ledger().records() == 2);
    REQUIRE(desk.state.draft(third));
    CHECK(desk.state.draft(third)->problem_of(no));
    CHECK(desk.state.draft(third)->may_wait); // as a draft it may stand
    edit(desk, reg, second, "no", "信访1号");
    CHECK(desk.text(reg, second, "no") == "信访2号");
    edit(desk, reg, first, "no", "信访3号"); // now the number is free
    desk.act_now(act::EditField{third, no, "信访1号"});
    desk.act_and_settle(act::AddRecord{third});
    CHECK(desk.ledger().records() == 3);
}

TEST_CASE("a refused save keeps the draft open until a retry makes it durable") {
    FakeHost machine;
    Desk desk(machine);
    machine.storage.fail_next = Problem{say(Said::words, "the disk is full")};
    const RecordId id = add_employer(desk, "乙");
    desk.settle();
    CHECK(desk.keeper.status().state == SaveState::failed);
    REQUIRE(desk.state.draft(id));
    CHECK_FALSE(desk.notice(Notice::Kind::record_saved));
    // A copy can be saved all the same, with the change in it.
    desk.act_and_settle(act::ExportFile{});
    REQUIRE(machine.download.files.size() == 1);
    CHECK(machine.download.files.begin()->second.find("乙") != std::string::npos);
    CHECK(desk.keeper.status().state == SaveState::failed);
    desk.act_and_settle(act::RetrySave{});
    CHECK(desk.keeper.status().state == SaveState::saved);
    CHECK_FALSE(desk.state.draft(id));
    CHECK(desk.notice(Notice::Kind::record_saved));
    CHECK(Desk(machine).ledger().records() == 1);
}

TEST_CASE(
    "what is being written outlives another window's taking over, and is saved when this one writes again") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("employer");
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    desk.act_now(act::StartDraft{reg, id});
    desk.act_now(act::EditField{id, real_catalog().registers[size_t(reg)].find("name"), "甲乙"});
    const auto read_again = [&](bool writes, StorageNews news) {
        machine.storage.writes = writes;
        machine.storage.tell(news, {});
        desk.settle();
        desk.actor.look_again();
    };
    read_again(false, StorageNews::fenced);
    CHECK(desk.keeper.status().state == SaveState::follows);
    REQUIRE(desk.state.draft(id));
    desk.act_and_settle(act::UpdateRecord{id});
    CHECK(desk.text(reg, id, "name") == "甲"); // not from here
    read_again(true, StorageNews::writer);
    desk.act_and_settle(act::UpdateRecord{id});
    CHECK(desk.text(reg, id, "name") == "甲乙");
    CHECK_FALSE(desk.state.draft(id));
}

TEST_CASE(
    "a removed record is not restored in a window that only reads, nor one that is there or never was") {
    FakeHost machine;
    Desk desk(machine);
    const int reg = reg_of("employer");
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    desk.act_and_settle(act::RestoreRecord{id});
    desk.act_and_settle(act::RestoreRecord{RecordId::of(7, 3, 9)});
    CHECK(desk.state.undo.size() == 1);
    desk.act_and_settle(act::RemoveRecord{reg, id});
    machine.storage.writes = false;
    machine.storage.tell(StorageNews::fenced, {});
    desk.settle();
    desk.act_and_settle(act::RestoreRecord{id});
    CHECK(desk.ledger().records() == 0);
    machine.storage.writes = true;
    machine.storage.tell(StorageNews::writer, {});
    desk.settle();
    desk.act_and_settle(act::RestoreRecord{id});
    CHECK(desk.text(reg, id, "name") == "甲");
}

TEST_CASE("changes are undone and redone one by one, and what is undone is saved too") {
    FakeHost machine;
    const int reg = reg_of("employer");
    RecordId id;
    {
        Desk desk(machine);
        id = add_employer(desk, "甲");
        desk.settle();
        edit(desk, reg, id, "name", "乙");
        desk.settle();
        Confirmation asked;
        asked.reg = reg;
        asked.id = id;
        desk.act_now(act::Ask{asked});
        CHECK(desk.state.confirmation->name == "乙");
        desk.act_and_settle(act::Answer{true});
        CHECK(desk.text(reg, id, "name") == "(gone)");
        REQUIRE(desk.notice(Notice::Kind::record_removed));
        desk.act_and_settle(act::Undo{});
        CHECK(desk.text(reg, id, "name") == "乙");
        desk.act_and_settle(act::Undo{});
        CHECK(desk.text(reg, id, "name") == "甲");
        desk.act_and_settle(act::Undo{});
        CHECK(desk.ledger().records() == 0);
        desk.act_and_settle(act::Undo{}); // nothing is left
        CHECK(desk.ledger().records() == 0);
        desk.act_and_settle(act::Redo{});
        desk.act_and_settle(act::Redo{});
        CHECK(desk.text(reg, id, "name") == "乙");
        desk.act_and_settle(act::Undo{});
        CHECK(desk.keeper.status().state == SaveState::saved);
    }
    Desk again(machine);
    CHECK(again.text(reg, id, "name") == "甲");
    again.act_and_settle(act::Undo{}); // steps are of one sitting
    CHECK(again.text(reg, id, "name") == "甲");
}

TEST_CASE("a new change forgets what could be redone") {
    FakeHost machine;
    Desk desk(machine);
    const RecordId id = add_employer(desk, "甲");
    edit(desk, reg_of("employer"), id, "name", "x"); // the draft is still being saved: not altered
    desk.settle();
    CHECK(desk.text(reg_of("employer"), id, "name") == "甲");
    edit(desk, reg_of("employer"), id, "name", "乙");
    desk.settle();
    desk.act_and_settle(act::Undo{});
    edit(desk, reg_of("employer"), id, "name", "丙");
    desk.settle();
    desk.act_and_settle(act::Redo{});
    CHECK(desk.text(reg_of("employer"), id, "name") == "丙");
}

TEST_CASE("taking back the record one looks at leads away from it, and its open draft goes") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_now(act::OpenRegister{reg_of("employer")});
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    desk.act_now(act::StartDraft{reg_of("employer"), id});
    CHECK(desk.state.draft(id));
    desk.act_and_settle(act::Undo{});
    CHECK(desk.state.history.current().page == PageId::list);
    CHECK_FALSE(desk.state.draft(id));
    REQUIRE(desk.notice(Notice::Kind::undone));
    CHECK(desk.notice(Notice::Kind::undone)->name == "甲");
}

TEST_CASE("before a record is removed it is said how many link to it") {
    FakeHost machine;
    Desk desk(machine);
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    for (const char* reg : {"lead", "mediation"}) {
        const RecordId other = begin_draft(desk, reg_of(reg));
        desk.act_now(
            act::EditField{other, real_catalog().registers[size_t(reg_of(reg))].find("employer"), id.text()});
        desk.act_and_settle(act::AddRecord{other});
    }
    Confirmation asked;
    asked.reg = reg_of("employer");
    asked.id = id;
    desk.act_now(act::Ask{asked});
    CHECK(desk.state.confirmation->records == 2);
    desk.act_and_settle(act::Answer{false});
    CHECK(desk.ledger().records() == 3);
}

TEST_CASE("a damaged store is never written to") {
    FakeHost machine;
    RecordId id;
    {
        Desk desk(machine);
        id = add_employer(desk, "甲");
        desk.settle();
        add_employer(desk, "乙");
        desk.settle();
    }
    for (auto& [name, bytes] : machine.storage.files)
        if (name.starts_with("j-")) bytes.back() ^= 1;
    const Files files = machine.storage.files;
    Desk desk(machine);
    CHECK(desk.keeper.status().state == SaveState::damaged);
    CHECK(desk.ledger().records() == 1);
    edit(desk, reg_of("employer"), id, "name", "丙");
    desk.act_and_settle(act::NewDraft{reg_of("employer")});
    desk.act_and_settle(act::RemoveRecord{reg_of("employer"), id});
    desk.act_and_settle(act::LoadSample{});
    CHECK(desk.text(reg_of("employer"), id, "name") == "甲");
    CHECK(desk.state.drafts.empty());
    CHECK(machine.storage.files == files);
    desk.act_and_settle(act::ExportFile{}); // what is left can be taken out
    CHECK(machine.download.files.size() == 1);
}
