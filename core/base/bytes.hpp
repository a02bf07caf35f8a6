// Little-endian bytes out and in. A reader past its end turns bad and returns zeros; ask ok() once at the end.
#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace mj {

using Bytes = std::vector<uint8_t>;
using ByteView = std::span<const uint8_t>;

inline ByteView view_of(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

class ByteWriter {
  public:
    template <class T> void put(T value) {
        static_assert(std::is_trivially_copyable_v<T>);
        raw(&value, sizeof value);
    }
    void varint(uint64_t v) {
        for (; v >= 0x80; v >>= 7) out_.push_back(uint8_t(v) | 0x80);
        out_.push_back(uint8_t(v));
    }
    void text(std::string_view s) {
        varint(s.size());
        raw(s.data(), s.size());
    }
    void raw(const void* data, size_t n) {
        const size_t at = out_.size();
        out_.resize(at + n);
        if (n) std::memcpy(out_.data() + at, data, n);
    }
    size_t size() const { return out_.size(); }
    void reserve(size_t n) { out_.reserve(n); } ///< bytes in all
    Bytes take() { return std::move(out_); }
    ByteView view() const { return out_; }

  private:
    Bytes out_;
};

class ByteReader {
  public:
    explicit ByteReader(ByteView bytes) : left_(bytes) {}
    template <class T> T get() {
        T value{};
        raw(&value, sizeof value);
        return value;
    }
    uint64_t varint() {
        uint64_t v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const uint8_t b = get<uint8_t>();
            v |= uint64_t(b & 0x7F) << shift;
            if (b < 0x80) return v;
        }
        ok_ = false;
        return 0;
    }
    std::string_view text() {
        const ByteView b = take(varint());
        return {reinterpret_cast<const char*>(b.data()), b.size()};
    }
    void raw(void* to, size_t n) {
        const ByteView b = take(n);
        if (b.size() == n && n) std::memcpy(to, b.data(), n);
    }
    ByteView take(uint64_t n) {
        if (n > left_.size()) {
            ok_ = false;
            left_ = {};
            return {};
        }
        const ByteView out = left_.first(size_t(n));
        left_ = left_.subspan(size_t(n));
        return out;
    }
    bool ok() const { return ok_; }
    size_t left() const { return left_.size(); }

  private:
    ByteView left_;
    bool ok_ = true;
};

} // namespace mj
