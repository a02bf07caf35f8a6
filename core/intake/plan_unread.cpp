// The part of a plan that keeps with its record what a row said that could not be read.
#include "core/base/key_text.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/intake/plan.hpp"
#include "core/ledger/unread.hpp"

#include <algorithm>

namespace mj {
namespace {

std::string words_of_cell(std::string_view cell) {
    std::string out(without_blanks(without_guard(cell)));
    if (!valid_utf8(out)) return shown(out);
    clean(out);
    return std::string(without_blanks(out));
}

} // namespace

/// Takes the row's words, if any, out of its values.
std::string Plan::take_unread(std::vector<FieldValue>& values) const {
    const auto at = std::find_if(values.begin(), values.end(), [this](const FieldValue& v) {
        return v.field == register_.unread && present(v.value);
    });
    if (at == values.end()) return {};
    std::string out = std::get<std::string>(at->value);
    values.erase(at);
    return out;
}

bool Plan::give_unread(std::string text, std::vector<FieldValue>& values) const {
    Value value;
    if (!text.empty()) value = std::move(text);
    if (check_value(ledger_.catalog(), register_.fields[size_t(register_.unread)], value)) return false;
    values.push_back({register_.unread, std::move(value)});
    return true;
}

/// Adds what stands in the cells of the problems from `said` on. False: there is no place for all of it.
bool Plan::add_unread(size_t said, std::vector<FieldValue>& values) const {
    std::string text = take_unread(values);
    for (size_t i = said; i < problems_.size(); ++i) {
        if (problems_[i].column < 0) continue;
        std::string words = words_of_cell(problems_[i].value);
        if (words.empty()) continue;
        if (register_.unread < 0) return false;
        const ReadColumn& column = reading_.columns[size_t(problems_[i].column)];
        const HeadCell& head = column.head;
        int field = head.means.field;
        if (field >= 0 && adds_up(register_.fields[size_t(field)]) && column.hints.power &&
            !head.by_row) // else nobody knows it any more
            words += "（" +
                     unit_text(column.hints.power, register_.fields[size_t(field)].type == FieldType::money) +
                     "）";
        if (field < 0) { // the second of two columns for a field
            field = register_.unread;
            const std::string before = unread_in(register_, text, field);
            words = before + (before.empty() ? "" : "\n") + head.text + "：" + words;
        }
        text = with_unread(register_, text, field, words);
    }
    return text.empty() || give_unread(std::move(text), values);
}

/// What the record that is there has kept stays until its field is filled.
bool Plan::settle_unread(const Table& table, uint32_t row, std::vector<FieldValue>& values) const {
    if (register_.unread < 0) return true;
    const Column& column = table.column(register_.unread);
    const std::string fresh = take_unread(values),
                      kept(column.has(row) ? column.text(row) : std::string_view());
    std::string text = kept;
    for (const FieldValue& v : values)
        if (!text.empty() && present(v.value)) text = with_unread(register_, text, v.field, {});
    for (int f = 0; !fresh.empty() && f < table.fields(); ++f)
        if (const std::string words = unread_in(register_, fresh, f); !words.empty())
            text = with_unread(register_, text, f, words);
    return text == kept || give_unread(std::move(text), values);
}

} // namespace mj
