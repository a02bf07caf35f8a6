// The whole ledger as one JSON file and back, streaming both ways.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/task.hpp"
#include "core/ledger/ledger.hpp"

#include <functional>
#include <memory>

namespace mj {

/// Receives consecutive pieces of the file.
using ByteSink = std::function<void(ByteView)>;

struct ExportInfo {
    std::string office; ///< office id
    uint64_t records = 0;
    uint32_t crc = 0; ///< CRC-32C of everything before the "checksum" member
};

/// Writes in slices. The ledger must not change while the task lives. Same records, same bytes.
class JsonExport : public Task {
  public:
    static std::unique_ptr<JsonExport> start(const Ledger& ledger, std::string office, ByteSink sink);
    virtual const ExportInfo& info() const = 0;
};

/// Reads pieces fed by the owner into a fresh ledger; nothing else changes until the owner takes it.
class JsonImport : public Task {
  public:
    static std::unique_ptr<JsonImport> start(const Catalog& catalog, uint64_t total_bytes);
    virtual void feed(ByteView piece) = 0; ///< Copies the piece; step() parses it.
    virtual void finish() = 0;             ///< No more pieces.
    virtual Ledger take() = 0;             ///< After step() returned true without a problem; once.
    virtual const ExportInfo& info() const = 0;
};

} // namespace mj
