#include "core/catalog/calendar.hpp"

#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj {
namespace {

using namespace catalog_file;

constexpr std::string_view file_format = "mingjing-calendar";
constexpr int file_version = 1;

/// The first of some marks in a text, and how long it is; npos: none is there.
std::pair<size_t, size_t> find_mark(std::string_view text, std::initializer_list<std::string_view> marks) {
    std::pair<size_t, size_t> out{text.npos, 0};
    for (const std::string_view mark : marks)
        if (const size_t at = text.find(mark); at < out.first) out = {at, mark.size()};
    return out;
}

/// What stands before the first of the marks, which is taken off the text together with it.
std::string_view take_until(std::string_view& text, std::initializer_list<std::string_view> marks) {
    const auto [at, size] = find_mark(text, marks);
    const std::string_view out = text.substr(0, at);
    text.remove_prefix(at == text.npos ? text.size() : at + size);
    return out;
}

} // namespace

CalendarRegister calendar_register(const Catalog& catalog) {
    CalendarRegister out;
    const int at = catalog.find_register(CalendarRegister::id);
    if (at < 0) return out;
    const Register& reg = catalog.registers[size_t(at)];
    const auto field = [&](std::string_view id, FieldType type) {
        const int f = reg.find(id);
        return f >= 0 && reg.fields[size_t(f)].type == type ? f : -1;
    };
    out.year = field("year", FieldType::count);
    out.off = field("off", FieldType::text);
    out.worked = field("worked", FieldType::text);
    out.source = field("source", FieldType::text);
    if (out.year >= 0 && out.off >= 0 && out.worked >= 0 && out.source >= 0) out.reg = at;
    return out;
}

Outcome<std::vector<Date>> parse_calendar_days(std::string_view text, int year, bool worked) {
    std::vector<Date> out;
    while (!text.empty()) {
        std::string_view piece = take_until(text, {" ", "\n", "\t", ",", ";", "，", "；", "、", "　"});
        if (piece.empty()) continue;
        const std::string written(piece);
        const auto from = Date::parse(take_until(piece, {"至", "~", "～", ".."}));
        const auto to = piece.empty() ? from : Date::parse(piece);
        const auto bad = [&](SaidWith<1> what, SaidWith<0> fix) {
            return Problem{say(what, in_quotes(written)), {}, say(fix)};
        };
        if (!from || !to) return bad(Said::not_date, Said::write_date);
        if (from->year() != year || to->year() != year) return bad(Said::not_of_year, Said::write_date);
        if (*to < *from) return bad(Said::ends_early, Said::earlier_first);
        for (Date day = *from; day <= *to; day = day.plus(1)) {
            const bool weekend = day.weekday() >= 5;
            if (worked && !weekend)
                return Problem{say(Said::weekday_worked, day.text()), {}, say(Said::remove_it)};
            if (worked == weekend) out.push_back(day);
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::string calendar_days_text(const std::vector<Date>& days) {
    std::string out;
    for (const Date day : days) out += (out.empty() ? "" : " ") + day.text();
    return out;
}

bool looks_like_calendar_file(std::string_view head) {
    return head.substr(0, 64).find(file_format) != head.npos;
}

CalendarFile read_calendar_file(const CatalogFile& file) {
    CalendarFile out;
    const Place place{shown(file.name), &out.problems};
    Json json;
    if (!read_json(file.text, place, json)) return out;
    if (!json.is_object()) {
        place.bad(Said::object_expected, Said::write_object);
        return out;
    }
    Row row(json, place);
    if (row.text("format") != file_format)
        place.at("format").bad(say(Said::not_calendars), say(Said::write_this, in_quotes(file_format)));
    if (row.number("version", 0, 1, 1 << 30) > file_version)
        place.at("version").bad(Said::calendars_newer, Said::newer_writer);
    Catalog catalog;
    if (const Json* calendars = row.array("calendars"))
        each_row(*calendars, place, "calendars", [&](Row& one) { read_calendar(one, catalog); });
    if (catalog.calendars.empty() && out.problems.empty())
        place.at("calendars").bad(Said::no_calendar, Said::add_year);
    out.calendars = std::move(catalog.calendars);
    return out;
}

} // namespace mj
