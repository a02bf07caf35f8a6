// Which rows each stored segment holds, and what must be written so that the segments say what the ledger says.
#pragma once
#include "core/ledger/codec.hpp"

#include <functional>

namespace mj {

class Blocks {
  public:
    struct Part {
        size_t index = 0; ///< of the segment; the number of segments: a new one
        RowSegment rows;
        size_t size = 0; ///< of the bytes, also when they were moved away; 0: the segment goes
    };

    /// `target`: bytes of a segment, about.
    explicit Blocks(const Catalog& catalog, size_t target = 1 << 20)
        : registers_(catalog.registers.size()), target_(target) {}

    /// The next segment, as it was read: these rows of a ledger that is being loaded.
    void stored(int reg, uint32_t from, uint32_t to, size_t bytes);
    /// All that was read so far is as it is stored.
    void loaded(const Ledger& ledger);

    /// What has changed until now is due. (What changes later is due the next time, though it may be written this time.)
    void begin(const Ledger& ledger);
    std::optional<Part>
    next(const Ledger& ledger);   ///< The next part that is due, encoded; nothing: all is written.
    void wrote(const Part& part); ///< Parts one by one: `index` counts on it.
    uint64_t rows() const;        ///< that are in segments

  private:
    struct Block {
        int reg;
        uint32_t from, to;
        size_t bytes;
        bool due;
    };
    struct Of {               // a register
        uint32_t end = 0;     // rows before it are in blocks or were removed before they got into one
        uint32_t goal = 0;    // rows before it are due
        size_t seen = 0;      // so many of the table's touched rows are known here
        size_t row_bytes = 0; // steers how many rows give a segment
    };
    std::vector<Block> blocks_; // as the segments
    std::vector<Of> registers_;
    size_t target_;
};

/// Gives the rows of `ledger` that `blocks` finds due, a segment at a time, and nothing at the end. Both must live until then.
std::function<std::optional<Bytes>()> due_segments(const Ledger& ledger, Blocks& blocks);

} // namespace mj
