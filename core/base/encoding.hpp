// Bytes of a text file into UTF-8 and back: UTF-8 (RFC 3629), UTF-16 (RFC 2781) and GB 18030 (edition of 2022; which
// mappings exactly: gb18030.hpp). Strict: nothing is replaced or left out.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mj {

enum class Encoding : uint8_t { utf8, utf16le, utf16be, gb18030 };

/// "UTF-8", "UTF-16 (little-endian)", … for messages.
std::string_view name_of(Encoding encoding);

/// The bytes of U+FEFF in this encoding: 2 to 4.
std::string_view mark_of(Encoding encoding);

/// The encoding whose mark these bytes begin with; none for UTF-32, whose mark begins like that of UTF-16.
std::optional<Encoding> by_mark(ByteView first);

using Detection = Outcome<Encoding>;

/// What text `head` is; `whole` if nothing follows it. In this order: a mark; UTF-8; GB 18030 without private characters
/// and noncharacters; UTF-16 if nearly all is Chinese or European text and some of it ASCII. A zero byte is a sign of
/// UTF-16 or of no text. The problem names the first byte, from 0, that neither UTF-8 nor GB 18030 can explain. A head
/// of a few kB is enough; later bytes can still be wrong, which the decoder finds.
Detection detect(ByteView head, bool whole);

/// Pieces of any size, cut anywhere, into UTF-8. The mark at the very start is swallowed.
class Decoder {
  public:
    explicit Decoder(Encoding encoding) : encoding_(encoding) {}

    /// Appends to `out`; a character cut by the end of `in` waits for its rest. False at the first wrong sequence, with
    /// everything before it in `out`; then nothing more is taken.
    bool feed(ByteView in, std::string& out);
    /// After the last piece; false if it ended within a character.
    bool finish();

    /// Bytes that have become characters (or were the mark); after a failure, where the wrong sequence begins.
    uint64_t offset() const { return offset_; }
    /// After a failure: which bytes, and where ("byte 12", from 0).
    const Problem& problem() const { return problem_; }

  private:
    bool fail(const uint8_t* bytes, size_t n, SaidWith<2> why);

    Encoding encoding_;
    bool started_ = false, failed_ = false;
    uint8_t held_ = 0; ///< bytes in cut_
    uint8_t cut_[4] = {};
    uint64_t offset_ = 0;
    Problem problem_;
};

/// Appends to `out`. For well-formed UTF-8, whole characters (a byte that is not part of one becomes U+FFFD). Texts may be
/// encoded piece by piece: no encoding here has a state.
void encode(std::string_view utf8, Encoding to, std::string& out);

std::string encoded(std::string_view utf8, Encoding to, bool with_mark);

} // namespace mj
