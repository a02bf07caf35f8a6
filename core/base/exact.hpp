// Arithmetic of figures: a sum never wraps round, and no rounding says "all", "none" or "nothing" where that is not so.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mj {

/// An exact number: `units` × 10^-decimals.
struct Decimal {
    int64_t units = 0;
    int decimals = 0;
    std::string text() const; ///< "103.66", "6187", no grouping
    double approx() const;
    Decimal with(int more) const; ///< the same number with so many decimals, not fewer than it has
    bool operator==(const Decimal&) const = default;
};

/// Where sums stop growing. A sum of this size cannot be said: the true one is this or more.
constexpr int64_t sum_limit = INT64_MAX / 2;
constexpr int64_t plus(int64_t a, int64_t b) {
    int64_t out = 0;
    const bool wrapped = __builtin_add_overflow(a, b, &out);
    if (wrapped || out > sum_limit || out < -sum_limit)
        return (wrapped ? a : out) < 0 ? -sum_limit : sum_limit;
    return out;
}
int64_t sum_of(std::span<const int64_t> parts);
constexpr bool can_be_said(int64_t sum) { return sum < sum_limit && sum > -sum_limit; }

/// n × factor ÷ (d × by), half rounded away from zero; d, by > 0, factor >= 0. What is not nothing gets as many decimals as it takes to be
/// seen, at most 8. Beyond the ends of a sum it stays there.
Decimal quotient(int64_t n, int64_t factor, int64_t d, int64_t by, int decimals);
/// How many decimals give a number of this size four digits; at most two.
int decimals_of_four(double size);
/// `part` of `whole` in per cent; whole > 0. Only all of it is 100 and only nothing is 0: what would be rounded onto these gets
/// one decimal more, and where that does not help it stops one unit before them.
Decimal percent(int64_t part, int64_t whole, int decimals = 1);
/// What each part is of all of them in per cent, with one decimal; together they are 100.0 (by largest remainders). As in
/// percent() only all is 100 and only nothing is 0. Parts are not negative; without any there is no share to give: zeros.
std::vector<Decimal> shares_of(std::span<const int64_t> parts);

} // namespace mj
