#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace mj;
using namespace mj::test;

namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// "id,value" of every row of the published figures whose value is exact.
std::map<std::string, std::string> published() {
    std::istringstream in(file_text(test::source_dir() + "/tests/files/figures-2023.csv"));
    std::map<std::string, std::string> out;
    std::string line;
    std::getline(in, line);
    REQUIRE(line.starts_with("id,value,unit,bound"));
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::string id, value, unit, bound;
        std::getline(cells, id, ',');
        std::getline(cells, value, ',');
        std::getline(cells, unit, ',');
        std::getline(cells, bound, ',');
        if (bound.starts_with("=")) out[id] = value;
    }
    return out;
}

} // namespace

TEST_CASE("the sample is loaded in slices, kept, and gives the published figures, also after a restart") {
    FakeHost machine;
    {
        Desk desk(machine);
        CHECK(desk.state.year == 2024); // nothing there: this year
        desk.act_now(act::LoadSample{});
        REQUIRE(desk.state.progress);
        float part = 0;
        int slices = 0;
        for (; desk.state.progress && !desk.state.progress->saving; ++slices) {
            CHECK(desk.state.progress->part >= part);
            part = desk.state.progress->part;
            desk.frame(std::chrono::milliseconds(0));
        }
        CHECK(slices > 10);
        CHECK(desk.ledger().records() == 0);
        desk.frame();
        CHECK(desk.keeper.replacing());
        CHECK(desk.ledger().records() == 0); // not before it is durable
        desk.settle();
        CHECK_FALSE(desk.state.progress);
        REQUIRE(desk.notice(Notice::Kind::sample_loaded));
        CHECK(desk.notice(Notice::Kind::sample_loaded)->records == desk.ledger().records());
        CHECK(desk.state.year == 2023);
        CHECK(desk.keeper.status().state == SaveState::saved);
    }
    Desk again(machine);
    CHECK(again.state.year == 2023);
    const auto expected = published();
    CHECK(expected.size() >= 60);
    const auto& figures = again.derived.figures(2023);
    for (const auto& row : expected) {
        const int at = real_catalog().find_indicator(row.first);
        INFO(row.first);
        REQUIRE(at >= 0);
        REQUIRE(figures[size_t(at)].value);
        CHECK(figures[size_t(at)].value->text() == row.second);
    }
}

TEST_CASE("a cancelled sample changes nothing") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_now(act::LoadSample{});
    desk.frame(std::chrono::milliseconds(0));
    desk.act_and_settle(act::CancelTask{});
    CHECK_FALSE(desk.state.progress);
    CHECK(desk.ledger().records() == 0);
    CHECK(machine.storage.commits == 0);
    CHECK(desk.notice(Notice::Kind::work_cancelled));
}

TEST_CASE("while the sample is made or kept no record can be changed") {
    FakeHost machine;
    Desk desk(machine);
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    desk.act_and_settle(act::RemoveRecord{reg_of("employer"), id});
    desk.act_now(act::LoadSample{}); // there is nothing to lose: no question
    const auto try_all = [&] {
        desk.act_now(act::NewDraft{reg_of("employer")});
        desk.act_now(act::Undo{});
        CHECK(desk.state.drafts.empty());
        CHECK(desk.ledger().records() == 0);
    };
    try_all();
    while (!desk.keeper.replacing()) desk.frame();
    try_all();
    desk.settle();
    const uint64_t records = desk.ledger().records();
    CHECK(records > 1000);

    // The whole can be taken back, and what was done before it as well; and all be done again.
    desk.act_and_settle(act::Undo{});
    CHECK(desk.ledger().records() == 0);
    CHECK(Desk(machine).ledger().records() == 0);
    desk.act_and_settle(act::Undo{});
    CHECK(desk.text(reg_of("employer"), id, "name") == "甲");
    desk.act_and_settle(act::Redo{});
    CHECK(desk.ledger().records() == 0);
    machine.storage.fail_next = Problem{say(Said::words, "full")};
    desk.act_and_settle(act::Redo{});
    CHECK(desk.ledger().records() == 0);
    desk.act_and_settle(act::Redo{}); // a refused step is not lost
    CHECK(desk.ledger().records() == records);
    CHECK(Desk(machine).ledger().records() == records);
}

