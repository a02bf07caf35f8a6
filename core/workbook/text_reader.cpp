#include "core/workbook/text_reader.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace mj {
namespace {

constexpr size_t slice = 64 << 10;

/// Where the encoding shows: around the first byte that is not ASCII.
ByteView telling(ByteView whole) {
    const auto odd = std::find_if(whole.begin(), whole.end(), [](uint8_t b) { return b == 0 || b >= 0x80; });
    const size_t from = odd == whole.end() ? 0 : size_t(odd - whole.begin()) / slice * slice;
    return whole.subspan(from, std::min(whole.size() - from, 2 * slice));
}

enum class CellEnd { cut, separator, line, file, unclosed };

struct TextCell {
    CellEnd end = CellEnd::cut;
    std::string_view text = {};
    size_t bytes = 0; ///< with what ends it
};

/// Cells one after the other. `cut`: whether the cell ends here only what follows can tell.
class CellCutter {
  public:
    CellCutter(char separator, bool last) : separator_(separator), last_(last) {}

    TextCell cell(std::string_view from) {
        if (from.empty()) return {last_ ? CellEnd::file : CellEnd::cut};
        if (from[0] != '"') {
            const size_t n = ordinary(from);
            return ended(from, n, from.substr(0, n));
        }
        unquoted_.clear();
        for (size_t at = 1;;) {
            const size_t mark = from.find('"', at);
            const std::string_view part = from.substr(at, mark == from.npos ? from.npos : mark - at);
            if (mark == from.npos || (mark + 1 == from.size() && !last_))
                return {last_ ? CellEnd::unclosed : CellEnd::cut};
            const bool doubled = mark + 1 < from.size() && from[mark + 1] == '"';
            if (doubled) {
                unquoted_.append(part).append(1, '"');
                at = mark + 2;
                continue;
            }
            // What follows the closing mark belongs to the cell: spreadsheets read it so.
            const size_t rest = ordinary(from.substr(mark + 1)), end = mark + 1 + rest;
            if (unquoted_.empty() && rest == 0) return ended(from, end, part);
            unquoted_.append(part).append(from.substr(mark + 1, rest));
            return ended(from, end, unquoted_);
        }
    }

  private:
    size_t ordinary(std::string_view from) const {
        size_t n = 0;
        while (n < from.size() && from[n] != separator_ && from[n] != '\n' && from[n] != '\r') ++n;
        return n;
    }
    TextCell ended(std::string_view from, size_t n, std::string_view text) const {
        if (n == from.size()) return {last_ ? CellEnd::file : CellEnd::cut, text, n};
        if (from[n] == separator_) return {CellEnd::separator, text, n + 1};
        if (from[n] == '\r' && n + 1 == from.size() && !last_) return {CellEnd::cut};
        return {CellEnd::line, text, n + size_t(from.substr(n, 2) == "\r\n" ? 2 : 1)};
    }
    char separator_;
    bool last_;
    std::string unquoted_;
};

/// How well a separator explains these lines: how many rows have the number of cells that most have, and that number.
std::pair<size_t, size_t> explained(std::string_view head, bool last, char separator) {
    CellCutter cutter(separator, last);
    std::array<size_t, 256> rows_of{};
    for (size_t cells = 1, rows = 0; rows < 1000;) {
        const TextCell cell = cutter.cell(head);
        if (cell.end == CellEnd::cut || cell.end == CellEnd::unclosed) break;
        if (cell.end == CellEnd::separator)
            ++cells;
        else {
            ++rows_of[std::min(cells, rows_of.size() - 1)];
            ++rows;
            cells = 1;
        }
        head.remove_prefix(cell.bytes);
        if (cell.end == CellEnd::file) break;
    }
    const auto most = std::max_element(rows_of.begin() + 2, rows_of.end());
    return {*most, size_t(most - rows_of.begin())};
}

} // namespace

TextTableReader::TextTableReader(ByteView whole, const WorkbookLimits& limits)
    : FormatReader(limits), whole_(whole) {
    book_.sheets.emplace_back();
}

float TextTableReader::progress() const {
    return whole_.empty() ? 1 : float(double(fed_) / double(whole_.size()));
}

Spot TextTableReader::place() const {
    return {say(Said::at_row, uint64_t(row_) + 1), say(Said::at_column, column_letters(column_))};
}

