// Numbers computed from the registers, and the records behind each number.
#pragma once
#include "core/ledger/ledger.hpp"

#include <optional>

namespace mj {

/// An exact number: `units` × 10^-decimals.
struct Decimal {
    int64_t units = 0;
    int decimals = 0;
    std::string text() const; ///< "103.66", "6187", no grouping
    double approx() const;
    bool operator==(const Decimal&) const = default;
};

struct Figure {
    std::optional<Decimal>
        value; ///< empty: cannot be said (no denominator, or no record ever kept in the register)
    int64_t top = 0,
            bottom = 0; ///< numerator and denominator before factor and rounding; bottom is 1 unless a ratio
    bool operator==(const Figure&) const = default;
};

/// The figure of one indicator for a period. A sum or count over an empty period of a used register is 0.
Figure figure(const Ledger& ledger, const Indicator& indicator, const Period& period);

/// All, in the catalogue's order.
std::vector<Figure> figures(const Ledger& ledger, const Period& period);

/// Rows behind a formula in a period, in row order.
std::vector<uint32_t> rows_of(const Ledger& ledger, const Formula& formula, const Period& period);

/// Rows of a ratio's denominator that its numerator lacks, or has less of; none when the two are of different registers.
std::vector<uint32_t> rest_of(const Ledger& ledger, const Indicator& indicator, const Period& period);

/// Change against the same period a year before in per cent with one decimal; empty when the base is zero or missing,
/// or when the indicator is itself a percentage (then the difference in percentage points, `points` true).
struct Comparison {
    std::optional<Decimal> change;
    bool points = false;
};
Comparison compare(const Indicator& indicator, const Figure& now, const Figure& before);

} // namespace mj
