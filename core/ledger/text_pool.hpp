// Every distinct text of a column once, numbered from 1; number 0 is the missing text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

class TextPool {
  public:
    uint32_t intern(std::string_view text); ///< The empty text is missing: 0.
    std::string_view text(uint32_t number) const {
        return number == 0
                   ? std::string_view{}
                   : std::string_view(arena_).substr(ends_[number - 1], ends_[number] - ends_[number - 1]);
    }
    uint32_t count() const { return uint32_t(ends_.size()) - 1; }

  private:
    void grow();
    std::string arena_;
    std::vector<uint32_t> ends_{0}; // text n lies in [ends_[n-1], ends_[n])
    std::vector<uint32_t> slots_;   // open addressing, 0 = free
};

} // namespace mj
