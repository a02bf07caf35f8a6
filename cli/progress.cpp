// mingjing progress DATA -o FILE [--on DATE]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/application.hpp"
#include "core/exchange/progress_file.hpp"

#include <ostream>

namespace mj::cli {
namespace {

Outcome<int> run_progress(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const int guide = guide_with_form(**catalog);
    if (guide < 0) return Problem{say(Said::no_form), {}, {}};
    const auto day = options.day();
    if (!day) return day.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    ProgressMaker maker(ledger, guide, *day);
    maker.step(Deadline::never());
    const ProgressFile file = maker.take();
    const auto output = Output::open(options.text("-o"), io.out);
    if (!output) return output.problem();
    (*output)->write(view_of(write_progress(**catalog, file)));
    if (const auto done = (*output)->commit(); !done) return done.problem();
    if (options.text("-o") != "-")
        io.out << shown(options.text("-o")) << ": " << file.lines.size() << " applications as of "
               << file.made.text() << '\n';
    return int(exit_fine);
}

} // namespace

Command progress_command() {
    return {
        "progress",
        "progress DATA -o FILE [--on DATE]",
        "how the applications stand, for a stand or a folder of the web: days and results, no person",
        1,
        {{"-o", "FILE", "where to write; - is standard output. Beside the program it is progress.json", true},
         on_option,
         catalog_option},
        run_progress};
}

} // namespace mj::cli
