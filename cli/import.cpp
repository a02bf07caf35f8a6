// mingjing import LEDGER FILE… --register ID [--sheet NAME] [--map MAP.json] [--mode …] [--on-error …] [--links …]
// [--rejected OUT] [--dry-run] [--json] -o OUT
#include "cli/import.hpp"

#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <ostream>

namespace mj::cli {
namespace {

/// The position of an option's word in a list; the first when it is not given.
template <class T, size_t n>
Outcome<T> choice(const Options& options, std::string_view name, const std::string_view (&words)[n],
                  T otherwise) {
    if (!options.has(name)) return otherwise;
    const std::string given = options.text(name);
    std::string all;
    for (size_t i = 0; i < n; ++i) {
        if (words[i] == given) return T(i);
        all += (i ? ", " : "") + std::string(words[i]);
    }
    return Problem{say(Said::unknown_word, in_quotes(given)), say(Said::in_named, name),
                   say(Said::write_one_of, all)};
}

Outcome<> write_text(const std::string& path, std::string_view text, std::ostream& out) {
    const auto file = Output::open(path, out);
    if (!file) return file.problem();
    (*file)->write({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    return (*file)->commit();
}

/// "7,-9": line 7 is a record, line 9 is left out.
Outcome<> add_rows(std::string_view text, ReadWish& wish) {
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(','));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        const std::string digits(word.substr(word.starts_with('-')));
        if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != digits.npos)
            return Problem{say(Said::not_line, in_quotes(word)), say(Said::in_named, "--rows"),
                           say(Said::write_lines)};
        wish.rows.push_back({std::stoull(digits), !word.starts_with('-')});
    }
    return Done{};
}

/// The same file, whether it is there already or not.
bool same_file(const std::string& a, const std::string& b) {
    std::error_code unknown;
    return a != "-" && b != "-" &&
           std::filesystem::weakly_canonical(a, unknown) == std::filesystem::weakly_canonical(b, unknown);
}

/// What is written would take the place of what is read, or of each other. The ledger may be written over itself.
std::optional<Problem> over_another(const Options& options) {
    const std::string to = options.text("-o"), rejected = options.text("--rejected");
    const auto wrong = [](const std::string& name) {
        return Problem{say(Said::over_itself), say(Said::in_named, name), say(Said::name_output)};
    };
    for (size_t i = 0; i < options.files(); ++i) {
        if (i && !to.empty() && same_file(to, options.file(i))) return wrong(to);
        if (!rejected.empty() && same_file(rejected, options.file(i))) return wrong(rejected);
    }
    if (!rejected.empty() && !to.empty() && (same_file(to, rejected) || (to == "-" && rejected == "-")))
        return wrong(rejected);
    return std::nullopt;
}

/// A column that is said something of and that no table has is most likely mistyped.
std::optional<Problem> unused_columns(const Import& all, const std::string& map) {
    std::string unused;
    for (const ColumnWish& wish : all.wish.columns) {
        const bool used = std::any_of(all.done.begin(), all.done.end(), [&](const Imported& one) {
            return std::any_of(one.reading.columns.begin(), one.reading.columns.end(),
                               [&](const ReadColumn& column) { return column.head.means.wish == &wish; });
        });
        if (!used) unused += (unused.empty() ? "" : ", ") + in_quotes(wish.head);
    }
    if (unused.empty()) return std::nullopt;
    return Problem{say(Said::map_unused, unused), say(Said::in_named, map), say(Said::use_heads)};
}

Outcome<int> run_import(const Options& options, Streams io) {
    const bool dry = options.has("--dry-run");
    if (auto problem = over_another(options)) return *problem;
    if (!dry && !options.has("-o")) return Problem{say(Said::option_missing, "-o"), {}, say(Said::add_out)};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const auto asked = asked_register(**catalog, options);
    if (!asked) return asked.problem();
    const int reg = *asked;
    constexpr std::string_view modes[] = {"add", "update", "both"},
                               errors[] = {"stop", "good-rows", "drafts"},
                               links[] = {"ask", "create", "leave-out"};
    const auto mode = choice(options, "--mode", modes, ImportMode::both);
    if (!mode) return mode.problem();
    const auto on_error = choice(options, "--on-error", errors, OnError::good_rows);
    if (!on_error) return on_error.problem();
    const auto missing = choice(options, "--links", links, MissingLinks::ask);
    if (!missing) return missing.problem();
    ReadWish wish;
    if (options.has("--map")) {
        const auto map = read_whole(options.text("--map"), io.in);
        if (!map) return map.problem();
        auto read = read_map(**catalog, reg, {reinterpret_cast<const char*>(map->data()), map->size()});
        if (!read) {
            Problem problem = read.problem();
            problem.where.within(say(Said::in_named, options.text("--map")));
            return problem;
        }
        wish = std::move(*read);
    }
    if (const auto rows = add_rows(options.text("--rows"), wish); !rows) return rows.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const ExportInfo info = (*task)->info();
    const uint16_t office = (*catalog)->offices[size_t((*catalog)->find_office(info.office))].number;
    const PlanWish plan{*mode, *on_error, *missing, {}, int64_t(std::time(nullptr)), *options.day()};
    Import all{options, **catalog, reg, std::move(wish), plan, (*task)->take(), (*task)->take_history(),
               office,  info.crc};
    for (size_t i = 1; i < options.files(); ++i) {
        const auto bytes = read_whole(options.file(i), io.in);
        if (!bytes) return bytes.problem();
        if (const auto done = import_table(all, options.file(i), *bytes); !done) return done.problem();
    }

    if (auto problem = unused_columns(all, options.text("--map"))) return *problem;
    // What is written to the standard output has it alone.
    std::ostream& report = options.text("-o") == "-" || options.text("--rejected") == "-" ? io.err : io.out;
    uint64_t left = 0;
    for (const Imported& one : all.done) left += one.in_the_way();
    (options.has("--json") ? print_import_json : print_import)(**catalog, all.done, report);
    for (const auto& [path, content] : all.rejected)
        if (const auto done = write_text(path, content, io.out); !done) return done.problem();
    if (dry) return left ? exit_problems : exit_fine;
    if (left && *on_error == OnError::stop)
        return Problem{say(Said::rows_left, left), {}, say(Said::repair_rows)};
    const auto output = Output::open(options.text("-o"), io.out);
    if (!output) return output.problem();
    if (const auto done = write_data(all.ledger, info.office, **output, &all.history); !done)
        return done.problem();
    return left ? exit_problems : exit_fine;
}

} // namespace