TEST_CASE("over records of one's own the sample is one change, that is taken back and done again") {
    FakeHost machine;
    Desk desk(machine);
    const RecordId id = add_employer(desk, "甲");
    desk.settle();
    desk.act_now(act::LoadSample{});
    REQUIRE(desk.state.confirmation);
    CHECK(desk.state.confirmation->replaced == 1);
    CHECK(desk.state.confirmation->own == 1);
    desk.act_now(act::Answer{true});
    desk.act_now(act::RemoveRecord{reg_of("employer"), id}); // it is being made
    CHECK(desk.ledger().records() == 1);
    desk.settle();
    const uint64_t records = desk.ledger().records();
    CHECK(records > 1000);
    CHECK(Desk(machine).ledger().records() == records);
    CHECK(desk.keeper.chronicle().removed(real_catalog(), id));
    desk.act_and_settle(act::Undo{});
    CHECK(desk.text(reg_of("employer"), id, "name") == "甲");
    CHECK(Desk(machine).ledger().records() == 1);
    desk.act_and_settle(act::Redo{});
    CHECK(Desk(machine).ledger().records() == records);
}

TEST_CASE("export, import elsewhere and export again give the same bytes and the same figures") {
    FakeHost machine, other;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    const std::string text = exported(desk);
    CHECK(machine.download.files.begin()->first == "mingjing-fuling-20240630-1402.json");
    Desk there(other);
    import(there, text);
    CHECK_FALSE(there.state.confirmation); // nothing to lose
    REQUIRE(there.notice(Notice::Kind::file_imported));
    CHECK(there.notice(Notice::Kind::file_imported)->records == desk.ledger().records());
    CHECK(there.derived.figures(2023) == desk.derived.figures(2023));
    CHECK(exported(there) == text);
    CHECK(Desk(other).ledger().records() == desk.ledger().records());
}

TEST_CASE("a sound file replaces existing records only when that is confirmed and durable") {
    FakeHost machine, other;
    Desk source(other);
    add_employer(source, "甲");
    source.settle();
    add_employer(source, "乙");
    source.settle();
    source.act_now(act::ExportHistory{false}); // with it: history_test.cpp
    const std::string text = exported(source);
    Desk desk(machine);
    desk.act_now(act::ExportHistory{false});
    const RecordId id = add_employer(desk, "旧");
    desk.settle();
    const Files before = machine.storage.files;
    const auto unchanged = [&] {
        return desk.ledger().records() == 1 && desk.text(reg_of("employer"), id, "name") == "旧" &&
               machine.storage.files == before;
    };

    import(desk, text);
    REQUIRE(desk.state.confirmation);
    CHECK(desk.state.confirmation->records == 2);
    CHECK(desk.state.confirmation->added == 2);
    CHECK(desk.state.confirmation->changed == 0);
    CHECK(desk.state.confirmation->removed == 1);
    CHECK(desk.state.confirmation->office == "fuling");
    CHECK(desk.state.confirmation->name == "file.json");
    desk.act_and_settle(act::Answer{false});
    CHECK(unchanged());
    CHECK_FALSE(desk.actor.busy());

    import(desk, text);
    machine.storage.fail_next = Problem{say(Said::words, "the disk is full")};
    desk.act_and_settle(act::Answer{true});
    CHECK(machine.storage.files == before);
    CHECK(desk.keeper.status().state == SaveState::failed); // shown, kept, and tried again
    CHECK_FALSE(desk.notice(Notice::Kind::file_imported));
    desk.act_and_settle(act::RetrySave{});
    CHECK(desk.notice(Notice::Kind::file_imported));
    CHECK(desk.ledger().records() == 2);
    CHECK(Desk(machine).ledger().records() == 2);
    CHECK(desk.keeper.chronicle().of(real_catalog(), reg_of("employer"), id).front().cause == Cause::merge);

    desk.act_and_settle(act::Undo{});
    CHECK(desk.text(reg_of("employer"), id, "name") == "旧");
    CHECK(Desk(machine).ledger().records() == 1);
    desk.act_and_settle(act::Redo{});
    CHECK(desk.ledger().records() == 2);
    CHECK(exported(desk) == text);
    import(desk, text);
    CHECK_FALSE(desk.state.confirmation);
    CHECK(desk.notice(Notice::Kind::file_same));
}

