// The rescue file: what a store keeps, byte for byte, taken out by a page whose program does not run (web/site/rescue.js), or
// made from records for a page that carries them.
// docs/formats.md gives the format.
#pragma once
#include "core/ledger/chronicle.hpp"
#include "core/vault/storage.hpp"

#include <optional>

namespace mj {

bool looks_like_rescue(ByteView start); ///< of the file's first bytes

struct Rescued {
    Ledger ledger;
    Chronicle history;             ///< of these records; as much of it as can be read and makes sense
    std::optional<Problem> damage; ///< what the store had lost; the ledger has the rest
};

/// What is in the file, which looks like one. A problem: it was cut off, or is of another version.
Outcome<Files> files_of_rescue(ByteView file);
/// The records of the store in the file. A problem: the file was cut off or is none, or nothing of it can be read.
Outcome<Rescued> read_rescue(const Catalog& catalog, ByteView file);

Bytes rescue_of(const Files& files); ///< The file that holds these.
/// What a store would keep that has just been given these records; the same records give the same bytes.
Bytes write_rescue(const Ledger& ledger);

} // namespace mj
