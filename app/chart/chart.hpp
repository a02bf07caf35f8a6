// Charts drawn by hand: data in, the pressed cell out. Ids for the probe are "<id>.<key>", free of language.
#pragma once
#include "app/widget/draw.hpp"
#include "core/base/date.hpp"

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
    std::span<const int64_t> ghost; ///< last year's months; empty: nothing is known of it
};

/// How amounts are written: divided, with a unit.
struct ChartUnit {
    int64_t divisor = 1;
    int decimals = 0;
    std::string unit;
    int64_t base = 1;                       ///< what one of `base_unit` is
    std::string base_unit = {};             ///< empty: unit, in divisors
    std::string text(int64_t amount) const; ///< with grouping, without unit; of a count also too_few()
    bool hides(int64_t amount) const;       ///< too few to be said now
    /// What its length or colour stands for: nothing of what is not said.
    int64_t drawn(int64_t amount) const { return hides(amount) ? 0 : amount; }
    std::string exact(int64_t amount) const; ///< in the base unit, with it
    /// text() where that wide is enough for it, else a shorter way to write it, else nothing.
    std::string fitted(int64_t amount, float width) const;
};

/// Round steps for an axis from 0 to at least `most`: step × 4 or 5 marks.
int64_t nice_step(int64_t most);

/// Stacked bars by month, last year's total as a ghost behind; one row = plain bars. Fills the size.
ChartHit month_bars(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit);

/// Horizontal bars with label and value, longest first as given; each presses with its row.
ChartHit rank_bars(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit);

/// Rows × months as tinted cells with the number inside; row heads and month heads press too. Scrolls inside its size.
/// `heads`: of other columns than months; then there are no sums at the end of the rows.
ChartHit heat_table(const char* id, ImVec2 size, std::span<const ChartRow> rows, const ChartUnit& unit,
                    std::span<const std::string> heads = {});

/// A mark of the charts that choose: one code, with what it was a year before.
struct Mark {
    std::string key, label;      ///< key for the probe
    int code = 0;                ///< the caller's own
    int64_t now = 0, before = 0; ///< before -1: nothing is known of it
    ImU32 colour = 0;            ///< of a part
    int x = -1, y = -1;          ///< of a tile
    bool chosen = true;          ///< or nothing is chosen at all
    std::string change = {};     ///< against before, in words; empty: reckoned from the two
};
/// The unit in which amounts up to `most` are short to read: 万, 亿, k, M. `base` is what one is.
ChartUnit short_unit(int64_t most, const char* base, bool fen);

// Each fills its size, returns the pressed mark or -1, and says exact value, share and change when pointed at.
/// `parts`: they are parts of one whole.
int pick_bars(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit,
              bool parts = true);
/// Bars of any row of times, of several kinds side by side (`series[k].months`), the time compared with behind the first
/// (`ghost`). Returns the time that was pressed, or -1.
int time_bars(const char* id, ImVec2 size, std::span<const std::string> times,
              std::span<const ChartRow> series, const ChartUnit& unit);
/// What has no tile stands in a strip below the map.
int tile_map(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit);
int split_bar(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit);
/// A ring of at most `most_parts`, in parts of one bar when there are more.
constexpr size_t most_parts = 5;
int donut(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit);
/// From `first` by what is taken off it to the `rest`.
void fall_bars(const char* id, ImVec2 size, const Mark& first, std::span<const Mark> less, const Mark& rest,
               const ChartUnit& unit);
/// Bars that become fewer from step to step, each with its share of the first.
void step_bars(const char* id, ImVec2 size, std::span<const Mark> marks, const ChartUnit& unit);

/// Bars by month with the year before, if known, behind them; a drag over them, or a press, chooses months 1..12.
struct Months {
    int from = 1, to = 12;
    bool operator==(const Months&) const = default;
};
Months month_range(const char* id, ImVec2 size, std::span<const int64_t> now, std::span<const int64_t> before,
                   Months chosen, const ChartUnit& unit);

/// Sums since January, of the months up to `last` (1..12), over last year's to the same month, if known, with the even pace to a target (0: none).
/// Returns the month that was pressed, or 0.
int climb_line(const char* id, ImVec2 size, std::span<const int64_t> now, std::span<const int64_t> before,
               int last, int64_t target, const ChartUnit& unit);
/// Days from `first`, 1 January, on. Returns the month of the day that was pressed, or 0.
int day_grid(const char* id, ImVec2 size, Date first, std::span<const int32_t> days, Months chosen,
             const ChartUnit& unit);

} // namespace mj
