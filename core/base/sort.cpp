#include "core/base/sort.hpp"

#include <algorithm>
#include <numeric>

namespace mj {

std::vector<uint32_t> order_of(size_t n, Before before, const void* what) {
    std::vector<uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return before(what, a, b); });
    return order;
}

} // namespace mj
