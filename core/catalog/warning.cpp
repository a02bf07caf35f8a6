#include "core/catalog/row.hpp"

namespace mj::catalog_file {
namespace {

/// False: the row cannot be used.
bool read_rule(Row& row, const Catalog& catalog, EmployerRule& out) {
    out.id = row.id();
    out.name = row.name();
    out.at_least = row.number("at_least", 0, 1, INT64_MAX);
    if (!row.has("at_least")) row.place().at("at_least").bad("it is missing", "add a number");
    const std::string id = row.text("register"), employer = row.text("employer"),
                      field = row.text("field", false), date = row.text("date", false);
    const Json* where = row.array("where");
    out.reg = register_of(catalog, id, row.place().at("register"));
    if (out.reg < 0) return false;
    const Register& reg = catalog.registers[size_t(out.reg)];
    out.date = date.empty() ? reg.date : field_of(reg, date, {FieldType::date}, row.place().at("date"));
    if (reg.date < 0 && date.empty())
        row.place()
            .at("register")
            .bad("the register has no date", "use one that has, or name a field as \"date\"");
    out.employer = field_of(reg, employer, {FieldType::link}, row.place().at("employer"));
    if (!field.empty())
        out.field = field_of(reg, field, {FieldType::count, FieldType::money}, row.place().at("field"));
    out.where = read_where(where, reg, catalog, row.place());
    return out.date >= 0 && out.employer >= 0;
}

} // namespace

void read_warning(Row& row, Catalog& catalog) {
    WarningRule out;
    out.window = int(row.number("window", 0, 1, 3660));
    out.response = int(row.number("response", 0, 1, 366));
    constexpr std::string_view levels[] = {"blue", "yellow", "red"};
    const std::string level = row.text("level");
    for (int i = 0; i < 3; ++i)
        if (level == levels[i]) out.level = i;
    if (out.level < 0 && !level.empty())
        row.place().at("level").bad("unknown level " + in_quotes(level), "use blue, yellow or red");
    for (const char* key : {"window", "response"})
        if (!row.has(key)) row.place().at(key).bad("it is missing", "add a number");
    const bool sound = read_rule(row, catalog, out);
    if (fresh(out.id, row.place()) && sound && out.level >= 0) catalog.warnings.push_back(std::move(out));
}

void read_grade(Row& row, Catalog& catalog) {
    GradeRule out;
    const std::string grade = row.text("grade");
    const int list = catalog.find_code_list("grade");
    if (list < 0)
        row.place().at("grade").bad("there is no code list \"grade\"", "add one, the best grade first");
    else if (out.grade = catalog.code_lists[size_t(list)].find(grade) + 1; out.grade == 0 && !grade.empty())
        row.place().at("grade").bad("unknown grade " + in_quotes(grade),
                                    "use one of the code list \"grade\"");
    const bool sound = read_rule(row, catalog, out);
    if (fresh(out.id, row.place()) && sound && out.grade > 0) catalog.grades.push_back(std::move(out));
}

} // namespace mj::catalog_file
