// Copies of the records in a folder, without a person.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

namespace {

/// The clock and the program go on: timers ring, and what they begin is done.
void wait(Screen& app, double seconds) {
    app.advance(seconds);
    app.settle();
    app.advance(1);
}

} // namespace

TEST_CASE("a folder chosen once gets a copy an hour after the last one, and each is what an export gives") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        FakeFolder& folder = a.machine.folder;
        folder.refuses = Problem{say(Said::folder_refused), {}, say(Said::choose_place)};
        a.click("nav.data");
        CHECK(a.find([](const ProbeItem& i) {
            return i.id.starts_with("notice.") && has(i.label, "没有让用这个文件夹");
        }));
        a.click("folder");
        wait(a, 5);
        REQUIRE(folder.files.size() == 1); // at once
        CHECK(by_id(folder.files.begin()->second) == by_id(a.exported()));
        CHECK(has(a.item("saved").label, "备份"));
        wait(a, 7200); // nothing has changed
        CHECK(folder.files.size() == 1);

        add_lead(a, "夹-1");
        wait(a, 40);                       // more than half a minute later nobody writes
        REQUIRE(folder.files.size() == 2); // more than an hour after the first
        CHECK(by_id(std::prev(folder.files.end())->second) == by_id(a.exported()));
        add_lead(a, "夹-2");
        wait(a, 600);
        CHECK(folder.files.size() == 2);
        wait(a, 3600);
        CHECK(folder.files.size() == 3);

        a.reload();
        wait(a, 7200);
        CHECK(folder.files.size() == 3); // it is known what the last copy was of

        // A failure is shown until it is mended, and tried again.
        folder.fail_next = Problem{say(Said::storage_full), {}, say(Said::free_or_export)};
        add_lead(a, "夹-3");
        wait(a, 60);
        CHECK(folder.files.size() == 3);
        CHECK(has(a.item("banner.folder").label, "自动备份没有存成"));
        wait(a, 300);
        CHECK(a.find("banner.folder"));
        wait(a, 400);
        CHECK(folder.files.size() == 4);
        CHECK_FALSE(a.find("banner.folder"));

        // The browser asks anew: said, and one press lets it go on.
        folder.now = BackupFolder::State::asks;
        add_lead(a, "夹-4");
        wait(a, 7200);
        CHECK(folder.files.size() == 4);
        a.click("banner.folder.1");
        wait(a, 60);
        CHECK(folder.files.size() == 5);

        a.click("nav.data");
        a.scroll_to("folder.forget");
        a.click("folder.forget");
        add_lead(a, "夹-5");
        wait(a, 7200);
        CHECK(folder.files.size() == 5); // they stay
    });
}

TEST_CASE("what is copied while it changes is begun anew, and old copies go only when a new one is there") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        FakeFolder& folder = a.machine.folder;
        for (int day = 10; day < 30; ++day)
            for (const char* hour : {"0900", "1500"})
                folder.files["mingjing-fuling-202201" + std::to_string(day) + "-" + hour + ".json"] = "old";
        folder.files["letter.txt"] = "mine";
        folder.fail_next = Problem{say(Said::storage_full), {}, say(Said::free_or_export)};
        a.click("nav.data");
        a.click("folder.sealed");
        a.click("passphrase.text");
        a.type("correct 2024");
        a.click("passphrase.again");
        a.type("correct 2024");
        a.click("passphrase.yes");
        CHECK(folder.passphrase == "correct 2024");
        wait(a, 5);
        CHECK(folder.files.size() == 41); // nothing went for a copy that failed
        wait(a, 700);
        CHECK(folder.files.size() < 20);
        CHECK(folder.files.count("letter.txt") == 1);
        CHECK(std::any_of(folder.files.begin(), folder.files.end(),
                          [](const auto& file) { return file.first.ends_with(".mjsealed"); }));
    });
}
