// Which rows of a register may have a business key, so that a second record of it is found without looking at all.
#pragma once
#include "core/base/keyed_hash.hpp"
#include "core/ledger/column.hpp"

#include <cstdint>
#include <vector>

namespace mj {

/// Appends a field of a business key as keys are compared: spaces, width and case of texts make no difference. False: it
/// is missing.
bool add_key_part(std::string& key, const Value& value);

/// Rows by the hashes of their keys. A row stays under every key it ever had: whoever asks compares again. Rows of one key
/// hang in a list, so that a file in which all keys are the same is no slower to read.
class KeyRows {
  public:
    uint32_t rows() const { return rows_; } ///< Those before have been noted.
    void reached(uint32_t rows) { rows_ = rows; }
    void note(uint32_t row, uint64_t hash) {
        if (nodes_.size() * 2 >= slots_.size()) grow();
        uint32_t& head = slots_[slot_of(hash)];
        nodes_.push_back({hash, row, head});
        head = uint32_t(nodes_.size());
    }
    /// Calls f(row) until it says true, newest first; whether it did.
    template <class F> bool any(uint64_t hash, F f) const {
        if (slots_.empty()) return false;
        for (uint32_t at = slots_[slot_of(hash)]; at; at = nodes_[at - 1].next)
            if (f(nodes_[at - 1].row)) return true;
        return false;
    }

  private:
    struct Node {
        uint64_t hash;
        uint32_t row, next; ///< number of the next node, from 1; 0: none
    };
    size_t slot_of(uint64_t hash) const {
        size_t at = size_t(hash) & (slots_.size() - 1);
        while (slots_[at] && nodes_[slots_[at] - 1].hash != hash) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow() {
        const std::vector<uint32_t> old = std::move(slots_);
        slots_.assign(old.empty() ? 16 : old.size() * 2, 0);
        for (const uint32_t head : old)
            if (head) slots_[slot_of(nodes_[head - 1].hash)] = head;
    }
    std::vector<Node> nodes_;
    std::vector<uint32_t> slots_; ///< open addressing, a power of two: number of the first node, from 1
    uint32_t rows_ = 0;
};

} // namespace mj
