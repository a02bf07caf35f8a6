#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj {
namespace {

using namespace catalog_file;

struct OpenFile {
    std::string name;
    Json json;
};

/// Former ids, none of which may name something else.
template <class T>
std::vector<std::string> former_ids(Row& row, const std::vector<T>& items, const std::string& id) {
    std::vector<std::string> out = row.texts("was");
    const auto has = [](const std::vector<std::string>& list, const std::string& one) {
        return std::find(list.begin(), list.end(), one) != list.end();
    };
    for (const T& item : items) {
        if (item.id == id) continue;
        for (const std::string& former : out)
            if (former == item.id || has(item.was, former))
                row.place().at("was").bad(in_quotes(former) + " names something else",
                                          "name former ids only");
        if (has(item.was, id))
            row.place().at("id").bad("the id was one of " + in_quotes(item.id), "choose another");
    }
    return out;
}

/// Other words for one of a list, none of which may mean another one.
template <class T> std::vector<std::string> other_words(Row& row, const std::vector<T>& items, const T& own) {
    std::vector<std::string> out = row.texts("also");
    const auto has = [](const T& one, const std::string& word) {
        return one.id == word || one.name.zh == word || one.name.en == word ||
               std::find(one.also.begin(), one.also.end(), word) != one.also.end();
    };
    for (const T& item : items) {
        if (item.id == own.id) continue;
        for (const std::string& word : out)
            if (has(item, word))
                row.place().at("also").bad(in_quotes(word) + " means " + in_quotes(item.id) + " already",
                                           "name it once");
        for (const std::string* word : {&own.name.zh, &own.name.en})
            if (std::find(item.also.begin(), item.also.end(), *word) != item.also.end())
                row.place().bad(in_quotes(*word) + " means " + in_quotes(item.id) + " already",
                                "name it once");
    }
    return out;
}

/// A point of the sketch; both numbers or none.
SketchPoint read_point(Row& row, const char* x, const char* y, bool required) {
    const SketchPoint out{int(row.number(x, -1, 0, 100)), int(row.number(y, -1, 0, 40))};
    if (row.has(x) != row.has(y) || (required && !row.has(x)))
        row.place().at(x).bad("a point of the sketch needs " + in_quotes(x) + " from 0 to 100 and " +
                                  in_quotes(y) + " from 0 to 40",
                              "give it both");
    return out;
}

void read_office(Row& row, Catalog& catalog) {
    Office out{row.id(), uint16_t(row.number("number", 0, 1, 4095)), row.name()};
    if (!row.has("number"))
        row.place().at("number").bad("an office needs a number", "give it one from 1 to 4095");
    for (const Office& other : catalog.offices)
        if (out.number && other.number == out.number)
            row.place().at("number").bad("the number is used twice",
                                         "record ids would collide with those of " + in_quotes(other.id) +
                                             ": change one");
    if (const Json* windows = row.array("windows"))
        each_row(*windows, row.place(), "windows", [&](Row& r) {
            ServiceWindow window{r.id(),
                                 r.name(),
                                 r.name_at("address", true),
                                 r.name_at("hours", true),
                                 r.text("phone"),
                                 read_point(r, "x", "y", false)};
            if (!fresh(window.id, r.place())) return;
            out.windows.push_back(std::move(window));
        });
    if (const Json* landmarks = row.array("landmarks"))
        each_row(*landmarks, row.place(), "landmarks", [&](Row& r) {
            Landmark mark{r.id(), r.name(), read_point(r, "x", "y", true),
                          read_point(r, "to_x", "to_y", false)};
            if (fresh(mark.id, r.place())) out.landmarks.push_back(std::move(mark));
        });
    if (fresh(out.id, row.place())) catalog.offices.push_back(std::move(out));
}

void read_code_list(Row& row, Catalog& catalog) {
    CodeList out;
    out.id = row.id();
    out.name = row.name();
    out.source = row.text("source", false);
    if (const Json* codes = row.array("codes"))
        each_row(*codes, row.place(), "codes", [&](Row& c) {
            Code code{c.id(IdKind::code), c.name(), c.flag("retired")};
            code.was = former_ids(c, out.codes, code.id);
            code.also = other_words(c, out.codes, code);
            code.tile_x = int(c.number("tile_x", -1, 0, 30));
            code.tile_y = int(c.number("tile_y", -1, 0, 30));
            code.indicator = c.text("indicator", false);
            if (fresh(code.id, c.place())) out.codes.push_back(std::move(code));
        });
    if (out.codes.empty()) row.place().at("codes").bad("the list has no codes", "add at least one");
    if (out.codes.size() > 65000)
        row.place().at("codes").bad("more than 65,000 codes", "use a register instead");
    if (fresh(out.id, row.place())) catalog.code_lists.push_back(std::move(out));
}

/// First pass: a register's fields without what points at other registers.
void read_field(Row& row, const Catalog& catalog, Register& reg) {
    Field out;
    out.id = row.id();
    out.name = row.name();
    out.help = row.name_at("help", false);
    out.required = row.flag("required");
    out.personal = row.flag("personal");
    out.for_public = row.flag("public");
    out.happened = row.flag("happened");
    const bool unread = row.flag("unread");
    out.remarks = row.flag("remarks");
    const bool lines = row.flag("lines");
    out.document = row.flag("document");
    out.lines = lines || unread || out.document;
    out.was = former_ids(row, reg.fields, out.id);
    out.also = other_words(row, reg.fields, out);
    const std::string type = row.text("type");
    constexpr std::string_view types[] = {"code", "flag", "date", "count", "money", "text", "link"};
    int found = -1;
    for (int i = 0; i < 7; ++i)
        if (types[i] == type) found = i;
    if (found < 0 && !type.empty())
        row.place().at("type").bad("unknown type " + in_quotes(type),
                                   meant(type, {std::begin(types), std::end(types)},
                                         "use code, flag, date, count, money, text or link"));
    else if (found >= 0)
        out.type = FieldType(found);
    if (out.for_public && (out.personal || out.type != FieldType::text))
        row.place().at("public").bad("only a text that is not personal is opened to the public", "remove it");
    if (out.happened && out.type != FieldType::date)
        row.place().at("happened").bad("only a date can have happened", "remove it");
    if (out.remarks && out.type != FieldType::text)
        row.place().at("remarks").bad("only a text takes remarks", "remove it");
    if ((lines || out.document) && out.type != FieldType::text)
        row.place().at("lines").bad("only a text has lines", "remove it");
    const std::string codes = row.text("codes", out.type == FieldType::code && found >= 0);
    const std::string target = row.text("target", out.type == FieldType::link && found >= 0);
    if (found >= 0 && out.type != FieldType::code && row.has("codes"))
        row.place().at("codes").bad("only a field of type code has a code list", "remove it");
    if (found >= 0 && out.type != FieldType::link && row.has("target"))
        row.place().at("target").bad("only a field of type link has a target", "remove it");
    if (out.type == FieldType::code && !codes.empty()) {
        out.codes = catalog.find_code_list(codes);
        if (out.codes < 0)
            row.place().at("codes").bad("unknown code list " + in_quotes(codes),
                                        meant(codes, catalog.code_lists, "use a list of the catalogue"));
    }
    if (out.type == FieldType::link && !target.empty()) {
        out.target = register_of(catalog, target, row.place().at("target"));
    }
    for (const char* taken : {"id", "office", "created", "changed", "state"})
        if (out.id == taken)
            row.place().at("id").bad("every record has " + in_quotes(out.id) + " already",
                                     "rename the field");
    const bool takes = unread && out.type == FieldType::text && !out.required && !out.for_public;
    if (unread && !takes)
        row.place().at("unread").bad(
            "only a text that is neither required nor public takes what could not be read", "remove it");
    if (reg.unread >= 0)
        row.place().bad("a field behind " + in_quotes(reg.fields[size_t(reg.unread)].id) +
                            ", which takes what could not be read",
                        "move it before that");
    if (!fresh(out.id, row.place())) return;
    if (takes) reg.unread = int(reg.fields.size());
    reg.fields.push_back(std::move(out));
}

int field_at(const Register& reg, const std::string& id, const Place& place) {
    const int f = reg.find(id);
    if (f < 0 && !id.empty())
        place.bad("unknown field " + in_quotes(id), meant(id, reg.fields, "use a field of this register"));
    return f;
}

void read_register(Row& row, Catalog& catalog) {
    // A register without an id, or with one already used, is checked like the others but not kept.
    Register spare;
    const std::string id = row.id();
    const int at = id.empty() ? -1 : catalog.find_register(id);
    const bool used = !fresh(id, row.place());
    Register& reg = at < 0 || used ? spare : catalog.registers[size_t(at)];
    reg.name = row.name();
    reg.help = row.name_at("help", false);
    reg.was = former_ids(row, catalog.registers, id);
    reg.also = other_words(row, catalog.registers, reg);
    if (const Json* fields = row.array("fields"))
        each_row(*fields, row.place(), "fields", [&](Row& f) { read_field(f, catalog, reg); });
    if (reg.fields.empty()) row.place().at("fields").bad("the register has no fields", "add at least one");
    const auto list = [&](const char* key, std::vector<int>& out) {
        for (const std::string& id : row.texts(key))
            if (const int f = field_at(reg, id, row.place().at(key)); f >= 0) {
                if (std::find(out.begin(), out.end(), f) != out.end())
                    row.place().at(key).bad("field " + in_quotes(id) + " is named twice", "name it once");
                out.push_back(f);
            }
        if (out.empty()) row.place().at(key).bad("no field is named", "name at least one");
    };
    list("key", reg.key);
    list("columns", reg.columns);
    reg.title = field_at(reg, row.text("title"), row.place().at("title"));
    reg.date = field_at(reg, row.text("date", false), row.place().at("date"));
    if (reg.date >= 0 && reg.fields[size_t(reg.date)].type != FieldType::date)
        row.place().at("date").bad("this field is not a date", "use a date field");
}

constexpr std::string_view lists[] = {"offices", "code_lists", "registers", "clauses", "indicators",
                                      "clocks",  "calendars",  "warnings",  "grades",  "guides",
                                      "slides",  "checks",     "questions", "reports"};

} // namespace

