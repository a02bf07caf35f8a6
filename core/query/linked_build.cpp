// The scans that make the active chart's tables, and the answers from them.
#include "core/query/linked.hpp"

#include "core/base/exact.hpp"

#include <algorithm>

namespace mj {
namespace {

// Cells of rows that do not fit go here, eight in turn: one alone would make each wait for the one before.
constexpr uint16_t dump = 0xFFF8; // beyond 254 * 255 + 254

/// table[a * stride + b] += 1 for each row whose bits, but those of `leave`, are zero; `all`: for each row.
template <bool all>
void count_dense(const uint8_t* a, const uint8_t* b, const uint16_t* fail, uint16_t leave, uint32_t rows,
                 uint16_t stride, uint32_t* table) {
    uint32_t row = 0;
#if defined(__wasm_simd128__)
    const v128_t by = wasm_i16x8_splat(int16_t(stride)), asked = wasm_i16x8_splat(int16_t(~leave));
    const v128_t none =
        wasm_i16x8_make(int16_t(dump), int16_t(dump + 1), int16_t(dump + 2), int16_t(dump + 3),
                        int16_t(dump + 4), int16_t(dump + 5), int16_t(dump + 6), int16_t(dump + 7));
    for (; row + 8 <= rows; row += 8) {
        const v128_t place =
            wasm_i16x8_add(wasm_i16x8_mul(wasm_u16x8_load8x8(a + row), by), wasm_u16x8_load8x8(b + row));
        const v128_t fit =
            wasm_i16x8_eq(wasm_v128_and(wasm_v128_load(fail + row), asked), wasm_i16x8_const_splat(0));
        const v128_t at = all ? place : wasm_v128_bitselect(place, none, fit);
        ++table[wasm_u16x8_extract_lane(at, 0)];
        ++table[wasm_u16x8_extract_lane(at, 1)];
        ++table[wasm_u16x8_extract_lane(at, 2)];
        ++table[wasm_u16x8_extract_lane(at, 3)];
        ++table[wasm_u16x8_extract_lane(at, 4)];
        ++table[wasm_u16x8_extract_lane(at, 5)];
        ++table[wasm_u16x8_extract_lane(at, 6)];
        ++table[wasm_u16x8_extract_lane(at, 7)];
    }
#endif
    for (; row < rows; ++row)
        ++table[!all && (fail[row] & ~leave) ? dump + (row & 7) : uint32_t(a[row]) * stride + b[row]];
}

} // namespace

void Linked::build() {
    const Chart& active = charts_[size_t(active_)];
    uint32_t fitting = 0, single = 0; // rows without a bit, and with one
    for (uint32_t row = 0; row < rows_; ++row) {
        fitting += fail_[row] == 0;
        single += (fail_[row] & (fail_[row] - 1)) == 0;
    }
    single -= fitting;
    bool others = false;
    for (int c = 0; c < charts(); ++c) others = others || (c != active_ && charts_[size_t(c)].clause);
    // Lists of rows when they are few, else a scan of all for each chart.
    const bool dense = fitting > rows_ / 2, many = dense || single > rows_ / 4;
    list_.clear();
    for (auto& rows : also_) rows.clear();
    if (!dense || (others && !many)) list_rows(!dense, others && !many);
    if (!dense) {
        list_bin_.resize(list_.size());
        for (size_t i = 0; i < list_.size(); ++i) list_bin_[i] = active.bin[list_[i]];
    }
    for (int c = 0; c < charts(); ++c) {
        if (c == active_) continue;
        Chart& chart = charts_[size_t(c)];
        const uint32_t stride = uint32_t(chart.bins);
        uint32_t* table = scratch_.data();
        std::fill_n(table, size_t(active.bins) * stride, 0u);
        if (dense || (chart.clause && many))
            (fitting == rows_ ? count_dense<true> : count_dense<false>)(active.bin.data(), chart.bin.data(),
                                                                        fail_.data(),
                                                                        chart.clause ? bit(c) : 0, rows_,
                                                                        uint16_t(stride), table);
        else
            for (size_t i = 0; i < list_.size(); ++i) ++table[list_bin_[i] * stride + chart.bin[list_[i]]];
        for (const uint32_t row : also_[size_t(c)]) ++table[active.bin[row] * stride + chart.bin[row]];
        sum_up(c);
    }
    build_own(dense, fitting == rows_);
    built_ = true;
    answered_ = false;
}

/// list_: rows without a bit. also_: rows with the bit of one chart alone. Sixteen rows are looked at together.
void Linked::list_rows(bool fitting, bool single) {
    const auto wanted = [=](uint16_t fail) {
        return int((fail & (fail - 1)) == 0) & int(fail ? single : fitting);
    };
    const auto take = [&](uint32_t row) {
        const uint16_t fail = fail_[row];
        if (fail == 0)
            list_.push_back(row);
        else if (const int c = lowest_bit(fail); c < charts())
            also_[size_t(c)].push_back(row);
    };
    uint8_t good[16] = {};
    uint32_t row = 0;
    for (; row + 16 <= rows_; row += 16) {
        for (uint32_t i = 0; i < 16; ++i) good[i] = uint8_t(-wanted(fail_[row + i]));
        for (uint32_t bits = high_bits(good); bits; bits &= bits - 1) take(row + uint32_t(lowest_bit(bits)));
    }
    for (; row < rows_; ++row)
        if (wanted(fail_[row])) take(row);
}

/// The table of one chart, summed up along the active chart's bins.
void Linked::sum_up(int c) {
    Chart& chart = charts_[size_t(c)];
    const size_t bins = size_t(chart.bins), high = size_t(charts_[size_t(active_)].bins);
    chart.table.resize((high + 1) * bins);
    std::fill_n(chart.table.begin(), bins, 0u);
    for (size_t i = 0; i < high * bins; ++i) chart.table[i + bins] = chart.table[i] + scratch_[i];
}

/// A chart whose table has the active chart's own counts as well: one without a clause; -1 when there is none.
int Linked::free_counts() const {
    for (int c = 0; c < charts(); ++c)
        if (c != active_ && !charts_[size_t(c)].clause) return c;
    return -1;
}

/// Rows and sums per bin of the active chart. `all`: every row fits.
void Linked::build_own(bool dense, bool all) {
    const Chart& active = charts_[size_t(active_)];
    const size_t wide = 1 + sums_.size();
    own_.assign((size_t(active.bins) + 1) * wide, 0);
    const uint32_t rows = dense ? rows_ : uint32_t(list_.size());
    const uint16_t* fail = fail_.data();
    const uint32_t* list = list_.data();
    const uint8_t* bin = dense ? active.bin.data() : list_bin_.data();
    // Four sums a bin in turn: neighbours often fall into the same bin, and one would wait for the other.
    const auto add = [&](size_t k, auto value) {
        uint64_t part[4][256] = {};
        uint32_t i = 0;
        for (; i + 4 <= rows; i += 4) {
            part[0][bin[i]] += uint64_t(value(i));
            part[1][bin[i + 1]] += uint64_t(value(i + 1));
            part[2][bin[i + 2]] += uint64_t(value(i + 2));
            part[3][bin[i + 3]] += uint64_t(value(i + 3));
        }
        for (; i < rows; ++i) part[0][bin[i]] += uint64_t(value(i));
        for (size_t b = 0; b < size_t(active.bins); ++b)
            own_[(b + 1) * wide + k] = part[0][b] + part[1][b] + part[2][b] + part[3][b];
    };
    const auto add_cells = [&](size_t k, auto cells, auto missing) {
        if (!dense)
            add(k, [=](uint32_t i) { return int64_t(cells[list[i]]) & -int64_t(cells[list[i]] != missing); });
        else if (all)
            add(k, [=](uint32_t i) { return int64_t(cells[i]) & -int64_t(cells[i] != missing); });
        else
            add(k, [=](uint32_t i) {
                return int64_t(cells[i]) & -int64_t(int(fail[i] == 0) & int(cells[i] != missing));
            });
    };
    const int counted = free_counts();
    if (counted < 0 && dense)
        add(0, [=](uint32_t i) { return int64_t(fail[i] == 0); });
    else if (counted < 0)
        add(0, [](uint32_t) { return int64_t(1); });
    for (size_t k = 0; k < sums_.size(); ++k) {
        const Column& column = table_.column(sums_[k]);
        if (column.type() == FieldType::money)
            add_cells(k + 1, column.money().data(), Column::no_i64);
        else
            add_cells(k + 1, column.numbers().data(), Column::no_i32);
    }
    if (counted >= 0) {
        const Chart& chart = charts_[size_t(counted)];
        for (size_t a = 0; a < size_t(active.bins); ++a) {
            uint64_t sum = 0;
            for (size_t b = 0; b < size_t(chart.bins); ++b)
                sum +=
                    chart.table[(a + 1) * size_t(chart.bins) + b] - chart.table[a * size_t(chart.bins) + b];
            own_[(a + 1) * wide] = sum;
        }
    }
    for (size_t i = wide; i < own_.size(); ++i) own_[i] += own_[i - wide];
}

void Linked::answer() {
    sync();
    if (!built_) build();
    if (answered_) return;
    const Chart& active = charts_[size_t(active_)];
    const size_t wide = 1 + sums_.size();
    for (int c = 0; c < charts(); ++c)
        if (c != active_) std::fill(charts_[size_t(c)].counts.begin(), charts_[size_t(c)].counts.end(), 0u);
    std::fill(totals_.begin(), totals_.end(), 0);
    // Runs of chosen bins: the difference of two sums each.
    for (int from = 0; from < active.bins;) {
        if (!active.chosen[size_t(from)]) {
            ++from;
            continue;
        }
        int to = from;
        while (to < active.bins && active.chosen[size_t(to)]) ++to;
        for (int c = 0; c < charts(); ++c) {
            if (c == active_) continue;
            Chart& chart = charts_[size_t(c)];
            const uint32_t* low = chart.table.data() + size_t(from) * size_t(chart.bins);
            const uint32_t* high = chart.table.data() + size_t(to) * size_t(chart.bins);
            for (size_t b = 0; b < chart.counts.size(); ++b) chart.counts[b] += high[b] - low[b];
        }
        for (size_t k = 0; k < wide; ++k)
            totals_[k] =
                int64_t(uint64_t(totals_[k]) + own_[size_t(to) * wide + k] - own_[size_t(from) * wide + k]);
        from = to;
    }
    Chart& own = charts_[size_t(active_)];
    for (size_t b = 0; b < own.counts.size(); ++b)
        own.counts[b] = uint32_t(own_[(b + 1) * wide] - own_[b * wide]);
    if (largest_ > sum_limit / std::max<int64_t>(1, rows_)) add_totals();
    answered_ = true;
}

void Linked::add_totals() {
    std::fill(totals_.begin() + 1, totals_.end(), 0);
    rows().each([&](uint32_t row) {
        for (size_t k = 0; k < sums_.size(); ++k)
            if (const Column& column = table_.column(sums_[k]); column.has(row))
                totals_[k + 1] = plus(totals_[k + 1], column.number(row));
        return true;
    });
}

std::span<const uint32_t> Linked::counts(int c) {
    answer();
    return charts_[size_t(c)].counts;
}

std::span<const int64_t> Linked::totals() {
    answer();
    return totals_;
}

} // namespace mj