Command import_command() {
    return {
        "import",
        "import LEDGER FILE… --register ID [--dry-run] [--json] -o OUT",
        "tables of an office (CSV, TSV, XLSX, XLS, JSON) into a data file: what is new, changed, in the way",
        2,
        {{"--register", "ID", "the register whose records the tables have", true},
         {"--sheet", "NAME", "the sheet of a workbook (the one that has such a table)"},
         {"--map", "MAP.json", "which column is what, and how it is read; docs/formats.md"},
         {"--rows", "LINES",
          "lines that are records whatever they look like, or with a minus are none: 7,-9"},
         {"--mode", "WORD", "add, update or both: which records are touched (both)"},
         {"--on-error", "WORD",
          "stop: all rows or none; good-rows: the others are left out; drafts: and kept as drafts "
          "(good-rows)"},
         {"--links", "WORD",
          "records named that are not there: ask, create them, or leave-out the link (ask)"},
         {"--rejected", "OUT",
          "where rows that did not get in are written (.csv or .xlsx), with the reasons, to be repaired"},
         {"--dry-run", "", "only say what would be done"},
         {"--json", "",
          "the result as JSON: new, changed, unchanged, rejected, skipped, understood, problems"},
         {"-o", "OUT", "the data file to write; - is standard output"},
         catalog_option},
        run_import,
        true};
}

} // namespace mj::cli
