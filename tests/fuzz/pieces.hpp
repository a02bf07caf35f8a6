// What the fuzz targets share: the input's first byte says how the rest is cut into pieces.
#pragma once
#include "core/base/bytes.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace mj::fuzz {

/// Calls f(piece) for pieces of 1 to `most` bytes, until it returns false.
template <class F> void pieces(ByteView input, uint32_t most, F f) {
    uint32_t state = most * 2654435761u + 1;
    while (!input.empty()) {
        state = state * 1664525u + 1013904223u;
        const size_t n = std::min<size_t>(input.size(), 1 + (state >> 16) % std::max(1u, most));
        if (!f(input.first(n))) return;
        input = input.subspan(n);
    }
}

inline void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

} // namespace mj::fuzz
