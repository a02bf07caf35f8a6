#include "core/catalog/row.hpp"

#include <algorithm>

namespace mj {

std::optional<ReportHole> next_hole(std::string_view text, size_t from) {
    const size_t at = text.find('{', from);
    if (at == text.npos) return {};
    const size_t end = text.find('}', at);
    if (end == text.npos) return {};
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    const size_t bar = inside.find('|');
    return ReportHole{at, end + 1, inside.substr(0, bar),
                      bar == inside.npos ? std::string_view() : inside.substr(bar + 1)};
}

namespace catalog_file {
namespace {

constexpr std::string_view span_words[ReportTemplate::spans] = {"year", "half", "quarter", "month"};
constexpr std::string_view is_words[] = {"below", "above", "fell", "rose"};
constexpr std::string_view how_words[] = {"", "number", "before", "change"};
constexpr std::string_view plain_words[] = {"office", "period", "year", "next", "n"};

template <size_t n> bool one_of(const std::string_view (&words)[n], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_figure(const ReportTemplate& report, const Catalog& catalog, std::string_view id) {
    return catalog.find_indicator(id) >= 0 ||
           std::any_of(report.own.begin(), report.own.end(), [&](const auto& own) { return own.id == id; });
}

void check_text(std::string_view text, const ReportTemplate& report, const Catalog& catalog,
                const Place& place) {
    size_t from = 0;
    while (const auto hole = next_hole(text, from)) {
        const std::string words(text.substr(hole->at, hole->end - hole->at));
        if (!one_of(how_words, hole->how) || (one_of(plain_words, hole->name) && !hole->how.empty()))
            place.bad(in_quotes(words) + ": it cannot be said so",
                      "write {NAME}, or {NAME|number}, before or change");
        else if (!one_of(plain_words, hole->name) && !is_figure(report, catalog, hole->name))
            place.bad("nothing stands for " + in_quotes(words),
                      meant(hole->name, catalog.indicators, "name an indicator or one of \"figures\""));
        from = hole->end;
    }
    if (text.find('{', from) != text.npos) place.bad("a { is not closed", "write a } behind the name");
}

ReportTemplate::When read_condition(Row& row, const ReportTemplate& report, const Catalog& catalog) {
    ReportTemplate::When out;
    out.figure = row.text("figure");
    if (!is_figure(report, catalog, out.figure))
        row.place().at("figure").bad(
            "nothing stands for " + in_quotes(out.figure),
            meant(out.figure, catalog.indicators, "name an indicator or one of \"figures\""));
    const std::string is = row.text("is");
    const auto word = std::find(std::begin(is_words), std::end(is_words), is);
    if (word == std::end(is_words))
        row.place().at("is").bad(in_quotes(is) + " is no such word", "use below, above, fell or rose");
    else
        out.is = ReportTemplate::Is(word - std::begin(is_words));
    if (is == "below" || is == "above") out.than = row.number("than", 0, -1'000'000'000, 1'000'000'000);
    return out;
}

/// A sentence alone, or one with what it depends on.
ReportTemplate::Sentence read_sentence(const Json& json, const Place& place, const ReportTemplate& report,
                                       const Catalog& catalog) {
    ReportTemplate::Sentence out;
    if (json.is_string())
        out.text = json.get<std::string>();
    else if (json.is_object()) {
        Row row(json, place);
        out.text = row.text("text");
        out.zero = row.text("zero", false);
        out.over = row.flag("over");
        if (const Json* when = row.array("when"))
            each_row(*when, place, "when",
                     [&](Row& one) { out.when.push_back(read_condition(one, report, catalog)); });
    } else
        place.bad("a sentence is expected", "write a text, or an object with \"text\"");
    check_text(out.text, report, catalog, place);
    check_text(out.zero, report, catalog, place.at("zero"));
    return out;
}

/// Columns of a list of records. What names a person is not printed.
void read_columns(Row& row, const Catalog& catalog, ReportTemplate::Block& out) {
    const int at = catalog.find_register(std::string_view(out.asks).substr(0, out.asks.find('?')));
    const Place place = row.place().at("columns");
    for (const std::string& name : row.texts("columns")) {
        constexpr std::string_view figure = "|figure";
        ReportTemplate::Block::Column column{name, name.ends_with(figure)};
        if (column.figure) column.field.resize(name.size() - figure.size());
        const Register* reg = at < 0 ? nullptr : &catalog.registers[size_t(at)];
        const int field = reg ? reg->find(column.field) : -1;
        if (field < 0)
            place.bad(in_quotes(column.field) + " is no field of what is listed",
                      reg ? meant(column.field, reg->fields, "name a field of " + reg->id)
                          : say(Said::words, "begin the question with a register"));
        else if (reg->fields[size_t(field)].personal)
            place.bad(in_quotes(column.field) + " is personal", "leave it out: a report is published");
        else if (column.figure && reg->fields[size_t(field)].codes < 0)
            place.bad(in_quotes(column.field) + " has no codes", "only a code can name an indicator");
        else
            out.columns.push_back(std::move(column));
    }
    if (out.columns.empty()) place.bad("the list has no columns", "name at least one field");
}

void read_block(Row& row, ReportTemplate& report, const Catalog& catalog) {
    using Kind = ReportTemplate::Block::Kind;
    ReportTemplate::Block out;
    if (row.has("heading")) {
        out.kind = Kind::heading;
        out.level = int(row.number("heading", 1, 1, 3));
        out.says.push_back({row.text("text"), {}, {}, false});
        check_text(out.says[0].text, report, catalog, row.place().at("text"));
    } else if (row.has("table")) {
        out.kind = Kind::table;
        out.asks = row.text("table");
        out.title = row.text("title");
        const std::string chart = row.text("chart", false);
        if (chart == "bars" || chart == "columns")
            out.drawn =
                chart == "bars" ? ReportTemplate::Block::Drawn::bars : ReportTemplate::Block::Drawn::columns;
        else if (!chart.empty())
            row.place().at("chart").bad(in_quotes(chart) + " is no such chart", "use bars or columns");
    } else if (row.has("list")) {
        out.kind = Kind::list;
        out.asks = row.text("list");
        out.title = row.text("title");
        out.otherwise = row.text("otherwise", false);
        read_columns(row, catalog, out);
    } else if (row.has("annex")) {
        out.kind = Kind::annex;
        out.title = row.text("annex");
    } else {
        out.proposed = row.flag("proposed");
        out.otherwise = row.text("otherwise", false);
        if (const Json* says = row.array("says"))
            for (size_t i = 0; i < says->size(); ++i)
                out.says.push_back(read_sentence(
                    (*says)[i], row.place().at("says[" + std::to_string(i) + "]"), report, catalog));
        if (out.says.empty())
            row.place().bad("a block says nothing",
                            "add \"heading\", \"says\", \"table\", \"list\" or \"annex\"");
    }
    check_text(out.title, report, catalog, row.place().at("title"));
    check_text(out.otherwise, report, catalog, row.place().at("otherwise"));
    report.blocks.push_back(std::move(out));
}

} // namespace

void read_report(Row& row, Catalog& catalog) {
    ReportTemplate out;
    out.id = row.id();
    out.name = row.name();
    for (const std::string& span : row.texts("of")) {
        const auto word = std::find(std::begin(span_words), std::end(span_words), span);
        if (word == std::end(span_words))
            row.place().at("of").bad(in_quotes(span) + " is no such time",
                                     "use year, half, quarter or month");
        else
            out.of[size_t(word - std::begin(span_words))] = true;
    }
    if (const Json* own = row.array("figures"))
        each_row(*own, row.place(), "figures", [&](Row& one) {
            out.own.push_back({one.id(), one.name(), one.text("asks"), one.text("unit")});
        });
    out.title = row.text("title");
    check_text(out.title, out, catalog, row.place().at("title"));
    if (const Json* blocks = row.array("blocks"))
        each_row(*blocks, row.place(), "blocks", [&](Row& one) { read_block(one, out, catalog); });
    if (out.blocks.empty()) row.place().bad("the report has no blocks", "add at least one");
    if (fresh(out.id, row.place())) catalog.reports.push_back(std::move(out));
}

} // namespace catalog_file
} // namespace mj
