#include "core/workbook/sheet.hpp"

#include <algorithm>

namespace mj {

std::string column_letters(uint32_t column) {
    std::string out;
    for (uint64_t n = uint64_t(column) + 1; n; n = (n - 1) / 26)
        out.insert(out.begin(), char('A' + (n - 1) % 26));
    return out;
}

void Sheet::add(uint32_t row, uint32_t column, CellType type, double number, uint32_t text) {
    if (rows_.empty() || rows_.back().row != row) {
        if (!rows_.empty() && rows_.back().row > row) sorted_ = false;
        rows_.push_back({row, uint32_t(cells_.size())});
    } else if (rows_.back().first < cells_.size() && cells_.back().column >= column)
        sorted_ = false;
    cells_.push_back({number, text, uint16_t(column), type});
    height_ = std::max(height_, row + 1);
    width_ = std::max(width_, column + 1);
    in_column_.resize(width_);
    ++in_column_[column];
}

void Sheet::settle() {
    texts_->settle();
    std::sort(hidden_rows.begin(), hidden_rows.end());
    hidden_rows.erase(std::unique(hidden_rows.begin(), hidden_rows.end()), hidden_rows.end());
    if (sorted_) return;
    struct Place {
        uint32_t row, at;
    };
    std::vector<Place> places(cells_.size());
    for (size_t r = 0; r < rows_.size(); ++r) {
        const size_t end = r + 1 < rows_.size() ? rows_[r + 1].first : cells_.size();
        for (size_t i = rows_[r].first; i < end; ++i) places[i] = {rows_[r].row, uint32_t(i)};
    }
    std::sort(places.begin(), places.end(), [this](const Place& a, const Place& b) {
        const uint16_t x = cells_[a.at].column, y = cells_[b.at].column;
        return a.row != b.row ? a.row < b.row : x != y ? x < y : a.at < b.at;
    });
    const std::deque<Kept> as_came = std::move(cells_);
    cells_.clear();
    rows_.clear();
    for (const Place& place : places) {
        const Kept& cell = as_came[place.at];
        if (rows_.empty() || rows_.back().row != place.row)
            rows_.push_back({place.row, uint32_t(cells_.size())});
        else if (cells_.back().column == cell.column) {
            cells_.pop_back(), --in_column_[cell.column];
            if (!twice_) twice_ = At{place.row, cell.column};
        }
        cells_.push_back(cell);
    }
    sorted_ = true;
}

uint32_t Sheet::rows() const { return height_; }

uint32_t Sheet::columns() const { return width_; }

Cell Sheet::at(uint32_t row, uint32_t column) const {
    // In most sheets no row and no cell is left out, so that both stand where they are looked for first.
    auto r = rows_.begin() + std::min<ptrdiff_t>(row, rows_.end() - rows_.begin());
    if (r == rows_.end() || r->row != row) {
        r = std::lower_bound(rows_.begin(), rows_.end(), row,
                             [](const Row& a, uint32_t b) { return a.row < b; });
        if (r == rows_.end() || r->row != row) return {};
    }
    const size_t first = r->first, end = r + 1 == rows_.end() ? cells_.size() : r[1].first;
    size_t i = first + column;
    if (i >= end || cells_[i].column != column) {
        const auto begin = cells_.begin(), last = begin + ptrdiff_t(std::min(i + 1, end));
        const auto found = std::lower_bound(begin + ptrdiff_t(first), last, column,
                                            [](const Kept& a, uint32_t b) { return a.column < b; });
        if (found == last || found->column != column) return {};
        i = size_t(found - begin);
    }
    const Kept& cell = cells_[i];
    return {cell.type, cell.number, texts_->at(cell.text)};
}

} // namespace mj
