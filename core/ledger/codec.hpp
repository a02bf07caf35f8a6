// Changes and rows as bytes for the vault. Registers, fields and codes are written by id, so that a newer
// catalogue reads what an older one wrote; what it no longer knows is reported, never dropped in silence.
#pragma once
#include "core/base/bytes.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

Bytes encode_change(const Catalog& catalog, const Change& change);
Outcome<Change> decode_change(const Catalog& catalog, ByteView bytes);
/// The next edit of an encoded change, which begins with how many there are (a varint).
Outcome<Edit> read_edit(const Catalog& catalog, ByteReader& in);
/// Whether an encoded change removes a record; without reading the values. Damaged bytes: false.
bool removes(ByteView change);

/// Whole rows of one register, columns side by side. Removed rows are left out; all removed: no bytes.
struct RowSegment {
    int reg = -1;
    uint32_t from = 0, to = 0;
    Bytes bytes;
};
/// The rows from `from` on, before `limit`, as many as give about `target` bytes. `row_bytes` carries what a row needs from
/// call to call; 0: not known yet.
RowSegment encode_rows(const Ledger& ledger, int reg, uint32_t from, uint32_t limit, size_t target,
                       size_t& row_bytes);
/// All living records.
std::vector<Bytes> encode_rows(const Ledger& ledger, size_t target = 1 << 20);
/// How many rows a payload seems to have, to make room for them.
std::optional<RowSegment> peek_rows(const Catalog& catalog, ByteView bytes);
/// Appends the rows of one payload and says which they are now; on a problem the ledger is left unusable.
Outcome<RowSegment> decode_rows(Ledger& ledger, ByteView bytes);

} // namespace mj
