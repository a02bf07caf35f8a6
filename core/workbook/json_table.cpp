#include "core/workbook/json_table.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdlib>

namespace mj {
namespace {

constexpr uint32_t most_heads = 1000; ///< each is looked for among the others
constexpr std::string_view json_blanks = " \t\r\n", utf8_mark = "\xEF\xBB\xBF";

} // namespace

bool begins_json_table(std::string_view file) {
    if (file.starts_with(utf8_mark)) file.remove_prefix(utf8_mark.size());
    for (const char mark : {'[', '{'}) {
        file.remove_prefix(std::min(file.find_first_not_of(json_blanks), file.size()));
        if (!file.starts_with(mark)) return false;
        file.remove_prefix(1);
    }
    return true;
}

bool JsonTableReader::stop(SaidWith<0> what, SaidWith<0> fix) {
    return !fail({say(what), say(Said::at_row, row_), say(fix)});
}

bool JsonTableReader::wrong() {
    return at_ < text_.size() ? stop(Said::not_json, Said::find_comma)
                              : stop(Said::file_early, Said::get_whole);
}

bool JsonTableReader::too_large() { return stop(Said::cells_many, Said::divide_file); }

bool JsonTableReader::begin() {
    if (!valid_utf8(text_)) return stop(Said::file_not_utf8, Said::save_utf8);
    if (text_.starts_with(utf8_mark)) at_ = utf8_mark.size();
    book_.encoding = "UTF-8";
    book_.format = "json";
    book_.sheets.emplace_back();
    return expect('[');
}

char JsonTableReader::next() {
    at_ = std::min(text_.find_first_not_of(json_blanks, at_), text_.size());
    return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonTableReader::expect(char mark) {
    if (next() != mark) return wrong();
    ++at_;
    return true;
}

bool JsonTableReader::string(std::string& out) {
    out.clear();
    if (!expect('"')) return false;
    uint32_t high = 0; // characters beyond U+FFFF are written as two halves
    while (at_ < text_.size()) {
        const char c = text_[at_++];
        if (c == '"' && !high) return true;
        if (c != '\\') {
            if (high) break;
            out += c;
            continue;
        }
        const char escape = at_ < text_.size() ? text_[at_] : '\0';
        ++at_;
        constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (const size_t known = from.find(escape); escape && known != from.npos && !high) {
            out += to[known];
            continue;
        }
        char* end = nullptr;
        const std::string digits(text_.substr(std::min(at_, text_.size()), 4));
        const uint32_t unit = uint32_t(std::strtoul(digits.c_str(), &end, 16));
        if (escape != 'u' || digits.size() < 4 || *end || (unit >> 10 == 0x37) != (high > 0)) break;
        at_ += 4;
        if (unit >> 10 == 0x36) {
            high = unit;
            continue;
        }
        char bytes[4];
        out.append(bytes, put_utf8(high ? 0x10000 + ((high & 0x3FF) << 10) + (unit & 0x3FF) : unit, bytes));
        high = 0;
    }
    return wrong();
}

/// A list or an object within a row, whose text stays as it is.
bool JsonTableReader::nested() {
    size_t depth = 0;
    do {
        const char c = next();
        if (!c) return wrong();
        if (c == '"') {
            if (!string(cell_)) return false;
            continue;
        }
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        ++at_;
    } while (depth);
    return true;
}

/// What is no text stands as it is written, as in a CSV: numbers keep their digits.
bool JsonTableReader::value(uint32_t column, bool heads) {
    Sheet& sheet = book_.sheets.front();
    const char first = next();
    const size_t from = at_;
    if (first == '"') {
        if (!string(cell_)) return false;
    } else {
        if (first == '[' || first == '{') {
            if (!nested()) return false;
        } else if (std::string_view("-0123456789tfn").find(first) == std::string_view::npos) {
            return wrong();
        } else {
            at_ = std::min(text_.find_first_of(" \t\r\n,}", from), text_.size());
        }
        cell_ = text_.substr(from, at_ - from);
        if (cell_ == "null") return true;
    }
    if (heads || cell_.empty()) return true;
    // What is too long for a record as well is told with its row: the table is not lost for it.
    if (cell_.size() > CellTexts::longest)
        cell_.resize(valid_utf8_prefix(std::string_view(cell_).substr(0, CellTexts::longest)));
    if (sheet.cells() >= limits_.cells || sheet.texts().bytes() > limits_.text_bytes) return too_large();
    sheet.add(row_, column, CellType::text, 0, sheet.texts().keep(cell_));
    return true;
}

uint32_t JsonTableReader::column_of(const std::string& head) {
    uint32_t at = likely_;
    if (at >= heads_.size() || heads_[at] != head)
        at = uint32_t(std::find(heads_.begin(), heads_.end(), head) - heads_.begin());
    if (at == heads_.size()) {
        Sheet& sheet = book_.sheets.front();
        heads_.push_back(head);
        if (at < most_heads) sheet.add(0, at, CellType::text, 0, sheet.texts().keep(head));
    }
    likely_ = at + 1;
    return at;
}

/// `heads`: only these are looked at.
bool JsonTableReader::object(bool heads) {
    if (!expect('{')) return false;
    likely_ = 0;
    for (bool first = true; next() != '}'; first = false) {
        if ((!first && !expect(',')) || !string(key_)) return false;
        const uint32_t column = column_of(key_);
        if (column >= most_heads) return too_large();
        if (!expect(':') || !value(column, heads)) return false;
    }
    return expect('}');
}

bool JsonTableReader::step(const Deadline& deadline) {
    constexpr uint32_t rows_a_look = 128;
    if (problem()) return true;
    if (book_.sheets.empty()) {
        if (!begin()) return true;
        // So that the cells come in their order.
        const size_t start = at_;
        if (!object(true)) return true;
        at_ = start;
    }
    Sheet& sheet = book_.sheets.front();
    for (;;) {
        if (!object(false)) return true;
        sheet.add_row(row_++);
        if (row_ >= Sheet::most_rows) return !too_large();
        if (next() == ']') break;
        if (!expect(',')) return true;
        if (row_ % rows_a_look == 0 && deadline.passed()) return false;
    }
    ++at_;
    if (next()) return !wrong();
    sheet.settle();
    return true;
}

} // namespace mj
