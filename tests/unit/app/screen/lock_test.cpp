// The lock on what is kept, as the program asks for it; what a browser makes of that the journeys try.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

TEST_CASE("a lock is said to be there when it is, and closes when everything is durable") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        FakeLock& lock = a.machine.lock;
        CHECK(lock.minutes == 15);
        a.click("nav.data");
        a.scroll_to("lock.set");
        CHECK_FALSE(a.find("lock.now"));
        a.key("Control+L"); // there is none to close
        a.settle();
        CHECK(lock.closed_all == 0);

        a.click("lock.set");
        lock.fail_next = Problem{say(Said::lock_windows), {}, say(Said::close_windows)};
        new_passphrase(a, "correct horse");
        CHECK(a.notice("别的明镜窗口"));
        CHECK_FALSE(a.find("lock.now"));
        a.click("lock.set");
        new_passphrase(a, "correct horse");
        CHECK(lock.passphrase == "correct horse");
        const ProbeItem* set = a.notice("已加锁");
        REQUIRE(set);
        a.click(set->id + ".1"); // whoever sets it wants to go
        a.settle();
        CHECK(lock.closed_all == 1);
        a.scroll_to("lock.change");
        a.click("lock.change");
        new_passphrase(a, "another one");
        CHECK(a.notice("口令已换"));
        CHECK_FALSE(a.notice("已加锁"));

        a.scroll_to("lock.now");
        a.click("lock.after.1");
        a.click("lock.after.0");
        CHECK(lock.minutes == 5);
        a.reload();
        CHECK(lock.minutes == 5);

        a.key("Control+L");
        a.settle();
        CHECK(lock.closed_all == 2);
        lock.due(); // nobody has touched it, or another window has closed
        a.settle();
        CHECK(lock.closed == 1);

        // Nothing is closed over what would go with the page: whoever asks is told, and by itself it waits.
        open_own(a, "编号,接收日期,渠道,事项,领域\n锁-0,2023-05-06,来访,工资支付,建设领域\n", "lead");
        lock.due();
        a.settle();
        CHECK(lock.closed == 1);
        CHECK_FALSE(a.notice("没有锁上"));
        a.click("intake.drop");
        lock.due();
        a.settle();
        CHECK(lock.closed == 2);

        // Nothing is closed over what the storage does not take.
        add_lead(a, "锁-1");
        a.machine.storage.fail_next = Problem{say(Said::storage_full), {}, say(Said::free_or_export)};
        a.key("Control+Z");
        a.settle();
        REQUIRE(a.saved().state == std::string("failed"));
        a.key("Control+L");
        a.settle();
        CHECK(lock.closed_all == 2);
        CHECK(a.notice("没有锁上"));
    });
}
