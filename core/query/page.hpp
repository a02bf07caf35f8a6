// A page of rows in any order, without sorting the others.
#pragma once
#include "core/query/condition.hpp"

namespace mj {

struct Order {
    int field = -1; ///< -1: as the rows stand
    bool descending = false;
};

/// The rows at places [offset, offset + count) of `rows` in that order. Missing cells come last in both directions,
/// equal ones as the rows stand. Text is compared by bytes, links by id. One pass with a heap for pages near the
/// start, one with a selection (nth_element) for those far behind.
std::vector<uint32_t> page(const Ledger& ledger, int reg, const Bits& rows, Order order, uint32_t offset,
                           uint32_t count);

/// All rows in that order.
std::vector<uint32_t> sorted(const Ledger& ledger, int reg, const Bits& rows, Order order);

} // namespace mj
