#include "core/query/page.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint64_t last = ~uint64_t(0);
constexpr uint32_t heap_rows = 4096; // beyond that a selection is cheaper than a heap

struct Keyed {
    uint64_t key;
    uint32_t row;
    bool operator<(const Keyed& other) const { return key != other.key ? key < other.key : row < other.row; }
};

/// The places [offset, end) of what is ordered by `before`; `make(row)` gives the items in order of row.
template <class Item, class Make, class Before>
std::vector<uint32_t> choose(const Bits& rows, uint32_t offset, uint32_t end, Make make, Before before) {
    std::vector<Item> items;
    if (end <= heap_rows) {
        items.reserve(end);
        rows.each([&](uint32_t row) {
            const Item item = make(row);
            if (items.size() < end) {
                items.push_back(item);
                if (items.size() == end) std::make_heap(items.begin(), items.end(), before);
            } else if (before(item, items.front())) {
                std::pop_heap(items.begin(), items.end(), before);
                items.back() = item;
                std::push_heap(items.begin(), items.end(), before);
            }
            return true;
        });
        offset = std::min(offset, uint32_t(items.size()));
    } else {
        items.reserve(rows.count());
        rows.each([&](uint32_t row) {
            items.push_back(make(row));
            return true;
        });
        offset = std::min(offset, uint32_t(items.size()));
        const auto begin = items.begin() + offset;
        if (offset) std::nth_element(items.begin(), begin, items.end(), before);
        if (end < items.size()) {
            std::nth_element(begin, items.begin() + end, items.end(), before);
            items.resize(end);
        }
        items.erase(items.begin(), begin);
        offset = 0;
    }
    std::sort(items.begin(), items.end(), before);
    std::vector<uint32_t> out;
    for (size_t i = offset; i < items.size(); ++i) {
        if constexpr (std::is_same_v<Item, Keyed>)
            out.push_back(items[i].row);
        else
            out.push_back(items[i]);
    }
    return out;
}

template <class Key> std::vector<uint32_t> by_key(const Bits& rows, uint32_t offset, uint32_t end, Key key) {
    return choose<Keyed>(
        rows, offset, end,
        [&](uint32_t row) {
            return Keyed{key(row), row};
        },
        std::less<Keyed>());
}

/// Growing with the cell, or falling when `descending`; never `last` for a cell that is there.
template <class T> auto number_key(std::span<const T> cells, T missing, bool descending) {
    const uint64_t turn = descending ? last : 0;
    return [=](uint32_t row) {
        const T cell = cells[row];
        // The least number becomes 0, which no cell that is there has: so its opposite is free for missing.
        const uint64_t least = std::is_signed_v<T> ? uint64_t(1) << 63 : 0;
        const uint64_t key = ((uint64_t(int64_t(cell)) ^ least) + (sizeof(T) == 1)) ^ turn;
        return cell == missing ? last : key;
    };
}

} // namespace

std::vector<uint32_t> page(const Ledger& ledger, int reg, const Bits& rows, Order order, uint32_t offset,
                           uint32_t count) {
    const uint32_t end = offset > UINT32_MAX - count ? UINT32_MAX : offset + count;
    std::vector<uint32_t> out;
    if (order.field < 0) {
        uint32_t place = 0;
        rows.each([&](uint32_t row) {
            if (place >= offset && place < end) out.push_back(row);
            return ++place < end;
        });
        return out;
    }
    const Column& column = ledger.table(reg).column(order.field);
    switch (column.type()) {
    case FieldType::flag:
        return by_key(rows, offset, end, number_key(column.flags(), Column::no_flag, order.descending));
    case FieldType::code:
        return by_key(rows, offset, end, number_key(column.codes(), uint16_t(0), order.descending));
    case FieldType::date:
    case FieldType::count:
        return by_key(rows, offset, end, number_key(column.numbers(), Column::no_i32, order.descending));
    case FieldType::money:
        return by_key(rows, offset, end, number_key(column.money(), Column::no_i64, order.descending));
    case FieldType::link:
        return by_key(rows, offset, end, number_key(column.links(), uint64_t(0), order.descending));
    case FieldType::text: break;
    }
    const TextPool& pool = column.pool();
    if (pool.count() <= rows.rows() / 4) { // names that come again: their ranks once
        const std::vector<uint32_t>& ranks = pool.ranks();
        const uint64_t turn = order.descending ? last : 0;
        return by_key(rows, offset, end, [&, turn](uint32_t row) {
            const uint32_t number = column.texts()[row];
            return number ? uint64_t(ranks[number]) ^ turn : last;
        });
    }
    return choose<uint32_t>(
        rows, offset, end, [](uint32_t row) { return row; },
        [&](uint32_t a, uint32_t b) {
            const std::string_view left = column.text(a), right = column.text(b);
            if (left.empty() || right.empty() || left == right)
                return left.empty() == right.empty() ? a < b : right.empty();
            return order.descending ? right < left : left < right;
        });
}

std::vector<uint32_t> sorted(const Ledger& ledger, int reg, const Bits& rows, Order order) {
    return page(ledger, reg, rows, order, 0, UINT32_MAX);
}

} // namespace mj
