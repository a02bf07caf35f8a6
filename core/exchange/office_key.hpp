// The keys of an office (docs/formats.md, "The office key"): what people hand in is sealed to it, and its files are signed with it.
// The public part lies wherever something is handed in; the secret one where the office works, and in a sealed file.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"
#include "core/base/sha256.hpp"
#include "core/catalog/catalog.hpp"

#include <array>
#include <string>
#include <string_view>

namespace mj {

constexpr uint64_t largest_office_key = 8 * 1024; ///< bytes of a file

struct OfficeKey {
    using Point = std::array<uint8_t, 65>; ///< of the curve P-256, uncompressed (SEC 1)
    std::string office;                    ///< id
    Point sign{}, seal{};
    Bytes secret_sign, secret_seal; ///< PKCS #8; empty: this is the public part alone

    bool secret() const { return !secret_seal.empty(); }
    bool is(const OfficeKey& other) const { return sign == other.sign && seal == other.seal; }
    Digest digest() const; ///< SHA-256 of both points
    std::string fingerprint() const;
};

/// What people compare: the first 64 bits of a key's digest, "3f2a 91c0 77de 5b10".
std::string fingerprint_of(const Digest& digest);

/// Without `secret` the public part alone.
std::string write_office_key(const OfficeKey& key, bool secret);
/// Whether a file is meant to be one, from how it begins.
bool looks_like_office_key(ByteView head);
/// Problem: no such file, of a newer version, damaged, of another office.
Outcome<OfficeKey> read_office_key(const Catalog& catalog, std::string_view text);

/// Sealed to an office's key: "MJSEALTO", u32 version, then what HPKE (RFC 9180) gives.
constexpr std::string_view sealed_to_mark = "MJSEALTO";
bool looks_sealed_to_office(ByteView head);

} // namespace mj
