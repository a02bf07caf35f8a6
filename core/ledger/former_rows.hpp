// Rows as stores of format 1 and 2 have them; they are read, and written anew in today's form when they change.
#pragma once
#include "core/ledger/codec.hpp"

namespace mj {

std::optional<RowSegment> peek_former_rows(const Catalog& catalog, ByteView bytes);
Outcome<RowSegment> decode_former_rows(Ledger& ledger, ByteView bytes);

} // namespace mj
