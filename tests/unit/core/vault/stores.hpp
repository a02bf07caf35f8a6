// What tests of the vault fill stores with, and how they read them.
#pragma once
#include "core/base/crc32c.hpp"
#include "core/vault/memory_storage.hpp"
#include "core/vault/vault.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <cstring>
#include <doctest/doctest.h>

namespace mj::test {

inline Bytes bytes_of(std::string_view text) { return Bytes(text.begin(), text.end()); }

struct Contents {
    std::vector<Bytes> segments, journal, archive;
    std::optional<Problem> damage, mended;
    bool operator==(const Contents&) const = default;
};

inline Contents read(MemoryStorage& storage, const std::string& marker = "") {
    Vault vault(storage);
    Contents out;
    vault.open(marker, 77, [&](Opened opened) {
        for (const ByteView v : opened.segments) out.segments.emplace_back(v.begin(), v.end());
        for (const auto& action : opened.journal)
            out.journal.emplace_back(action.payload.begin(), action.payload.end());
        for (const ByteView v : opened.archive) out.archive.emplace_back(v.begin(), v.end());
        out.damage = opened.damage;
        out.mended = opened.mended;
    });
    storage.run();
    CHECK((vault.state() == VaultState::damaged) == out.damage.has_value());
    return out;
}

inline Bytes random_bytes(Dice& dice, uint32_t most) {
    Bytes out(dice.roll(most) + 1);
    for (uint8_t& b : out) b = uint8_t(dice.roll(256));
    return out;
}

inline Vault::Source these(std::vector<Bytes> segments) {
    return [segments = std::move(segments), i = size_t(0)]() mutable -> std::optional<Bytes> {
        if (i == segments.size()) return std::nullopt;
        return segments[i++];
    };
}

inline Bytes newer_head() {
    Head head;
    head.database = 77;
    Bytes bytes = encode_head(head);
    bytes[8] = Head::format + 1;
    const uint32_t crc = crc32c(ByteView(bytes).first(bytes.size() - 4));
    std::memcpy(bytes.data() + bytes.size() - 4, &crc, 4);
    return bytes;
}

inline void opened(Vault& vault, MemoryStorage& storage) {
    vault.open("", 77, [](Opened) {});
    storage.run();
}

} // namespace mj::test
