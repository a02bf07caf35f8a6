// Which row had a name first, by the name's hash: one piece of memory, so that of many rows it is given back at once.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mj {

/// Hashes are SipHash's, nobody can choose them, and never 0.
class SeenRows {
  public:
    explicit SeenRows(size_t rows) : slots_(std::bit_ceil(2 * rows + 2)) {}
    /// Nothing: the name is new.
    const uint32_t* find(uint64_t hash) const {
        const Slot& slot = slots_[place(hash)];
        return slot.hash ? &slot.row : nullptr;
    }
    void note(uint64_t hash, uint32_t row) {
        if (2 * used_ >= slots_.size()) grow();
        Slot& slot = slots_[place(hash)];
        used_ += !slot.hash;
        slot = {hash, row};
    }

  private:
    struct Slot {
        uint64_t hash = 0;
        uint32_t row = 0;
    };
    /// Where it is, or would be.
    size_t place(uint64_t hash) const {
        size_t at = size_t(hash);
        for (;; ++at)
            if (const Slot& slot = slots_[at & (slots_.size() - 1)]; !slot.hash || slot.hash == hash)
                return at & (slots_.size() - 1);
    }
    void grow() {
        const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (const Slot& slot : before)
            if (slot.hash) slots_[place(slot.hash)] = slot;
    }

    std::vector<Slot> slots_;
    size_t used_ = 0;
};

} // namespace mj
