#include "core/base/record_id.hpp"

namespace mj {

std::optional<RecordId> RecordId::parse(std::string_view text) {
    if (text.size() != 16) return std::nullopt;
    uint64_t bits = 0;
    for (const char c : text) {
        unsigned digit;
        if (c >= '0' && c <= '9')
            digit = unsigned(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = unsigned(c - 'a' + 10);
        else
            return std::nullopt;
        bits = bits << 4 | digit;
    }
    if (bits == 0) return std::nullopt;
    return RecordId{bits};
}

std::string RecordId::text() const {
    if (!has()) return {};
    std::string out(16, '0');
    for (int i = 0; i < 16; ++i) out[size_t(i)] = "0123456789abcdef"[bits >> (60 - 4 * i) & 15];
    return out;
}

} // namespace mj
