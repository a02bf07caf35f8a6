#include "web/module/question.hpp"

#include "core/base/shown.hpp"

#include <nlohmann/json.hpp>

namespace mj {
namespace {

using Json = nlohmann::json;

Problem wrong(std::string_view what, std::string_view where) {
    return {say(Said::words, what), say(Said::at_words, where),
            say(Said::words, "see the module's documentation")};
}

/// A discarded value when the text is not JSON or not an object or list.
Json parse(std::string_view text) {
    Json out = Json::parse(text, nullptr, false);
    return out.is_structured() ? out : Json(Json::value_t::discarded);
}

const Register& register_of(const Ledger& ledger, int reg) { return ledger.catalog().registers[size_t(reg)]; }

int field_of(const Ledger& ledger, int reg, const Json& json, const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_string() ? register_of(ledger, reg).find(it->get<std::string>()) : -1;
}

int64_t number_at(const Json& json, const char* key, int64_t otherwise) {
    const auto it = json.find(key);
    return it != json.end() && it->is_number() ? int64_t(it->get<double>()) : otherwise;
}

/// A cell as a file has it: text, number or truth.
Outcome<Value> cell(const Ledger& ledger, int reg, int field, const Json& json) {
    const Field& about = register_of(ledger, reg).fields[size_t(field)];
    if (json.is_null()) return Value{};
    std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    if (about.type == FieldType::text) {
        if (auto problem = check_value(ledger.catalog(), about, text)) return *problem;
        clean(text); // as every reader of files does
        return text.empty() ? Value{} : Value{std::move(text)};
    }
    return parse_value(ledger.catalog(), about, text);
}

Outcome<Condition> condition_of(const Ledger& ledger, int reg, const Json& json) {
    Condition out;
    out.field = field_of(ledger, reg, json, "field");
    if (out.field < 0) return wrong("a filter needs a field of the table", json.dump());
    const Field& field = register_of(ledger, reg).fields[size_t(out.field)];
    if (json.contains("contains")) {
        if (field.type != FieldType::text || !json["contains"].is_string())
            return wrong("contains is for texts", field.id);
        out.test = Test::contains;
        out.text = json["contains"].get<std::string>();
        return out;
    }
    if (field.type == FieldType::code || field.type == FieldType::flag) {
        out.test = Test::is;
        const auto codes = json.find("codes");
        if (codes == json.end() || !codes->is_array())
            return wrong("this field is filtered by codes", field.id);
        for (const Json& code : *codes) {
            auto value = cell(ledger, reg, out.field, code);
            if (!value) return value.problem();
            const auto* number = std::get_if<int64_t>(&*value);
            out.codes.push_back(number ? uint16_t(*number + (field.type == FieldType::flag)) : 0);
        }
        return out;
    }
    if (field.type == FieldType::text || field.type == FieldType::link)
        return wrong("this field is filtered by contains", field.id);
    out.test = Test::between;
    for (const char* end : {"from", "to"}) {
        if (!json.contains(end)) continue;
        auto value = cell(ledger, reg, out.field, json[end]);
        if (!value) return value.problem();
        if (const auto* number = std::get_if<int64_t>(&*value)) (*end == 'f' ? out.from : out.to) = *number;
    }
    return out;
}

} // namespace

Outcome<Condition> read_condition(const Ledger& ledger, int reg, std::string_view text) {
    const Json json = parse(text);
    if (!json.is_object()) return wrong("a filter is an object", text);
    return condition_of(ledger, reg, json);
}

Outcome<PageQuestion> read_page(const Ledger& ledger, int reg, std::string_view text) {
    const Json json = parse(text);
    if (!json.is_object()) return wrong("a page is asked for by an object", text);
    PageQuestion out;
    if (json.contains("where")) {
        if (!json["where"].is_array()) return wrong("where is a list of filters", text);
        for (const Json& one : json["where"]) {
            auto condition = condition_of(ledger, reg, one);
            if (!condition) return condition.problem();
            out.where.push_back(std::move(*condition));
        }
    }
    if (json.contains("sort") && json["sort"].is_object()) {
        out.order.field = field_of(ledger, reg, json["sort"], "field");
        if (out.order.field < 0) return wrong("sort names no field of the table", text);
        out.order.descending = json["sort"].value("descending", false);
    }
    out.offset = uint32_t(std::max<int64_t>(0, number_at(json, "offset", 0)));
    out.count = uint32_t(std::max<int64_t>(0, number_at(json, "count", 50)));
    return out;
}

Outcome<ChartsQuestion> read_charts(const Ledger& ledger, int reg, std::string_view text) {
    const Json json = parse(text);
    if (!json.is_object() || !json.contains("charts") || !json["charts"].is_array())
        return wrong("linked charts need a list of charts", text);
    ChartsQuestion out;
    for (const Json& one : json["charts"]) {
        Binning by;
        if (!one.is_object()) return wrong("a chart is an object", one.dump());
        by.field = field_of(ledger, reg, one, "field");
        if (by.field < 0) return wrong("a chart needs a field of the table", one.dump());
        const Field& field = register_of(ledger, reg).fields[size_t(by.field)];
        by.bins = int(number_at(one, "bins", 1));
        if (one.contains("by")) {
            if (one["by"] != "month" || !one.contains("from") || !one["from"].is_string())
                return wrong("a chart by month needs from as \"2023-01\"", field.id);
            const auto first = Date::parse(one["from"].get<std::string>() + "-01");
            if (!first) return wrong("a chart by month needs from as \"2023-01\"", field.id);
            by.kind = Binning::Kind::months;
            by.from = int64_t(first->year()) * 12 + first->month() - 1;
        } else if (one.contains("width")) {
            by.kind = Binning::Kind::equal;
            const int64_t unit = field.type == FieldType::money ? 100 : 1;
            by.from = number_at(one, "from", 0) * unit;
            by.width = number_at(one, "width", 1) * unit;
        }
        out.charts.push_back(by);
    }
    if (json.contains("totals") && json["totals"].is_array())
        for (const Json& one : json["totals"]) out.sums.push_back(field_of(ledger, reg, one, "sum"));
    if (auto problem = Linked::check(ledger, reg, out.charts, out.sums)) return *problem;
    return out;
}

Outcome<Change> read_change(Ledger& ledger, int reg, std::string_view text) {
    const Json json = parse(text);
    if (json.is_discarded()) return wrong("a change is an object or a list of them", text);
    Change out;
    const Table& table = ledger.table(reg);
    for (const Json& one : json.is_array() ? json : Json::array({json})) {
        Edit edit;
        edit.reg = reg;
        const bool added = one.is_object() && one.contains("add");
        if (added) {
            edit.kind = Edit::Kind::add;
            edit.head.id = ledger.next_id(1, 0);
        } else {
            const int64_t row = one.is_object() ? number_at(one, "row", -1) : -1;
            if (row < 0 || row >= int64_t(table.rows()) || !table.alive(uint32_t(row)))
                return wrong("a change needs add, or the row of a record", one.dump());
            edit.head = table.head(uint32_t(row));
            edit.kind = one.value("remove", false) ? Edit::Kind::remove : Edit::Kind::update;
        }
        edit.head.state = State::checked;
        const Json cells = one.value(added ? "add" : "set", Json::object());
        if (!cells.is_object()) return wrong("cells are an object", one.dump());
        for (const auto& item : cells.items()) {
            const int field = register_of(ledger, reg).find(item.key());
            if (field < 0) return wrong("unknown field", item.key());
            auto value = cell(ledger, reg, field, item.value());
            if (!value) return value.problem();
            edit.values.push_back({field, std::move(*value)});
        }
        out.edits.push_back(std::move(edit));
    }
    return out;
}

std::string row_json(const Ledger& ledger, int reg, uint32_t row) {
    const Register& about = register_of(ledger, reg);
    const Table& table = ledger.table(reg);
    Json out = Json::object();
    for (int f = 0; f < table.fields(); ++f) {
        if (!table.column(f).has(row)) continue;
        const Field& field = about.fields[size_t(f)];
        const Value value = table.column(f).get(row);
        if (field.type == FieldType::flag)
            out[field.id] = std::get<int64_t>(value) != 0;
        else if (field.type == FieldType::count)
            out[field.id] = std::get<int64_t>(value);
        else if (field.type == FieldType::money)
            out[field.id] = double(std::get<int64_t>(value)) / 100;
        else
            out[field.id] = value_text(ledger.catalog(), field, value);
    }
    return out.dump();
}

} // namespace mj
