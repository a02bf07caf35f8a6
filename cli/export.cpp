// mingjing export FILE --register ID [--where CONDITIONS] --to csv|xlsx|jsonl [--personal] [-o OUT]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"
#include "core/intake/table_write.hpp"
#include "core/question/answer.hpp"
#include "core/question/question_text.hpp"
#include "core/sql/sql.hpp"

#include <ostream>

namespace mj::cli {
namespace {

Outcome<int> run_export(const Options& options, Streams io) {
    const std::string to = options.text("--to");
    if (to != "csv" && to != "xlsx" && to != "jsonl")
        return Problem{say(Said::not_format, in_quotes(to)), say(Said::in_named, "--to"),
                       say(Said::write_one_of, "csv, xlsx, jsonl")};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const auto reg = asked_register(**catalog, options);
    if (!reg) return reg.problem();
    const Register& of = (*catalog)->registers[size_t(*reg)];
    const auto question = parse_question(**catalog, of.id + "?" + options.text("--where"));
    if (!question) return question.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    std::vector<uint32_t> rows = records_of(ledger, *question).list();
    const size_t count = rows.size();
    std::vector<int> fields;
    for (const int f : asked_fields(of))
        if (options.has("--personal") || !of.fields[size_t(f)].personal) fields.push_back(f);
    const auto out = Output::open(options.text("-o", "-"), io.out);
    if (!out) return out.problem();
    // By the mark spreadsheets know that a CSV is UTF-8.
    std::string piece = to == "csv" ? "\xEF\xBB\xBF" : "";
    const auto write = [&](auto writer) {
        for (; writer.next(piece); piece.clear()) (*out)->write(view_of(piece));
    };
    if (to == "jsonl")
        write(RecordLines(ledger, *reg, std::move(rows), options.has("--personal")));
    else
        write(TableWriter(ledger, *reg, to == "xlsx", std::move(rows), std::move(fields)));
    if (const auto done = (*out)->commit(); !done) return done.problem();
    io.err << count << " records\n";
    return int(exit_fine);
}

} // namespace

Command export_command() {
    return {"export",
            "export FILE --register ID [--where CONDITIONS] --to csv|xlsx|jsonl [--personal] [-o OUT]",
            "the checked and approved records of a register that fulfil conditions: csv and xlsx are a table "
            "that import reads, jsonl has "
            "ids and amounts in fen for other programs",
            1,
            {{"--register", "ID", "whose records", true},
             {"--where", "CONDITIONS",
              "as in a question: \"where=street:lidu&in=2023\"; all records if not given"},
             {"--to", "FORMAT", "csv, xlsx or jsonl", true},
             {"--personal", "", "also what the catalogue calls personal: contacts, phone numbers"},
             {"-o", "OUT", "the file to write; - is standard output"},
             catalog_option},
            run_export};
}

} // namespace mj::cli
