// Records by their register's business key (Register::key): a case number, a date and a title.
#pragma once
#include "core/ledger/ledger.hpp"

namespace mj {

/// Follows the register's changes by itself, each in time of its own; the first question reads all rows.
class KeyIndex {
  public:
    /// The ledger must outlive this.
    KeyIndex(const Ledger& ledger, int reg);

    /// The first living record with these values in the key's fields, in the key's order; -1 when there is none, or when
    /// a value is missing: what has no key is like nothing.
    int64_t find(std::span<const Value> key, int64_t but = -1);
    /// Another living record with the same key as this row; -1 when there is none.
    int64_t other(uint32_t row);

  private:
    void follow();
    void add(uint32_t row);
    uint32_t& slot_of(uint32_t hash);
    bool equal(uint32_t row, std::span<const uint64_t> key) const;
    int64_t look(std::span<const uint64_t> key, int64_t but);

    const Table& table_;
    std::vector<int> fields_;
    // Open addressing: the newest entry of a hash + 1, 0 = free. Entries of one hash are chained: a file may give all
    // its rows one key. A row stays where its former keys put it; each find() looks at the cells.
    struct Entry {
        uint32_t hash, row, next; ///< `next` as in a slot
    };
    std::vector<uint32_t> slots_;
    std::vector<Entry> entries_;
    uint32_t rows_ = 0;
    size_t touched_ = 0;
};

} // namespace mj
