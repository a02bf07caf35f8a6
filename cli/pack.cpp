// mingjing pack DATA -o PAGE.html [--page FILE] [--slides "SECONDS PAGE…"] [--everything]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/page_file.hpp"
#include "core/exchange/rescue.hpp"

#include <filesystem>
#include <ostream>

namespace mj::cli {
namespace {

/// Takes the texts out that the public may not read, but those of invented records. Returns how many.
uint64_t take_texts_out(Ledger& ledger) {
    uint64_t out = 0;
    const auto& registers = ledger.catalog().registers;
    for (size_t r = 0; r < registers.size(); ++r) {
        const Table& table = ledger.table(int(r));
        for (uint32_t row = 0; row < table.rows(); ++row) {
            if (!table.alive(row) || table.head(row).id.desk() == 0) continue;
            for (size_t f = 0; f < registers[r].fields.size(); ++f) {
                const Field& field = registers[r].fields[f];
                if (field.type != FieldType::text || field.for_public || !table.column(int(f)).has(row))
                    continue;
                ledger.set(int(r), row, int(f), {});
                ++out;
            }
        }
    }
    return out;
}

Outcome<int> run_pack(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const std::string page_name = options.text("--page", "mingjing.html");
    const auto page = read_whole(page_name, io.in);
    if (!page) return page.problem();
    Ledger ledger = (*task)->take();
    const uint64_t hidden = options.has("--everything") ? 0 : take_texts_out(ledger);
    const std::filesystem::path path(options.file(0));
    PageLoad load;
    load.name = path == "-" ? "data" : path.stem().string();
    load.demo = true;
    load.slides = options.text("--slides");
    load.file = write_rescue(ledger);
    auto whole = page_with({reinterpret_cast<const char*>(page->data()), page->size()}, load);
    if (!whole) {
        Problem problem = whole.problem();
        problem.where.within(say(Said::in_named, page_name));
        return problem;
    }
    const auto output = Output::open(options.text("-o"), io.out);
    if (!output) return output.problem();
    (*output)->write(view_of(*whole));
    if (const auto done = (*output)->commit(); !done) return done.problem();
    if (options.text("-o") != "-")
        io.out << shown(options.text("-o")) << ": " << ledger.records() << " records in "
               << whole->size() - page->size() << " bytes; whoever has the file can read them\n"
               << hidden << " texts not meant for the public were left out"
               << (hidden ? " (--everything takes them along)\n" : "\n");
    return int(exit_fine);
}

} // namespace

Command pack_command() {
    return {"pack",
            "pack DATA -o PAGE.html [--page FILE] [--slides LIST] [--everything]",
            "one page with the program and these records in it, to be shown where there is no network",
            1,
            {{"-o", "PAGE", "where to write; - is standard output", true},
             {"--page", "FILE", "the program as one file (mingjing.html)"},
             {"--slides", "LIST",
              "what is shown before the public: \"20 passing disputes rights\", seconds and pages"},
             {"--everything", "",
              "with the texts that are not meant for the public: names, contacts, accounts of cases"},
             catalog_option},
            run_pack};
}

} // namespace mj::cli
