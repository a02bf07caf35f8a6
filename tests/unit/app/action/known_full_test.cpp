#include "tests/unit/app/action/desk.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

TEST_CASE("a key more than are known at most is not remembered, and the reason is told") {
    Catalog catalog = real_catalog();
    KnownKeys full;
    for (size_t i = 0; i < KnownKeys::most; ++i) {
        Office office = catalog.offices.front();
        office.id = "office-" + std::to_string(i);
        full.all.push_back({office.id, Digest{1}, Date::of(2024, 6, 30)});
        catalog.offices.push_back(std::move(office));
    }
    FakeHost machine;
    machine.prefs.put("known_keys", full.text());
    Desk desk(machine, catalog);
    FileSigner signer;
    signer.is = FileSigner::Is::stranger;
    signer.office = catalog.offices.front().id;
    signer.key = Digest{2};
    signer.fingerprint = fingerprint_of(signer.key);
    Confirmation asked;
    asked.kind = Confirmation::Kind::replace_by_file;
    asked.signer = signer;
    desk.state.confirmation = asked;
    desk.act_now(act::RememberKey{signer.fingerprint});
    REQUIRE(desk.state.confirmation);
    REQUIRE(desk.state.confirmation->signer.unkept);
    CHECK(desk.state.confirmation->signer.unkept->what.code == Said::keys_full);
    desk.act_now(act::ForgetKnown{"office-0"});
    desk.act_now(act::RememberKey{signer.fingerprint});
    CHECK_FALSE(desk.state.confirmation->signer.unkept);
    CHECK(desk.state.confirmation->signer.is == FileSigner::Is::known);
}
