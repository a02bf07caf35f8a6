#include "app/state/mapping.hpp"

#include "app/state/word_list.hpp"
#include "core/base/key_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace mj {
namespace {

constexpr std::string_view mapping_format = "tables 2", whole_heads = "tables 1";
constexpr std::string_view order_names[] = {"", "year_first", "month_first", "day_first"};

std::string in_json(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (uint8_t(c) < 0x20)
            out += std::string("\\u00") + digits[uint8_t(c) >> 4] + digits[c & 15];
        else
            out += c;
    }
    return out + '"';
}

bool may_be_letters(std::string_view head) {
    return head.size() <= 3 &&
           std::all_of(head.begin(), head.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

DateOrder order_of(std::string_view name) {
    const auto at = std::find(std::begin(order_names), std::end(order_names), name);
    return at == std::end(order_names) ? DateOrder::ask : DateOrder(at - std::begin(order_names));
}

void put_column(std::string& out, const Mapping::Column& column) {
    put_word(out, column.head);
    put_word(out, column.field_said ? "1" : "0");
    put_word(out, column.field);
    put_word(out, order_names[size_t(column.order)]);
    put_word(out, std::to_string(column.century));
}

std::optional<Mapping::Column> take_column(std::string_view& text) {
    Mapping::Column out;
    const auto head = take_word(text), said = take_word(text), field = take_word(text),
               order = take_word(text), century = take_word(text);
    if (!head || !said || !field || !order || !century) return {};
    out.head = *head, out.field_said = *said == "1", out.field = *field;
    out.order = order_of(*order);
    out.century = *century == "1900" ? 1900 : *century == "2000" ? 2000 : 0;
    return out;
}

bool are_letters(std::string_view name) {
    return !name.empty() && name.size() <= 3 &&
           std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

Mapping::Column& Mapping::column(const std::string& head) {
    for (Column& one : columns)
        if (one.head == head) return one;
    columns.emplace_back().head = head;
    return columns.back();
}

const Mapping::Column* Mapping::find(std::string_view head) const {
    for (const Column& one : columns)
        if (one.head == head) return &one;
    return nullptr;
}

const Mapping::Row* Mapping::row(uint64_t line) const {
    const auto at = std::lower_bound(rows.begin(), rows.end(), line,
                                     [](const Row& row, uint64_t l) { return row.line < l; });
    return at != rows.end() && at->line == line ? &*at : nullptr;
}

void Mapping::say(uint64_t line, std::optional<bool> take, const std::string& text) {
    const auto at = std::lower_bound(rows.begin(), rows.end(), line,
                                     [](const Row& row, uint64_t l) { return row.line < l; });
    const bool there = at != rows.end() && at->line == line;
    if (there && take)
        at->take = *take;
    else if (there)
        rows.erase(at);
    else if (take)
        rows.insert(at, {line, *take, text});
}

std::string column_name(const Reading& reading, size_t column) {
    const HeadCell& head = reading.columns[column].head;
    if (head.numbered) return column_letters(head.column);
    const std::string key = key_text(head.text);
    const bool twice =
        std::any_of(reading.columns.begin(), reading.columns.end(), [&](const ReadColumn& other) {
            return other.head.column != head.column && key_text(other.head.text) == key;
        });
    return key.empty() || twice || may_be_letters(key) ? column_letters(head.column) : head.text;
}

void drop_unknown(const Catalog& catalog, int reg, Mapping& mapping) {
    const Register& fields = catalog.registers[size_t(reg)];
    std::erase_if(mapping.columns, [&](const Mapping::Column& column) {
        const bool append = column.field.starts_with('+');
        const std::string_view id = std::string_view(column.field).substr(append);
        const int f = fields.find(id);
        return !id.empty() && id != "id" && (f < 0 || (append && !fields.fields[size_t(f)].remarks));
    });
    std::erase_if(mapping.words, [&](const Mapping::Word& word) {
        const int f = fields.find(word.field);
        if (f < 0 || fields.fields[size_t(f)].type != FieldType::code) return true;
        const CodeList& list = catalog.code_lists[size_t(fields.fields[size_t(f)].codes)];
        return !word.code.empty() && list.find(word.code) < 0;
    });
}

std::string head_line(const Reading& reading) {
    std::string out;
    for (const ReadColumn& column : reading.columns)
        if (!column.made && !column.head.numbered && column.head.means.how != Note::own_reason &&
            !column.head.text.empty())
            out += key_text(column.head.text) + '\x1F';
    // Without heads it is how many columns there are that tells.
    return reading.headless() ? std::to_string(reading.columns.size()) : out;
}

const Mapping::Fill* Mapping::fill(int field) const {
    for (const Fill& one : fills)
        if (one.field == field) return &one;
    return nullptr;
}

std::string map_text(const Register& reg, const Mapping& mapping) {
    std::string columns, words, fills, rows;
    for (const Mapping::Column& column : mapping.columns) {
        std::string said;
        const auto say = [&](std::string_view key, const std::string& value) {
            said += (said.empty() ? "" : ", ") + in_json(key) + ": " + value;
        };
        if (column.field_said && column.field.starts_with('+'))
            say("append", in_json(column.field.substr(1)));
        else if (column.field_said)
            say("field", in_json(column.field));
        if (column.order != DateOrder::ask) say("order", in_json(order_names[size_t(column.order)]));
        if (column.short_order != DateOrder::ask)
            say("short", in_json(order_names[size_t(column.short_order)]));
        if (column.century) say("century", std::to_string(column.century));
        if (column.sure) say("sure", "true");
        if (column.power >= 0) say("unit", in_json(unit_text(column.power, true)));
        if (!said.empty())
            columns += (columns.empty() ? "" : ", ") + in_json(column.head) + ": {" + said + '}';
    }
    std::map<std::string, std::string> by_field;
    for (const Mapping::Word& word : mapping.words) {
        std::string& list = by_field[word.field];
        list += (list.empty() ? "" : ", ") + in_json(word.word) + ": " +
                (word.code.empty() ? "null" : in_json(word.code));
    }
    for (const auto& [field, list] : by_field)
        words += (words.empty() ? "" : ", ") + in_json(field) + ": {" + list + '}';
    for (const Mapping::Fill& one : mapping.fills)
        fills += (fills.empty() ? "" : ", ") + in_json(reg.fields[size_t(one.field)].id) + ": " +
                 (one.column.empty() ? in_json(one.value) : "{\"column\": " + in_json(one.column) + "}");
    // Of nine digits, so that the reader of the map has them in the order of the table.
    for (const Mapping::Row& row : mapping.rows)
        rows += (rows.empty() ? "\"" : ", \"") + std::to_string(1'000'000'000 + row.line).substr(1) +
                "\": " + (row.take ? "\"take\"" : "\"leave\"");
    return "{\"columns\": {" + columns + "}, \"words\": {" + words + "}, \"fill\": {" + fills +
           "}, \"rows\": {" + rows + "}}";
}

std::string field_of(const Register& reg, const Reading& reading, size_t column) {
    const ReadColumn& of = reading.columns[column];
    if (of.head.means.how == Note::to_remark)
        for (const Field& field : reg.fields)
            if (field.remarks) return "+" + field.id;
    if (of.field() == Meaning::record_id_field) return "id";
    return of.field() < 0 ? std::string() : reg.fields[size_t(of.field())].id;
}

HeadKey head_key(const Reading& reading, size_t column) {
    const std::string name = column_name(reading, column);
    return are_letters(name) ? HeadKey{head_line(reading), name} : HeadKey{"", key_text(name)};
}

Mappings Mappings::parse(std::string_view text) {
    Mappings out;
    const auto format = take_word(text);
    if (!format || (*format != mapping_format && *format != whole_heads)) return out;
    while (!text.empty()) {
        const auto kind = take_word(text), reg = take_word(text), second = take_word(text);
        if (!kind || !reg || !second) break;
        if (*kind == "word") {
            const auto word = take_word(text), code = take_word(text);
            if (!word || !code) break;
            out.keep(*reg, {std::string(*second), std::string(*word), std::string(*code)});
            continue;
        }
        if (*kind == "same") {
            const auto head = take_word(text), field = take_word(text);
            if (!head || !field) break;
            out.keep(Same{std::string(*reg), std::string(*second), std::string(*head), std::string(*field)});
            continue;
        }
        if (*kind == "column") {
            auto column = take_column(text);
            const auto short_order = take_word(text);
            if (!column || !short_order) break;
            column->short_order = order_of(*short_order);
            out.keep(*reg, {std::string(*second), column->head}, *column);
            continue;
        }
        if (*kind == "taken") {
            Taken table{std::string(*reg), std::string(*second), {}};
            const auto count = take_word(text);
            for (size_t left = count ? size_t(std::atoi(std::string(*count).c_str())) : 0; left; --left) {
                const auto field = take_word(text);
                if (!field) return out;
                table.fields.emplace_back(*field);
            }
            out.keep(std::move(table));
            continue;
        }
        // As it was once kept: all columns of a whole head.
        for (bool more = true; more;) {
            const auto next = take_word(text);
            more = next && *next == "column";
            if (!more) break;
            auto column = take_column(text);
            if (!column) return out;
            out.keep(*reg,
                     are_letters(column->head) ? HeadKey{std::string(*second), column->head}
                                               : HeadKey{"", key_text(column->head)},
                     *column);
        }
    }
    return out;
}

std::string Mappings::text() const {
    std::string out;
    put_word(out, mapping_format);
    for (const KeptWord& one : words_)
        for (const std::string_view word :
             {std::string_view("word"), std::string_view(one.reg), std::string_view(one.word.field),
              std::string_view(one.word.word), std::string_view(one.word.code)})
            put_word(out, word);
    for (const KeptColumn& one : columns_) {
        put_word(out, "column");
        put_word(out, one.reg);
        put_word(out, one.heads);
        put_column(out, one.column);
        put_word(out, order_names[size_t(one.column.short_order)]);
    }
    for (const Same& one : same_)
        for (const std::string_view word :
             {std::string_view("same"), std::string_view(one.reg), std::string_view(one.heads),
              std::string_view(one.head), std::string_view(one.field)})
            put_word(out, word);
    for (const Taken& table : taken_) {
        put_word(out, "taken");
        put_word(out, table.reg);
        put_word(out, table.heads);
        put_word(out, std::to_string(table.fields.size()));
        for (const std::string& field : table.fields) put_word(out, field);
    }
    return out;
}

const Mapping::Column* Mappings::column(std::string_view reg, const HeadKey& key) const {
    for (const KeptColumn& one : columns_)
        if (one.reg == reg && one.heads == key.heads && one.column.head == key.head) return &one.column;
    return nullptr;
}

std::vector<Mapping::Word> Mappings::words(std::string_view reg) const {
    std::vector<Mapping::Word> out;
    for (const KeptWord& one : words_)
        if (one.reg == reg) out.push_back(one.word);
    return out;
}

void Mappings::drop(std::string_view reg, const HeadKey& key) {
    std::erase_if(columns_, [&](const KeptColumn& one) {
        return one.reg == reg && one.heads == key.heads && one.column.head == key.head;
    });
}

void Mappings::keep(std::string_view reg, const HeadKey& key, Mapping::Column column) {
    drop(reg, key);
    column.head = key.head;
    columns_.push_back({std::string(reg), key.heads, std::move(column)});
    if (columns_.size() > most_columns) columns_.erase(columns_.begin());
}

void Mappings::keep(std::string_view reg, const Mapping::Word& word) {
    std::erase_if(words_, [&](const KeptWord& one) {
        return one.reg == reg && one.word.field == word.field && one.word.word == word.word;
    });
    words_.push_back({std::string(reg), word});
    if (words_.size() > most_words) words_.erase(words_.begin());
}

void Mappings::keep(Taken table) {
    std::erase_if(taken_, [&](const Taken& one) { return one.reg == table.reg && one.heads == table.heads; });
    taken_.push_back(std::move(table));
    if (taken_.size() > most_taken) taken_.erase(taken_.begin());
}

void Mappings::keep(Same same) {
    drop_same(same.reg, same.field);
    same_.push_back(std::move(same));
    if (same_.size() > most_same) same_.erase(same_.begin());
}

void Mappings::drop_same(std::string_view reg, std::string_view field) {
    std::erase_if(same_, [&](const Same& one) { return one.reg == reg && one.field == field; });
}

void Mappings::forget(std::string_view reg, const std::vector<HeadKey>& heads,
                      const std::vector<std::string>& fields) {
    for (const HeadKey& key : heads) {
        drop(reg, key);
        std::erase_if(same_, [&](const Same& one) {
            return one.reg == reg && one.heads == key.heads && one.head == key.head;
        });
    }
    std::erase_if(words_, [&](const KeptWord& one) {
        return one.reg == reg && std::find(fields.begin(), fields.end(), one.word.field) != fields.end();
    });
}

} // namespace mj
