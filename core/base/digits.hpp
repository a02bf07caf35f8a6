// Whole numbers as decimal digits, appended.
#pragma once
#include <charconv>
#include <cstdint>
#include <string>

namespace mj {

inline void put_number(std::string& out, int64_t n) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, n).ptr);
}

/// 0 to 99, always two digits.
inline void put_two(std::string& out, int64_t n) {
    out += char('0' + n / 10);
    out += char('0' + n % 10);
}

} // namespace mj
