#include "core/workbook/xlsx_sheet.hpp"

#include "core/base/shown.hpp"
#include "core/workbook/number.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

std::string_view without_blanks(std::string_view text) {
    const size_t from = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    return text.substr(from, text.find_last_not_of(" \t\r\n") + 1 - from);
}

} // namespace

bool cell_place(std::string_view name, uint32_t& row, uint32_t& column) {
    uint32_t letters = 0;
    size_t i = 0;
    for (; i < name.size() && i < 4 && (name[i] | 0x20) >= 'a' && (name[i] | 0x20) <= 'z'; ++i)
        letters = letters * 26 + uint32_t((name[i] | 0x20) - 'a' + 1);
    uint32_t number = 0;
    const auto read = std::from_chars(name.data() + i, name.data() + name.size(), number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) return false;
    row = number - 1;
    column = letters - 1;
    return letters && number && row < Sheet::most_rows && column < Sheet::most_columns;
}

Spot SheetPart::place(uint32_t row, uint32_t column) const {
    return say(Said::at_words, column_letters(column) + std::to_string(row + 1));
}

/// Rows of one number are one row, as cells lie where they say. Of two at one place nobody knows which is meant.
void SheetPart::end() {
    sheet_.settle();
    if (const auto& at = sheet_.twice())
        fail({say(Said::cell_twice), place(at->row, at->column), say(Said::save_again)});
}

void SheetPart::open(std::string_view name, const XmlAttributes& attributes) {
    taken_ = in_formula_ = false;
    switch (++depth_) {
    case 2: in_ = name == "sheetData" ? In::rows : name == "mergeCells" ? In::merges : In::other; break;
    case 3:
        row_open_ = in_ == In::rows && name == "row";
        if (row_open_) open_row(attributes.get("r"), attributes.flag("hidden"));
        if (in_ == In::merges && name == "mergeCell") open_merge(attributes.get("ref"));
        break;
    case 4:
        cell_open_ = row_open_ && name == "c";
        if (!cell_open_) break;
        begin_cell();
        attributes.each([this](std::string_view key, std::string_view value) { cell_attribute(key, value); });
        place_cell();
        break;
    case 5:
        if (!cell_open_) break;
        taken_ = name == "v";
        inline_ = name == "is";
        in_formula_ = name == "f";
        has_value_ |= taken_ || inline_;
        has_formula_ |= in_formula_;
        break;
    case 6:
        taken_ = cell_open_ && inline_ && name == "t";
        run_ = inline_ && name == "r";
        break;
    case 7: taken_ = cell_open_ && inline_ && run_ && name == "t"; break;
    default: break;
    }
}

void SheetPart::close() {
    taken_ = in_formula_ = false;
    if (depth_-- == 4 && cell_open_) {
        put_cell();
        cell_open_ = inline_ = false;
    }
}

void SheetPart::text(std::string_view piece) {
    if (!taken_ && !in_formula_) return;
    std::string& to = taken_ ? value_ : formula_;
    if (to.size() + piece.size() > 2 * CellTexts::longest) return fail(text_too_long(place()));
    to += piece;
}

void SheetPart::open_row(std::string_view number, bool hides) {
    row_ = next_row_;
    next_column_ = column_ = 0;
    if (!number.empty()) {
        const auto read = std::from_chars(number.data(), number.data() + number.size(), row_);
        if (read.ec != std::errc() || row_ == 0)
            return fail({say(Said::row_number, in_quotes(number)), {}, say(Said::save_again)});
        --row_;
    }
    if (row_ >= Sheet::most_rows) return fail({say(Said::rows_beyond), place(), say(Said::divide_table)});
    next_row_ = row_ + 1;
    auto& hidden = sheet_.hidden_rows;
    if (hides && hidden.size() < Sheet::most_rows && (hidden.empty() || hidden.back() != row_))
        hidden.push_back(row_);
}

void SheetPart::begin_cell() {
    column_ = next_column_;
    kind_ = Kind::number;
    style_ = 0;
    has_value_ = has_formula_ = false;
    value_.clear();
    formula_.clear();
}

