#include "core/base/key_text.hpp"
#include "core/base/shown.hpp"
#include "core/intake/reading.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mj {
namespace {

using MapJson = nlohmann::json;

Saying map_key(std::string_view key) { return say(Said::in_named, shown(key, longest_quote)); }

/// In something, the part that is wrong.
Spot map_part(Spot where, std::string_view key) {
    where.add(map_key(key));
    return where;
}

/// "order", "short" and "century", of one column or of all.
std::optional<Problem> read_hints(const MapJson& json, const Spot& where, DateOrder& order,
                                  DateOrder& short_order, int& century) {
    for (const auto& [key, out] : {std::pair{"order", &order}, std::pair{"short", &short_order}}) {
        const auto it = json.find(key);
        if (it == json.end()) continue;
        constexpr std::string_view orders[] = {"", "year_first", "month_first", "day_first"};
        const auto at = it->is_string()
                            ? std::find(std::begin(orders) + 1, std::end(orders), it->get<std::string>())
                            : std::end(orders);
        if (at == std::end(orders))
            return Problem{say(Said::not_order), map_part(where, key), say(Said::write_order)};
        *out = DateOrder(at - std::begin(orders));
    }
    if (const auto it = json.find("century"); it != json.end()) {
        if (*it != 1900 && *it != 2000)
            return Problem{say(Said::not_century), map_part(where, "century"), say(Said::write_century)};
        century = it->get<int>();
    }
    return std::nullopt;
}

bool text_field(const Register& reg, const MapJson& name) {
    const int f = name.is_string() ? reg.find(name.get<std::string>()) : -1;
    return f >= 0 && reg.fields[size_t(f)].type == FieldType::text;
}

/// {"outcome": {"和解销案": "agreed"}}
std::optional<Problem> read_words(const MapJson& json, const Catalog& catalog, const Register& reg,
                                  std::vector<WordWish>& out) {
    for (const auto& field : json.items()) {
        const Spot where{map_key("words"), map_key(field.key())};
        const int f = reg.find(field.key());
        if (f < 0 || reg.fields[size_t(f)].type != FieldType::code || !field.value().is_object())
            return Problem{say(Said::words_of_codes), where, say(Said::write_code_words)};
        const CodeList& list = catalog.code_lists[size_t(reg.fields[size_t(f)].codes)];
        for (const auto& word : field.value().items()) {
            WordWish wish{f, key_text(word.key()), -1};
            if (word.value().is_string()) wish.code = list.find(word.value().get<std::string>());
            if (wish.code < 0 && !word.value().is_null())
                return Problem{say(Said::no_code_of, list.id), map_part(where, word.key()),
                               say(Said::write_code)};
            out.push_back(std::move(wish));
        }
    }
    return std::nullopt;
}

std::optional<Problem> read_column(const MapJson& json, const Register& reg, ColumnWish& out,
                                   std::string& append) {
    const Spot where{map_key("columns"), map_key(out.head)};
    const auto field = [&](const MapJson& name) -> std::optional<Problem> {
        out.has_field = true;
        if (name.is_string())
            out.field = name.get<std::string>();
        else if (!name.is_null())
            return Problem{say(Said::field_id_expected), where, say(Said::write_field_id)};
        if (out.field.empty() || out.field == "id" || reg.find(out.field) >= 0) return std::nullopt;
        return Problem{say(Said::no_field_of, reg.id, in_quotes(out.field)), where, say(Said::use_field_id)};
    };
    if (!json.is_object()) return field(json);
    for (const auto& item : json.items()) {
        if (item.key() == "field") {
            if (auto problem = field(item.value())) return problem;
        } else if (item.key() == "append") {
            const std::string to = text_field(reg, item.value()) ? item.value().get<std::string>() : "";
            if (to.empty() || (!append.empty() && to != append))
                return Problem{say(Said::not_append), map_part(where, "append"),
                               say(Said::use_append, reg.id)};
            append = to;
            out.has_field = out.append = true;
        } else if (item.key() == "unit") {
            out.power = item.value().is_string() ? unit_power(key_text(item.value().get<std::string>())) : -1;
            if (out.power < 0)
                return Problem{say(Said::not_unit), map_part(where, "unit"), say(Said::write_unit)};
        } else if (item.key() == "sure" && item.value().is_boolean()) {
            out.sure = item.value().get<bool>();
        } else if (item.key() != "order" && item.key() != "short" && item.key() != "century") {
            return Problem{say(Said::key_unknown, in_quotes(item.key())), where, say(Said::column_keys)};
        }
    }
    return read_hints(json, where, out.order, out.short_order, out.century);
}

/// {"subject": "wages", "accepted": {"column": "收案日期"}}
std::optional<Problem> read_fills(const MapJson& json, const Catalog& catalog, const Register& reg,
                                  std::vector<FillWish>& out) {
    for (const auto& fill : json.items()) {
        const Spot where{map_key("fill"), map_key(fill.key())};
        const int f = reg.find(fill.key());
        if (f < 0)
            return Problem{say(Said::no_field_of, reg.id, in_quotes(fill.key())), where,
                           say(Said::use_field_id)};
        if (fill.value().is_object()) {
            const auto column = fill.value().find("column");
            if (fill.value().size() != 1 || column == fill.value().end() || !column->is_string() ||
                column->get_ref<const std::string&>().empty())
                return Problem{say(Said::column_expected), where, say(Said::write_column)};
            out.push_back({f, {}, column->get<std::string>()});
            continue;
        }
        const std::string text = fill.value().is_string() ? fill.value().get<std::string>() : "";
        const Understood got = understand(catalog, reg.fields[size_t(f)], text);
        if (got.kind != Understood::Kind::value)
            return Problem{
                got.said.arguments.empty()
                    ? say(Said::no_value_of)
                    : say(Said::not_understood, Name{sentence(got.said, true), sentence(got.said, false)}),
                where, say(Said::write_cell)};
        out.push_back({f, text});
    }
    return std::nullopt;
}

} // namespace

