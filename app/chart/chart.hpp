// Charts drawn by hand: data in, the pressed cell out. Ids for the probe are "<id>.<key>", free of language.
#pragma once
#include "app/widget/draw.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mj {

/// A pressed mark: positions in what was given; -1 = all of that kind.
struct ChartHit {
    bool pressed = false;
    int row = -1;   ///< series, street, kind
    int month = -1; ///< 0 = first month
};

struct ChartRow {
    std::string key, label; ///< key for the probe
    ImU32 colour = 0;
    std::span<const int64_t> months;
    std::span<const int64_t> ghost; ///< last year's months, may be empty
};

/// How amounts are written: divided, with a unit.
struct ChartUnit {
    int64_t divisor = 1;
    int decimals = 0;
    std::string unit;
    std::string text(int64_t amount) const; ///< with grouping, without unit
};

/// Round steps for an axis from 0 to at least `most`: step × 4 or 5 marks.
int64_t nice_step(int64_t most);

/// Stacked bars by month, last year's total as a ghost behind; one row = plain bars. Fills the size.
ChartHit month_bars(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit);

/// Horizontal bars with label and value, longest first as given; each presses with its row.
ChartHit rank_bars(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit);

/// Rows × months as tinted cells with the number inside; row heads and month heads press too. Scrolls inside its size.
ChartHit heat_table(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit);

} // namespace mj
