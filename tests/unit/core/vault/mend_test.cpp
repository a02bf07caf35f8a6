// What is damaged and can be put right: one of the two heads, and files that are read back while the program is open.
#include "tests/unit/core/vault/stores.hpp"

using namespace mj;
using namespace mj::test;

TEST_CASE("one sound table of contents is enough: the store goes on, says so, and has two again") {
    MemoryStorage storage;
    Vault vault(storage);
    opened(vault, storage);
    vault.replace(these({bytes_of("segment")}), bytes_of("archive"), [](Outcome<>) {});
    vault.append(2, bytes_of("action"), [](Outcome<>) {});
    storage.run();
    const Files files = storage.files;
    Contents whole = read(storage);
    for (const char* name : {"HEAD", "HEAD-copy"}) {
        std::vector<Bytes> ways;
        const Bytes& good = files.at(name);
        for (size_t at = 0; at < good.size(); ++at) {
            ways.push_back(good);
            ways.back()[at] ^= 1;
            ways.emplace_back(good.begin(), good.begin() + ptrdiff_t(at));
        }
        for (size_t way = 0; way <= ways.size(); ++way) {
            storage.files = files;
            if (way == ways.size())
                storage.files.erase(name);
            else
                storage.files[name] = ways[way];
            const Contents now = read(storage, vault.marker());
            REQUIRE(now.mended);
            whole.mended = now.mended;
            REQUIRE(now == whole);
            REQUIRE(storage.files == files);
        }
    }
    storage.files = files; // a window that only reads says it and writes nothing
    storage.files.erase("HEAD");
    storage.writes = false;
    CHECK(read(storage, vault.marker()).mended);
    CHECK(storage.files.count("HEAD") == 0);
}

TEST_CASE("a table of contents by a newer program is never passed over for the other") {
    for (const char* name : {"HEAD", "HEAD-copy"}) {
        MemoryStorage storage;
        Vault vault(storage);
        opened(vault, storage);
        vault.append(2, bytes_of("action"), [](Outcome<>) {});
        storage.run();
        storage.files[name] = newer_head();
        const Contents now = read(storage);
        REQUIRE(now.damage);
        CHECK(now.damage->what.text().find("newer program") != std::string::npos);
    }
}

TEST_CASE("reading back finds any file that is not as it was written, and everything is written again") {
    MemoryStorage storage;
    Vault vault(storage);
    opened(vault, storage);
    vault.replace(these({bytes_of("segment one"), bytes_of("segment two")}), bytes_of("archive"),
                  [](Outcome<>) {});
    for (int i = 0; i < 3; ++i) {
        vault.append(2, Bytes(9000, uint8_t('a' + i)), [](Outcome<>) {}); // a chunk each
        storage.run();
    }
    int found = 0;
    const auto round = [&] {
        found = 0;
        int calls = 0;
        while (vault.check([&] { ++found; })) {
            storage.run();
            REQUIRE(++calls < 100);
        }
        return calls;
    };
    const Files files = storage.files;
    REQUIRE(files.size() == 8);
    for (int i = 0; i < 3; ++i) {
        CHECK(round() == 8);
        CHECK(found == 0);
    }
    for (const auto& file : files)
        for (int way = 0; way < 4; ++way) {
            CAPTURE(file.first);
            CAPTURE(way);
            storage.files = files;
            Vault open(storage);
            opened(open, storage);
            Bytes& bytes = storage.files[file.first];
            if (way == 0) bytes[bytes.size() / 2] ^= 4;
            if (way == 1) bytes.pop_back();
            if (way == 2) bytes.clear();
            if (way == 3) storage.files.erase(file.first);
            int seen = 0;
            for (int i = 0; i < 8; ++i) {
                open.check([&] { ++seen; });
                storage.run();
            }
            REQUIRE(seen == 1);
            REQUIRE(open.lost());
            REQUIRE(open.problem()->where.text() == file.first);
            open.rewrite(these({bytes_of("all there is")}), {}, [](Outcome<> done) { CHECK(done.ok()); });
            storage.run();
            CHECK(open.state() == VaultState::saved);
            CHECK(read(storage, open.marker()) == Contents{{bytes_of("all there is")}, {}, {}, {}, {}});
        }
}

TEST_CASE("a file that was written or taken away while it was read back is no loss") {
    MemoryStorage storage;
    Vault vault(storage);
    opened(vault, storage);
    vault.append(2, bytes_of("a"), [](Outcome<>) {});
    storage.run();
    for (uint8_t i = 0; i < 40; ++i) {
        vault.append(2, Bytes(3000, i), [](Outcome<>) {}); // before the reading in the storage's turn,
        vault.check([] { FAIL("a loss was found"); });
        storage.run();
        vault.check([] { FAIL("a loss was found"); }); // and behind it
        vault.append(2, Bytes(3000, i), [](Outcome<>) {});
        if (i % 8 == 7) vault.replace(these({Bytes(100, i)}), {}, [](Outcome<>) {});
        storage.run();
    }
    CHECK(vault.state() == VaultState::saved);
}
