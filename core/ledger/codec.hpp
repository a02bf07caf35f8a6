// Changes and rows as bytes for the vault. Registers, fields and codes are written by id, so that a newer
// catalogue reads what an older one wrote; what it no longer knows is reported, never dropped in silence.
#pragma once
#include "core/base/bytes.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

Bytes encode_change(const Catalog& catalog, const Change& change);
Outcome<Change> decode_change(const Catalog& catalog, ByteView bytes);

/// Writes a change edit by edit. Changes of many edits are packed: runs of edits that are alike say once what they have in
/// common, which makes a table's rows a quarter as long. Programs from before that do not know packed changes.
class ChangeWriter {
  public:
    static constexpr size_t packed_from = 16; ///< edits

    ChangeWriter(const Catalog& catalog, size_t edits); ///< so many will follow
    explicit ChangeWriter(const Catalog& catalog);      ///< how many is seen at the end
    void add(const Edit& edit);
    Bytes take(); ///< once, after the last

  private:
    void put(const Edit& edit);
    bool fits(const Edit& edit) const;
    void begin_run(const Edit& edit);
    void end_run();
    void put_packed(const Edit& edit);

    const Catalog& catalog_;
    bool packed_;
    const bool counts_ = false;
    size_t count_ = 0;      // while it counts
    std::vector<Edit> few_; // likewise, until they are enough to be packed
    ByteWriter out_, run_;
    size_t edits_in_run_ = 0;
    Edit first_; // of the run, without its values
    bool ascending_ = false;
    std::vector<int> fields_;                 // of the run
    std::vector<std::vector<int64_t>> codes_; // by field of the run: those it has had
};

/// Reads a change edit by edit.
class ChangeReader {
  public:
    ChangeReader(const Catalog& catalog, ByteView change);
    uint64_t left() const { return left_; } ///< edits
    Outcome<Edit> next();                   ///< when some are left
    bool whole() const { return in_.ok() && !in_.left(); }
    void moved(ByteView change) { in_ = ByteReader(change.last(in_.left())); } ///< the same bytes, elsewhere

  private:
    Outcome<Edit> plain();
    Outcome<Edit> packed();
    std::optional<Problem> begin_run();

    const Catalog* catalog_;
    ByteReader in_;
    uint64_t left_;
    bool packed_ = false;
    uint64_t left_in_run_ = 0;
    Edit first_;
    std::vector<int> fields_;
    std::vector<std::vector<int64_t>> codes_;
};

bool is_packed(ByteView change);
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
