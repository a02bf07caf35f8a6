// mingjing import LEDGER FILE… --register ID [--sheet NAME] [--map MAP.json] [--mode …] [--on-error …] [--links …]
// [--rejected OUT] [--dry-run] [--json] -o OUT
#include "cli/import.hpp"

#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/key_text.hpp"
#include "core/base/sha256.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"
#include "core/workbook/read.hpp"

#include <ctime>
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
    return Problem{"unknown word " + in_quotes(given), std::string(name), "write one of " + all};
}

Outcome<Bytes> read_whole(const std::string& path, std::istream& in) {
    Bytes out;
    const auto read = read_pieces(path, in, [&](ByteView piece) {
        out.insert(out.end(), piece.begin(), piece.end());
        return true;
    });
    if (!read) return read.problem();
    return out;
}

/// The sheet that is named, or the only one that is shown and has such a table.
Outcome<const Sheet*> choose_sheet(const Workbook& book, const HeadNames& names, const Options& options,
                                   const std::string& path) {
    std::string all, fitting;
    const Sheet *named = nullptr, *found = nullptr;
    size_t fits = 0, hidden = 0;
    for (const Sheet& sheet : book.sheets) {
        all += (all.empty() ? "" : ", ") + in_quotes(sheet.name);
        if (options.has("--sheet") && key_text(sheet.name) == key_text(options.text("--sheet")))
            named = &sheet;
        if (!FoundTable(sheet, names).found()) continue;
        if (sheet.hidden) {
            ++hidden;
            continue;
        }
        fitting += (fitting.empty() ? "" : ", ") + in_quotes(sheet.name);
        found = &sheet;
        ++fits;
    }
    if (named) return named;
    if (options.has("--sheet"))
        return Problem{"no sheet is named " + in_quotes(options.text("--sheet")), path, "there are " + all};
    if (fits > 1)
        return Problem{"more than one sheet has such a table: " + fitting, path, "name one with --sheet"};
    if (!fits && hidden)
        return Problem{"the table is on a hidden sheet", path, "name it with --sheet: " + all};
    return found ? found : &book.sheets.front();
}

/// Everything that an option says, and what the files have done so far.
struct Import {
    const Options& options;
    const Catalog& catalog;
    int reg;
    ReadWish wish;
    PlanWish plan;
    Ledger ledger;
    uint16_t office;
    uint32_t crc; ///< of the ledger's file
    std::vector<Imported> done = {};
    std::vector<std::pair<std::string, std::string>> rejected = {}; ///< file and content
};

uint64_t in_the_way(const Imported& one) {
    return one.of(PlannedRow::Kind::rejected) + one.of(PlannedRow::Kind::doubtful);
}

Outcome<> import_file(Import& all, const std::string& path, std::istream& in) {
    const auto bytes = read_whole(path, in);
    if (!bytes) return bytes.problem();
    auto book = read_workbook(*bytes);
    if (!book) {
        Problem problem = book.problem();
        problem.where = path + (problem.where.empty() ? "" : ": " + problem.where);
        return problem;
    }
    const auto sheet = choose_sheet(
        *book, HeadNames(all.catalog.registers[size_t(all.reg)], all.wish.columns), all.options, path);
    if (!sheet) return sheet.problem();
    Imported one{path, read_table(all.catalog, all.reg, **sheet, all.wish), {}, {}, {}, {}};
    if (one.reading.failed)
        return Problem{sentence(*one.reading.failed, false), path,
                       "name columns in the first line or in a map (--map)"};
    // The same file into the same ledger gives the same ids, others are as good as drawn.
    Bytes seed = *bytes;
    for (int shift = 0; shift < 32; shift += 8) seed.push_back(uint8_t(all.crc >> shift));
    const auto hash = sha256(seed);
    const uint32_t desk = 1 + (uint32_t(hash[0]) << 16 | uint32_t(hash[1]) << 8 | hash[2]) % 0xFFFFF;
    all.plan.next = all.ledger.next_id(all.office, desk);
    Plan plan(all.ledger, one.reading, all.plan);
    while (!plan.step(Deadline::never())) {
    }
    one.rows = plan.rows();
    one.problems = plan.problems();
    one.missing = plan.missing();
    one.linked = plan.linked();
    if (all.options.has("--rejected") && in_the_way(one)) {
        // Each file has rejects of its own: OUT.csv, OUT-2.csv, …
        std::string to = all.options.text("--rejected");
        const size_t dot = std::min(to.rfind('.'), to.size()), slash = to.rfind('/');
        const bool ends = slash == to.npos || slash < dot;
        if (!all.rejected.empty())
            to.insert(ends ? dot : to.size(), "-" + std::to_string(all.rejected.size() + 1));
        all.rejected.push_back({to, rejected_rows(all.catalog, one, **sheet, to.ends_with(".xlsx"))});
    }
    all.ledger.apply(plan.change());
    all.done.push_back(std::move(one));
    return Done{};
}

Outcome<> write_text(const std::string& path, std::string_view text, std::ostream& out) {
    const auto file = Output::open(path, out);
    if (!file) return file.problem();
    (*file)->write({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    return (*file)->commit();
}

Outcome<int> run_import(const Options& options, Streams io) {
    const bool dry = options.has("--dry-run");
    if (!dry && !options.has("-o")) return Problem{"option -o is missing", "", "add -o OUT, or --dry-run"};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const std::string id = options.text("--register");
    const int reg = (*catalog)->find_register(id);
    if (reg < 0)
        return Problem{"unknown register " + in_quotes(id), "--register",
                       "see `mingjing check` of a data file"};
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
            problem.where = options.text("--map") + (problem.where.empty() ? "" : ": " + problem.where);
            return problem;
        }
        wish = std::move(*read);
    }
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const ExportInfo info = (*task)->info();
    const uint16_t office = (*catalog)->offices[size_t((*catalog)->find_office(info.office))].number;
    const PlanWish plan{*mode, *on_error, *missing, {}, int64_t(std::time(nullptr)), *options.day()};
    Import all{options, **catalog, reg, std::move(wish), plan, (*task)->take(), office, info.crc};
    for (size_t i = 1; i < options.files(); ++i)
        if (const auto done = import_file(all, options.file(i), io.in); !done) return done.problem();

    uint64_t left = 0;
    for (const Imported& one : all.done) left += in_the_way(one);
    (options.has("--json") ? print_import_json : print_import)(**catalog, all.done, io.out);
    for (const auto& [path, content] : all.rejected)
        if (const auto done = write_text(path, content, io.out); !done) return done.problem();
    if (dry) return left ? exit_problems : exit_fine;
    if (left && *on_error == OnError::stop)
        return Problem{std::to_string(left) + " rows are rejected or doubtful, so nothing was written", "",
                       "repair them, or take the others with --on-error good-rows"};
    const auto output = Output::open(options.text("-o"), io.out);
    if (!output) return output.problem();
    if (const auto done = write_data(all.ledger, info.office, **output); !done) return done.problem();
    return left ? exit_problems : exit_fine;
}

} // namespace

Command import_command() {
    return {"import",
            "import LEDGER FILE… --register ID [--dry-run] [--json] -o OUT",
            "tables of an office (CSV, TSV, XLSX, XLS) into a data file: what is new, changed, in the way",
            2,
            {{"--register", "ID", "the register whose records the tables have", true},
             {"--sheet", "NAME", "the sheet of a workbook (the one that has such a table)"},
             {"--map", "MAP.json", "which column is what, and how it is read; docs/formats.md"},
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
