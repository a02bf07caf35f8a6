// Numerals in digits and in Chinese, without what they count.
#pragma once
#include "core/verify/prose.hpp"

#include <cstdint>
#include <optional>

namespace mj {

struct Numeral {
    size_t to = 0;
    int64_t units = 0;
    int exp = 0;        ///< units × 10^exp
    bool han = false;   ///< in Chinese numerals
    bool more = false;  ///< 余 or 多 stands in it: 六千余, 5万多
    bool vague = false; ///< 两三次, 数百: of no use
    size_t length = 0;  ///< characters of the number itself
};

/// A numeral that begins there. Commas between groups of three belong to it, and 百, 千, 万, 亿 behind it.
std::optional<Numeral> numeral_at(const Prose& prose, size_t at);

bool is_han_numeral(char32_t c);

/// 10^n of 0 to 18.
int64_t ten_to(int n);

} // namespace mj
