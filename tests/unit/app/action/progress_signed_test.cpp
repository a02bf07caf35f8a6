#include "tests/unit/app/action/applying.hpp"

using namespace mj;
using namespace mj::test;

namespace {

void take_in_progress(Desk& desk, const std::string& text) {
    desk.machine.picker.named = "progress.json";
    desk.machine.picker.chosen = text;
    desk.act_and_settle(act::ImportFile{});
}

} // namespace

TEST_CASE("a progress file is signed where the office has a key; a stand says whose it is and uses none that "
          "was changed") {
    using Is = FileSigner::Is;
    FakeHost theirs, ours, web, plain;
    OfficeKey key;
    key.office = real_catalog().offices.front().id;
    key.secret_sign = key.secret_seal = Bytes(138, 1);
    key.sign.fill(5), key.seal.fill(5);
    Desk stand(theirs);
    const auto [application, code] = made(stand);
    Desk office(ours);
    office.machine.picker.chosen = application;
    office.act_and_settle(act::ImportFile{});
    REQUIRE(office.ledger().records() == 1);
    const auto exported = [&] {
        ours.download.files.clear();
        office.act_and_settle(act::ExportProgress{});
        return ours.download.files.empty() ? std::string() : ours.download.files.at("progress.json");
    };
    const std::string unsigned_file = exported();
    ours.prefs.put("office_key", write_office_key(key, true));
    const std::string file = exported();
    auto read = read_progress(real_catalog(), file);
    REQUIRE(read);
    REQUIRE(read->signed_by);
    CHECK(read->signed_by->key.is(key));
    ours.keys.fail_next = Problem{say(Said::sealing_insecure), {}, say(Said::open_that_way)};
    CHECK(exported().empty()); // one that cannot be signed is given to nobody
    CHECK(office.notice(Notice::Kind::export_failed));

    theirs.prefs.put("office_key", write_office_key(key, false));
    take_in_progress(stand, file);
    REQUIRE(stand.notice(Notice::Kind::progress_taken));
    CHECK(stand.notice(Notice::Kind::progress_taken)->signer.is == Is::ours);
    CHECK_FALSE(stand.actor.busy());
    {
        Desk again(theirs); // it is looked at anew
        again.settle();
        REQUIRE(again.state.progress_file);
        CHECK(again.state.progress_signer.is == Is::ours);
    }
    ++read->signed_by->signature[1];
    const std::string false_file = write_progress(real_catalog(), *read);
    take_in_progress(stand, false_file);
    REQUIRE(stand.notice(Notice::Kind::import_failed));
    CHECK(stand.notice(Notice::Kind::import_failed)->problem->what.code == Said::signature_false);
    CHECK(stand.state.progress_signer.is == Is::ours);
    take_in_progress(stand, unsigned_file); // as before there were keys
    CHECK(stand.state.progress_signer.is == Is::nobody);

    web.picker.beside_text = false_file;
    Desk page(web);
    page.act_and_settle(act::AskReceipt{code});
    CHECK(page.state.progress_false);
    CHECK_FALSE(page.state.progress_file);
    web.picker.beside_text = file;
    web.clock.time += 3600;
    page.act_and_settle(act::AskReceipt{code});
    CHECK_FALSE(page.state.progress_false);
    REQUIRE(page.state.progress_file);
    CHECK(page.state.progress_signer.is == Is::stranger);

    plain.prefs.put("progress", false_file); // what lies in a page comes like a setting
    Desk carried(plain);
    carried.settle();
    CHECK_FALSE(carried.state.progress_file);
    CHECK(carried.state.progress_false);
}
