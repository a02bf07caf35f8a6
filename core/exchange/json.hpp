// The whole ledger as one JSON file and back, streaming both ways.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/sha256.hpp"
#include "core/base/task.hpp"
#include "core/exchange/office_key.hpp"
#include "core/ledger/chronicle.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace mj {

/// Receives consecutive pieces of the file.
using ByteSink = std::function<void(ByteView)>;

/// ECDSA with P-256 and SHA-256, r and s (IEEE P1363), of what signed_words() says of the file.
using Signature = std::array<uint8_t, 64>;

/// What is signed: "mingjing data sha256:" and the digest in hexadecimal, with a line end.
std::string signed_words(const Digest& digest);

/// Of a signed file, as it says itself: whether the signature is that key's nobody has looked yet.
struct SignedBy {
    OfficeKey key; ///< public part
    Digest digest{};
    Signature signature{};
    bool fits = false; ///< the digest is the file's
};

/// As the member of a file, with a comma and a line end.
std::string signed_member(const SignedBy& by);

struct ExportInfo {
    std::string office; ///< office id
    uint64_t records = 0;
    uint64_t actions = 0; ///< of the history
    uint64_t left_out =
        0; ///< actions that could not be written: the catalogue does not know what they were done to
    uint32_t crc = 0; ///< CRC-32C of everything before the "checksum" member
};

/// Writes in slices, to the sink in pieces of about 64 KB. What the sink got is worth nothing after a problem. The
/// ledger and its history (none: the file tells nothing of what was done) must not change while the task lives. The same gives the same bytes.
class JsonExport : public Task {
  public:
    static std::unique_ptr<JsonExport> start(const Ledger& ledger, std::string office, ByteSink sink,
                                             bool signs = false, const Chronicle* history = nullptr);
    /// Of a file that is signed: what is, once all but the end is written. step() then waits for sign().
    virtual std::optional<Digest> to_sign() const = 0;
    virtual void sign(const OfficeKey& key, const Signature& signature) = 0;
    virtual const ExportInfo& info() const = 0;
};

/// Where an import's problem is, part by part; what is not known or not meant is 0 or empty.
struct ImportPlace {
    uint64_t line = 0, column = 0; ///< from 1; columns count characters
    std::string reg;               ///< register id
    uint64_t record = 0;           ///< from 1, in the order of the file
    std::string field;             ///< field id, or "id", "created", "changed", "state"
    std::string value;             ///< as the file has it
};

/// Reads pieces fed by the owner into a fresh ledger; nothing else changes until the owner takes it.
/// Memory: the ledger, what is fed and not yet parsed, and one token.
class JsonImport : public Task {
  public:
    static std::unique_ptr<JsonImport> start(const Catalog& catalog, uint64_t total_bytes);
    virtual void feed(ByteView piece) = 0; ///< Copies the piece; step() parses it.
    virtual size_t waiting() const = 0;    ///< Bytes fed and not yet parsed: feed more when it is small.
    virtual void finish() = 0;             ///< No more pieces.
    virtual ImportPlace place() const = 0; ///< Of the problem, which says the same in words.
    virtual Ledger take() = 0;             ///< After step() returned true without a problem; once.
    virtual Chronicle take_history() = 0;  ///< Likewise; empty when the file tells nothing.
    virtual const ExportInfo& info() const = 0;
    virtual const std::optional<SignedBy>& signed_by() const = 0;
    virtual uint64_t
    cleaned() const = 0; ///< texts that had hidden characters (shown.hpp), which were taken out
};

} // namespace mj
