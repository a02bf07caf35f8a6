// What is said about records, as a code and what its holes hold: in both languages of the program, from one table.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

/// The same in both languages of the program.
struct Name {
    std::string zh, en;
    bool operator==(const Name&) const = default;
};

enum class Said : uint8_t {
    nothing,
#define X(code, zh, en) code,
#include "core/base/said.def"
#undef X
};

std::string_view said_id(Said code); ///< "required": for machines, and the same in later versions
/// The sentence with its holes filled; "" for nothing.
Name said(Said code, const std::vector<Name>& holes = {});

} // namespace mj
