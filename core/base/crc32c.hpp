// CRC-32C (Castagnoli, RFC 3720 appendix B.4), table driven.
#pragma once
#include <cstdint>
#include <span>

namespace mj {

/// Continue with the value returned before as `seed`; a fresh sum starts at 0.
uint32_t crc32c(std::span<const uint8_t> bytes, uint32_t seed = 0);

} // namespace mj
