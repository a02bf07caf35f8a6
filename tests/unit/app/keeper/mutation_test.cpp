// Stores with mutated files: a clear error or what was there before, never a crash and never another record.
#include "core/base/crc32c.hpp"
#include "core/vault/head.hpp"
#include "tests/unit/app/keeper/started.hpp"
#include "tests/unit/effort.hpp"

#include <set>

using namespace mj;
using namespace mj::test;

namespace {

struct Store {
    Files files;
    std::map<std::string, std::string, std::less<>> prefs;
    std::vector<std::string> pictures; ///< after the generation, and after each action of the journal
};

/// A generation of 30 records and a journal of 40 actions behind it, in several chunks.
Store example(const Catalog& catalog) {
    FakeHost machine;
    Store out;
    Keeper keeper(catalog, machine.host);
    keeper.open();
    machine.between_frames();
    Ledger ledger(catalog);
    for (uint32_t n = 1; n <= 30; ++n)
        ledger.apply({{add(n, {{f_no, "case " + std::to_string(n)}, {f_kind, int64_t(1 + n % 3)}})}});
    keeper.replace(std::move(ledger), [](Outcome<> done) { REQUIRE(done.ok()); });
    keeper.keep();
    machine.between_frames();
    out.pictures.push_back(picture(keeper.ledger()));
    for (uint32_t n = 31; n <= 70; ++n) {
        Edit edit = add(n, {{f_no, std::string(n % 4 ? 20 : 3000, 'a' + char(n % 26))}});
        if (n % 3 == 0) {
            edit = add(n % 2 + 1, {{f_money, int64_t(n)}});
            edit.kind = Edit::Kind::update;
        } else if (n % 7 == 0) {
            edit = add(n / 7, {});
            edit.kind = Edit::Kind::remove;
        }
        keeper.commit({{edit}});
        machine.between_frames();
        out.pictures.push_back(picture(keeper.ledger()));
    }
    out.files = machine.storage.files;
    out.prefs = machine.prefs.kept;
    return out;
}

void mutate(Dice& dice, Bytes& bytes) {
    const auto place = [&] { return dice.roll(uint32_t(bytes.size())); };
    for (uint32_t n = 1 + dice.roll(3); n && !bytes.empty(); --n) {
        switch (dice.roll(5)) {
        case 0: bytes[place()] ^= uint8_t(1 << dice.roll(8)); break;
        case 1: bytes[place()] = uint8_t(dice.roll(256)); break;
        case 2: bytes.resize(place()); break;
        case 3: bytes.insert(bytes.begin() + place(), uint8_t(dice.roll(256))); break;
        default: {
            const uint32_t from = place(), most = uint32_t(bytes.size()) - from;
            const Bytes part(bytes.begin() + from, bytes.begin() + from + 1 + dice.roll(std::min(most, 40u)));
            bytes.insert(bytes.begin() + place(), part.begin(), part.end());
        }
        }
    }
}

/// HEAD with the sums of the segments as they are now, so that the readers behind the sums meet the damage.
void reseal(Files& files) {
    auto head = decode_head(files["HEAD"]);
    if (!head) return;
    for (auto* list : {&head->segments, &head->archive})
        for (SegmentEntry& entry : *list) {
            const Bytes& bytes = files[segment_name(entry.id)];
            entry.length = uint32_t(bytes.size());
            entry.crc = crc32c(bytes);
        }
    files["HEAD"] = encode_head(*head);
}

} // namespace

TEST_CASE(
    "10,000 mutated journals and 10,000 mutated heads and segments: an error or a part of what was there") {
    const Catalog catalog = small_catalog();
    const Store store = example(catalog);
    const std::set<std::string> known(store.pictures.begin(), store.pictures.end());
    std::vector<std::string> journal, rest;
    for (const auto& file : store.files)
        if (file.first != "HEAD-copy") (file.first.starts_with("j-") ? journal : rest).push_back(file.first);
    REQUIRE(journal.size() > 1);
    REQUIRE(rest.size() == 3); // the rows, the archive of the journal, HEAD
    int damaged = 0, resealed = 0;
    const uint64_t runs = uint64_t(effort(20'000));
    for (uint64_t run = 0; run < runs; ++run) {
        Dice dice{run + 1};
        const bool in_journal = run % 2;
        const auto& names = in_journal ? journal : rest;
        const std::string& name = names[dice.roll(uint32_t(names.size()))];
        FakeHost machine;
        machine.storage.files = store.files;
        const bool settings = dice.roll(3) != 0; // they may be lost as well
        if (settings) machine.prefs.kept = store.prefs;
        mutate(dice, machine.storage.files[name]);
        const bool changed = machine.storage.files[name] != store.files.at(name);
        const bool sealed = name.starts_with("seg-") && dice.roll(2);
        if (sealed) reseal(machine.storage.files);
        Keeper keeper(catalog, machine.host);
        keeper.open();
        machine.between_frames();
        REQUIRE(keeper.loaded());
        const SaveStatus status = keeper.status();
        const std::string now = picture(keeper.ledger());
        CAPTURE(run);
        CAPTURE(name);
        if (status.state == SaveState::damaged) {
            ++damaged;
            REQUIRE_FALSE(keeper.writable());
            REQUIRE(status.problem);
            REQUIRE_FALSE(status.problem->what.empty());
        }
        resealed += sealed;
        if (sealed) continue; // other bytes under a right sum may say other things, but must not harm
        // A journal cut between two records, and no marker that knows better: an earlier state, whole.
        const Bytes &old = store.files.at(name), &mutated = machine.storage.files[name];
        const bool cut = in_journal && !settings && mutated.size() <= old.size() &&
                         std::equal(mutated.begin(), mutated.end(), old.begin());
        const bool copied = name == "HEAD" && changed; // the other table of contents is sound
        REQUIRE(keeper.mended().has_value() == copied);
        REQUIRE((status.state == SaveState::damaged || cut || copied) == (changed || cut));
        if (copied) REQUIRE(now == store.pictures.back());
        // A lost segment or journal leaves what stood before it, or the journal's own records.
        if (in_journal) REQUIRE(known.count(now) == 1);
        REQUIRE(machine.storage.commits == int(copied));
    }
    CHECK(damaged > effort(12'000));
    CHECK(resealed > effort(1'000));
}