Outcome<ReadWish> read_map(const Catalog& catalog, int reg, std::string_view text) {
    const Register& fields = catalog.registers[size_t(reg)];
    const MapJson json = MapJson::parse(text.begin(), text.end(), nullptr, false);
    if (!json.is_object()) return Problem{say(Said::not_map), {}, say(Said::write_map)};
    ReadWish out;
    for (const auto& item : json.items()) {
        const std::string& key = item.key();
        const MapJson& value = item.value();
        if (key == "columns" && value.is_object()) {
            for (const auto& column : value.items()) {
                ColumnWish wish{column.key(), {}};
                if (auto problem = read_column(column.value(), fields, wish, out.append)) return *problem;
                out.columns.push_back(std::move(wish));
            }
        } else if (key == "words" && value.is_object()) {
            if (auto problem = read_words(value, catalog, fields, out.words)) return *problem;
        } else if (key == "fill" && value.is_object()) {
            if (auto problem = read_fills(value, catalog, fields, out.fills)) return *problem;
        } else if (key == "remark" && value.is_string()) {
            out.remark = value.get<std::string>();
            if (!text_field(fields, value))
                return Problem{say(Said::not_text_field, in_quotes(out.remark)), map_key("remark"),
                               say(Said::use_text_field, fields.id)};
        } else if (key == "rows" && value.is_object()) {
            for (const auto& row : value.items()) {
                const auto line =
                    row.key().size() < 10 && row.key().find_first_not_of("0123456789") == std::string::npos
                        ? std::strtoull(row.key().c_str(), nullptr, 10)
                        : 0;
                if (!line || (row.value() != "take" && row.value() != "leave"))
                    return Problem{say(Said::line_and_act),
                                   {map_key("rows"), map_key(row.key())},
                                   say(Said::write_line_act)};
                out.rows.push_back({line, row.value() == "take"});
            }
        } else if (key == "hidden" && (value == "take" || value == "ask")) {
            out.hidden_rows = value == "take";
        } else if (key == "serials" && (value == 1900 || value == 1904)) {
            out.hints.from_1904 = value == 1904;
        } else if (key != "order" && key != "short" && key != "century") {
            return Problem{say(Said::map_unknown), map_key(key), say(Said::map_keys)};
        }
    }
    if (auto problem =
            read_hints(json, map_key("map"), out.hints.order, out.hints.short_order, out.hints.century))
        return *problem;
    return out;
}

} // namespace mj
