// A growing run of bytes for hot loops: std::string::append is a call into a library built for size under Emscripten, and
// cost a tenth of reading a file of a million rows.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace mj {

class TextBuffer {
  public:
    std::string_view view() const { return {bytes_.get(), size_}; }
    size_t size() const { return size_; }
    size_t capacity() const { return capacity_; }
    void clear() { size_ = 0; }
    void reserve(size_t bytes) {
        if (bytes <= capacity_) return;
        std::unique_ptr<char[]> more(new char[bytes]); // not set to zero: memory is touched when it is used
        if (size_) std::memcpy(more.get(), bytes_.get(), size_);
        bytes_ = std::move(more);
        capacity_ = bytes;
    }
    /// `n` more bytes, for the caller to fill; as many as `slack` behind them may be written over meanwhile.
    char* extend(size_t n, size_t slack) {
        reserve(size_ + n + slack);
        return bytes_.get() + std::exchange(size_, size_ + n);
    }
    void append(std::string_view text) {
        const size_t n = text.size();
        if (capacity_ - size_ < n) reserve(std::max(size_ + n, capacity_ * 3 / 2 + 64));
        copy(bytes_.get() + size_, text.data(), n);
        size_ += n;
    }

  private:
    struct Sixteen {
        uint64_t low, high;
    };
    template <class Word> static void put(char* to, const char* from) {
        Word word;
        std::memcpy(&word, from, sizeof word);
        std::memcpy(to, &word, sizeof word);
    }
    /// The last word overlaps the one before, so that nothing beyond either end is touched.
    template <class Word> static void run(char* to, const char* from, size_t n) {
        for (size_t i = 0; i + sizeof(Word) < n; i += sizeof(Word)) put<Word>(to + i, from + i);
        put<Word>(to + n - sizeof(Word), from + n - sizeof(Word));
    }
    static void copy(char* to, const char* from, size_t n) {
        if (n >= 16) return run<Sixteen>(to, from, n);
        if (n >= 8) return run<uint64_t>(to, from, n);
        if (n >= 4) return run<uint32_t>(to, from, n);
        for (size_t i = 0; i < n; ++i) to[i] = from[i];
    }

    std::unique_ptr<char[]> bytes_;
    size_t size_ = 0, capacity_ = 0;
};

} // namespace mj
