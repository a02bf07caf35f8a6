// Bytes as lower-case hexadecimal digits, and back.
#pragma once
#include "core/base/bytes.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mj {

std::string to_hex(ByteView bytes);
/// Fills `out`; false, and `out` is worth nothing, unless the text is exactly that many lower-case digits.
bool from_hex(std::string_view text, std::span<uint8_t> out);

} // namespace mj
