// mingjing clocks FILE [--on DATE] [--csv]
#include "core/clock/clocks.hpp"
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/base/shown.hpp"

#include <ostream>

namespace mj::cli {
namespace {

std::string_view state_word(ClockReading::State state) {
    constexpr std::string_view words[] = {"runs", "broken", "stands", "kept", "late", "unknown", "unsaid"};
    return words[size_t(state)];
}

Outcome<int> run_clocks(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const auto asked = options.day();
    if (!asked) return asked.problem();
    const Date day = options.has("--on") ? *asked : last_move(ledger, *asked);
    if (!day.has())
        return Problem{say(Said::no_clock), say(Said::in_named, options.file(0)), say(Said::name_day)};
    const Clocks clocks = read_clocks(ledger, day, Period::of_year(day.year()));
    bool broken = false;
    if (options.has("--csv")) io.out << "rule,record,state,due,latest,days\n";
    for (const ClockReading& reading : clocks.open) {
        const ClockRule& rule = (*catalog)->clocks[size_t(reading.rule)];
        broken |= reading.state == ClockReading::State::broken && !reading.reminder;
        if (!options.has("--csv")) continue;
        io.out << rule.id << ',' << ledger.table(rule.reg).head(reading.row).id.text() << ','
               << state_word(reading.state) << ',' << reading.due.text() << ',' << reading.latest.text()
               << ',' << (reading.due.has() ? std::to_string(reading.days) : "") << '\n';
    }
    if (!options.has("--csv")) {
        io.out << day.text() << '\n';
        for (size_t i = 0; i < clocks.counts.size(); ++i) {
            const ClockRule& rule = (*catalog)->clocks[i];
            const Clocks::Count& n = clocks.counts[i];
            const auto number = [](int count) { return right(std::to_string(count), 6); };
            io.out << "  " << left(rule.name.zh, 24) << number(n.broken) << " broken" << number(n.runs)
                   << " running" << number(n.stands) << " suspended" << number(n.kept) << " kept"
                   << number(n.late) << " late" << number(n.unknown) << " undecided" << number(n.unsaid)
                   << " without their day  " << rule.id << '\n';
        }
    }
    return int(broken ? exit_problems : exit_fine);
}

} // namespace

Command clocks_command() {
    return {"clocks",
            "clocks FILE [--on DATE] [--csv]",
            "statutory time limits as they stand on a day: what runs, what is broken",
            1,
            {{"--on", "DATE",
              "the day, as 2023-05-06 (the newest by today on which a clock began or was stopped)"},
             {"--csv", "", "lines rule,record,state,due,latest,days of what is open, the most urgent first"},
             catalog_option},
            run_clocks};
}

} // namespace mj::cli