bool TextTableReader::begin() {
    const ByteView head = telling(whole_);
    const Detection found = detect(head, head.data() + head.size() == whole_.data() + whole_.size());
    if (!found) {
        const Problem& wrong = found.problem();
        Spot where = wrong.where;
        if (const auto from = uint64_t(head.data() - whole_.data()))
            where = say(Said::at_byte_after, where.parts.front().holes.front(), from);
        fail({say(Said::no_table, wrong.what), std::move(where), say(Said::save_csv_xlsx)});
        return false;
    }
    decoder_.emplace(*found);
    book_.encoding = name_of(*found);
    return true;
}

bool TextTableReader::step(const Deadline& deadline) {
    if (problem() || (!decoder_ && !begin())) return true;
    while (!last_) {
        const ByteView piece = whole_.subspan(fed_, std::min(slice, whole_.size() - fed_));
        fed_ += piece.size();
        const bool whole = fed_ == whole_.size();
        const bool good = decoder_->feed(piece, text_) && (!whole || decoder_->finish());
        last_ = whole && good;
        if (!separator_) choose_separator();
        if (!read_cells()) return true;
        if (!good) {
            const Problem& wrong = decoder_->problem();
            Spot where = place();
            where.add(wrong.where);
            return fail({wrong.what, std::move(where), wrong.fix});
        }
        if (!last_ && deadline.passed()) return false;
    }
    book_.format = separator_ == '\t' ? "tsv" : "csv";
    book_.sheets.front().settle();
    return true;
}

void TextTableReader::choose_separator() {
    // Excel's own note, no row of the table.
    if ((text_.starts_with("sep=") || text_.starts_with("SEP=")) && text_.size() > 5 && text_[4] > 0x1F &&
        text_[4] != '"' && (text_[5] == '\r' || text_[5] == '\n')) {
        separator_ = text_[4];
        text_.erase(0, text_.compare(5, 2, "\r\n") == 0 ? 7 : 6);
        return;
    }
    std::pair<size_t, size_t> best{0, 0};
    separator_ = ',';
    for (const char candidate : {',', '\t', ';'})
        if (const auto by = explained(text_, last_, candidate); by > best) {
            best = by;
            separator_ = candidate;
        }
}

bool TextTableReader::read_cells() {
    CellCutter cutter(separator_, last_);
    std::string_view left = text_;
    for (;;) {
        const TextCell cell = cutter.cell(left);
        if (cell.end == CellEnd::unclosed)
            return !fail({say(Said::quote_open), place(), say(Said::close_quote)});
        if (cell.end == CellEnd::cut) break;
        if (!put(cell.text)) return false;
        left.remove_prefix(cell.bytes);
        if (cell.end == CellEnd::separator) {
            ++column_;
            continue;
        }
        // Behind the last line end there is no row.
        if (cell.end == CellEnd::line || column_ > 0 || cell.bytes > 0) end_row();
        if (cell.end == CellEnd::file) break;
        if (row_ >= limits_.cells)
            return !fail({say(Said::rows_many, limits_.cells), place(), say(Said::divide_file)});
    }
    if (left.size() > 2 * CellTexts::longest + 2)
        return !fail({say(Said::cell_long, CellTexts::longest), place(),
                      left[0] == '"' ? say(Said::close_begun) : say(Said::shorten)});
    text_.erase(0, text_.size() - left.size());
    return true;
}

bool TextTableReader::put(std::string_view text) {
    Sheet& sheet = book_.sheets.front();
    if (column_ >= Sheet::most_columns) return !fail({say(Said::row_wide, Sheet::most_columns), place()});
    if (text.empty()) return true;
    // What is too long for a record as well is told with its row: the table is not lost for it.
    if (text.size() > CellTexts::longest)
        text = text.substr(0, valid_utf8_prefix(text.substr(0, CellTexts::longest)));
    if (sheet.cells() >= limits_.cells || sheet.texts().bytes() > limits_.text_bytes)
        return !fail({say(Said::cells_many), place(), say(Said::divide_file)});
    sheet.add(row_, column_, CellType::text, 0, sheet.texts().keep(text));
    return true;
}

void TextTableReader::end_row() {
    book_.sheets.front().add_row(row_++);
    column_ = 0;
}

} // namespace mj
