#include "tests/unit/core/vault/stores.hpp"

#include <memory>

using namespace mj;
using namespace mj::test;

TEST_CASE("a new store is empty, and becomes one with the first action") {
    MemoryStorage storage;
    Vault vault(storage);
    opened(vault, storage);
    CHECK(vault.state() == VaultState::empty);
    bool acknowledged = false;
    vault.append(2, bytes_of("first"), [&](Outcome<> done) { acknowledged = done.ok(); });
    CHECK(vault.state() == VaultState::saving);
    CHECK_FALSE(acknowledged);
    storage.run();
    CHECK(acknowledged);
    CHECK(vault.state() == VaultState::saved);
    CHECK(read(storage, vault.marker()) == Contents{{}, {bytes_of("first")}, {}, {}, {}});
}

TEST_CASE("random actions, generations, failures and reopenings agree with a naive store") {
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice{seed};
        MemoryStorage storage;
        Contents model; // what must be there: everything acknowledged
        std::vector<Bytes> waiting;
        auto vault = std::make_unique<Vault>(storage);
        opened(*vault, storage);
        for (int step = 0; step < 60; ++step) {
            const uint32_t what = dice.roll(11);
            if (what < 6) {
                for (uint32_t n = 1 + dice.roll(4); n; --n) {
                    waiting.push_back(random_bytes(dice, dice.roll(10) == 0 ? 40000 : 900));
                    vault->append(2, waiting.back(), [&](Outcome<> done) {
                        REQUIRE(done.ok());
                        model.journal.push_back(waiting.front());
                        waiting.erase(waiting.begin());
                    });
                }
                if (dice.roll(3)) storage.run();
            } else if (what == 6) {
                storage.run();
                if (!waiting.empty()) continue;
                std::vector<Bytes> segments;
                for (uint32_t n = dice.roll(4); n; --n) segments.push_back(random_bytes(dice, 3000));
                const bool fails = dice.roll(2) == 0;
                if (fails) storage.fail_next = Problem{say(Said::words, "full")};
                vault->replace(these(segments), {}, [&, segments](Outcome<> done) {
                    REQUIRE(done.ok() == !fails);
                    if (done.ok()) model.segments = segments, model.journal.clear();
                });
                storage.run();
            } else if (what == 7) {
                storage.run();
                storage.fail_next = Problem{say(Said::words, "full")};
                waiting.push_back(random_bytes(dice, 50));
                vault->append(2, waiting.back(), [&](Outcome<> done) {
                    REQUIRE(done.ok());
                    model.journal.push_back(waiting.front());
                    waiting.erase(waiting.begin());
                });
                storage.run();
                storage.fail_next.reset();
                REQUIRE(vault->state() == VaultState::failed);
                REQUIRE_FALSE(waiting.empty());
                REQUIRE(read(storage) == model);
                vault->retry();
                storage.run();
                REQUIRE(vault->state() == VaultState::saved);
            } else if (what == 8 && !storage.files.empty()) { // the browser drops what it had called durable
                storage.run();
                if (dice.roll(2))
                    storage.files.clear();
                else
                    storage.files.erase(storage.files.begin());
                waiting.push_back(random_bytes(dice, 50));
                vault->append(2, waiting.back(), [&](Outcome<> done) { REQUIRE(done.ok()); });
                storage.run();
                REQUIRE(vault->lost());
                vault->retry(); // does not help
                storage.run();
                REQUIRE(vault->lost());
                const std::vector<Bytes> all{random_bytes(dice, 3000), waiting.back()};
                vault->rewrite(these(all), {}, [](Outcome<>) {});
                storage.run();
                REQUIRE(vault->state() == VaultState::saved);
                model = {all, {}, {}, {}, {}};
                waiting.clear();
            } else if (what == 9) {
                storage.run();
                REQUIRE(waiting.empty());
                REQUIRE(read(storage, vault->marker()) == model);
                for (const auto& [name, content] : storage.files) REQUIRE(content.size() <= 60000);
                vault = std::make_unique<Vault>(storage);
                opened(*vault, storage);
            }
        }
        storage.run();
        REQUIRE(read(storage) == model);
    }
}

TEST_CASE("every flipped byte and every lost file is said, and what is given is right") {
    MemoryStorage storage;
    Vault vault(storage);
    opened(vault, storage);
    vault.replace(these({bytes_of("segment one"), bytes_of("segment two")}), {}, [](Outcome<>) {});
    storage.run();
    for (int i = 0; i < 5; ++i) {
        vault.append(2, bytes_of("action " + std::to_string(i)), [](Outcome<>) {});
        storage.run();
    }
    const Contents whole = read(storage);
    REQUIRE(whole.segments.size() == 2);
    REQUIRE(whole.journal.size() == 5);
    const Files files = storage.files;
    const auto check = [&] {
        const Contents now = read(storage, vault.marker());
        CHECK(now.damage);
        CHECK(now.journal.size() <= whole.journal.size());
        for (size_t i = 0; i < now.journal.size(); ++i) CHECK(now.journal[i] == whole.journal[i]);
        for (const Bytes& segment : now.segments)
            CHECK((segment == whole.segments[0] || segment == whole.segments[1]));
    };
    for (const auto& [name, content] : files) {
        if (name.starts_with("HEAD")) continue;
        for (size_t at = 0; at < content.size(); ++at)
            for (const int bit : {0, 7}) {
                storage.files = files;
                storage.files[name][at] ^= uint8_t(1 << bit);
                check();
            }
        for (size_t length = 0; length < content.size(); ++length) {
            storage.files = files;
            storage.files[name].resize(length);
            check();
        }
        storage.files = files;
        storage.files.erase(name);
        check();
    }
    storage.files = files;
    for (const char* name : {"HEAD", "HEAD-copy"}) storage.files[name][9] ^= 1;
    check();
    storage.files.clear(); // the browser reopened a broken database as an empty one
    check();
}

