#include "core/base/sha256.hpp"

#include <algorithm>

namespace mj {
namespace {

using State = std::array<uint32_t, 8>;
constexpr size_t block = 64; // bytes

// Of the square roots of the first eight primes, and of the cube roots of the first 64: the first 32 bits behind the point.
constexpr State first{0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                      0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};
constexpr uint32_t constants[64] = {
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2};

uint32_t turned(uint32_t x, int n) { return x >> n | x << (32 - n); }

void take(State& state, const uint8_t* at) {
    uint32_t w[64];
    for (int i = 0; i < 16; ++i, at += 4)
        w[i] = uint32_t(at[0]) << 24 | uint32_t(at[1]) << 16 | uint32_t(at[2]) << 8 | at[3];
    for (int i = 16; i < 64; ++i) {
        const uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ a >> 3) + w[i - 7] +
               (turned(b, 17) ^ turned(b, 19) ^ b >> 10);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (int i = 0; i < 64; ++i) {
        const uint32_t one =
            h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i];
        const uint32_t two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
    }
    const State now{a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < now.size(); ++i) state[i] += now[i];
}

/// The digest of what `state` has taken (`before` bytes, whole blocks) and of the rest.
Digest finish(State state, ByteView rest, uint64_t before = 0) {
    const uint64_t bits = (before + rest.size()) * 8;
    for (; rest.size() >= block; rest = rest.subspan(block)) take(state, rest.data());
    uint8_t end[2 * block] = {};
    std::copy(rest.begin(), rest.end(), end);
    end[rest.size()] = 0x80;
    const size_t size = rest.size() + 9 > block ? 2 * block : block;
    for (size_t i = 0; i < 8; ++i) end[size - 1 - i] = uint8_t(bits >> (8 * i));
    for (size_t at = 0; at < size; at += block) take(state, end + at);
    Digest out;
    for (size_t i = 0; i < out.size(); ++i) out[i] = uint8_t(state[i / 4] >> (24 - 8 * (i % 4)));
    return out;
}

} // namespace

Digest sha256(ByteView bytes) { return finish(first, bytes); }

Sha256::Sha256() : state_(first) {}

void Sha256::take(ByteView piece) {
    if (!rest_.empty()) { // filled up to a block
        const size_t some = std::min(block - rest_.size(), piece.size());
        rest_.insert(rest_.end(), piece.begin(), piece.begin() + ptrdiff_t(some));
        piece = piece.subspan(some);
        if (rest_.size() < block) return;
        mj::take(state_, rest_.data());
        before_ += block;
        rest_.clear();
    }
    for (; piece.size() >= block; piece = piece.subspan(block), before_ += block)
        mj::take(state_, piece.data());
    rest_.assign(piece.begin(), piece.end());
}

Digest Sha256::digest() const { return finish(state_, rest_, before_); }

Digest pbkdf2(ByteView secret, ByteView salt, uint32_t rounds) {
    uint8_t key[block] = {};
    if (const Digest hashed = secret.size() > block ? sha256(secret) : Digest{}; secret.size() > block)
        std::copy(hashed.begin(), hashed.end(), key);
    else
        std::copy(secret.begin(), secret.end(), key);
    State inner = first, outer = first; // after the padded key, which is the same in every round
    for (auto [state, pad] : {std::pair(&inner, 0x36), std::pair(&outer, 0x5C)}) {
        uint8_t padded[block];
        for (size_t i = 0; i < block; ++i) padded[i] = uint8_t(key[i] ^ pad);
        take(*state, padded);
    }
    const auto hmac = [&](ByteView bytes) { return finish(outer, finish(inner, bytes, block), block); };
    Bytes start(salt.begin(), salt.end());
    start.insert(start.end(), {0, 0, 0, 1}); // the first block's number
    Digest turn = hmac(start), out = turn;
    for (uint32_t i = 1; i < rounds; ++i) {
        turn = hmac(turn);
        for (size_t k = 0; k < out.size(); ++k) out[k] ^= turn[k];
    }
    return out;
}

} // namespace mj
