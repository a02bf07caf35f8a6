#include "core/catalog/row.hpp"

namespace mj::catalog_file {

void read_warning(Row& row, Catalog& catalog) {
    WarningRule out;
    out.id = row.id();
    out.name = row.name();
    out.window = int(row.number("window", 0, 1, 3660));
    out.at_least = row.number("at_least", 0, 1, INT64_MAX);
    out.response = int(row.number("response", 0, 1, 366));
    constexpr std::string_view levels[] = {"blue", "yellow", "red"};
    const std::string level = row.text("level");
    for (int i = 0; i < 3; ++i)
        if (level == levels[i]) out.level = i;
    if (out.level < 0 && !level.empty())
        row.place().at("level").bad("unknown level \"" + level + "\"", "use blue, yellow or red");
    const std::string id = row.text("register"), employer = row.text("employer"),
                      field = row.text("field", false);
    const Json* where = row.array("where");
    for (const char* key : {"window", "at_least", "response"})
        if (!row.has(key)) row.place().at(key).bad("it is missing", "add a number");
    const bool first = fresh(catalog.warnings, out.id, row.place());
    out.reg = register_of(catalog, id, row.place().at("register"));
    if (out.reg < 0) return;
    const Register& reg = catalog.registers[size_t(out.reg)];
    if (reg.date < 0) row.place().at("register").bad("the register has no date", "use one that has");
    out.employer = field_of(reg, employer, {FieldType::link}, row.place().at("employer"));
    if (!field.empty())
        out.field = field_of(reg, field, {FieldType::count, FieldType::money}, row.place().at("field"));
    out.where = read_where(where, reg, catalog, row.place());
    if (first && reg.date >= 0 && out.employer >= 0 && out.level >= 0)
        catalog.warnings.push_back(std::move(out));
}

} // namespace mj::catalog_file
