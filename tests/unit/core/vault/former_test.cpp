// A store of a former format is copied before anything of it is written in today's.
#include "core/base/crc32c.hpp"
#include "core/vault/memory_storage.hpp"
#include "core/vault/vault.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

Bytes former_bytes(std::string_view text) { return {text.begin(), text.end()}; }

/// Refuses what has such a name, as a disk does that has room for little.
struct FullStorage : MemoryStorage {
    std::string refused = "-";
    void commit(Batch batch, std::function<void(Outcome<>)> done) override {
        for (const auto& put : batch.puts)
            if (put.first.starts_with(refused))
                fail_next = Problem{say(Said::storage_full), {}, say(Said::free_space)};
        MemoryStorage::commit(std::move(batch), std::move(done));
    }
};

/// With two segments, an archive and two actions; its heads are those of format 2.
Files former_store() {
    MemoryStorage storage;
    Vault vault(storage);
    vault.open("", 7, [](const Opened&) {});
    storage.run();
    int next = 0;
    vault.replace(
        [&]() -> std::optional<Bytes> {
            return ++next > 2 ? std::nullopt : std::optional(Bytes(100, uint8_t(next)));
        },
        former_bytes("archive"), [](const Outcome<>&) {});
    storage.run();
    for (const char* text : {"one", "two"}) vault.append(1, former_bytes(text), [](const Outcome<>&) {});
    storage.run();
    for (const char* name : {head_file, head_copy_file}) {
        Bytes& head = storage.files[name];
        head[8] = 2;
        const uint32_t crc = crc32c(ByteView(head).first(head.size() - 4));
        for (size_t i = 0; i < 4; ++i) head[head.size() - 4 + i] = uint8_t(crc >> 8 * i);
        REQUIRE(decode_head(head));
    }
    return storage.files;
}

struct OpenedVault {
    explicit OpenedVault(MemoryStorage& s) : storage(s), vault(s) {
        vault.open("", 1, [this](Opened o) { opened.emplace(std::move(o)); });
        storage.run();
    }
    std::optional<Problem> replace() {
        std::optional<Problem> out;
        bool given = false;
        vault.replace(
            [&]() -> std::optional<Bytes> {
                return std::exchange(given, true) ? std::nullopt : std::optional(Bytes(50, 9));
            },
            {},
            [&](const Outcome<>& done) {
                if (!done) out = done.problem();
            });
        storage.run();
        return out;
    }
    std::optional<Files> former() {
        std::optional<Files> out;
        vault.read_former([&](Outcome<Files> files) {
            if (files) out = std::move(*files);
        });
        storage.run();
        return out;
    }
    MemoryStorage& storage;
    Vault vault;
    std::optional<Opened> opened;
};

bool former_format(const MemoryStorage& storage) {
    return *head_format(storage.files.at(head_file)) < Head::format;
}

} // namespace

TEST_CASE("a store of a former format is copied byte for byte before anything is written, and stays until it "
          "is forgotten") {
    const Files before = former_store();
    MemoryStorage storage;
    storage.files = before;
    {
        OpenedVault first(storage);
        CHECK(first.vault.has_former());
        CHECK(first.former() == before);
        CHECK(former_format(storage));
        first.vault.append(1, former_bytes("three"), [](const Outcome<>&) {});
        storage.run();
        CHECK(former_format(storage)); // an action needs no head
        CHECK_FALSE(first.replace());
        CHECK_FALSE(former_format(storage));
        CHECK(first.former() == before);
    }
    OpenedVault second(storage);
    CHECK_FALSE(second.opened->damage);
    const int commits = storage.commits;
    CHECK(second.former() == before);
    CHECK(storage.commits == commits); // it is not made again
    second.vault.forget_former();
    storage.run();
    CHECK_FALSE(second.vault.has_former());
    OpenedVault third(storage);
    CHECK_FALSE(third.vault.has_former());
    CHECK(third.opened->segments.size() == 1);
    for (const auto& file : storage.files) CHECK_MESSAGE(!file.first.starts_with(former_prefix), file.first);
}

TEST_CASE(
    "whichever commit of the copy is the last, the store is whole and the copy is made at the next start") {
    const Files before = former_store();
    std::vector<Files> cuts;
    MemoryStorage storage;
    storage.files = before;
    storage.committed = [&] { cuts.push_back(storage.files); };
    { OpenedVault whole(storage); }
    REQUIRE(cuts.size() == 5); // a segment each, the archive, the journal, the heads
    for (const Files& cut : cuts) {
        MemoryStorage after;
        after.files = cut;
        OpenedVault again(after);
        CHECK_FALSE(again.opened->damage);
        CHECK(again.opened->segments.size() == 2);
        CHECK(again.opened->journal.size() == 2);
        CHECK(again.vault.has_former());
        CHECK(again.former() == before);
    }
}

TEST_CASE("without room for the copy the format stays, actions go on, and a replacement is refused with the "
          "reason") {
    FullStorage storage;
    storage.files = former_store();
    storage.refused = former_prefix;
    OpenedVault full(storage);
    CHECK(full.vault.state() == VaultState::saved);
    CHECK_FALSE(full.vault.has_former());
    REQUIRE(full.vault.former_problem());
    CHECK(full.vault.former_problem()->what.code == Said::storage_full);
    bool durable = false;
    full.vault.append(1, former_bytes("three"), [&](const Outcome<>& done) { durable = done.ok(); });
    storage.run();
    CHECK(durable);
    const auto refused = full.replace();
    REQUIRE(refused);
    CHECK(refused->what.code == Said::storage_full);
    CHECK(full.vault.state() == VaultState::saved);
    full.vault.append(1, former_bytes("four"), [&](const Outcome<>& done) { durable = done.ok(); });
    storage.run();
    CHECK(former_format(storage)); // nor after a turn that was refused
    storage.refused = "-";         // there is room again
    CHECK_FALSE(full.replace());
    CHECK_FALSE(former_format(storage));
    CHECK(full.vault.has_former());
    CHECK_FALSE(full.vault.former_problem());
    CHECK(full.former()->size() == former_store().size());
}

TEST_CASE("a damaged head of a former store is put right only when there is a copy") {
    FullStorage storage;
    storage.files = former_store();
    storage.files[head_copy_file][9] ^= 1;
    storage.refused = former_prefix;
    {
        OpenedVault full(storage);
        CHECK(former_format(storage));
        CHECK(storage.files.at(head_copy_file)[9] != 0);
    }
    storage.refused = "-";
    OpenedVault again(storage);
    CHECK(again.vault.has_former());
    CHECK_FALSE(former_format(storage));
    CHECK(storage.files.at(head_copy_file) == storage.files.at(head_file));
}
