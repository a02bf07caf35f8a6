// One code point as UTF-8.
#pragma once
#include "core/base/utf8.hpp"

#include <string>

namespace mj::test {

inline std::string utf8_of(char32_t c) {
    char to[4];
    return {to, put_utf8(c, to)};
}

} // namespace mj::test
