#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj::catalog_file {
namespace {

const char* type_name(FieldType type) {
    constexpr const char* names[] = {"code", "flag", "date", "count", "money", "text", "link"};
    return names[size_t(type)];
}

} // namespace

int register_of(const Catalog& catalog, const std::string& id, const Place& place) {
    const int at = catalog.find_register(id);
    if (at < 0 && !id.empty())
        place.bad("unknown register " + in_quotes(id),
                  meant(id, catalog.registers, "use a register of the catalogue"));
    return at;
}

int field_of(const Register& reg, const std::string& id, std::initializer_list<FieldType> types,
             const Place& place) {
    if (id.empty()) return -1;
    const int f = reg.find(id);
    if (f < 0) {
        place.bad("unknown field " + in_quotes(id) + " of " + shown(reg.id, longest_quote),
                  meant(id, reg.fields, "use a field of that register"));
        return -1;
    }
    const FieldType type = reg.fields[size_t(f)].type;
    if (types.size() && std::find(types.begin(), types.end(), type) == types.end()) {
        place.bad("field " + in_quotes(id) + " is of type " + type_name(type) + ", which does not fit here",
                  "use a fitting field");
        return -1;
    }
    return f;
}

namespace {

void read_codes(Row& row, const char* key, const Register& reg, const Catalog& catalog, Condition& c) {
    if (c.field < 0 || reg.fields[size_t(c.field)].codes < 0) return;
    const CodeList& list = catalog.code_lists[size_t(reg.fields[size_t(c.field)].codes)];
    for (const std::string& id : row.texts(key)) {
        const int code = list.find(id);
        if (code < 0)
            row.place().at(key).bad(
                "unknown code " + in_quotes(id),
                meant(id, list.codes, "use a code of list " + shown(list.id, longest_quote)));
        else if (std::find(c.codes.begin(), c.codes.end(), code + 1) != c.codes.end())
            row.place().at(key).bad("code " + in_quotes(id) + " is named twice", "name it once");
        else
            c.codes.push_back(uint16_t(code + 1));
    }
    if (c.codes.empty()) row.place().at(key).bad("no code is named", "name at least one");
}

void read_condition(Row& row, const Register& reg, const Catalog& catalog, std::vector<Condition>& out) {
    Condition c;
    const std::string field = row.text("field");
    const Place at = row.place().at("field");
    const auto expect = [&](Test test, std::initializer_list<FieldType> types) {
        c.test = test;
        c.field = field_of(reg, field, types, at);
    };
    if (row.has("is") || row.has("is_not")) {
        const bool is = row.has("is");
        expect(is ? Test::is : Test::is_not, {FieldType::code});
        read_codes(row, is ? "is" : "is_not", reg, catalog, c);
    } else if (row.flag("yes")) {
        expect(Test::yes, {FieldType::flag});
    } else if (row.flag("no")) {
        expect(Test::no, {FieldType::flag});
    } else if (row.flag("present")) {
        expect(Test::present, {});
    } else if (row.flag("missing")) {
        expect(Test::missing, {});
    } else if (row.has("not_after")) {
        expect(Test::not_after, {FieldType::date});
        c.other = field_of(reg, row.text("not_after"), {FieldType::date}, row.place().at("not_after"));
        if (c.other < 0) return;
    } else if (row.has("within_days")) {
        expect(Test::within_days, {FieldType::date});
        c.days = int(row.number("within_days", 0, 0, 3660));
        c.other = field_of(reg, row.text("of"), {FieldType::date}, row.place().at("of"));
        if (c.other < 0) return;
    } else if (row.has("at_most")) {
        expect(Test::at_most, {FieldType::count, FieldType::money});
        if (c.field < 0) return;
        const FieldType type = reg.fields[size_t(c.field)].type;
        c.other = field_of(reg, row.text("at_most"), {type}, row.place().at("at_most"));
        if (c.other < 0) return;
    } else if (row.has("at_least")) {
        expect(Test::between, {FieldType::count, FieldType::money});
        c.from = row.number("at_least", 1, 1, 1'000'000'000'000);
    } else if (row.flag("credit_code")) {
        expect(Test::credit_code, {FieldType::text});
    } else {
        row.place().bad("no test is named", "use is, is_not, yes, no, present, missing, not_after, "
                                            "within_days, at_most, at_least or credit_code");
        return;
    }
    if (c.field >= 0) out.push_back(std::move(c));
}

} // namespace

std::vector<Condition> read_where(const Json* where, const Register& reg, const Catalog& catalog,
                                  const Place& place, const char* key) {
    std::vector<Condition> out;
    if (where) each_row(*where, place, key, [&](Row& c) { read_condition(c, reg, catalog, out); });
    return out;
}

