// Sorting where speed is not what counts: everything but the comparison is compiled once, while each std::sort and
// std::stable_sort is one to two kB more that every visitor fetches.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mj {

using Before = bool (*)(const void* what, uint32_t a, uint32_t b);

/// The numbers below `n` in order of `before`, those that are equal as they were.
std::vector<uint32_t> order_of(size_t n, Before before, const void* what);

/// Sorts `all`, at most 2^32 - 1 of them, in n log n steps; what is equal stays in its order.
template <class T, class Less> void sort_stable(std::vector<T>& all, const Less& less) {
    const auto what = std::pair(all.data(), &less);
    const auto order = order_of(
        all.size(),
        [](const void* what, uint32_t a, uint32_t b) {
            const auto& [items, less] = *static_cast<const std::pair<T*, const Less*>*>(what);
            return bool((*less)(std::as_const(items[a]), std::as_const(items[b])));
        },
        &what);
    std::vector<T> sorted;
    sorted.reserve(all.size());
    for (uint32_t i : order) sorted.push_back(std::move(all[i]));
    all = std::move(sorted);
}

} // namespace mj
