// A text as a QR code, for a phone to take along (ISO/IEC 18004: byte mode, error correction level L, versions 1 to 25).
#pragma once
#include "core/base/bytes.hpp"

#include <optional>
#include <string_view>

namespace mj {

struct QrCode {
    int size = 0; ///< modules a side, without the quiet zone of 4 that must stay light around it
    Bytes dark;   ///< of each module 1 or 0, row by row
    bool at(int x, int y) const { return dark[size_t(y) * size_t(size) + size_t(x)] != 0; }
};

/// Of UTF-8, as small as it can be. Nothing: more than 1,271 bytes.
std::optional<QrCode> qr_code(std::string_view text);

} // namespace mj
