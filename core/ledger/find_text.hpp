// Which texts of a column contain a needle: letter case, full and half width do not matter, and the pinyin initials of
// a name find it too.
#pragma once
#include "core/ledger/text_pool.hpp"

#include <span>

namespace mj {

class Needle {
  public:
    explicit Needle(std::string_view text);
    bool empty() const { return folded_.empty(); }
    bool in(std::string_view text) const;
    /// One byte per text of the pool, number 0 (missing) included: 1 when it contains the needle.
    /// Returns how many do.
    uint32_t mark(const TextPool& pool, std::vector<uint8_t>& hits) const;

  private:
    bool in_folded(std::string_view folded) const;
    std::string folded_;
    bool initials_ = false; ///< only letters and digits, at least two: may be somebody's initials
    mutable std::string scratch_;
};

/// First place of `needle` in `text` from `from` on, or npos. Sixteen places are looked at together.
size_t find_bytes(std::string_view text, std::string_view needle, size_t from = 0);

} // namespace mj
