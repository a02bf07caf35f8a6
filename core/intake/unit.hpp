// In what unit the numbers of a table are: what a head, a line above or below the table, or a cell beside them says of it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace mj {

struct HeadUnit {
    enum class Kind : uint8_t {
        none, ///< nothing is said
        said, ///< `power`
        doubtful ///< something is said that is no unit known here ("百美元", "万元/人"), or two that differ
    } kind = Kind::none;
    int power = 0; ///< of ten
    bool operator==(const HeadUnit&) const = default;
};

/// What a text says that is a unit and nothing else ("万元", "单位：人民币万元", "百人"). Of amounts of money, or of numbers of
/// something: what is the other's is nothing.
HeadUnit unit_alone(std::string_view text, bool money);
/// What a head says behind its name: in brackets, behind a comma or a stroke, or at its very end.
HeadUnit unit_of_head(std::string_view head, bool money);
/// Where that part of a folded head begins, npos: it has none.
size_t unit_part(std::string_view key);
/// What a line beside a table says of it: 单位：万元, 以万元计, (万元). An office is no unit, and 120万元 is an amount.
HeadUnit unit_of_line(std::string_view line, bool money);
/// Both, when they do not contradict each other.
HeadUnit both_units(HeadUnit a, HeadUnit b);
/// How a unit of that power is written: "万元"; "" where none is known.
std::string unit_text(int power, bool money);

/// A folded head without the marks behind it.
std::string_view bare_head(std::string_view key);

} // namespace mj
