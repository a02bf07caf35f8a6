// What is said of a file that was given, and what it counts for.
#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

constexpr int64_t day = 86400;

/// A desk whose last backup is nine days old, where the browser promises nothing.
struct Reminded {
    FakeHost machine;
    Desk desk;
    Reminded() : desk((machine.storage.protects = false, machine)) {
        add_employer(desk, "甲");
        desk.settle();
        machine.clock.time += 9 * day;
        REQUIRE(desk.keeper.days_without_backup() == 9);
    }
};

} // namespace

TEST_CASE("a file is a backup when it was read back, and says so then alone") {
    Reminded r;
    for (const bool sealed : {false, true}) {
        if (sealed) {
            r.desk.act_and_settle(act::ExportSealed{});
            r.desk.act_and_settle(act::GivePassphrase{"bright mirror"});
        } else
            r.desk.act_and_settle(act::ExportFile{});
        REQUIRE(r.desk.notice(Notice::Kind::file_exported));
        CHECK_FALSE(r.desk.notice(Notice::Kind::file_handed));
        CHECK_FALSE(r.desk.keeper.days_without_backup());
        r.machine.clock.time += 8 * day;
        r.desk.frame(); // the notice has had its time
        CHECK(r.desk.keeper.days_without_backup() == 8);
    }
}

TEST_CASE("a file the browser took over is a backup of its day once somebody has seen it") {
    Reminded r;
    r.machine.download.given = Given::handed;
    r.desk.act_and_settle(act::ExportFile{});
    CHECK_FALSE(r.desk.notice(Notice::Kind::file_exported));
    CHECK(r.desk.keeper.days_without_backup() == 9);
    r.machine.clock.time += 2 * day;
    r.desk.frame();
    const Notice* notice = r.desk.notice(Notice::Kind::file_handed); // still there
    REQUIRE(notice);
    CHECK(r.desk.keeper.days_without_backup() == 11);
    SUBCASE("put away unseen") {
        r.desk.act_now(act::CloseNotice{notice->number});
        CHECK(r.desk.keeper.days_without_backup() == 11);
    }
    SUBCASE("seen") {
        r.desk.act_now(act::ConfirmFile{notice->number});
        CHECK_FALSE(r.desk.keeper.days_without_backup());
        r.machine.clock.time += 5 * day;
        CHECK(r.desk.keeper.days_without_backup() == 7); // since it was made, not since it was seen
    }
    CHECK(r.desk.state.notices.empty());
}

TEST_CASE("who chooses no place has cancelled: no file, no backup, no claim") {
    Reminded r;
    r.machine.download.given = Given::declined;
    r.desk.act_and_settle(act::ExportFile{});
    CHECK(r.desk.notice(Notice::Kind::work_cancelled));
    CHECK(r.desk.keeper.days_without_backup() == 9);
    r.desk.state.notices.clear();
    r.desk.act_and_settle(act::ExportCalendar{});
    CHECK(r.desk.notice(Notice::Kind::work_cancelled));
    CHECK(r.machine.download.files.empty());
    CHECK(r.desk.keeper.days_without_backup() == 9);
}

TEST_CASE("a calendar file is said to be there when it was read back, else to be in the browser's hands") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::ExportCalendar{});
    CHECK(desk.notice(Notice::Kind::calendar_exported));
    machine.download.given = Given::handed;
    desk.act_and_settle(act::ExportCalendar{});
    CHECK(desk.notice(Notice::Kind::calendar_handed));
    machine.download.fail_next = Problem{say(Said::file_unwritten), {}, say(Said::choose_place)};
    desk.act_and_settle(act::ExportCalendar{});
    CHECK(desk.notice(Notice::Kind::export_failed));
}
