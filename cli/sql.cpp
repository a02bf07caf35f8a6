// mingjing sql --dialect D [--years FROM-TO] [--on DATE] [-o OUT], or sql --dialect D --load FOLDER
#include "core/sql/sql.hpp"
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"

#include <filesystem>
#include <ostream>

namespace mj::cli {
namespace {

/// What loads the files of a folder that `convert --to jsonl` has written.
Outcome<std::string> loads(const Catalog& catalog, const Dialect& dialect, const std::string& folder) {
    if (folder.find_first_of("'\"\\`$\n") != folder.npos)
        return Problem{say(Said::not_taken, in_quotes(folder)), say(Said::in_named, "--load"),
                       say(Said::check_name)};
    std::string out;
    for (const SqlFile& file : sql_files(catalog)) {
        const std::string path = (std::filesystem::path(folder) / file.file()).string();
        if (std::error_code unknown; std::filesystem::exists(path, unknown))
            out += sql_load(catalog, dialect, file, path);
    }
    if (out.empty())
        return Problem{say(Said::folder_unread, in_quotes(folder)), say(Said::in_named, "--load"),
                       say(Said::add_option, "--to", "jsonl")};
    return out;
}

Outcome<SqlPeriods> asked_periods(const Options& options) {
    const auto day = options.day();
    if (!day) return day.problem();
    SqlPeriods out{day->year() - 5, day->year(), *day};
    if (!options.has("--years")) return out;
    const std::string text = options.text("--years");
    const size_t between = text.find('-');
    const auto from = ReportingPeriod::parse(text.substr(0, between)),
               to = ReportingPeriod::parse(between == text.npos ? text : text.substr(between + 1));
    if (!from || !to || from->part || to->part || to->year < from->year)
        return Problem{say(Said::not_period, in_quotes(text)), say(Said::in_named, "--years"),
                       say(Said::write_as, "2019-2023")};
    out.from = from->year;
    out.to = to->year;
    return out;
}

Outcome<int> run_sql(const Options& options, Streams io) {
    const auto database = find_database(options.text("--dialect"));
    if (!database)
        return Problem{say(Said::unknown_word, in_quotes(options.text("--dialect"))),
                       say(Said::in_named, "--dialect"),
                       say(Said::write_one_of, "duckdb, postgresql, clickhouse, spark")};
    const Dialect dialect(*database);
    const auto periods = asked_periods(options);
    if (!periods) return periods.problem();
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    std::string text;
    if (options.has("--load")) {
        auto loading = loads(**catalog, dialect, options.text("--load"));
        if (!loading) return loading.problem();
        text = std::move(*loading);
    } else {
        if (const std::string id = sql_unknown(**catalog); !id.empty())
            return Problem{say(Said::words, "a check digit is asked for, which no view can reckon"),
                           say(Said::at_words, id),
                           say(Said::words, "leave that indicator or time limit out")};
        text = sql_schema(**catalog, dialect, *periods);
    }
    const auto out = Output::open(options.text("-o", "-"), io.out);
    if (!out) return out.problem();
    (*out)->write(view_of(text));
    if (const auto done = (*out)->commit(); !done) return done.problem();
    return int(exit_fine);
}

} // namespace

Command sql_command() {
    return {"sql",
            "sql --dialect duckdb|postgresql|clickhouse|spark [--years FROM-TO] [--on DATE] [--load FOLDER] "
            "[-o OUT]",
            "the registers as tables of a database, each time limit and each indicator as a view; with "
            "--load what fills "
            "them from a folder that convert --to jsonl has written",
            0,
            {{"--dialect", "NAME", "duckdb, postgresql, clickhouse or spark", true},
             {"--years", "FROM-TO", "for which the views say something (the last six)"},
             on_option,
             {"--load", "FOLDER", "statements that load this folder instead of those that make the tables"},
             {"-o", "OUT", "the file to write; - is standard output"},
             catalog_option},
            run_sql};
}

} // namespace mj::cli
