#include "core/catalog/row.hpp"

namespace mj::catalog_file {
namespace {

int indicator_of(const Catalog& catalog, const std::string& id, const Place& place) {
    if (id.empty()) return -1;
    const int at = catalog.find_indicator(id);
    if (at < 0) place.bad("there is no indicator \"" + id + "\"", "use one of the catalogue");
    return at;
}

/// Whether their numbers can be added and compared: sums never cross units, but records of one register are counted under several.
bool alike(const Indicator& a, const Indicator& b) {
    return (a.unit.zh == b.unit.zh || a.of.reg == b.of.reg) && a.factor == b.factor &&
           a.divisor == b.divisor && a.decimals == b.decimals;
}

} // namespace

void read_check(Row& row, Catalog& catalog) {
    Check out;
    out.id = row.id();
    out.name = row.name();
    out.whole = indicator_of(catalog, row.text("whole"), row.place().at("whole"));
    out.at_most = row.flag("at_most");
    const Place parts = row.place().at("parts");
    for (const std::string& id : row.texts("parts"))
        if (const int at = indicator_of(catalog, id, parts); at >= 0) out.parts.push_back(at);
    if (out.whole < 0) return;
    const Indicator& whole = catalog.indicators[size_t(out.whole)];
    if (whole.ratio != out.parts.empty())
        parts.bad("a ratio has no parts, and nothing else is without", "add or remove them");
    for (const int part : out.parts)
        if (!alike(catalog.indicators[size_t(part)], whole))
            parts.bad("\"" + catalog.indicators[size_t(part)].id + "\" has another unit than the whole",
                      "add up figures of one unit, or of one register");
    if (fresh(catalog.checks, out.id, row.place())) catalog.checks.push_back(std::move(out));
}

} // namespace mj::catalog_file
