#include "tests/unit/app/action/applying.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE(
    "with the office's key what is applied for is sealed at once, and opens only where the whole key is") {
    FakeHost stand, office, elsewhere;
    OfficeKey key;
    key.office = real_catalog().offices.front().id;
    key.secret_sign = key.secret_seal = Bytes(138, 1);
    key.seal.fill(5);
    stand.prefs.put("office_key", write_office_key(key, false));
    office.prefs.put("office_key", write_office_key(key, true));
    OfficeKey other = key;
    other.seal.fill(6);
    elsewhere.prefs.put("office_key", write_office_key(other, true));
    Desk theirs(stand);
    const auto [file, code] = made(theirs);
    CHECK(theirs.state.apply.file == "mingjing-apply-" + code + ".mjapply");
    const auto take_in = [&, sealed = file](Desk& desk) {
        desk.machine.picker.chosen = sealed;
        desk.act_and_settle(act::ImportFile{});
    };
    take_in(theirs); // it has the public part alone
    REQUIRE(theirs.notice(Notice::Kind::import_failed));
    CHECK(theirs.notice(Notice::Kind::import_failed)->problem->what == say(Said::key_not_here));
    Desk others(elsewhere);
    take_in(others);
    CHECK(others.notice(Notice::Kind::import_failed)->problem->what == say(Said::key_opens_not));
    CHECK(others.ledger().records() == 0);
    CHECK_FALSE(others.actor.busy());
    Desk ours(office);
    take_in(ours);
    REQUIRE(ours.notice(Notice::Kind::application_taken));
    CHECK(ours.ledger().records() == 1);
    CHECK(ours.notice(Notice::Kind::application_taken)->left == 0);

    fill_in(theirs); // one that cannot be sealed is given to nobody
    stand.keys.fail_next = Problem{say(Said::sealing_insecure), {}, say(Said::open_that_way)};
    theirs.act_and_settle(act::MakeApplication{});
    CHECK(theirs.state.apply.failed);
    CHECK(stand.download.files.size() == 1);

    FakeHost without; // an office that has a key is told of what was not sealed to it
    Desk plain(without);
    fill_in(plain);
    answer(plain, "worker", "丁某");
    plain.act_and_settle(act::MakeApplication{});
    ours.machine.picker.chosen = without.download.files.begin()->second;
    ours.act_and_settle(act::ImportFile{});
    CHECK(ours.ledger().records() == 2);
    CHECK(ours.state.notices.back().kind == Notice::Kind::application_taken);
    CHECK(ours.state.notices.back().left == 1);
}

TEST_CASE("several files chosen together are taken in one after the other, and told of once") {
    FakeHost theirs, ours;
    std::vector<std::string> files;
    for (const char* worker : {"甲某", "乙某", "丙某"}) {
        Desk stand(theirs);
        theirs.download.files.clear();
        fill_in(stand);
        answer(stand, "worker", worker);
        stand.act_and_settle(act::MakeApplication{});
        files.push_back(theirs.download.files.begin()->second);
    }
    Desk office(ours);
    files.insert(files.begin() + 1, "这不是申请"); // what is none does not stop the others
    files.push_back("这也不是");
    ours.picker.chosen = files.front();
    ours.picker.together.assign(files.begin() + 1, files.end());
    ours.picker.named = "apply.json";
    office.act_and_settle(act::ImportFile{});
    CHECK(office.ledger().records() == 3);
    REQUIRE(office.notice(Notice::Kind::import_failed));
    CHECK(office.notice(Notice::Kind::import_failed)->sheets.size() == 2);
    CHECK(office.state.notices.size() == 2);
    REQUIRE(office.notice(Notice::Kind::application_taken));
    CHECK(office.notice(Notice::Kind::application_taken)->records == 3);
    CHECK(std::count_if(office.state.notices.begin(), office.state.notices.end(),
                        [](const Notice& n) { return n.kind == Notice::Kind::application_taken; }) == 1);
    ours.picker.chosen = files.front(); // by itself again
    office.act_and_settle(act::ImportFile{});
    CHECK(office.notice(Notice::Kind::application_known));
}
