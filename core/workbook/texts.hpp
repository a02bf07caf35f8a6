// Texts of cells in blocks that never move. A text is named by where it lies, four bytes; equal ones are mostly kept once.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mj {

class CellTexts {
  public:
    static constexpr size_t longest =
        262'000; ///< bytes of one text; twice what a spreadsheet's cell can hold

    /// 0 for an empty text, and for one that is too long or finds no room (4 GB in all).
    uint32_t keep(std::string_view text);
    /// Stays where it is as long as these texts live.
    std::string_view at(uint32_t kept) const;
    uint64_t bytes() const { return blocks_.empty() ? 0 : (blocks_.size() - 1) * block_size + used_; }
    /// After the last keep(): frees what finds equal texts.
    void settle() { lately_.reset(); }

  private:
    static constexpr size_t block_bits = 18, block_size = size_t(1) << block_bits;
    /// Where texts of a hash were kept last. What is overwritten is kept again when it comes again: bounded memory, and no
    /// file can make it slow.
    using Lately = std::array<uint32_t, 1 << 14>;

    std::vector<std::unique_ptr<char[]>> blocks_;
    size_t used_ = block_size; ///< of the last block
    std::unique_ptr<Lately> lately_;
};

} // namespace mj
