// A store that was taken out byte for byte, as web/site/rescue.js writes it, read without a program that ran over it.
#include "core/exchange/rescue.hpp"
#include "tests/unit/app/keeper/started.hpp"

using namespace mj;
using namespace mj::test;

namespace {

void put_number(Bytes& out, size_t n) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(uint8_t(n >> shift));
}

Bytes taken_out(const Files& files) {
    Bytes out{'M', 'J', 'R', 'E', 'S', 'C', 'U', 'E', 1, 0, 0, 0};
    put_number(out, files.size());
    for (const auto& [name, contents] : files) {
        put_number(out, name.size());
        put_number(out, contents.size());
        out.insert(out.end(), name.begin(), name.end());
        out.insert(out.end(), contents.begin(), contents.end());
    }
    return out;
}

Edit changed(uint32_t n, Edit::Kind kind, std::vector<FieldValue> values = {}) {
    Edit edit = add(n, std::move(values));
    edit.kind = kind;
    return edit;
}

/// A store with segments and, behind them, a journal.
std::string keep_some(const Catalog& catalog, FakeHost& machine) {
    Started o(catalog, machine);
    Ledger many(catalog);
    for (uint32_t n = 1; n <= 50; ++n) many.apply(adding(n));
    o.keeper.replace(std::move(many), [](const Outcome<>& done) { CHECK(done); });
    for (int frame = 0; o.keeper.replacing() && frame < 100; ++frame) {
        machine.between_frames();
        o.keeper.keep();
    }
    o.keeper.commit(adding(60));
    o.keeper.commit({{changed(7, Edit::Kind::update, {{f_no, std::string("B")}})}});
    o.keeper.commit({{changed(8, Edit::Kind::remove)}});
    machine.between_frames();
    REQUIRE(o.keeper.status().state == SaveState::saved);
    return picture(o.keeper.ledger());
}

} // namespace

TEST_CASE("a store that was taken out is read as it was, segments and journal") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    const std::string kept = keep_some(catalog, machine);
    const Bytes file = taken_out(machine.storage.files);
    CHECK(looks_like_rescue(file));
    const auto rescued = read_rescue(catalog, file);
    REQUIRE(rescued);
    CHECK_FALSE(rescued->damage);
    CHECK(rescued->ledger.records() == 50);
    CHECK(picture(rescued->ledger) == kept);
}

TEST_CASE("a store that was taken out and cut off is refused, wherever it was cut") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    keep_some(catalog, machine);
    const Bytes file = taken_out(machine.storage.files);
    for (size_t n = 8; n < file.size(); n += file.size() / 97 + 1) {
        const auto cut = read_rescue(catalog, ByteView(file).first(n));
        REQUIRE_FALSE(cut);
        CHECK(cut.problem().what.text() == "the rescue file is cut off");
    }
    Bytes more = file;
    more.push_back(0);
    CHECK_FALSE(read_rescue(catalog, more));
}

TEST_CASE("of a store that was taken out damaged what is left comes, and what is lost is said") {
    const Catalog catalog = small_catalog();
    FakeHost machine;
    keep_some(catalog, machine);
    Files files = machine.storage.files;
    const auto journal = std::find_if(files.begin(), files.end(),
                                      [](const auto& file) { return file.first.starts_with("j-"); });
    REQUIRE(journal != files.end());
    journal->second[journal->second.size() / 2] ^= 1;
    const auto rescued = read_rescue(catalog, taken_out(files));
    REQUIRE(rescued);
    CHECK(rescued->damage);
    CHECK(rescued->ledger.records() >= 50);
    CHECK_FALSE(read_rescue(catalog, taken_out({}))->damage);
}

TEST_CASE(
    "records written as a store are read as they were, and a demo shows them without keeping anything") {
    const Catalog catalog = small_catalog();
    Ledger many(catalog);
    for (uint32_t n = 1; n <= 70; ++n) many.apply(adding(n));
    const Bytes file = write_rescue(many);
    CHECK(file == write_rescue(many));
    const auto rescued = read_rescue(catalog, file);
    REQUIRE(rescued);
    CHECK_FALSE(rescued->damage);
    CHECK(picture(rescued->ledger) == picture(many));

    FakeHost machine;
    machine.storage.files = *files_of_rescue(file);
    machine.storage.lasts = false;
    machine.storage.shows = true;
    Started o(catalog, machine);
    CHECK(o.keeper.demo());
    CHECK(o.keeper.status().state == SaveState::memory);
    CHECK(picture(o.keeper.ledger()) == picture(many));
    CHECK(write_rescue(Ledger(catalog)).size() > 8); // nothing is a store too
}
