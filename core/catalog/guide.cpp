#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj::catalog_file {
namespace {

void read_asked(Row& row, const Register& reg, GuideForm& form) {
    const int field = field_of(reg, row.text("field"), {}, row.place().at("field"));
    Name name = row.name();
    const bool required = row.flag("required"), wide = row.flag("wide"), phone = row.flag("phone");
    if (field < 0) return;
    const auto same = [field](const GuideForm::Asked& a) { return a.field == field; };
    if (std::any_of(form.asked.begin(), form.asked.end(), same))
        row.place().at("field").bad("the field is asked twice", "remove one");
    if (reg.fields[size_t(field)].type == FieldType::link)
        row.place().at("field").bad("nobody outside knows our records", "ask for a name, in a text field");
    Field shown = reg.fields[size_t(field)];
    shown.name = std::move(name);
    shown.required = required;
    form.asked.push_back({field, std::move(shown), wide, phone});
}

void read_set(Row& row, const Register& reg, const Catalog& catalog, GuideForm& form) {
    const int field = field_of(reg, row.text("field"), {FieldType::code}, row.place().at("field"));
    const std::string code = row.text("code");
    if (field < 0 || code.empty()) return;
    const CodeList& list = catalog.code_lists[size_t(reg.fields[size_t(field)].codes)];
    const int at = list.find(code);
    if (at < 0)
        row.place().at("code").bad("the code list has no " + in_quotes(code),
                                   meant(code, list.codes, "use one of its codes"));
    else
        form.set.emplace_back(field, uint16_t(at + 1));
}

GuideForm read_form(const Json& json, const Catalog& catalog, const Place& place) {
    GuideForm out;
    Row row(json, place);
    const int at = register_of(catalog, row.text("register"), place.at("register"));
    const Json *ask = row.array("ask"), *set = row.array("set");
    const auto field = [&](const char* key, FieldType type) {
        const std::string id = row.text(key);
        return at < 0 || id.empty() ? -1 : field_of(catalog.registers[size_t(at)], id, {type}, place.at(key));
    };
    out.receipt = field("receipt", FieldType::text);
    out.named = field("named", FieldType::text);
    out.employer = field("employer", FieldType::link);
    const auto tells = row.texts("tells");
    if (at < 0) return out;
    const Register& reg = catalog.registers[size_t(at)];
    if (reg.title < 0 || reg.fields[size_t(reg.title)].type != FieldType::text || reg.date < 0)
        place.at("register")
            .bad("records without a title and a date cannot be applied for", "choose another register");
    if (ask) each_row(*ask, place, "ask", [&](Row& r) { read_asked(r, reg, out); });
    if (set) each_row(*set, place, "set", [&](Row& r) { read_set(r, reg, catalog, out); });
    if (out.asked.empty()) place.at("ask").bad("the form asks nothing", "add at least one field");
    const auto kept = [&](int f) {
        return f == reg.title || f == reg.date || f == out.receipt || f == out.employer ||
               std::any_of(out.set.begin(), out.set.end(), [f](const auto& s) { return s.first == f; });
    };
    for (const GuideForm::Asked& asked : out.asked)
        if (kept(asked.field))
            place.at("ask").bad(in_quotes(asked.shown.id) + " is filled in by the program",
                                "do not ask for it");
    for (const std::string& id : tells) {
        const int f = field_of(reg, id, {}, place.at("tells"));
        if (f < 0) continue;
        if (reg.fields[size_t(f)].personal)
            place.at("tells").bad(in_quotes(id) + " is personal", "do not tell it");
        out.tells.push_back(f);
    }
    out.reg = at;
    return out;
}

} // namespace

void read_guide(Row& row, Catalog& catalog) {
    Guide out;
    out.id = row.id();
    out.name = row.name();
    out.text = row.name_at("text", true);
    const std::string list = row.text("list", false);
    const auto channels = row.texts("channels");
    if (!list.empty()) out.list = catalog.find_code_list(list);
    if (!list.empty() && out.list < 0)
        row.place().at("list").bad("there is no code list " + in_quotes(list),
                                   meant(list, catalog.code_lists, "use one of the catalogue"));
    if (list.empty() && !channels.empty())
        row.place().at("channels").bad("channels need a code list", "add \"list\"");
    for (const std::string& id : channels) {
        if (out.list < 0) break;
        const CodeList& codes = catalog.code_lists[size_t(out.list)];
        const int code = codes.find(id);
        if (code < 0)
            row.place()
                .at("channels")
                .bad("the code list has no " + in_quotes(id), meant(id, codes.codes, "use one of its codes"));
        else
            out.channels.push_back(code);
    }
    for (const std::string& id : row.texts("clocks")) {
        int clock = -1;
        for (size_t i = 0; i < catalog.clocks.size(); ++i)
            if (catalog.clocks[i].id == id) clock = int(i);
        if (clock < 0)
            row.place().at("clocks").bad("there is no clock " + in_quotes(id),
                                         meant(id, catalog.clocks, "use one of the catalogue"));
        else
            out.clocks.push_back(clock);
    }
    if (const Json* own = row.array("own"))
        each_row(*own, row.place(), "own", [&](Row& r) {
            Name name = r.name();
            out.own.push_back({std::move(name), r.text("source")});
        });
    if (const Json* bring = row.array("bring"))
        each_row(*bring, row.place(), "bring", [&](Row& r) { out.bring.push_back(r.name()); });
    if (const std::string id = row.text("window", false); !id.empty() && !catalog.offices.empty()) {
        const auto& windows = catalog.offices.front().windows;
        for (size_t i = 0; i < windows.size(); ++i)
            if (windows[i].id == id) out.window = int(i);
        if (out.window < 0)
            row.place().at("window").bad("the first office has no window " + in_quotes(id),
                                         meant(id, windows, "use one of offices"));
    }
    if (const Json* form = row.object("form", false))
        out.form = read_form(*form, catalog, row.place().at("form"));
    if (out.form.reg >= 0 &&
        (out.clocks.empty() || catalog.clocks[size_t(out.clocks[0])].reg != out.form.reg))
        row.place().at("form").bad("nothing says how long it may take",
                                   "begin \"clocks\" with one of the form's register");
    if (fresh(out.id, row.place())) catalog.guides.push_back(std::move(out));
}

} // namespace mj::catalog_file
