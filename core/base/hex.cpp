#include "core/base/hex.hpp"

namespace mj {

std::string to_hex(ByteView bytes) {
    std::string out;
    for (const uint8_t byte : bytes) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

bool from_hex(std::string_view text, std::span<uint8_t> out) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
    };
    bool fine = text.size() == 2 * out.size();
    for (size_t i = 0; fine && i < out.size(); ++i) {
        const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        fine = high < 16 && low < 16;
        out[i] = uint8_t(high << 4 | low);
    }
    return fine;
}

} // namespace mj