void SheetPart::cell_attribute(std::string_view name, std::string_view value) {
    if (name == "r") {
        if (!cell_place(value, row_, column_))
            fail({say(Said::cell_name, in_quotes(value)), place(), say(Said::save_again)});
    } else if (name == "s") {
        std::from_chars(value.data(), value.data() + value.size(), style_);
    } else if (name == "t") {
        kind_ = value == "s"                             ? Kind::shared
                : value == "str" || value == "inlineStr" ? Kind::text
                : value == "b"                           ? Kind::flag
                : value == "e"                           ? Kind::error
                : value == "d"                           ? Kind::iso
                                                         : Kind::number;
    }
}

void SheetPart::place_cell() {
    if (column_ >= Sheet::most_columns) fail({say(Said::columns_beyond), place(), say(Said::divide_table)});
    next_column_ = column_ + 1;
}

void SheetPart::take_row(std::string_view number, bool hidden, const std::vector<WrittenCell>& cells) {
    open_row(number, hidden);
    for (const WrittenCell& cell : cells) {
        if (problem()) return;
        begin_cell();
        if (!cell.place.empty()) cell_attribute("r", cell.place);
        if (!cell.style.empty()) cell_attribute("s", cell.style);
        if (!cell.type.empty()) cell_attribute("t", cell.type);
        place_cell();
        has_value_ = cell.has_value;
        value_ = cell.value;
        put_cell();
    }
}

void SheetPart::open_merge(std::string_view range) {
    Merge merge;
    uint32_t row, column;
    const size_t colon = range.find(':');
    if (colon == range.npos || !cell_place(range.substr(0, colon), merge.row, merge.column) ||
        !cell_place(range.substr(colon + 1), row, column) || row < merge.row || column < merge.column)
        return; // what is no range merges nothing
    if (sheet_.merges.size() >= Sheet::most_rows)
        return fail({say(Said::merges_beyond), {}, say(Said::divide_table)});
    merge.rows = row - merge.row + 1;
    merge.columns = column - merge.column + 1;
    sheet_.merges.push_back(merge);
}

void SheetPart::put(CellType type, double number, std::string_view text) {
    if (text.size() > CellTexts::longest) return fail(text_too_long(place()));
    CellTexts& texts = sheet_.texts();
    sheet_.add(row_, column_, type, number, text.empty() ? 0 : texts.keep(text));
    if (cells_before_ + sheet_.cells() > shared_.limits.cells || texts.bytes() > shared_.limits.text_bytes)
        fail(too_many_cells(place()));
}

void SheetPart::put_number() {
    const std::string_view text = without_blanks(value_);
    if (text.empty()) return;
    const auto number = written_number(text);
    if (!number) return put(CellType::text, 0, text);
    const NumberFormat& format = shared_.styles.of(style_);
    if (format.kind == NumberFormat::Kind::date)
        return put(CellType::date, *number + (shared_.from_1904 ? days_1904 : 0), {});
    if (const std::string seen = seen_number(format, *number); !seen.empty())
        return put(CellType::text, 0, seen);
    put(CellType::number, *number, text);
}

void SheetPart::put_cell() {
    if (problem()) return;
    // A formula that was never calculated would otherwise look like an empty cell; one whose text is empty says that it is a text.
    if (has_formula_ && (!has_value_ || (kind_ == Kind::number && without_blanks(value_).empty())))
        return put(CellType::error, 0, "=" + formula_);
    if (!has_value_) return;
    switch (kind_) {
    case Kind::number: return put_number();
    case Kind::shared: {
        const std::string_view text = without_blanks(value_);
        uint32_t index = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
        if (read.ec != std::errc() || index >= shared_.strings.size())
            return fail({say(Said::cell_text_missing), place(), say(Said::save_again)});
        if (const uint32_t kept = shared_.strings[index]) {
            sheet_.add(row_, column_, CellType::text, 0, kept);
            if (cells_before_ + sheet_.cells() > shared_.limits.cells) fail(too_many_cells(place()));
        }
        return;
    }
    case Kind::text:
        decode_escapes(value_);
        if (!value_.empty()) put(CellType::text, 0, value_);
        return;
    case Kind::flag: {
        const std::string_view text = without_blanks(value_);
        return put(CellType::flag, text == "1" || text == "true", {});
    }
    case Kind::error: return put(CellType::error, 0, without_blanks(value_));
    case Kind::iso:
        if (const auto days = iso_days(without_blanks(value_)))
            put(CellType::date, *days, {});
        else if (!value_.empty())
            put(CellType::text, 0, value_);
    }
}

} // namespace mj
