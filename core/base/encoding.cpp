#include "core/base/encoding.hpp"

#include "core/base/encoding_step.hpp"
#include "core/base/gb18030.hpp"
#include "core/base/simd.hpp"
#include "core/base/utf8.hpp"

namespace mj {
namespace {

constexpr char32_t mark = 0xFEFF;
constexpr char32_t replacement = 0xFFFD;

/// Four-byte room for characters, emptied into a string when it is full: a string alone would be asked for each of them.
class Filler {
  public:
    explicit Filler(std::string& out) : out_(out) {}
    ~Filler() { out_.append(room_, used_); }
    /// Room for at least 16 bytes; say how many were written.
    char* room() {
        if (used_ + 16 > sizeof room_) {
            out_.append(room_, used_);
            used_ = 0;
        }
        return room_ + used_;
    }
    void wrote(size_t n) { used_ += n; }

  private:
    std::string& out_;
    size_t used_ = 0;
    char room_[4096];
};

size_t put_utf16le(char32_t c, char* to) {
    const auto unit = [&](uint32_t u) {
        *to++ = char(u & 0xFF);
        *to++ = char(u >> 8);
    };
    if (c < 0x10000) return unit(c), 2;
    unit(0xD7C0 + (c >> 10));
    unit(0xDC00 | (c & 0x3FF));
    return 4;
}

size_t put_utf16be(char32_t c, char* to) {
    const size_t n = put_utf16le(c, to);
    for (size_t i = 0; i < n; i += 2) std::swap(to[i], to[i + 1]);
    return n;
}

/// Characters by `step` into bytes by `put`, until one is cut or wrong; returns the bytes taken.
/// `Ascii`: ASCII is the same bytes on both sides.
template <int (*step)(const uint8_t*, size_t, char32_t&), size_t (*put)(char32_t, char*), bool Ascii>
size_t convert(const uint8_t* p, size_t n, std::string& out) {
    Filler filler(out);
    size_t i = 0;
    while (i < n) {
        char* room = filler.room();
        if (Ascii && n - i >= Block16::size && !Block16(p + i).high()) {
            std::memcpy(room, p + i, Block16::size);
            filler.wrote(Block16::size);
            i += Block16::size;
            continue;
        }
        char32_t c;
        const int length = step(p + i, n - i, c);
        if (length <= 0) break;
        filler.wrote(put(c, room));
        i += size_t(length);
    }
    return i;
}

size_t into_utf8(Encoding from, const uint8_t* p, size_t n, std::string& out) {
    switch (from) {
    case Encoding::utf16le: return convert<utf16le_step, put_utf8, false>(p, n, out);
    case Encoding::utf16be: return convert<utf16be_step, put_utf8, false>(p, n, out);
    case Encoding::gb18030: return convert<gb18030_step, put_utf8, true>(p, n, out);
    case Encoding::utf8: break;
    }
    const char* text = reinterpret_cast<const char*>(p);
    const size_t valid = valid_utf8_prefix({text, n});
    out.append(text, valid);
    return valid;
}

size_t from_utf8(Encoding to, const uint8_t* p, size_t n, std::string& out) {
    switch (to) {
    case Encoding::utf16le: return convert<utf8_step, put_utf16le, false>(p, n, out);
    case Encoding::utf16be: return convert<utf8_step, put_utf16be, false>(p, n, out);
    case Encoding::gb18030: return convert<utf8_step, put_gb18030, true>(p, n, out);
    case Encoding::utf8: break;
    }
    return into_utf8(to, p, n, out);
}

} // namespace

std::string_view name_of(Encoding encoding) {
    switch (encoding) {
    case Encoding::utf16le: return "UTF-16 (little-endian)";
    case Encoding::utf16be: return "UTF-16 (big-endian)";
    case Encoding::gb18030: return "GB18030";
    case Encoding::utf8: break;
    }
    return "UTF-8";
}

std::string_view mark_of(Encoding encoding) {
    switch (encoding) {
    case Encoding::utf16le: return "\xFF\xFE";
    case Encoding::utf16be: return "\xFE\xFF";
    case Encoding::gb18030: return "\x84\x31\x95\x33";
    case Encoding::utf8: break;
    }
    return "\xEF\xBB\xBF";
}

std::optional<Encoding> by_mark(ByteView first) {
    const std::string_view text(reinterpret_cast<const char*>(first.data()), first.size());
    if (text.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return std::nullopt;
    for (const Encoding e : {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030})
        if (text.starts_with(mark_of(e))) return e;
    return std::nullopt;
}

int step_of(Encoding encoding, const uint8_t* p, size_t n, char32_t& c) {
    switch (encoding) {
    case Encoding::utf16le: return utf16le_step(p, n, c);
    case Encoding::utf16be: return utf16be_step(p, n, c);
    case Encoding::gb18030: return gb18030_step(p, n, c);
    case Encoding::utf8: break;
    }
    return utf8_step(p, n, c);
}

std::string hex(ByteView bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const uint8_t b : bytes) {
        if (!out.empty()) out += ' ';
        out += digits[b >> 4];
        out += digits[b & 15];
    }
    return out;
}

bool Decoder::feed(ByteView in, std::string& out) {
    if (failed_) return false;
    size_t i = 0;
    // Byte by byte: the first character, which may be the mark, and one that was cut.
    while (i < in.size() && (held_ || !started_)) {
        cut_[held_++] = in[i++];
        char32_t c;
        const int length = step_of(encoding_, cut_, held_, c);
        if (length < 0) return fail(cut_, size_t(-length), Said::not_encoding);
        if (length == 0) continue;
        if (started_ || c != mark) {
            char utf8[4];
            out.append(utf8, put_utf8(c, utf8));
        }
        started_ = true;
        offset_ += held_;
        held_ = 0;
    }
    const uint8_t* rest = in.data() + i;
    size_t left = in.size() - i;
    if (!left) return true;
    const size_t taken = into_utf8(encoding_, rest, left, out);
    offset_ += taken;
    rest += taken;
    left -= taken;
    if (!left) return true;
    char32_t c;
    const int length = step_of(encoding_, rest, left, c);
    if (length < 0) return fail(rest, size_t(-length), Said::not_encoding);
    std::memcpy(cut_, rest, left); // at most three bytes: four always decide
    held_ = uint8_t(left);
    return true;
}

bool Decoder::finish() {
    if (failed_) return false;
    return !held_ || fail(cut_, held_, Said::cut_encoding);
}

bool Decoder::fail(const uint8_t* bytes, size_t n, SaidWith<2> why) {
    failed_ = true;
    const std::string name(name_of(encoding_));
    problem_ = {say(why, hex({bytes, n}), Name{name.substr(0, name.find(' ')), name}),
                say(Said::at_byte, offset_), say(Said::choose_encoding)};
    return false;
}

void encode(std::string_view utf8, Encoding to, std::string& out) {
    const auto* p = reinterpret_cast<const uint8_t*>(utf8.data());
    size_t n = utf8.size();
    while (n) {
        const size_t taken = from_utf8(to, p, n, out);
        p += taken;
        n -= taken;
        if (!n) break;
        char sign[4];
        const size_t length = put_utf8(replacement, sign);
        from_utf8(to, reinterpret_cast<const uint8_t*>(sign), length, out);
        ++p;
        --n;
    }
}

std::string encoded(std::string_view utf8, Encoding to, bool with_mark) {
    std::string out;
    out.reserve(utf8.size() + 4);
    if (with_mark) out = mark_of(to);
    encode(utf8, to, out);
    return out;
}

} // namespace mj