TEST_CASE("no wrong file changes anything, and each is told what is wrong") {
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::LoadSample{});
    const std::string good = exported(desk);
    const Files before = machine.storage.files;
    const uint64_t revision = desk.keeper.revision();
    const auto refused = [&](const std::string& text) {
        desk.state.notices.clear();
        import(desk, text);
        const Notice* notice = desk.notice(Notice::Kind::import_failed);
        return notice && notice->problem && !notice->problem->what.empty() && !desk.state.confirmation &&
               !desk.state.progress && !desk.actor.busy() && desk.keeper.revision() == revision &&
               machine.storage.files == before;
    };
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_dir() + "/tests/files")) {
        if (entry.path().extension() != ".json" || entry.path().filename().string().starts_with("good"))
            continue;
        const std::string text = file_text(entry.path());
        desk.state.notices.clear();
        import(desk, text);
        if (desk.state.confirmation || desk.state.intake) { // a sound one, or a table, which is shown first
            desk.act_and_settle(act::Answer{false});
            desk.act_and_settle(act::DropTable{});
            continue;
        }
        INFO(entry.path().string());
        CHECK(refused(text));
        ++files;
    }
    CHECK(files >= 20);
    for (const size_t part : {1, 2, 3, 50, 99}) CHECK(refused(good.substr(0, good.size() * part / 100)));
    std::string altered = good;
    altered[altered.size() / 2] ^= 1;
    CHECK(refused(altered));
    CHECK(refused(good + good));
    CHECK(desk.derived.figures(2023)[0].value);
}

TEST_CASE("a file that cannot be read on is reported and changes nothing") {
    struct Broken : PickedFile {
        std::deque<std::function<void()>>& jobs;
        std::string named = "stick.json";
        int reads = 0;
        explicit Broken(std::deque<std::function<void()>>& j) : jobs(j) {}
        const std::string& name() const override { return named; }
        uint64_t size() const override { return 1000; }
        void read(uint32_t, std::function<void(Outcome<Bytes>)> got) override {
            if (++reads == 1)
                jobs.push_back([got] { got(Bytes{'{', '"', 'f', 'o', 'r'}); });
            else
                jobs.push_back([got] { got(Problem{say(Said::words, "the file has gone")}); });
        }
    };
    FakeHost machine;
    Desk desk(machine);
    desk.act_and_settle(act::FilePicked{std::make_unique<Broken>(machine.picker.jobs)});
    REQUIRE(desk.notice(Notice::Kind::import_failed));
    CHECK(desk.notice(Notice::Kind::import_failed)->problem->what.text() == "the file has gone");
    CHECK(machine.storage.commits == 0);
}

TEST_CASE("an export that cannot be read back is no backup, and says so") {
    FakeHost machine;
    Desk desk(machine);
    add_employer(desk, "甲");
    desk.settle();
    machine.download.fail_next = Problem{say(Said::read_back_otherwise), {}, say(Said::try_again)};
    desk.act_and_settle(act::ExportFile{});
    CHECK(machine.download.files.empty());
    REQUIRE(desk.notice(Notice::Kind::export_failed));
    CHECK_FALSE(desk.notice(Notice::Kind::file_exported));
}

