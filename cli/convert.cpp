// mingjing convert FILE [--register ID] --to json|csv|xlsx|jsonl [--personal] [--encoding NAME] [--sheet NAME] [--json] [-o OUT]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/import.hpp"
#include "cli/table.hpp"
#include "core/base/encoding.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"
#include "core/exchange/rows.hpp"
#include "core/intake/table_write.hpp"
#include "core/query/condition.hpp"
#include "core/sql/sql.hpp"
#include "core/workbook/gzip_write.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <ostream>

namespace mj::cli {
namespace {

struct EncodingName {
    std::string_view id;
    Encoding encoding;
    bool mark; ///< spreadsheets tell UTF-8 and UTF-16 by it
};
constexpr EncodingName encodings[] = {{"utf8", Encoding::utf8, false},
                                      {"utf8-bom", Encoding::utf8, true},
                                      {"utf16", Encoding::utf16le, true},
                                      {"gb18030", Encoding::gb18030, false}};

/// What a file holds, however it is written.
struct Held {
    Ledger ledger;
    std::string office; ///< id
    bool table = false; ///< it was one, of one register
    uint64_t cleaned = 0;
    Chronicle history = {};
    std::vector<Reading::Skipped> skipped = {}; ///< rows that are no records
};

bool looks_like_data(ByteView head) {
    const std::string_view text(reinterpret_cast<const char*>(head.data()),
                                std::min<size_t>(head.size(), 4096));
    const size_t begin = text.find_first_not_of(" \t\r\n");
    return begin != text.npos && text[begin] == '{' && text.find("\"format\"") != text.npos &&
           text.find("\"" + std::string(json_format) + "\"") != text.npos;
}

/// Rows as the core's module writes them, in any encoding.
Outcome<Held> read_json_rows_of(const Catalog& catalog, int reg, const std::string& path,
                                std::string_view text) {
    Held out{Ledger(catalog), catalog.offices.front().id, true};
    const auto reader = read_json_rows(out.ledger, reg, catalog.offices.front().number, 0);
    if (!reader->feed(view_of(text)) || !reader->finish()) {
        Problem problem = *reader->problem();
        problem.where.within(say(Said::in_named, path));
        return problem;
    }
    out.cleaned = reader->cleaned();
    return out;
}

Saying noted(const Noted& said) {
    return say(Said::not_understood, Name{sentence(said, true), sentence(said, false)});
}

/// The first thing for which a table cannot be taken as it is; nothing of it is to be lost on the way.
std::optional<Problem> lost(const Imported& one) {
    for (const ReadColumn& column : one.reading.columns)
        if (column.left_out() || column.head.means.how == Note::twice)
            return Problem{
                noted({column.head.means.how, {column.head.text}}),
                {say(Said::in_named, one.file),
                 say(Said::at_cell_column, column_letters(column.head.column), in_quotes(column.head.text))},
                say(Said::name_as_template)};
    for (const ReadProblem& problem : one.problems) {
        // What the ledger says against a record makes it a draft.
        if (problem.said.note == Note::ledger_refuses && one.rows[problem.row].edit >= 0) continue;
        Spot where{say(Said::in_named, one.file), say(Said::at_line, one.reading.rows[problem.row].line)};
        if (problem.column >= 0)
            where.add(say(Said::at_column, in_quotes(one.reading.columns[size_t(problem.column)].head.text)));
        return Problem{noted(problem.said), where, say(Said::correct_it)};
    }
    return std::nullopt;
}

Outcome<Held> read_table_of(const Options& options, const Catalog& catalog, int reg, ByteView bytes) {
    const PlanWish plan{
        ImportMode::add, OnError::drafts, MissingLinks::create, {}, int64_t(std::time(nullptr)), {}};
    Import all{options, catalog, reg, {}, plan, Ledger(catalog), {}, catalog.offices.front().number, 0};
    if (const auto done = import_table(all, options.file(0), bytes); !done) return done.problem();
    Imported& one = all.done.front();
    if (auto problem = lost(one)) return *problem;
    Held out{std::move(all.ledger), catalog.offices.front().id, true};
    for (const ReadColumn& column : one.reading.columns) out.cleaned += column.counts[size_t(Note::hidden)];
    out.skipped = std::move(one.reading.skipped);
    return out;
}

/// A data file or what keeps one, rows in JSON, or a table of an office: which, its first bytes say. `failed`: the file itself is not in order.
Outcome<Held> read_held(const Options& options, const Catalog& catalog, int reg, std::istream& in,
                        bool& failed) {
    const std::string& path = options.file(0);
    std::unique_ptr<JsonImport> data;
    Bytes table;
    bool begun = false;
    const auto read = read_pieces(path, in, [&](ByteView piece) {
        if (!begun && looks_like_data(piece)) data = JsonImport::start(catalog, file_size(path));
        begun = true;
        if (!data) {
            table.insert(table.end(), piece.begin(), piece.end());
            return true;
        }
        data->feed(piece);
        return !data->step(Deadline::never());
    });
    if (!read) return read.problem();
    if (keeps_data(table)) {
        data = JsonImport::start(catalog, table.size());
        if (const auto fed = feed_kept(*data, catalog, std::move(table), path); !fed) return fed.problem();
    }
    if (data) {
        data->finish();
        while (!data->step(Deadline::never())) {
        }
        if (auto problem = data->problem()) {
            problem->where.within(say(Said::in_named, path));
            return *problem;
        }
        Held out{data->take(), data->info().office, false, data->cleaned()};
        out.history = data->take_history();
        return out;
    }
    if (reg < 0) return Problem{say(Said::whose_fields), say(Said::in_named, path), say(Said::add_register)};
    failed = true;
    if (const auto encoding = detect(table, true)) {
        std::string text;
        Decoder decoder(*encoding);
        const bool good = decoder.feed(table, text) && decoder.finish();
        const size_t begin = text.find_first_not_of(" \t\r\n");
        if (good && begin != text.npos && (text[begin] == '[' || text[begin] == '{'))
            return read_json_rows_of(catalog, reg, path, text);
    }
    return read_table_of(options, catalog, reg, table);
}

void write_encoded(TableWriter& writer, const EncodingName& as, Output& out) {
    if (as.mark) out.write(view_of(mark_of(as.encoding)));
    for (std::string text, encoded; writer.next(text); text.clear(), encoded.clear()) {
        encode(text, as.encoding, encoded);
        out.write(view_of(encoded));
    }
}

/// How many were written, and what the file does not tell.
void print_written(const Options& options, const Ledger& ledger, const Bits* rows, int reg, const Held& held,
                   Streams io) {
    uint64_t drafts = 0, voids = 0;
    if (rows) {
        const Table& table = ledger.table(reg);
        for (uint32_t row = 0; row < table.rows(); ++row) {
            drafts += rows->has(row) && table.head(row).state == State::draft;
            voids += table.alive(row) && !rows->has(row);
        }
    }
    const uint64_t records = rows ? rows->count() : ledger.records();
    if (options.has("--json")) {
        io.out << "{\"records\":" << records << ",\"drafts\":" << drafts << ",\"void_left_out\":" << voids
               << ",\"skipped\":" << held.skipped.size() << ",\"cleaned\":" << held.cleaned << "}\n";
        return;
    }
    io.err << records << " records";
    if (drafts) io.err << ", " << drafts << " of them drafts, which the table does not tell";
    if (voids) io.err << "; " << voids << " void left out";
    io.err << '\n' << cleaned_words(held.cleaned);
    for (const Reading::Skipped& row : held.skipped)
        if (row.why != Note::blank)
            io.err << "line " << row.line << " is no record: " << sentence({row.why, {}}, false) << '\n';
}

/// A data file as a folder of lines, a gzip file a register.
Outcome<int> write_lines(const Options& options, const Catalog& catalog, Streams io) {
    const std::string folder = options.text("-o", "-");
    if (folder == "-")
        return Problem{say(Said::option_missing, "-o"), {}, say(Said::add_option, "-o", "FOLDER")};
    auto task = read_sound_data(catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Problem{say(Said::path_unwritten, ""), say(Said::in_named, folder),
                       say(Said::check_folder_rights)};
    uint64_t records = 0;
    for (const SqlFile& file : sql_files(catalog)) {
        const auto out = Output::open((std::filesystem::path(folder) / file.file()).string(), io.out);
        if (!out) return out.problem();
        GzipWriter gzip;
        std::string packed;
        const auto write = [&](std::string_view piece, bool last = false) {
            gzip.write(piece, packed, last);
            (*out)->write(view_of(packed));
            packed.clear();
        };
        if (file.reg < 0) {
            write(work_day_lines(ledger));
        } else {
            std::vector<uint32_t> rows = select(ledger, file.reg, {}).list(); // drafts and void ones too
            records += rows.size();
            RecordLines lines(ledger, file.reg, std::move(rows), options.has("--personal"));
            for (std::string piece; lines.next(piece); piece.clear()) write(piece);
        }
        write({}, true);
        if (const auto done = (*out)->commit(); !done) return done.problem();
    }
    if (options.has("--json"))
        io.out << "{\"records\":" << records << "}\n";
    else
        io.err << records << " records\n";
    return int(exit_fine);
}

Outcome<int> run_convert(const Options& options, Streams io) {
    const std::string to = options.text("--to"), as = options.text("--encoding", "utf8"),
                      path = options.text("-o", "-");
    if (to != "json" && to != "csv" && to != "xlsx" && to != "jsonl")
        return Problem{say(Said::not_format, in_quotes(to)), say(Said::in_named, "--to"),
                       to == "xls" ? say(Said::format_xls)
                                   : say(Said::write_one_of, "json, csv, xlsx, jsonl")};
    if (options.has("--personal") && to != "jsonl")
        return Problem{say(Said::not_taken, "--personal"), say(Said::in_named, "--to"),
                       say(Said::leave_option)};
    const EncodingName* encoding = nullptr;
    for (const EncodingName& one : encodings)
        if (one.id == as) encoding = &one;
    if (!encoding)
        return Problem{say(Said::encoding_unknown, in_quotes(as)), say(Said::in_named, "--encoding"),
                       say(Said::encodings)};
    if (options.has("--encoding") && to != "csv")
        return Problem{say(Said::encoding_of_csv), say(Said::in_named, "--encoding"),
                       say(Said::leave_option)};
    if (options.has("--json") && path == "-")
        return Problem{say(Said::file_and_json), say(Said::in_named, "-o"), say(Said::name_output)};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    if (to == "jsonl" && options.has("--register"))
        return Problem{say(Said::not_taken, "--register"), say(Said::in_named, "--to"),
                       say(Said::leave_option)};
    if (to == "jsonl") return write_lines(options, **catalog, io);
    int reg = -1;
    if (options.has("--register") || to != "json") {
        const auto asked = asked_register(**catalog, options);
        if (!asked) return asked.problem();
        reg = *asked;
    }
    bool failed = false;
    const auto held = read_held(options, **catalog, reg, io.in, failed);
    if (!held && !failed) return held.problem();
    if (!held) {
        io.err << shown(held.problem().text()) << '\n';
        return exit_problems;
    }
    if (to == "json" && !held->table && reg >= 0)
        return Problem{say(Said::data_whole), say(Said::in_named, "--register"), say(Said::leave_option)};
    const auto out = Output::open(path, io.out);
    if (!out) return out.problem();
    if (to == "json") {
        const Chronicle* history = options.has("--without-history") ? nullptr : &held->history;
        if (const auto done = write_data(held->ledger, held->office, **out, history); !done)
            return done.problem();
        print_written(options, held->ledger, nullptr, reg, *held, io);
        return exit_fine;
    }
    // A table does not say what is void: as a record like others it would come back.
    const Table& table = held->ledger.table(reg);
    Bits rows(table.rows());
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.stands(row)) rows.set(row);
    TableWriter writer(held->ledger, reg, to == "xlsx", rows.list());
    if (to == "csv")
        write_encoded(writer, *encoding, **out);
    else
        for (std::string piece; writer.next(piece); piece.clear()) (*out)->write(view_of(piece));
    if (const auto done = (*out)->commit(); !done) return done.problem();
    print_written(options, held->ledger, &rows, reg, *held, io);
    return exit_fine;
}

} // namespace

Command convert_command() {
    return {"convert",
            "convert FILE [--register ID] --to json|csv|xlsx|jsonl [-o OUT]",
            "a data file, or a table of one register, as another file: json is a data file, csv and xlsx are "
            "a table "
            "with names instead of ids, which import reads as it is; jsonl is a folder of lines for "
            "databases (see sql)",
            1,
            {{"--register", "ID", "the register that is written, or whose fields the table has"},
             {"--to", "FORMAT", "json, csv, xlsx or jsonl", true},
             {"--encoding", "NAME", "of CSV: utf8, utf8-bom, utf16 or gb18030; utf8 if not given"},
             {"--sheet", "NAME", "the sheet of a workbook (the one that has such a table)"},
             {"--without-history", "", "a data file that does not say what was done to its records"},
             {"--personal", "", "into jsonl also what the catalogue calls personal: contacts, phone numbers"},
             {"--json", "", "what was written as JSON: records, drafts, void_left_out, skipped, cleaned"},
             {"-o", "OUT", "the file to write, of jsonl the folder; - is standard output"},
             catalog_option},
            run_convert};
}

} // namespace mj::cli
