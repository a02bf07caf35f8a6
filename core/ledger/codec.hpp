// Changes and rows as bytes for the vault. Registers, fields and codes are written by id, so that a newer
// catalogue reads what an older one wrote; what it no longer knows is reported, never dropped in silence.
#pragma once
#include "core/base/bytes.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

Bytes encode_change(const Catalog& catalog, const Change& change);
Outcome<Change> decode_change(const Catalog& catalog, ByteView bytes);

/// All living records as payloads of about `target` bytes each, whole rows, columns side by side.
std::vector<Bytes> encode_rows(const Ledger& ledger, size_t target = 1 << 20);
/// Appends the rows of one payload; on a problem the ledger is left unusable and must be dropped.
Outcome<> decode_rows(Ledger& ledger, ByteView bytes);

} // namespace mj
