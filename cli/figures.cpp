// mingjing figures FILE --year Y [--csv | --json]
#include "core/indicator/figures.hpp"
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace mj::cli {
namespace {

std::string value_of(const Figure& figure) { return figure.value ? figure.value->text() : std::string(); }

void print_csv(const Catalog& catalog, const std::vector<Figure>& values, std::ostream& out) {
    out << "id,value,unit\n";
    for (size_t i = 0; i < values.size(); ++i)
        out << csv_cell(catalog.indicators[i].id) << ',' << value_of(values[i]) << ','
            << csv_cell(catalog.indicators[i].unit.zh) << '\n';
}

void print_json(const Catalog& catalog, const std::vector<Figure>& values, int year,
                const std::string& office, std::ostream& out) {
    std::string text = "{\"office\":";
    put_json_text(text, office);
    text += ",\"catalog\":";
    put_json_text(text, catalog.version);
    text += ",\"year\":" + std::to_string(year) + ",\"figures\":[";
    for (size_t i = 0; i < values.size(); ++i) {
        const Indicator& indicator = catalog.indicators[i];
        const auto member = [&](std::string_view name, const std::string& value) {
            text += ",\"" + std::string(name) + "\":";
            put_json_text(text, value);
        };
        text += i ? ",\n{\"id\":" : "\n{\"id\":";
        put_json_text(text, indicator.id);
        text += ",\"value\":" + (values[i].value ? value_of(values[i]) : "null");
        member("unit", indicator.unit.zh);
        member("clause", indicator.clause);
        member("name_zh", indicator.name.zh);
        member("name_en", indicator.name.en);
        text += '}';
    }
    out << text << "\n]}\n";
}

void print_table(const Catalog& catalog, const std::vector<Figure>& values, std::ostream& out) {
    size_t names = 0, numbers = 0, units = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        names = std::max(names, terminal_width(catalog.indicators[i].name.zh));
        numbers = std::max(numbers, terminal_width(value_of(values[i])));
        units = std::max(units, terminal_width(catalog.indicators[i].unit.zh));
    }
    std::string_view clause;
    for (size_t i = 0; i < values.size(); ++i) {
        const Indicator& indicator = catalog.indicators[i];
        if (indicator.clause != clause) {
            if (i) out << '\n';
            out << (clause = indicator.clause);
            for (const Clause& c : catalog.clauses)
                if (c.id == clause) out << ' ' << c.name.zh;
            out << '\n';
        }
        out << "  " << left(indicator.name.zh, names) << "  "
            << right(values[i].value ? value_of(values[i]) : "–", numbers) << ' '
            << left(indicator.unit.zh, units) << "  " << indicator.id << '\n';
    }
}

Outcome<int> run_figures(const Options& options, Streams io) {
    const auto year = options.number("--year", 0, 1900, 2199);
    if (!year) return year.problem();
    if (options.has("--csv") && options.has("--json"))
        return Problem{"--csv and --json exclude each other", "", "give one of them"};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const auto values = figures(ledger, Period::of_year(int(*year)));
    if (options.has("--csv"))
        print_csv(**catalog, values, io.out);
    else if (options.has("--json"))
        print_json(**catalog, values, int(*year), (*task)->info().office, io.out);
    else
        print_table(**catalog, values, io.out);
    bool beyond = false;
    for (size_t i = 0; i < values.size(); ++i) {
        if (!values[i].beyond()) continue;
        beyond = true;
        io.err << (*catalog)->indicators[i].id
               << ": the sum is too large to be said and was left empty (check the amounts)\n";
    }
    return int(beyond ? exit_problems : exit_fine);
}

} // namespace

Command figures_command() {
    return {"figures",
            "figures FILE --year Y [--csv | --json]",
            "every indicator computed from a data file: id, value, unit",
            1,
            {{"--year", "Y", "the year, 1900 to 2199", true},
             {"--csv", "", "lines id,value,unit; the value is empty where it cannot be said"},
             {"--json", "", "the same as JSON, with names; null where it cannot be said"},
             catalog_option},
            run_figures};
}

} // namespace mj::cli
