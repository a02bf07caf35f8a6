// Numbers computed from the registers, and the records behind each number.
#pragma once
#include "core/base/exact.hpp"
#include "core/indicator/known.hpp"

#include <optional>

namespace mj {

struct Figure {
    std::optional<Decimal>
        value; ///< empty: cannot be said (no denominator, no record kept by the period's end, a sum at its limit)
    int64_t top = 0,
            bottom = 0; ///< numerator and denominator before factor and rounding; bottom is 1 unless a ratio
    /// Records of which nobody knows whether its conditions take them (or what they add): `field` is not filled in. Where that is so
    /// of all that could be taken, there is no value.
    uint32_t unsaid = 0;
    int field = -1;
    uint32_t records = 0; ///< behind it; of a ratio, behind its denominator
    bool counts = false;  ///< it is a number of things, of which few may name somebody
    /// A sum is larger than can be said: an amount must be wrong.
    bool beyond() const { return !can_be_said(top) || !can_be_said(bottom); }
    bool operator==(const Figure&) const = default;
};

/// Whether by that day the register had a record that the formula can place in time: before it, nothing is not a known 0.
bool kept_by(const Ledger& ledger, const Formula& formula, Date day);

/// The figure of one indicator for a period. A sum or count over an empty period of a register in use by then is 0. Clocks are read on the
/// day after the period, or on `today` when that comes first (missing: the period is over).
Figure figure(const Ledger& ledger, const Indicator& indicator, const Period& period, Date today = {});

/// Whether it is of a year as a whole, so that nothing can be said of a part of it.
inline bool yearly(const Indicator& indicator) { return indicator.of.when == When::year; }

/// All of a reporting period as far as it is known, and of the same days a year before; in the catalogue's order. Of what is not
/// known at all nothing is said.
struct FigurePair {
    std::vector<Figure> now, before;
};
FigurePair figures(const Ledger& ledger, const Known& known, ReportingPeriod asked);

/// Rows behind a formula in a period, in row order. `today` as for figure().
std::vector<uint32_t> rows_of(const Ledger& ledger, const Formula& formula, const Period& period,
                              Date today = {});

/// Of the numerator: the rows counted as Figure::unsaid, in row order.
std::vector<uint32_t> unsaid_rows(const Ledger& ledger, const Formula& formula, const Period& period,
                                  Date today = {});

/// How many records a formula would take, were they checked.
struct LeftOut {
    uint32_t drafts = 0, voids = 0;
};
LeftOut left_out_of(const Ledger& ledger, const Formula& formula, const Period& period);

/// Rows of a ratio's denominator that its numerator lacks, or has less of; none when the two are of different registers.
std::vector<uint32_t> rest_of(const Ledger& ledger, const Indicator& indicator, const Period& period,
                              Date today = {});

/// Change against the same period a year before in per cent with one decimal; empty when the base is zero or missing,
/// or when the indicator is itself a percentage (then the difference in percentage points, `points` true).
struct Comparison {
    std::optional<Decimal> change;
    bool points = false;
};
Comparison compare(const Indicator& indicator, const Figure& now, const Figure& before);
/// Of two numbers of one kind, in per cent: 0 only where nothing changed, −100 only where nothing is left.
Comparison change_of(int64_t now, int64_t before, int decimals = 1);

} // namespace mj