void read_when(Row& row, const Catalog& catalog, Formula& out) {
    const Place& place = row.place();
    const Register& reg = catalog.registers[size_t(out.reg)];
    if (row.has("date")) {
        out.when = When::date;
        out.from = field_of(reg, row.text("date"), {FieldType::date}, place.at("date"));
        out.plus_days = int(row.number("plus_days", 0, -3660, 3660));
    } else if (row.has("year")) {
        out.when = When::year;
        out.from = field_of(reg, row.text("year"), {FieldType::count}, place.at("year"));
    } else if (row.has("in_force")) {
        out.when = When::in_force;
        const auto fields = row.texts("in_force");
        if (fields.size() != 2) {
            place.at("in_force").bad("two fields are expected: from and to", "write [\"from\", \"to\"]");
            return;
        }
        out.from = field_of(reg, fields[0], {FieldType::date}, place.at("in_force"));
        out.to = field_of(reg, fields[1], {FieldType::date}, place.at("in_force"));
    } else if (row.has("clock")) {
        out.when = When::clock;
        out.kept = row.flag("kept");
        const std::string id = row.text("clock");
        for (size_t i = 0; i < catalog.clocks.size(); ++i)
            if (catalog.clocks[i].id == id) out.clock = int(i);
        if (out.clock < 0)
            place.at("clock").bad("unknown clock " + in_quotes(id), "use a clock of the catalogue");
        else if (catalog.clocks[size_t(out.clock)].reg != out.reg)
            place.at("clock").bad(in_quotes(id) + " is of another register", "use a clock of that register");
        else if (catalog.clocks[size_t(out.clock)].reminder)
            place.at("clock").bad(in_quotes(id) + " only reminds, nobody keeps it", "use one with a limit");
    } else {
        place.bad("no way to place a record in time", "use date, year, in_force or clock");
    }
}

namespace {

Formula read_formula(Row& row, const Catalog& catalog) {
    Formula out;
    const std::string id = row.text("register");
    out.sentence = row.name_at("sentence", true);
    const std::string measure = row.text("measure");
    if (measure == "sum")
        out.measure = Measure::sum;
    else if (!measure.empty() && measure != "count")
        row.place().at("measure").bad("unknown measure " + in_quotes(measure), "use count or sum");
    const std::string field = row.text("field", out.measure == Measure::sum);
    const Json* where = row.array("where");
    const Json* when = row.object("when", true);
    out.reg = register_of(catalog, id, row.place().at("register"));
    if (out.reg < 0) return out;
    const Register& reg = catalog.registers[size_t(out.reg)];
    if (out.measure == Measure::sum)
        out.field = field_of(reg, field, {FieldType::count, FieldType::money}, row.place().at("field"));
    else if (!field.empty())
        row.place().at("field").bad("a count has no field", "remove it, or use sum");
    out.where = read_where(where, reg, catalog, row.place());
    if (when) {
        Row inner(*when, row.place().at("when"));
        read_when(inner, catalog, out);
    }
    return out;
}

/// Words that reports have for a figure. What two of one unit were called, no reader could tell apart.
std::vector<std::string> said_of(Row& row, const Catalog& catalog, const Indicator& own) {
    std::vector<std::string> out = row.texts("said");
    const auto has = [](const Indicator& one, const std::string& word) {
        return one.name.zh == word || std::find(one.said.begin(), one.said.end(), word) != one.said.end();
    };
    const Place at = row.place().at("said");
    for (size_t i = 0; i < out.size(); ++i) {
        if (trimmed(out[i]).empty()) at.bad(Said::words_expected, Said::write_words);
        if (unclean(out[i])) at.bad(say(Said::words_hidden, in_quotes(out[i])), say(Said::remove_them));
        if (out[i] == own.name.zh ||
            std::find(out.begin(), out.begin() + long(i), out[i]) != out.begin() + long(i))
            at.bad(in_quotes(out[i]) + " is named twice", "name it once");
    }
    for (const Indicator& one : catalog.indicators) {
        if (one.unit.zh != own.unit.zh) continue;
        for (const std::string& word : out)
            if (has(one, word))
                at.bad(in_quotes(word) + " means " + in_quotes(one.id) + " already", "name it once");
        if (std::find(one.said.begin(), one.said.end(), own.name.zh) != one.said.end())
            row.place().bad(in_quotes(own.name.zh) + " means " + in_quotes(one.id) + " already",
                            "name it once");
    }
    return out;
}

} // namespace

void read_indicator(Row& row, Catalog& catalog) {
    Indicator out;
    out.id = row.id(IdKind::dotted);
    out.name = row.name();
    out.unit = row.name_at("unit", true);
    out.clause = row.text("clause");
    const bool known = std::any_of(catalog.clauses.begin(), catalog.clauses.end(),
                                   [&](const Clause& c) { return c.id == out.clause; });
    if (!known && !out.clause.empty())
        row.place().at("clause").bad("unknown clause " + in_quotes(out.clause),
                                     meant(out.clause, catalog.clauses, "add it to the clauses"));
    fresh(out.id, row.place());
    if (const Json* of = row.object("of", true)) {
        Row inner(*of, row.place().at("of"));
        out.of = read_formula(inner, catalog);
    }
    if (const Json* per = row.object("per", false)) {
        Row inner(*per, row.place().at("per"));
        out.per = read_formula(inner, catalog);
        out.ratio = true;
    }
    if (!out.ratio && row.has("factor"))
        row.place().at("factor").bad("only a ratio is multiplied", "add \"per\", or remove the factor");
    if (!out.ratio && out.unit.zh == "%")
        row.place().at("unit").bad("only a ratio is a percentage", "add \"per\", or use another unit");
    // Bounds under which a figure up to 10^13 stays within 64 bits.
    out.factor = row.number("factor", 1, 1, 1000);
    out.divisor = row.number("divisor", 1, 1, 10'000'000'000);
    out.decimals = int(row.number("decimals", 0, 0, 2));
    out.above = row.flag("above");
    out.said = said_of(row, catalog, out);
    catalog.indicators.push_back(std::move(out));
}

} // namespace mj::catalog_file
