// Columns in few bytes: numbers as wide as their range needs, texts without what they share with the one before.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/text_buffer.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace mj {

namespace packed {

constexpr uint8_t width_mask = 0x0F, sparse_mark = 0x80;

template <class W> W load(const uint8_t* cells, size_t i) {
    W cell;
    std::memcpy(&cell, cells + i * sizeof(W), sizeof(W));
    return cell;
}

/// Calls `with` with a value of the unsigned type of that many bytes; false: there is none.
template <class With> bool of_width(uint8_t width, With with) {
    switch (width) {
    case 1: return with(uint8_t{});
    case 2: return with(uint16_t{});
    case 4: return with(uint32_t{});
    case 8: return with(uint64_t{});
    }
    return false;
}

} // namespace packed

/// u8 width in bytes (0, 1, 2, 4, 8), with a mark when some are `missing`; 8 bytes: the least number; then one cell each: the
/// number less the least and, with the mark, plus one, so that 0 is missing. Width 0: no cells, all are the least (or missing).
template <class T>
void put_numbers(ByteWriter& out, const std::vector<T>& numbers, std::optional<T> missing = std::nullopt) {
    T least{}, most{};
    bool any = false, sparse = false;
    for (const T n : numbers) {
        if (missing && n == *missing) {
            sparse = true;
            continue;
        }
        least = any ? std::min(least, n) : n;
        most = any ? std::max(most, n) : n;
        any = true;
    }
    const uint64_t top = uint64_t(most) - uint64_t(least) + (sparse && any ? 1 : 0);
    const uint8_t width = top == 0 ? 0 : top <= 0xFF ? 1 : top <= 0xFFFF ? 2 : top <= 0xFFFFFFFF ? 4 : 8;
    out.put(uint8_t(width | (sparse ? packed::sparse_mark : 0)));
    out.put(uint64_t(least));
    packed::of_width(width, [&](auto word) {
        for (const T n : numbers)
            out.put(decltype(word)(
                sparse && n == *missing ? 0 : uint64_t(n) - uint64_t(least) + (sparse ? 1 : 0)));
        return true;
    });
}

/// The inverse; false when a number is not within [lowest, highest], or one is missing and that cannot be.
template <class T>
bool get_numbers(ByteReader& in, T* to, uint32_t count, T lowest, T highest,
                 std::optional<T> missing = std::nullopt) {
    const uint8_t head = in.get<uint8_t>();
    const bool sparse = head & packed::sparse_mark;
    const T least = T(in.get<uint64_t>());
    const uint8_t width = head & packed::width_mask;
    const ByteView cells = in.take(uint64_t(count) * width);
    if (!in.ok() || (sparse && !missing)) return false;
    if (width == 0 && sparse) {
        std::fill(to, to + count, *missing);
        return true;
    }
    if (count == 0) return true;
    if (least < lowest || least > highest) return false;
    if (width == 0) {
        std::fill(to, to + count, least);
        return true;
    }
    uint64_t top = 0;
    const bool known = packed::of_width(width, [&](auto word) {
        using W = decltype(word);
        const uint8_t* from = cells.data();
        W most = 0;
        if (sparse) {
            const T nothing = *missing, before = T(uint64_t(least) - 1);
            for (uint32_t i = 0; i < count; ++i) {
                const W cell = packed::load<W>(from, i);
                most = std::max(most, cell);
                to[i] = cell ? T(uint64_t(before) + cell) : nothing;
            }
            top = most ? most - 1 : 0;
        } else {
            for (uint32_t i = 0; i < count; ++i) {
                const W cell = packed::load<W>(from, i);
                most = std::max(most, cell);
                to[i] = T(uint64_t(least) + cell);
            }
            top = most;
        }
        return true;
    });
    return known && top <= uint64_t(highest) - uint64_t(least);
}

/// Texts one behind the other: text n, from 1, lies in [ends[n - 1], ends[n]).
struct TextRun {
    TextBuffer arena;
    std::vector<uint32_t> ends{0};
};

/// How many, then of each the bytes shared with the one before and the bytes of its own, then those bytes.
void put_texts(ByteWriter& out, const std::vector<std::string_view>& texts);
bool get_texts(ByteReader& in, TextRun& to); ///< `to` is empty before

} // namespace mj
