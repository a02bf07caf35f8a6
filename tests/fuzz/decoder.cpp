// Bytes of any encoding become UTF-8 or are refused, the same in pieces; what was decoded is encoded and decoded alike.
#include "core/base/encoding.hpp"
#include "core/base/fold.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

namespace {

bool decode(Encoding from, ByteView bytes, uint32_t most, std::string& out) {
    Decoder decoder(from);
    bool good = true;
    fuzz::pieces(bytes, most, [&](ByteView piece) { return good = decoder.feed(piece, out); });
    return good && decoder.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 2) return 0;
    const Encoding encoding = Encoding(data[0] & 3);
    const ByteView bytes(data + 2, size - 2);
    std::string whole, cut, folded, again;
    const bool good = decode(encoding, bytes, UINT32_MAX, whole);
    fuzz::must(good == decode(encoding, bytes, data[1], cut) && whole == cut, "pieces change the text");
    fuzz::must(valid_utf8(whole), "decoded text is not UTF-8");
    fold(whole, folded);
    fuzz::must(folds(whole) == (folded != whole), "folds() and fold() disagree");
    fold(folded, again);
    fuzz::must(folded == again, "folding twice changes more");
    const std::string_view given(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::string said = in_quotes(given), cleaned = whole;
    fuzz::must(valid_utf8(said) && utf8_count(said) <= longest_quote + 2 && !unclean(said),
               "a quote shows too much");
    fuzz::must(clean(cleaned) == (cleaned != whole) && !unclean(cleaned) && valid_utf8(cleaned),
               "cleaning twice changes more");
    std::string letters;
    initials(whole, letters);
    (void)detect(bytes, true);
    if (good) {
        std::string back, third;
        encode(whole, encoding, back);
        const ByteView view(reinterpret_cast<const uint8_t*>(back.data()), back.size());
        const bool marked = whole.starts_with("\xEF\xBB\xBF"); // would be taken for the mark
        if (!marked)
            fuzz::must(decode(encoding, view, UINT32_MAX, third) && third == whole, "encoding loses");
    }
    return 0;
}