TEST_CASE("a sealed file is written with the passphrase given, and read with no other") {
    FakeHost machine;
    Desk desk(machine);
    add_employer(desk, "甲");
    desk.settle();
    desk.act_and_settle(act::ExportSealed{});
    REQUIRE(desk.state.passphrase);
    CHECK(machine.download.files.empty());
    desk.act_and_settle(act::GivePassphrase{"bright mirror"});
    CHECK_FALSE(desk.state.passphrase);
    REQUIRE(machine.download.files.size() == 1);
    CHECK(machine.download.files.begin()->first.ends_with(".mjsealed"));
    CHECK(machine.download.passphrase == "bright mirror");

    add_employer(desk, "乙");
    desk.settle();
    machine.picker.chosen = machine.download.files.begin()->second;
    machine.picker.passphrase = "bright mirror";
    desk.act_and_settle(act::ImportFile{});
    REQUIRE(desk.state.passphrase);
    CHECK_FALSE(desk.state.passphrase->sealing);
    CHECK(desk.actor.busy());
    desk.act_and_settle(act::GivePassphrase{"dark mirror"});
    REQUIRE(desk.state.passphrase);
    CHECK(desk.state.passphrase->problem);
    CHECK_FALSE(desk.state.confirmation);
    desk.act_and_settle(act::GivePassphrase{"bright mirror"});
    CHECK_FALSE(desk.state.passphrase);
    REQUIRE(desk.state.confirmation);
    CHECK(desk.state.confirmation->removed == 1);
    desk.act_and_settle(act::Answer{false});

    machine.picker.chosen = machine.download.files.begin()->second;
    desk.act_and_settle(act::ImportFile{});
    desk.act_and_settle(act::DropPassphrase{});
    CHECK_FALSE(desk.actor.busy());
    CHECK(desk.keeper.ledger().records() == 2);
}

TEST_CASE("a damaged store is mended by a backup file or by starting over, each after a question") {
    std::string backup;
    FakeHost machine;
    {
        Desk desk(machine);
        add_employer(desk, "甲");
        desk.settle();
        backup = exported(desk);
        add_employer(desk, "乙");
        desk.settle();
    }
    machine.storage.files.erase(machine.storage.files.lower_bound("j-"));
    const Files damaged = machine.storage.files;
    const auto kept = machine.prefs.kept;
    for (const bool restore : {true, false}) {
        machine.storage.files = damaged;
        machine.prefs.kept = kept;
        Desk desk(machine);
        REQUIRE(desk.keeper.status().state == SaveState::damaged);
        CHECK_FALSE(desk.keeper.writable());
        if (restore)
            import(desk, backup);
        else
            desk.act_now(act::StartOver{});
        REQUIRE(desk.state.confirmation);
        CHECK(machine.storage.files == damaged);
        desk.act_and_settle(act::Answer{true});
        CHECK(desk.keeper.status().state == SaveState::saved);
        CHECK(desk.ledger().records() == (restore ? 1 : 0));
        add_employer(desk, "丙");
        desk.settle();
        CHECK(Desk(machine).ledger().records() == (restore ? 2 : 1));
        CHECK(Desk(machine).keeper.status().state == SaveState::saved);
    }
}

TEST_CASE("without a backup for a week, where the browser promises nothing, the page says so") {
    constexpr int64_t day = 86400;
    FakeHost machine;
    machine.storage.protects = false;
    Desk desk(machine);
    CHECK_FALSE(desk.keeper.days_without_backup());
    add_employer(desk, "甲");
    desk.settle();
    machine.clock.time += 6 * day;
    CHECK_FALSE(desk.keeper.days_without_backup());
    machine.clock.time += 3 * day;
    CHECK(desk.keeper.days_without_backup() == 9);
    CHECK(Desk(machine).keeper.days_without_backup() == 9);
    machine.storage.protects = true;
    CHECK_FALSE(desk.keeper.days_without_backup());
    machine.storage.protects = false;
    exported(desk);
    CHECK_FALSE(desk.keeper.days_without_backup());
    CHECK_FALSE(Desk(machine).keeper.days_without_backup());
}
