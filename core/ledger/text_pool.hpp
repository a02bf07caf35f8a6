// Every distinct text of a column once, numbered from 1; number 0 is the missing text.
#pragma once
#include "core/ledger/pack.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

class TextPool {
  public:
    uint32_t intern(std::string_view text);     ///< The empty text is missing: 0.
    uint32_t find(std::string_view text) const; ///< 0 when it is not there.
    /// The numbers of many texts. Faster than one by one: the places they hash to are all fetched first, so that their
    /// ways from memory overlap (a third of the time for a million different texts).
    void intern_all(std::span<const std::string_view> texts, uint32_t* numbers);
    void adopt(TextRun run); ///< Into an empty pool: texts that all differ, none of them empty.
    std::string_view text(uint32_t number) const {
        return number == 0 ? std::string_view{}
                           : arena_.view().substr(ends_[number - 1], ends_[number] - ends_[number - 1]);
    }
    std::string_view all() const {
        return arena_.view();
    } ///< every text, one after the other, in order of number
    uint32_t end(uint32_t number) const { return ends_[number]; } ///< of a text in all()
    void reserve(uint32_t texts, size_t bytes);                   ///< Room for that many in all.
    size_t bytes() const;
    uint32_t count() const { return uint32_t(ends_.size()) - 1; }

    /// Another form of all texts, for searching: made when first asked for and carried on as texts are added.
    struct Shadow {
        std::string arena;
        std::vector<uint32_t> ends{0};
    };
    enum class Form : uint8_t { folded, initials };
    const Shadow& shadow(Form form) const;
    const std::vector<uint32_t>& ranks() const; ///< Per number, from 1: its place in order of bytes.
    bool plain() const; ///< No text is changed by folding: all() is its own folded form.

  private:
    size_t slot_of(std::string_view text,
                   uint32_t hash) const; ///< where it is, or the free one where it would be
    uint32_t place(std::string_view text, uint32_t hash);
    void grow(size_t slots) const; ///< a power of two
    void index() const;            ///< makes the slots of adopted texts
    TextBuffer arena_;
    std::vector<uint32_t> ends_{0}; // text n lies in [ends_[n-1], ends_[n])
    // Open addressing. A slot has a number and, above it, bits of the hash that spare most looks at other texts; 0 = free.
    static constexpr int number_bits = 27; // beyond that many texts the arena's 32-bit places are used up
    static constexpr uint32_t number_mask = (uint32_t(1) << number_bits) - 1;
    mutable std::vector<uint32_t> slots_;
    mutable bool plain_ = true; // of the texts looked at so far
    mutable uint32_t looked_at_ = 0;
    mutable Shadow shadows_[2];
    mutable std::vector<uint32_t> ranks_;
};

} // namespace mj
