// Records of an Excel 97-2003 workbook ([MS-XLS], BIFF8), one after the other, and the texts in them.
#pragma once
#include "core/base/bytes.hpp"

#include <string>

namespace mj {

class BiffReader {
  public:
    explicit BiffReader(ByteView stream) : stream_(stream) {}
    void go_to(uint64_t at);
    /// The next record; false at the end of the stream, or where it is cut off.
    bool next();
    uint16_t type() const { return type_; }
    ByteView body() const { return body_; }
    size_t at() const { return next_; }

    // Of the current record from its beginning on, and over into the records that continue it. Past its end 0 comes and
    // ok() turns false.
    uint8_t byte();
    uint16_t two() { return little<uint16_t>(); }
    uint32_t four() { return little<uint32_t>(); }
    double eight() { return little<double>(); }
    void skip(uint64_t bytes);
    bool ok() const { return ok_; }
    /// Characters, each of one byte (Latin-1) or two (UTF-16), which may change where a record is continued. As UTF-8;
    /// half a surrogate pair becomes U+FFFD.
    void characters(size_t count, bool wide, std::string& out);
    /// A text with its flags: `count` characters, maybe with formatting runs and phonetics, which are left out.
    void text(size_t count, std::string& out);

  private:
    template <class T> T little() {
        uint8_t bytes[sizeof(T)];
        for (uint8_t& b : bytes) b = byte();
        T value;
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }
    bool load(size_t at);
    bool continued();

    ByteView stream_, body_;
    size_t next_ = 0, in_body_ = 0;
    uint16_t type_ = 0;
    bool ok_ = true;
};

} // namespace mj
