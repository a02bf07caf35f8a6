#include "core/base/exact.hpp"
#include "core/base/sort.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace mj {
namespace {

__extension__ using Wide = __int128; // a sum times a factor does not fit into 64 bits

int64_t power_of_ten(int n) {
    int64_t p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

/// n / d rounded half away from zero; d > 0.
int64_t rounded(Wide n, Wide d) {
    const Wide half = n < 0 ? -(d / 2) : d / 2, out = (n + half) / d;
    return int64_t(std::clamp<Wide>(out, -sum_limit, sum_limit));
}

} // namespace

std::string Decimal::text() const {
    const int64_t scale = power_of_ten(decimals);
    std::string out = units < 0 ? "-" : "";
    out += std::to_string(std::llabs(units) / scale);
    if (decimals) out += "." + std::to_string(scale + std::llabs(units) % scale).substr(1);
    return out;
}

double Decimal::approx() const { return double(units) / double(power_of_ten(decimals)); }

Decimal Decimal::with(int more) const {
    return more <= decimals ? *this : Decimal{rounded(Wide(units) * power_of_ten(more - decimals), 1), more};
}

int64_t sum_of(std::span<const int64_t> parts) {
    return std::accumulate(parts.begin(), parts.end(), int64_t(0), plus);
}

Decimal quotient(int64_t n, int64_t factor, int64_t d, int64_t by, int decimals) {
    constexpr int most = 8;
    Decimal out{rounded(Wide(n) * factor * power_of_ten(decimals), Wide(d) * by), decimals};
    if (out.units || n == 0) return out;
    const auto seen = [&] {
        return Wide(std::llabs(n)) * factor * power_of_ten(out.decimals) >= Wide(d) * by;
    };
    while (out.decimals < most && !seen()) ++out.decimals;
    out.units = rounded(Wide(n) * factor * power_of_ten(out.decimals), Wide(d) * by);
    return out;
}

int decimals_of_four(double size) { return size >= 1000 ? 0 : size >= 100 ? 1 : 2; }

Decimal percent(int64_t part, int64_t whole, int decimals) {
    const auto end = [](const Decimal& d) {
        return d.units == 0 || std::llabs(d.units) == 100 * power_of_ten(d.decimals);
    };
    Decimal out{0, decimals};
    for (; out.decimals <= decimals + 1; ++out.decimals) {
        out.units = rounded(Wide(part) * 100 * power_of_ten(out.decimals), whole);
        if (!end(out) || part == 0 || part == whole || part == -whole) return out;
    }
    out.decimals = decimals + 1;
    const bool less = std::llabs(part) < whole && out.units != 0; // else nearer to nothing, or more than all
    const int64_t size = std::llabs(out.units) + (less ? -1 : 1);
    return {part < 0 ? -size : size, out.decimals};
}

std::vector<Decimal> shares_of(std::span<const int64_t> parts) {
    constexpr int64_t all = 1000; // tenths of per cent
    std::vector<Decimal> out(parts.size(), Decimal{0, 1});
    Wide whole = 0;
    for (const int64_t part : parts) whole += part;
    if (whole <= 0) return out;
    std::vector<size_t> order;
    int64_t left = all;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] <= 0) continue;
        out[i].units = int64_t(parts[i] * Wide(all) / whole);
        if (out[i].units)
            order.push_back(i);
        else
            out[i].units = 1;
        left -= out[i].units;
    }
    const auto rest = [&](size_t i) { return parts[i] * Wide(all) % whole; };
    sort_stable(order, [&](size_t a, size_t b) { return rest(a) > rest(b); });
    for (size_t i = 0; left > 0; i = (i + 1) % order.size(), --left) ++out[order[i]].units;
    // What the smallest were given so as not to be nothing is taken from the largest.
    for (; left < 0; ++left) {
        const auto most = std::max_element(
            out.begin(), out.end(), [](const Decimal& a, const Decimal& b) { return a.units < b.units; });
        if (most->units <= 1) break; // more parts than tenths
        --most->units;
    }
    return out;
}

} // namespace mj
