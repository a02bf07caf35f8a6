// Columns whose field is not what their heads say alone: words of a list that are free texts, and fields without a column.
#include "core/base/key_text.hpp"
#include "core/base/nearest.hpp"
#include "core/intake/reading.hpp"

#include <algorithm>
#include <set>

namespace mj {
namespace {

size_t characters(std::string_view text) {
    return size_t(
        std::count_if(text.begin(), text.end(), [](char c) { return (uint8_t(c) & 0xC0) != 0x80; }));
}

} // namespace

/// Codes come again and are short. Where each row has a text of its own and none is in the list, it is none of codes.
bool TableReader::free_texts(const ReadColumn& column) const {
    constexpr uint32_t most_rows = 400;
    constexpr size_t least_words = 8, long_word = 6;
    const Field& field = register_.fields[size_t(column.field())];
    std::set<std::string> words;
    size_t rows = 0, length = 0;
    const uint32_t end = std::min(sheet_.rows(), table_.first() + most_rows);
    for (uint32_t row = table_.first(); row < end; ++row) {
        if (table_.no_record(row)) continue;
        const std::string text = cell_text(sheet_.at(row, column.head.column));
        if (without_blanks(text).empty()) continue;
        if (understand(catalog_, field, std::string_view(text)).kind == Understood::Kind::value) return false;
        ++rows;
        if (words.insert(key_text(text)).second) length += characters(without_blanks(text));
    }
    return words.size() >= least_words && words.size() * 4 >= rows * 3 && length >= words.size() * long_word;
}

/// The text field without a column whose name is most like the head; -1: none is.
int TableReader::text_like(const std::string& head) const {
    constexpr int alike = 60;
    int found = -1, most = alike;
    const std::string key = key_text(head);
    for (size_t f = 0; f < register_.asked(); ++f) {
        const Field& field = register_.fields[f];
        const bool taken = std::any_of(out_.columns.begin(), out_.columns.end(),
                                       [&](const ReadColumn& one) { return one.field() == int(f); });
        if (taken || field.type != FieldType::text) continue;
        int best = likeness(key, key_text(field.name.zh));
        for (const std::string& also : field.also) best = std::max(best, likeness(key, key_text(also)));
        if (best > most) found = int(f), most = best;
    }
    return found;
}

void TableReader::leave_free_texts() {
    for (ReadColumn& column : out_.columns) {
        Meaning& means = column.head.means;
        if (means.field < 0 || register_.fields[size_t(means.field)].type != FieldType::code) continue;
        if ((means.how != Note::by_name && means.how != Note::by_also) || !free_texts(column)) continue;
        means.field = text_like(column.head.text);
        means.how = means.field < 0 ? Note::free_text : Note::by_text;
    }
}

/// Where no column of the sheet is for the field: a column of its own beside them, which says in all rows the same, or what another
/// column says.
void TableReader::fill_columns() {
    for (const FillWish& fill : wish_.fills) {
        const auto& columns = out_.columns;
        const auto of_field = [&](const ReadColumn& one) { return one.field() == fill.field; };
        if (std::any_of(columns.begin(), columns.end(), of_field)) continue;
        const Field& of = register_.fields[size_t(fill.field)];
        if (!fill.column.empty()) {
            const std::string key = key_text(fill.column);
            const auto source = std::find_if(columns.begin(), columns.end(), [&](const ReadColumn& one) {
                return !one.made &&
                       (key_text(one.head.text) == key || column_letters(one.head.column) == fill.column);
            });
            if (source == columns.end()) continue;
            ReadColumn made{*source};
            made.source = int(source - columns.begin());
            made.head.text = of.name.zh + " = “" + source->head.text + "”";
            made.head.column = sheet_.columns();
            made.head.means = {fill.field, Note::filled, source->head.means.wish};
            made.made = true;
            out_.columns.push_back(std::move(made));
            continue;
        }
        std::string value = fill.text;
        const Understood got = understand(catalog_, of, fill.text);
        if (const auto* code = std::get_if<int64_t>(&got.value); code && of.type == FieldType::code)
            value = catalog_.code_lists[size_t(of.codes)].codes[size_t(*code - 1)].name.zh;
        HeadCell head{sheet_.columns(), of.name.zh + " = " + value, {fill.field, Note::filled, nullptr}};
        filled_.push_back({out_.columns.size(), fill.text});
        out_.columns.push_back({std::move(head), wish_.hints});
        out_.columns.back().made = true;
    }
}

} // namespace mj
