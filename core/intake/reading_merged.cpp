// Cells that are merged over several rows of a table. A file keeps what stands in them once, in the first.
#include "core/base/key_text.hpp"
#include "core/base/sort.hpp"
#include "core/intake/reading.hpp"

#include <algorithm>

namespace mj {
namespace {

bool nothing_in(const Cell& cell) {
    return cell.type == CellType::empty || (cell.type == CellType::text && without_blanks(cell.text).empty());
}

} // namespace

bool adds_up(const Field& field) { return field.type == FieldType::count || field.type == FieldType::money; }

std::optional<uint32_t> ReadColumn::merged_top(uint32_t row) const {
    const auto after = std::upper_bound(merged.begin(), merged.end(), row,
                                        [](uint32_t r, const MergedCells& cells) { return r < cells.top; });
    if (after == merged.begin() || row == after[-1].top || row >= after[-1].end) return std::nullopt;
    return after[-1].top;
}

void TableReader::sort_merges() {
    for (const Merge& merge : sheet_.merges)
        if (merge.rows > 1 && merge.row >= table_.first() && merge.column < sheet_.columns() &&
            !table_.across(merge))
            merges_.push_back(merge);
    sort_stable(merges_, [](const Merge& a, const Merge& b) { return a.row < b.row; });
}

/// Those of the row, which looks like a record: what a title, totals or a foot line say is said of no row below.
void TableReader::begin_merges(uint32_t row) {
    while (merge_ < merges_.size() && merges_[merge_].row < row) ++merge_;
    for (; merge_ < merges_.size() && merges_[merge_].row == row; ++merge_) {
        const Merge& merge = merges_[merge_];
        const auto column =
            std::find_if(out_.columns.begin(), out_.columns.end(),
                         [&](const ReadColumn& one) { return one.head.column == merge.column; });
        if (column != out_.columns.end() && !nothing_in(sheet_.at(row, merge.column)))
            column->merged.push_back({row, row + merge.rows});
    }
}

Cell TableReader::cell_at(size_t c, uint32_t row, bool& merged) {
    ReadColumn& column = out_.columns[c];
    if (column.made && column.source < 0) return {};
    const ReadColumn& from = column.made ? out_.columns[size_t(column.source)] : column;
    const Cell cell = sheet_.at(row, from.head.column);
    const auto top = from.merged_top(row);
    if (!top || !nothing_in(cell)) return cell;
    if (column.field() >= 0 && adds_up(register_.fields[size_t(column.field())])) {
        ++column.counts[size_t(Note::merged_number)];
        return cell;
    }
    merged = true;
    return sheet_.at(*top, from.head.column);
}

} // namespace mj
