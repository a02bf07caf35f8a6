// SHA-256 (FIPS 180-4), and what a secret becomes with it so that it is kept without lying there (PBKDF2, RFC 8018).
#pragma once
#include "core/base/bytes.hpp"

#include <array>

namespace mj {

using Digest = std::array<uint8_t, 32>;

Digest sha256(ByteView bytes);

/// The same of what comes in pieces; a copy goes on by itself.
class Sha256 {
  public:
    Sha256();
    void take(ByteView piece);
    Digest digest() const; ///< of all so far

  private:
    std::array<uint32_t, 8> state_;
    Bytes rest_; // less than a block
    uint64_t before_ = 0;
};

/// PBKDF2 with HMAC-SHA-256, one block. `rounds` from 1 on: each guess costs whoever looks for the secret so much more.
Digest pbkdf2(ByteView secret, ByteView salt, uint32_t rounds);

} // namespace mj