TEST_CASE("a damaged store is not written to, but for being made anew on demand") {
    const std::string before = "4d 2 9"; // what was saved last: database 77, epoch 2, nine actions
    for (const bool fails : {true, false}) {
        MemoryStorage storage;
        storage.files["HEAD"] = bytes_of("not a table of contents");
        storage.files["seg-0000000000000001"] = bytes_of("what was there");
        storage.files["j-0000000000000007"] = bytes_of("more of it");
        Vault vault(storage);
        vault.open(before, 5, [](Opened) {});
        storage.run();
        REQUIRE(vault.state() == VaultState::damaged);
        bool refused = false;
        vault.append(2, bytes_of("x"), [&](Outcome<> done) { refused = !done.ok(); });
        CHECK(refused);
        storage.run();
        CHECK(storage.commits == 0);

        const Files files = storage.files;
        REQUIRE(vault.renewable());
        if (fails) storage.fail_next = Problem{say(Said::words, "full")};
        bool renewed = false;
        vault.replace(these({bytes_of("restored")}), {}, [&](Outcome<> done) { renewed = done.ok(); });
        storage.run();
        CHECK(renewed == !fails);
        if (fails) {
            CHECK(vault.state() == VaultState::damaged);
            CHECK(storage.files == files);
            continue;
        }
        CHECK(vault.state() == VaultState::saved);
        // Neither the former marker nor the new one finds anything missing.
        CHECK(read(storage, before) == Contents{{bytes_of("restored")}, {}, {}, {}, {}});
        CHECK(read(storage, vault.marker()) == Contents{{bytes_of("restored")}, {}, {}, {}, {}});
        vault.append(2, bytes_of("next"), [](Outcome<>) {});
        storage.run();
        CHECK(read(storage, before) == Contents{{bytes_of("restored")}, {bytes_of("next")}, {}, {}, {}});
        CHECK(storage.files.size() == 4); // two heads, a segment, a journal
    }
}

TEST_CASE("a store whose files cannot be told is not made anew over them") {
    struct Unreadable : MemoryStorage {
        void load(std::function<void(Outcome<Files>)> loaded) override {
            loaded(Problem{say(Said::words, "the disk is gone")});
        }
    } storage;
    Vault vault(storage);
    vault.open("", 5, [](Opened) {});
    CHECK_FALSE(vault.renewable());
    bool refused = false;
    vault.replace(these({bytes_of("x")}), {}, [&](Outcome<> done) { refused = !done.ok(); });
    CHECK(refused);
    CHECK(storage.commits == 0);
}

TEST_CASE("a store of a newer program is refused with that reason") {
    Head head;
    head.database = 5;
    REQUIRE(*decode_head(encode_head(head)) == head);
    CHECK(decode_head(newer_head()).problem().what.text().find("newer program") != std::string::npos);
}

namespace {

/// Does the next commit and then says that it failed: what ten seconds of silence can hide.
struct LateStorage : MemoryStorage {
    bool late = false;
    void commit(Batch batch, std::function<void(Outcome<>)> done) override {
        if (std::exchange(late, false))
            MemoryStorage::commit(std::move(batch),
                                  [done](Outcome<>) { done(Problem{say(Said::words, "no answer")}); });
        else
            MemoryStorage::commit(std::move(batch), std::move(done));
    }
};

} // namespace

TEST_CASE("a replacement that was done but reported failed loses nothing that is acknowledged after it") {
    for (const bool before : {false, true}) {
        LateStorage storage;
        Vault vault(storage);
        opened(vault, storage);
        vault.replace(these({bytes_of("old")}), {}, [](Outcome<>) {});
        storage.run();
        if (before) vault.append(2, bytes_of("a"), [](Outcome<>) {});
        storage.run();
        storage.late = true;
        vault.replace(these({bytes_of("new")}), {}, [](Outcome<> done) { CHECK_FALSE(done.ok()); });
        storage.run();
        bool acknowledged = false;
        vault.append(2, bytes_of("b"), [&](Outcome<> done) { acknowledged = done.ok(); });
        storage.run();
        CHECK(acknowledged);
        const Contents now = read(storage, vault.marker());
        CHECK_FALSE(now.damage);
        REQUIRE_FALSE(now.journal.empty());
        CHECK(now.journal.back() == bytes_of("b"));
    }
}

TEST_CASE("a vault may end while a commit is under way") {
    MemoryStorage storage;
    auto vault = std::make_unique<Vault>(storage);
    opened(*vault, storage);
    vault->append(2, bytes_of("x"), [](Outcome<>) {});
    vault.reset();
    CHECK(storage.run());
}