CatalogCheck load_catalog(const std::vector<CatalogFile>& files) {
    CatalogCheck out;
    Catalog& catalog = out.catalog;
    std::vector<OpenFile> open;
    for (const CatalogFile& file : files) {
        const Place place{shown(file.name), &out.problems};
        Json json;
        if (!read_json(file.text, place, json)) continue;
        if (json.is_object())
            open.push_back({file.name, std::move(json)});
        else
            place.bad(Said::object_expected, Said::write_object);
    }
    // What an unreadable file would have named is missing everywhere else: only the cause is said.
    if (!out.problems.empty()) return out;
    for (const OpenFile& file : open)
        for (const auto& item : file.json.items()) {
            const Place place = Place{shown(file.name), &out.problems}.at(item.key());
            if (item.key() == "version" && !catalog.version.empty())
                place.bad("the version is named twice", "name it in one file");
            else if (item.key() == "version" && item.value().is_string())
                catalog.version = item.value().get<std::string>();
            else if (item.key() == "version")
                place.bad("a text is expected", "write \"2023.1\"");
            else if (std::find(std::begin(lists), std::end(lists), item.key()) == std::end(lists))
                place.bad(
                    "unknown key",
                    meant(
                        item.key(), {std::begin(lists), std::end(lists)},
                        "use version, offices, code_lists, registers, clauses, indicators, "
                        "clocks, calendars, warnings, grades, guides, slides, checks, questions or reports"));
            else if (!item.value().is_array())
                place.bad("a list is expected", "write [ … ]");
        }
    // Kind by kind over all files, so that a row may point at a row of any file.
    const auto each = [&](const char* key, auto read) {
        Seen seen;
        for (const OpenFile& file : open)
            if (const auto it = file.json.find(key); it != file.json.end() && it->is_array())
                each_row(
                    *it, Place{shown(file.name), &out.problems}, key, [&](Row& row) { read(row); }, &seen);
    };
    each("offices", [&](Row& row) { read_office(row, catalog); });
    each("code_lists", [&](Row& row) { read_code_list(row, catalog); });
    each("clauses", [&](Row& row) {
        Clause clause{row.id(IdKind::clause), row.name()};
        if (fresh(clause.id, row.place())) catalog.clauses.push_back(std::move(clause));
    });
    // Ids first: links may point forward. Missing and repeated ids are reported by the reading below.
    for (const OpenFile& file : open) {
        const auto it = file.json.find("registers");
        if (it == file.json.end() || !it->is_array()) continue;
        for (const Json& row : *it) {
            if (!row.is_object() || !row.contains("id") || !row["id"].is_string()) continue;
            Register reg;
            reg.id = row["id"].get<std::string>();
            if (catalog.find_register(reg.id) < 0) catalog.registers.push_back(std::move(reg));
        }
    }
    each("registers", [&](Row& row) { read_register(row, catalog); });
    each("clocks", [&](Row& row) { read_clock(row, catalog); });
    each("indicators", [&](Row& row) { read_indicator(row, catalog); });
    for (const CodeList& list : catalog.code_lists)
        for (const Code& code : list.codes)
            if (!code.indicator.empty() && catalog.find_indicator(code.indicator) < 0)
                Place{"code " + in_quotes(list.id + "." + code.id), &out.problems}
                    .at("indicator")
                    .bad("there is no indicator " + in_quotes(code.indicator),
                         meant(code.indicator, catalog.indicators, "name an indicator"));
    each("checks", [&](Row& row) { read_check(row, catalog); });
    each("calendars", [&](Row& row) { read_calendar(row, catalog); });
    each("warnings", [&](Row& row) { read_warning(row, catalog); });
    each("grades", [&](Row& row) { read_grade(row, catalog); });
    each("guides", [&](Row& row) { read_guide(row, catalog); });
    each("slides", [&](Row& row) { read_slide(row, catalog); });
    each("questions", [&](Row& row) {
        ReadyQuestion question{row.id(), row.name(), row.text("asks")};
        if (fresh(question.id, row.place())) catalog.questions.push_back(std::move(question));
    });
    each("reports", [&](Row& row) { read_report(row, catalog); });
    const Place whole{"catalogue", &out.problems};
    if (catalog.version.empty()) whole.bad("no file names the catalogue's version", "add \"version\"");
    if (catalog.offices.empty()) whole.bad("no office", "add \"offices\"");
    return out;
}

Outcome<Catalog> whole_catalog(const std::vector<CatalogFile>& files) {
    CatalogCheck check = load_catalog(files);
    if (check.problems.empty()) return std::move(check.catalog);
    std::string all;
    for (const Problem& problem : check.problems) all += (all.empty() ? "" : "\n") + problem.text();
    return Problem{say(Said::words, all)};
}

} // namespace mj
