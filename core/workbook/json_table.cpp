#include "core/workbook/json_table.hpp"

#include "core/base/encoding.hpp"
#include "core/base/utf8.hpp"
#include "core/workbook/number.hpp"

#include <algorithm>

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

bool JsonTableReader::wrong(const char* what, const char* fix) {
    return !fail({what, "row " + std::to_string(row_), fix});
}

bool JsonTableReader::cut() { return wrong("the file ends too early", "get the whole file"); }

bool JsonTableReader::begin() {
    const Detection found = detect(whole_, true);
    Decoder decoder(found ? *found : Encoding::utf8);
    if (!found || !decoder.feed(whole_, text_) || !decoder.finish())
        return !fail(found ? decoder.problem() : found.problem());
    book_.encoding = name_of(*found);
    book_.format = "json";
    book_.sheets.emplace_back();
    return expect('[');
}

char JsonTableReader::next() {
    at_ = std::min(text_.find_first_not_of(json_blanks, at_), text_.size());
    return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonTableReader::expect(char mark) {
    if (next() == mark) {
        ++at_;
        return true;
    }
    char what[] = "? is expected";
    what[0] = mark;
    return at_ == text_.size() ? cut() : wrong(what, "look for a missing comma, quote or bracket");
}

bool JsonTableReader::string(std::string& out) {
    out.clear();
    if (!expect('"')) return false;
    for (;;) {
        const size_t stop = text_.find_first_of("\"\\", at_);
        if (stop == text_.npos || (text_[stop] == '\\' && stop + 1 == text_.size())) return cut();
        out.append(text_, at_, stop - at_);
        at_ = stop + 2;
        if (text_[stop] == '"') {
            --at_;
            return true;
        }
        const char escape = text_[stop + 1];
        constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (const size_t known = from.find(escape); escape && known != from.npos) {
            out += to[known];
            continue;
        }
        // Characters beyond U+FFFF are written as two halves.
        const auto unit = [&](size_t at) {
            uint32_t c = 0;
            for (size_t i = 0; i < 4; ++i) {
                const char digit = at + i < text_.size() ? text_[at + i] : '\0';
                const size_t hex = std::string_view("0123456789abcdefABCDEF").find(digit);
                if (!digit || hex == std::string_view::npos) return uint32_t(-1);
                c = c << 4 | uint32_t(hex < 16 ? hex : hex - 6);
            }
            return c;
        };
        uint32_t c = escape == 'u' ? unit(at_) : uint32_t(-1);
        at_ += 4;
        if (c >= 0xD800 && c < 0xDC00 && text_.compare(at_, 2, "\\u") == 0) {
            const uint32_t low = unit(at_ + 2);
            at_ += 6;
            c = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00)
                                              : uint32_t(-1);
        }
        if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
            return wrong("an unknown escape in a text", "write the character itself");
        char bytes[4];
        out.append(bytes, put_utf8(char32_t(c), bytes));
    }
}

/// A list or an object within a row, whose text stays as it is.
bool JsonTableReader::nested() {
    size_t depth = 0;
    do {
        const char c = next();
        if (!c) return cut();
        std::string text;
        if (c == '"') {
            if (!string(text)) return false;
            continue;
        }
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        ++at_;
    } while (depth);
    return true;
}

bool JsonTableReader::value(uint32_t column, bool heads) {
    Sheet& sheet = book_.sheets.front();
    const size_t from = (next(), at_);
    const char first = from < text_.size() ? text_[from] : '\0';
    CellType type = CellType::text;
    double number = 0;
    if (first == '"') {
        if (!string(cell_)) return false;
    } else if (first == '[' || first == '{') {
        if (!nested()) return false;
        cell_.assign(text_, from, at_ - from);
    } else {
        at_ = std::min(text_.find_first_of(" \t\r\n,}", from), text_.size());
        cell_.assign(text_, from, at_ - from);
        if (cell_ == "null") return true;
        if (cell_ == "true" || cell_ == "false") {
            type = CellType::flag;
            number = cell_ == "true";
            cell_.clear();
        } else if (const auto written = written_number(cell_)) {
            type = CellType::number;
            number = *written;
        } else {
            return wrong("not a value of JSON", "put texts in quotes");
        }
    }
    if (heads || (type == CellType::text && cell_.empty())) return true;
    // What is too long for a record as well is told with its row: the table is not lost for it.
    if (cell_.size() > CellTexts::longest)
        cell_.resize(valid_utf8_prefix(std::string_view(cell_).substr(0, CellTexts::longest)));
    if (sheet.cells() >= limits_.cells || sheet.texts().bytes() > limits_.text_bytes)
        return wrong("more cells than a table may have", "divide the file");
    sheet.add(row_, column, type, number, sheet.texts().keep(cell_));
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
        if (column >= most_heads) return wrong("more than 1000 cells in a row", "divide the file");
        if (!expect(':') || !value(column, heads)) return false;
    }
    return expect('}');
}

bool JsonTableReader::step(const Deadline& deadline) {
    constexpr uint32_t rows_a_look = 128;
    if (problem()) return true;
    if (text_.empty()) {
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
        if (row_ >= Sheet::most_rows) return !wrong("more than 1048576 rows", "divide the file");
        if (next() == ']') break;
        if (!expect(',')) return true;
        if (row_ % rows_a_look == 0 && deadline.passed()) return false;
    }
    ++at_;
    if (next()) return !wrong("there is text after the end", "remove it");
    sheet.settle();
    return true;
}

} // namespace mj
