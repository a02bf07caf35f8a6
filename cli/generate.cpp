// mingjing generate --office ID --year Y --seed N [--scale K] [--until D] -o FILE
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"
#include "core/sample/sample.hpp"

#include <ostream>

namespace mj::cli {
namespace {

Outcome<int> run_generate(const Options& options, Streams io) {
    SampleWish wish;
    const auto year = options.number("--year", uint64_t(wish.year), 1901, 2198);
    if (!year) return year.problem();
    const auto seed = options.number("--seed", wish.seed, 0, UINT64_MAX);
    if (!seed) return seed.problem();
    const auto scale = options.number("--scale", 1, 1, 1000);
    if (!scale) return scale.problem();
    wish.office = options.text("--office", wish.office);
    wish.year = int(*year);
    wish.seed = *seed;
    wish.scale = int(*scale);
    wish.until = Date::of(wish.year + 1, 6, 30);
    if (options.has("--until")) {
        const auto until = Date::parse(options.text("--until"));
        if (!until || until->year() != wish.year + 1)
            return Problem{say(Said::not_day_of, wish.year + 1, in_quotes(options.text("--until"))),
                           say(Said::in_named, "--until"),
                           say(Said::write_as, Date::of(wish.year + 1, 6, 30).text())};
        wish.until = *until;
    }
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    if ((*catalog)->find_office(wish.office) < 0) {
        std::vector<std::string_view> offices;
        for (const Office& office : (*catalog)->offices) offices.push_back(office.id);
        return Problem{say(Said::unknown_office, in_quotes(wish.office)), say(Said::in_named, "--office"),
                       say(Said::meant, nearest(wish.office, offices))};
    }
    auto sample = SampleTask::start(**catalog, wish);
    if (!sample) return sample.problem();
    const auto output = Output::open(options.text("-o"), io.out);
    if (!output) return output.problem();
    while (!(*sample)->step(Deadline::never())) {
    }
    if (const auto& problem = (*sample)->problem()) return *problem;
    const Ledger ledger = (*sample)->take();
    if (const auto done = write_data(ledger, wish.office, **output); !done) return done.problem();
    if (options.text("-o") != "-")
        io.out << shown(options.text("-o")) << ": " << ledger.records() << " records\n";
    return int(exit_fine);
}

} // namespace

Command generate_command() {
    return {"generate",
            "generate --office ID --year Y --seed N [--scale K] [--until D] -o FILE",
            "invented records; the same arguments give the same bytes",
            0,
            {{"--office", "ID", "whose records (fuling)"},
             {"--year", "Y", "the year the figures are about (2023)"},
             {"--seed", "N", "another number, other records (1)"},
             {"--scale", "K", "how many times as many records, 1 to 1000 (1)"},
             {"--until", "D", "the last day with records, in the year after (30 June)"},
             {"-o", "FILE", "where to write; - is standard output", true},
             catalog_option},
            run_generate};
}

} // namespace mj::cli
