// QR codes. The sums are of codes that two readers of other make (zbar, and jsQR but for the one of 109) have read as they were meant;
// a journey has the guides' own read by one.
#include "core/base/crc32c.hpp"
#include "core/base/qr_code.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mj;

namespace {

/// Letters and Chinese up to about so many bytes, always the same.
std::string words(size_t bytes) {
    constexpr const char* pieces[] = {"劳", "动", "a", "保", "障", "7", "-", "监"};
    if (bytes < 3) return "a";
    std::string out;
    for (size_t i = 0; out.size() + 3 <= bytes; ++i) out += pieces[(i * i + i / 3 + bytes) % 8];
    return out;
}

} // namespace

TEST_CASE("a code of each version is the one that other programs have read") {
    struct Row {
        size_t bytes;
        int size;
        uint32_t sum;
    };
    constexpr Row rows[] = {
        {1, 21, 0x15a846e5},     {10, 21, 0xa98b8793},    {17, 21, 0x01f67c30},    {30, 25, 0x7675db82},
        {50, 29, 0x1470fc47},    {70, 33, 0x20835949},    {100, 37, 0x651b0bd3},   {130, 41, 0x0c18228a},
        {150, 45, 0x80db0adf},   {190, 49, 0xe828b43f},   {230, 53, 0xf440a12c},   {270, 57, 0x18461823},
        {300, 61, 0x56771dc5},   {340, 65, 0xa5505464},   {400, 69, 0x73081a3d},   {450, 73, 0xfc82234c},
        {500, 77, 0x619ef509},   {560, 81, 0x97ba09bc},   {620, 85, 0x870da352},   {700, 89, 0xe5c75fa5},
        {780, 93, 0xb0e80771},   {850, 97, 0xd90a0fe0},   {920, 101, 0x44137955},  {1000, 105, 0x3f5dfa70},
        {1090, 109, 0x23cc9fa4}, {1170, 113, 0x1500c0b9}, {1250, 117, 0xecc40d20}, {1270, 117, 0x1f76e5f1},
    };
    for (const Row& row : rows) {
        const auto code = qr_code(words(row.bytes));
        REQUIRE(code);
        CHECK(code->size == row.size);
        CHECK_MESSAGE(crc32c(code->dark) == row.sum, row.bytes);
    }
}

TEST_CASE("a code is as small as it can be, and a text that is too long makes none") {
    CHECK(qr_code("")->size == 21);
    CHECK(qr_code(std::string(1271, 'x'))->size == 117);
    CHECK_FALSE(qr_code(std::string(1272, 'x')));
}
