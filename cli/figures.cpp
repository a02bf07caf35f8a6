// mingjing figures FILE --year Y | --period P [--on DATE] [--csv | --json]
#include "core/indicator/figures.hpp"
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

namespace mj::cli {
namespace {

/// What is asked for, and what came out.
struct Figures {
    const Catalog& catalog;
    ReportingPeriod period;
    const Known& known;
    FigurePair figures;
    std::string change(size_t i) const {
        const auto text = compare(catalog.indicators[i], figures.now[i], figures.before[i]).change;
        return text ? text->text() : std::string();
    }
};

std::string value_of(const Figure& figure) { return figure.value ? figure.value->text() : std::string(); }

void print_csv(const Figures& r, bool compared, std::ostream& out) {
    out << (compared ? "id,value,unit,before,change\n" : "id,value,unit\n");
    for (size_t i = 0; i < r.figures.now.size(); ++i) {
        const Indicator& indicator = r.catalog.indicators[i];
        out << csv_cell(indicator.id) << ',' << value_of(r.figures.now[i]) << ','
            << csv_cell(indicator.unit.zh);
        if (compared) out << ',' << value_of(r.figures.before[i]) << ',' << r.change(i);
        out << '\n';
    }
}

void print_json(const Figures& r, const std::string& office, std::ostream& out) {
    std::string text = "{\"office\":";
    const auto member = [&](std::string_view name, const std::string& value) {
        text += ",\"" + std::string(name) + "\":";
        put_json_text(text, value);
    };
    const auto number = [&](std::string_view name, const std::string& value) {
        text += ",\"" + std::string(name) + "\":" + (value.empty() ? "null" : value);
    };
    put_json_text(text, office);
    member("catalog", r.catalog.version);
    number("year", std::to_string(r.period.year));
    member("period", r.period.text());
    member("on", r.known.today().text());
    text += ",\"figures\":[";
    for (size_t i = 0; i < r.figures.now.size(); ++i) {
        const Indicator& indicator = r.catalog.indicators[i];
        text += i ? ",\n{\"id\":" : "\n{\"id\":";
        put_json_text(text, indicator.id);
        number("value", value_of(r.figures.now[i]));
        member("unit", indicator.unit.zh);
        number("before", value_of(r.figures.before[i]));
        number("change", r.change(i));
        const KnownPeriod view = r.known.view(indicator, r.period);
        if (view.partial() && !view.empty()) member("known_to", view.known.to.text());
        member("clause", indicator.clause);
        member("name_zh", indicator.name.zh);
        member("name_en", indicator.name.en);
        text += '}';
    }
    out << text << "\n]}\n";
}

void print_table(const Figures& r, std::ostream& out) {
    enum Shown { name, value, unit, before, change, count };
    std::vector<std::array<std::string, count>> rows;
    std::array<size_t, count> widths{};
    for (size_t i = 0; i < r.figures.now.size(); ++i) {
        const Indicator& indicator = r.catalog.indicators[i];
        const auto or_dash = [](std::string text) { return text.empty() ? "–" : text; };
        rows.push_back({indicator.name.zh, or_dash(value_of(r.figures.now[i])), indicator.unit.zh,
                        or_dash(value_of(r.figures.before[i])), or_dash(r.change(i))});
        for (size_t c = 0; c < count; ++c) widths[c] = std::max(widths[c], terminal_width(rows[i][c]));
    }
    const KnownPeriod view = r.known.view(r.period);
    out << r.period.text();
    if (view.empty())
        out << ": nothing is recorded of it by " << r.known.today().text();
    else if (view.partial())
        out << " up to " << view.known.to.text();
    out << ", then the same days a year before and the change (%, of percentages in points)\n\n";
    std::string_view clause;
    for (size_t i = 0; i < rows.size(); ++i) {
        const Indicator& indicator = r.catalog.indicators[i];
        if (indicator.clause != clause) {
            if (i) out << '\n';
            out << (clause = indicator.clause);
            for (const Clause& c : r.catalog.clauses)
                if (c.id == clause) out << ' ' << c.name.zh;
            out << '\n';
        }
        out << "  " << left(rows[i][name], widths[name]) << "  " << right(rows[i][value], widths[value])
            << ' ' << left(rows[i][unit], widths[unit]) << "  " << right(rows[i][before], widths[before])
            << "  " << right(rows[i][change], widths[change]) << "  " << indicator.id << '\n';
    }
}

Outcome<int> run_figures(const Options& options, Streams io) {
    const auto period = asked_period(options);
    if (!period) return period.problem();
    const auto day = options.day();
    if (!day) return day.problem();
    if (options.has("--csv") && options.has("--json"))
        return Problem{say(Said::exclude_each, "--csv", "--json"), {}, say(Said::give_one)};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const Known known(ledger, *day);
    const Figures printed{**catalog, *period, known, figures(ledger, known, *period)};
    if (options.has("--csv"))
        print_csv(printed, options.has("--period"), io.out);
    else if (options.has("--json"))
        print_json(printed, (*task)->info().office, io.out);
    else
        print_table(printed, io.out);
    for (size_t reg = 0; reg < (*catalog)->registers.size(); ++reg)
        if (const size_t n = known.ahead(int(reg)).size())
            io.err << "mingjing figures: " << (*catalog)->registers[reg].id << ": " << n
                   << (n == 1 ? " record is" : " records are") << " dated after " << day->text()
                   << " (not counted where that date decides)\n";
    bool beyond = false;
    for (size_t i = 0; i < printed.figures.now.size(); ++i) {
        if (!printed.figures.now[i].beyond()) continue;
        beyond = true;
        io.err << (*catalog)->indicators[i].id
               << ": the sum is too large to be said and was left empty (check the amounts)\n";
    }
    return int(beyond ? exit_problems : exit_fine);
}

} // namespace

Command figures_command() {
    return {
        "figures",
        "figures FILE --year Y | --period P [--on DATE] [--csv | --json]",
        "every indicator computed from a data file: id, value, unit",
        1,
        {{"--year", "Y", "the year, 1900 to 2199"},
         {"--period", "P", "2023, 2023-H1, 2023-Q3 or 2023-07"},
         on_option,
         {"--csv", "", "lines id,value,unit, of a period also before,change; empty where it cannot be said"},
         {"--json", "", "the same as JSON, with names; null where it cannot be said"},
         catalog_option},
        run_figures};
}

} // namespace mj::cli
