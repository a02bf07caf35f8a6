#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj::catalog_file {

void read_clock(Row& row, Catalog& catalog) {
    ClockRule out;
    out.id = row.id(IdKind::dotted);
    out.name = row.name();
    out.desk = row.name_at("desk", false);
    out.source = row.text("source");
    out.limit = int(row.number("limit", 0, 0, 3660));
    out.extension = int(row.number("extension", 0, 1, 3660));
    out.moves = row.flag("moves");
    out.reminder = row.flag("reminder");
    const std::string days = row.text("days");
    out.working = days == "working";
    if (!days.empty() && !out.working && days != "calendar")
        row.place().at("days").bad("unknown kind of days " + in_quotes(days), "use working or calendar");
    const std::string id = row.text("register"), starts = row.text("starts");
    const std::string extended = row.text("extended", row.has("extension"));
    const std::vector<std::string> stops = row.texts("stops"), suspended = row.texts("suspended"),
                                   owners = row.texts("owners");
    const Json* where = row.array("where");
    const bool first = fresh(out.id, row.place());
    out.reg = register_of(catalog, id, row.place().at("register"));
    if (out.reg < 0) return;
    const Register& reg = catalog.registers[size_t(out.reg)];
    const auto at = [&](const char* key) { return row.place().at(key); };
    out.starts = field_of(reg, starts, {FieldType::date}, at("starts"));
    for (const std::string& field : stops)
        if (const int f = field_of(reg, field, {FieldType::date}, at("stops")); f >= 0)
            out.stops.push_back(f);
    for (const std::string& field : owners)
        if (const int f =
                field_of(reg, field, {FieldType::text, FieldType::link, FieldType::code}, at("owners"));
            f >= 0)
            out.owners.push_back(f);
    if (!extended.empty()) {
        out.extended = field_of(reg, extended, {FieldType::flag}, at("extended"));
        if (!out.extension) at("extended").bad("it does not say by how many days", "add \"extension\"");
    }
    if (suspended.size() == 2) {
        out.suspended_from = field_of(reg, suspended[0], {FieldType::date}, at("suspended"));
        out.suspended_to = field_of(reg, suspended[1], {FieldType::date}, at("suspended"));
    } else if (!suspended.empty()) {
        at("suspended").bad("two fields are expected: from and to", "write [\"from\", \"to\"]");
    }
    out.where = read_where(where, reg, catalog, row.place());
    if (first && out.starts >= 0) catalog.clocks.push_back(std::move(out));
}

void read_calendar(Row& row, Catalog& catalog) {
    Calendar out;
    out.year = int(row.number("year", 0, 1990, 2199));
    if (!row.has("year")) row.place().at("year").bad(Said::year_needed, Said::add_it);
    out.source = row.text("source");
    const auto days = [&](const char* key, bool weekend) {
        std::vector<Date> list;
        for (const std::string& text : row.texts(key)) {
            const auto day = Date::parse(text);
            const Place place = row.place().at(key);
            if (!day || day->year() != out.year)
                place.bad(say(Said::not_of_year, in_quotes(text)), say(Said::write_date));
            else if ((day->weekday() >= 5) != weekend)
                place.bad(weekend ? say(Said::weekday_worked, text) : say(Said::weekend_free, text),
                          say(Said::remove_it));
            else if (!list.empty() && *day <= list.back())
                place.bad(say(Said::day_behind, text), say(Said::put_in_order));
            else
                list.push_back(*day);
        }
        return list;
    };
    out.off = days("off", false);
    out.worked = days("worked", true);
    for (const Calendar& other : catalog.calendars)
        if (other.year == out.year) row.place().at("year").bad(Said::year_used, Said::keep_one);
    catalog.calendars.push_back(std::move(out));
}

} // namespace mj::catalog_file
