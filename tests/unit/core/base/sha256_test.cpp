#include "core/base/sha256.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mj;

namespace {

std::string hex(const Digest& digest) {
    std::string out;
    for (const uint8_t byte : digest) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

ByteView ascii(std::string_view text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

} // namespace

// The expected digests are Python's hashlib's.
TEST_CASE("SHA-256 of every length around its blocks is that of another program") {
    CHECK(hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256(ascii("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Bytes text, digests;
    for (int n = 0; n < 300; ++n) { // a digest of the digests of all lengths
        const Digest digest = sha256(text);
        digests.insert(digests.end(), digest.begin(), digest.end());
        text.push_back(uint8_t(n * 7));
    }
    CHECK(hex(sha256(digests)) == "f65f14b090e805017546322e618401d41f0710c213e013a5131eb38bbe8f367f");
}

TEST_CASE("PBKDF2 is that of another program") {
    const auto key = [](std::string_view secret, std::string_view salt, uint32_t rounds) {
        return hex(pbkdf2(ascii(secret), ascii(salt), rounds));
    };
    CHECK(key("password", "salt", 1) == "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b");
    CHECK(key("password", "salt", 4096) ==
          "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a");
    CHECK(key(std::string(65, 'p'), "mj-salt", 3) == // longer than a block
          "b2b52bd33e29c8cf2bd583c0c03e003361e76dec27f8fceb5be21b57b5f0ce16");
}
