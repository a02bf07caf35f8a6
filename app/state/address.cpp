#include "app/state/address.hpp"

#include "app/state/board.hpp"
#include "app/state/employers.hpp"
#include "app/state/pages.hpp"

#include "core/base/percent.hpp"
#include "core/question/question_text.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>

namespace mj {
namespace {

constexpr std::string_view list_id = "list", record_id = "record";

std::string_view page_id(PageId page) {
    if (const PageWords* words = page_words(page)) return words->id;
    return page == PageId::list ? list_id : record_id;
}

std::optional<PageId> any_page(std::string_view id) {
    if (id == list_id) return PageId::list;
    if (id == record_id) return PageId::record;
    return find_page(id);
}

/// Letters, digits and a few marks stay as they are.
std::string escaped(std::string_view text) {
    return percent_escaped(text, [](char) { return false; });
}

int number(std::string_view text, int otherwise = -1) {
    int out = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> out;
    for (size_t at = 0; at <= text.size();) {
        const size_t end = std::min(text.find(by, at), text.size());
        if (end > at) out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

class Writer {
  public:
    explicit Writer(std::string path) : text_(std::move(path)) {}
    void add(std::string_view key, std::string_view value) {
        text_ += (some_ ? "&" : "?") + std::string(key) + "=" + escaped(value);
        some_ = true;
    }
    /// Further values of the last key.
    void also(std::string_view value) { text_ += "," + escaped(value); }
    std::string text_;

  private:
    bool some_ = false;
};

/// A code by its id; a flag or a class of amounts by its number; 0 is not given.
std::string code_id(const Catalog& catalog, const Field& field, int code) {
    if (field.type != FieldType::code || code == 0) return std::to_string(code);
    return catalog.code_lists[size_t(field.codes)].codes[size_t(code - 1)].id;
}

int find_code(const Catalog& catalog, const Field& field, std::string_view id) {
    if (field.type == FieldType::code) {
        const int at = catalog.code_lists[size_t(field.codes)].find(id);
        return at >= 0 ? at + 1 : id == "0" ? 0 : -1;
    }
    const int most = field.type == FieldType::flag ? 2 : int(Board::amount_classes().size()), n = number(id);
    return n >= 0 && n <= most ? n : -1;
}

void write_board(Writer& out, const Catalog& catalog, int reg, const BoardFilter& filter) {
    if (!filter.whole_year())
        out.add("months", std::to_string(filter.from) + "-" + std::to_string(filter.to));
    int last = -1;
    for (const auto& [f, code] : filter.codes) {
        const Field& field = catalog.registers[size_t(reg)].fields[size_t(f)];
        if (f == last)
            out.also(code_id(catalog, field, code));
        else
            out.add(field.id, code_id(catalog, field, code));
        last = f;
    }
}

/// A question as it stands in an address: its text, each value escaped once more.
std::string question_path(const Catalog& catalog, const Question& question) {
    std::string out;
    const std::string text = question_text(catalog, question);
    for (size_t at = 0; at <= text.size();) {
        const size_t end = std::min(text.find_first_of("?&=", at), text.size());
        out += escaped(std::string_view(text).substr(at, end - at));
        const bool value = end < text.size() && text[end] == '=';
        if (end < text.size()) out += text[end];
        at = end + 1;
        if (!value) continue;
        const size_t last =
            std::min(text.find('&', at), text.size()); // what follows the first = is the value
        out += escaped(std::string_view(text).substr(at, last - at));
        if (last < text.size()) out += '&';
        at = last + 1;
    }
    return out;
}

std::optional<Question> question_of(const Catalog& catalog, std::string_view path) {
    std::string text;
    for (size_t at = 0; at <= path.size();) {
        const size_t end = std::min(path.find_first_of("?&=", at), path.size());
        text += percent_plain(path.substr(at, end - at));
        if (end < path.size()) text += path[end];
        at = end + 1;
    }
    auto question = parse_question(catalog, text);
    if (!question) return std::nullopt;
    return std::move(*question);
}

using Values = std::map<std::string, std::string, std::less<>>;

BoardFilter read_board(const Catalog& catalog, int section, const Values& values) {
    BoardFilter out;
    out.section = section;
    const int at = catalog.find_register(board_sections()[size_t(section)].reg);
    if (at < 0) return out;
    const Register& reg = catalog.registers[size_t(at)];
    for (const auto& [key, value] : values) {
        if (key == "months") {
            const auto parts = split(value, '-');
            const int from = parts.empty() ? 0 : number(parts[0]),
                      to = parts.size() < 2 ? from : number(parts[1]);
            if (from >= 1 && from <= to && to <= 12) out.from = from, out.to = to;
            continue;
        }
        // Only what a chart of the section can choose.
        bool charted = false;
        for (const BoardChart& chart : board_sections()[size_t(section)].charts)
            charted |= chart.field == key && chart.shape != Shape::months;
        const int field = charted ? reg.find(key) : -1;
        if (field < 0) continue;
        for (const std::string_view id : split(value, ','))
            if (const int code = find_code(catalog, reg.fields[size_t(field)], percent_plain(id));
                code >= 0 && !out.has(field, code))
                out.turn(field, code);
    }
    return out;
}

} // namespace

std::string address_of(const Catalog& catalog, const std::vector<Chart>& charts, const Place& place,
                       int year) {
    std::string path = "/" + std::string(page_id(place.page));
    const auto* asked = std::get_if<AskedFilter>(&place.filter);
    if (asked && place.page == PageId::explore) return path + "/" + question_path(catalog, asked->question);
    const auto* board = std::get_if<BoardFilter>(&place.filter);
    if (board && place.page != PageId::list)
        path += "/" + std::string(board_sections()[size_t(board->section)].id);
    if (place.reg >= 0) path += "/" + catalog.registers[size_t(place.reg)].id;
    if (place.page == PageId::record) path += "/" + place.record.text();
    Writer out(std::move(path));
    if (year) out.add("year", std::to_string(year));
    if (const int part = place.part()) out.add("period", ReportingPeriod::part_text(part));
    if (board) {
        const int reg = catalog.find_register(board_sections()[size_t(board->section)].reg);
        if (place.page == PageId::list) out.add("section", board_sections()[size_t(board->section)].id);
        if (reg >= 0) write_board(out, catalog, reg, *board);
    } else if (const auto* figure = std::get_if<FigureFilter>(&place.filter)) {
        out.add("figure", catalog.indicators[size_t(figure->indicator)].id);
        if (figure->bottom) out.add("of", figure->rest ? "rest" : "all");
        if (figure->unsaid) out.add("of", "unsaid");
    } else if (const auto* check = std::get_if<CheckFilter>(&place.filter)) {
        out.add("check", catalog.checks[size_t(check->check)].id);
        if (check->broken) out.add("of", "broken");
    } else if (const auto* cell = std::get_if<CellFilter>(&place.filter)) {
        out.add("chart", charts[size_t(cell->chart)].id);
        if (cell->code >= 0) out.add("code", std::to_string(cell->code));
        if (cell->month >= 0) out.add("month", std::to_string(cell->month + 1));
    } else if (const auto* clock = std::get_if<ClockFilter>(&place.filter)) {
        if (clock->rule >= 0) out.add("clock", catalog.clocks[size_t(clock->rule)].id);
        if (clock->urgency >= 0) out.add("urgency", std::to_string(clock->urgency));
    } else if (const auto* warning = std::get_if<WarningFilter>(&place.filter)) {
        if (warning->level >= 0) out.add("level", std::to_string(warning->level));
        if (warning->open) out.add("of", "open");
    } else if (const auto* link = std::get_if<LinkFilter>(&place.filter)) {
        out.add("by", catalog.registers[size_t(place.reg)].fields[size_t(link->field)].id);
        out.add("to", link->to.text());
    } else if (const auto* ahead = std::get_if<AheadFilter>(&place.filter)) {
        out.add(ahead->early ? "early" : "ahead", "1");
    } else if (const auto* settled = std::get_if<SettledFilter>(&place.filter)) {
        out.add("clock", catalog.clocks[size_t(settled->rule)].id);
        out.add("on", settled->on.text());
    } else if (asked) {
        out.add("asked", question_text(catalog, asked->question));
    } else if (const auto* of = std::get_if<StateFilter>(&place.filter)) {
        out.add("state", std::string(state_ids[size_t(of->state)]));
    }
    if (!place.search.empty()) out.add("search", place.search);
    if (place.sort >= 0) {
        out.add("sort", place.reg < 0 ? employer_registers[size_t(place.sort)]
                                      : catalog.registers[size_t(place.reg)].fields[size_t(place.sort)].id);
        if (place.descending) out.add("descending", "1");
    }
    return std::move(out.text_);
}

std::optional<Address> parse_address(const Catalog& catalog, const std::vector<Chart>& charts,
                                     std::string_view text) {
    const size_t mark = std::min(text.find('?'), text.size());
    const auto path = split(text.substr(0, mark), '/');
    if (path.empty()) return std::nullopt;
    const auto page = any_page(path[0]);
    if (!page) return std::nullopt;
    Values values;
    for (const std::string_view pair : split(text.substr(std::min(mark + 1, text.size())), '&')) {
        const size_t equal = std::min(pair.find('='), pair.size());
        values[std::string(pair.substr(0, equal))] =
            std::string(pair.substr(std::min(equal + 1, pair.size())));
    }
    const auto value = [&](std::string_view key) {
        const auto it = values.find(key);
        return it == values.end() ? std::string() : percent_plain(it->second);
    };
    Address out;
    out.year = number(value("year"), 0);
    Place& place = out.place;
    place.page = *page;
    const int part = std::max(0, ReportingPeriod::find_part(value("period")));
    if (*page == PageId::overview) {
        if (part) place.filter = PartFilter{part};
        return out;
    }
    if (*page == PageId::explore) {
        const std::string_view id = page_words(PageId::explore)->id;
        const size_t begin = text.find(id) + id.size();
        if (auto question = question_of(catalog, text.substr(std::min(begin + 1, text.size()))))
            place.filter = AskedFilter{std::move(*question)};
        return out;
    }
    if (*page == PageId::employers) {
        place.search = value("search");
        const auto by =
            std::find(std::begin(employer_registers), std::end(employer_registers), value("sort"));
        if (by != std::end(employer_registers)) place.sort = int(by - std::begin(employer_registers));
        place.descending = place.sort >= 0 && value("descending") == "1";
        return out;
    }
    if (is_board(*page)) {
        const int section = path.size() > 1 ? find_section(path[1]) : first_section(*page);
        if (section < 0 || board_sections()[size_t(section)].page != *page) return out;
        if (path.size() > 1) place.filter = read_board(catalog, section, values);
        return out;
    }
    if (*page == PageId::deadlines) {
        ClockFilter filter;
        for (size_t i = 0; i < catalog.clocks.size(); ++i)
            if (catalog.clocks[i].id == value("clock")) filter.rule = int(i);
        const int urgency = number(value("urgency"));
        if (urgency >= 0 && urgency < int(Urgency::count)) filter.urgency = urgency;
        if (filter != ClockFilter{}) place.filter = filter;
        return out;
    }
    if (*page == PageId::warnings) {
        const int level = number(value("level"));
        const WarningFilter filter{level >= 0 && level < warning_levels ? level : -1, value("of") == "open"};
        if (filter != WarningFilter{}) place.filter = filter;
        return out;
    }
    if (*page != PageId::list && *page != PageId::record) return out;
    place.reg = path.size() > 1 ? catalog.find_register(path[1]) : -1;
    if (place.reg < 0) return std::nullopt;
    const Register& reg = catalog.registers[size_t(place.reg)];
    if (*page == PageId::record) {
        const auto id = path.size() > 2 ? RecordId::parse(path[2]) : std::nullopt;
        if (!id) return std::nullopt;
        place.record = *id;
        return out;
    }
    const int section = find_section(value("section")), figure = catalog.find_indicator(value("figure"));
    if (section >= 0 && catalog.find_register(board_sections()[size_t(section)].reg) == place.reg)
        place.filter = read_board(catalog, section, values);
    else if (figure >= 0) {
        const Indicator& indicator = catalog.indicators[size_t(figure)];
        const bool rest = indicator.ratio && value("of") == "rest",
                   bottom = rest || (indicator.ratio && value("of") == "all");
        if (indicator.part(bottom).reg == place.reg)
            place.filter = FigureFilter{figure, bottom, rest, part, value("of") == "unsaid"};
    }
    for (size_t i = 0; i < catalog.checks.size(); ++i)
        if (catalog.checks[i].id == value("check") && catalog.checks[i].of.reg == place.reg)
            place.filter = CheckFilter{int(i), value("of") == "broken"};
    for (size_t i = 0; i < charts.size(); ++i)
        if (charts[i].id == value("chart") && charts[i].by.reg == place.reg) {
            const Field& field = reg.fields[size_t(charts[i].by.code)];
            const int codes = int(catalog.code_lists[size_t(field.codes)].codes.size()),
                      code = number(value("code")), month = number(value("month"));
            place.filter = CellFilter{int(i), code >= 0 && code <= codes ? code : -1,
                                      month >= 1 && month <= 12 ? month - 1 : -1};
        }
    if (const int by = reg.find(value("by")); by >= 0 && reg.fields[size_t(by)].type == FieldType::link)
        if (const auto to = RecordId::parse(value("to"))) place.filter = LinkFilter{by, *to};
    for (size_t i = 0; i < catalog.clocks.size(); ++i)
        if (const auto on = Date::parse(value("on"));
            on && catalog.clocks[i].id == value("clock") && catalog.clocks[i].reg == place.reg)
            place.filter = SettledFilter{int(i), *on};
    if (auto asked = parse_question(catalog, value("asked")); asked && asked->reg == place.reg)
        place.filter = AskedFilter{std::move(*asked)};
    if (value("ahead") == "1") place.filter = AheadFilter{};
    if (value("early") == "1") place.filter = AheadFilter{true};
    if (const auto* state = std::find(std::begin(state_ids), std::end(state_ids), value("state"));
        state != std::end(state_ids))
        place.filter = StateFilter{State(state - state_ids)};
    place.search = value("search");
    place.sort = value("sort").empty() ? -1 : reg.find(value("sort"));
    place.descending = place.sort >= 0 && value("descending") == "1";
    return out;
}

} // namespace mj
