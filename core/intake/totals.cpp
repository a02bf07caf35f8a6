// What a table's own totals say, beside what was read above them.
#include "core/intake/reading.hpp"

#include <algorithm>
#include <limits>

namespace mj {
namespace {

constexpr int64_t too_much = std::numeric_limits<int64_t>::max();

void add(int64_t& sum, int64_t more) {
    if (__builtin_add_overflow(sum, more, &sum)) sum = too_much;
}

/// 98410000 fen as 984,100.00 yuan; a number of persons as 1,015.
std::string figure(const Field& field, int64_t value) {
    std::string out = std::to_string(value), part;
    if (field.type == FieldType::money) {
        if (out.size() < 3) out.insert(0, 3 - out.size(), '0');
        part = "." + out.substr(out.size() - 2);
        out.resize(out.size() - 2);
    }
    constexpr size_t group = 3;
    for (size_t at = out.size(); at > group;) out.insert(at -= group, 1, ',');
    out += part;
    return field.type == FieldType::money ? in_both(out + " 元", out + " yuan") : out;
}

} // namespace

void TableReader::add_up() {
    for (size_t c = 0; c < out_.columns.size(); ++c) {
        const ReadColumn& column = out_.columns[c];
        if (column.made || column.field() < 0 || !adds_up(register_.fields[size_t(column.field())])) continue;
        if (column.cells.back() == Reading::no_cell) continue;
        sums_.resize(out_.columns.size());
        for (RunningSum& sum : sums_[c]) add(sum.sum, column.cells.back()), ++sum.cells;
    }
}

/// Totals may be of all records or of those since a line like it, and subtotals may stand among them: what agrees is meant, else
/// what is nearest. With a unit of its own, or of some months, it may be meant in another way: then it has to agree.
void TableReader::compare_totals(uint32_t row) {
    const auto total = table_.total(row);
    if (!total) return;
    for (size_t c = 0; c < sums_.size(); ++c) {
        const ReadColumn& column = out_.columns[c];
        if (column.made || column.field() < 0) continue;
        const Field& field = register_.fields[size_t(column.field())];
        const Cell cell = sheet_.at(row, column.head.column);
        if (!adds_up(field) || cell.type == CellType::empty) continue;
        const Understood got = understand(catalog_, field, cell, column.hints);
        const auto* written = std::get_if<int64_t>(&got.value);
        if (got.kind != Understood::Kind::value || !written) continue;
        Hints plain = column.hints;
        plain.power = 0;
        const uint32_t own =
            understand(catalog_, field, cell, plain).changes & (bit(Note::unit) | bit(Note::wan));
        const RunningSum* nearest = nullptr;
        const auto apart = [&](const RunningSum& sum) {
            return sum.sum > *written ? sum.sum - *written : *written - sum.sum;
        };
        for (const RunningSum* sum : {&sums_[c][size_t(*total)], &sums_[c][size_t(TotalKind::all)],
                                      &sums_[c][size_t(TotalKind::sub)]})
            if (sum->cells && (!nearest || apart(*sum) < apart(*nearest))) nearest = sum;
        if (!nearest || nearest->sum == too_much) continue;
        const bool agrees = nearest->sum == *written;
        if (!agrees && (own || *total == TotalKind::all)) continue;
        out_.totals.push_back({sheet_.line(row), int(c), *written, nearest->sum, agrees});
    }
    if (*total == TotalKind::all) return;
    for (auto& sums : sums_)
        for (size_t kind = 0; kind <= size_t(*total); ++kind) sums[kind] = {};
}

Noted total_said(const Register& reg, const Reading& reading, const Reading::Total& total) {
    const ReadColumn& column = reading.columns[size_t(total.column)];
    const Field& field = reg.fields[size_t(column.field())];
    std::string word;
    for (const Reading::Skipped& row : reading.skipped)
        if (row.line == total.line) word = row.text;
    Noted out{total.agrees ? Note::total_agrees : Note::total_differs,
              {std::to_string(total.line), word, column.head.text, figure(field, total.written)}};
    if (total.agrees) return out;
    out.arguments.push_back(figure(field, total.sum));
    out.arguments.push_back(
        figure(field, std::max(total.written, total.sum) - std::min(total.written, total.sum)));
    return out;
}

} // namespace mj
