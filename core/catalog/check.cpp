#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj::catalog_file {
namespace {

/// Whether every record that fulfils `given` fulfils `asked` too.
bool follows(const Condition& asked, const Condition& given) {
    if (asked.field != given.field) return false;
    if (asked.test == Test::present) return given.test != Test::missing;
    if (asked.test == Test::is && given.test == Test::is)
        return std::all_of(given.codes.begin(), given.codes.end(), [&](uint16_t code) {
            return std::find(asked.codes.begin(), asked.codes.end(), code) != asked.codes.end();
        });
    return asked == given;
}

} // namespace

void read_check(Row& row, Catalog& catalog) {
    Check out;
    out.id = row.id();
    out.name = row.name();
    const std::string id = row.text("register"), distinct = row.text("distinct", false);
    const Json *where = row.array("where"), *must = row.array("must"), *when = row.object("when", false);
    const std::string importance = row.text("importance"), from = row.text("from", false);
    if (importance == "warn")
        out.importance = Importance::warn;
    else if (!importance.empty() && importance != "error")
        row.place().at("importance").bad("unknown importance " + in_quotes(importance), "use error or warn");
    out.approved = from == "approved";
    if (!from.empty() && from != "approved" && from != "checked")
        row.place().at("from").bad("unknown state " + in_quotes(from), "use checked or approved");
    out.says = row.name_at("says", false);
    out.source = row.text("source", false);
    const bool first = fresh(out.id, row.place());
    out.of.reg = register_of(catalog, id, row.place().at("register"));
    if (out.of.reg < 0) return;
    const Register& reg = catalog.registers[size_t(out.of.reg)];
    out.of.where = read_where(where, reg, catalog, row.place());
    out.must = read_where(must, reg, catalog, row.place(), "must");
    out.distinct = field_of(reg, distinct, {FieldType::link}, row.place().at("distinct"));
    out.of.from = reg.date;
    if (when) {
        Row inner(*when, row.place().at("when"));
        read_when(inner, catalog, out.of);
    } else if (reg.date < 0) {
        out.of.when = When::always;
    }
    const Place at = row.place().at("must");
    if (!must && distinct.empty())
        at.bad("nothing is asked of the records, so the check cannot fail", "add \"must\" or \"distinct\"");
    for (const Condition& asked : out.must)
        if (asked.other == asked.field || std::any_of(out.of.where.begin(), out.of.where.end(),
                                                      [&](const Condition& c) { return follows(asked, c); }))
            at.bad("what is asked of " + in_quotes(reg.fields[size_t(asked.field)].id) +
                       " always holds, so the check cannot fail",
                   "ask something else, or change \"where\"");
    if (first) catalog.checks.push_back(std::move(out));
}

} // namespace mj::catalog_file
