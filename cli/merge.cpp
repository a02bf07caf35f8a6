// mingjing merge A B … -o OUT [--same join|both] [--json]
#include "core/intake/merge.hpp"

#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <ostream>

namespace mj::cli {
namespace {

std::string merged_value(const Catalog& catalog, const MergeConflict& conflict, const Value& value) {
    const auto* number = std::get_if<int64_t>(&value);
    if (conflict.field < 0) return number ? std::string(state_ids[*number]) : std::string();
    return value_text(catalog, catalog.registers[size_t(conflict.reg)].fields[size_t(conflict.field)], value);
}

void print_merged(const Catalog& catalog, const Merged& merged, size_t files, bool json, std::ostream& out) {
    constexpr size_t most_told = 1000; // one by one
    std::string text = "{\"files\":" + std::to_string(files) +
                       ",\"records\":" + std::to_string(merged.ledger.records()) +
                       ",\"differing\":" + std::to_string(merged.differing) +
                       ",\"conflict_count\":" + std::to_string(merged.conflicts.size()) + ",\"conflicts\":[";
    if (!json)
        text = std::to_string(files) + " files, " + std::to_string(merged.ledger.records()) + " records, " +
               std::to_string(merged.differing) + " of them in more than one version, " +
               std::to_string(merged.conflicts.size()) + " conflicts, " + std::to_string(merged.same.size()) +
               " with the key of another record\n";
    for (size_t i = 0; i < std::min(most_told, merged.conflicts.size()); ++i) {
        const MergeConflict& conflict = merged.conflicts[i];
        const Register& reg = catalog.registers[size_t(conflict.reg)];
        const std::string field = conflict.field < 0 ? "state" : reg.fields[size_t(conflict.field)].id;
        const std::string kept = merged_value(catalog, conflict, conflict.kept),
                          other = merged_value(catalog, conflict, conflict.other);
        if (!json) {
            text += "  " + reg.id + " " + conflict.id.text() + " " + field + ": kept " + in_quotes(kept) +
                    ", not " + in_quotes(other) + "\n";
            continue;
        }
        text += (i ? ",\n" : "\n") + std::string("{\"register\":");
        put_json_text(text, reg.id);
        for (const auto& [name, value] : {std::pair<const char*, std::string>{"id", conflict.id.text()},
                                          {"field", field},
                                          {"kept", kept},
                                          {"other", other}}) {
            text += ",\"" + std::string(name) + "\":";
            put_json_text(text, value);
        }
        text += '}';
    }
    if (json) text += "],\"same_count\":" + std::to_string(merged.same.size()) + ",\"same_key\":[";
    for (size_t i = 0; i < std::min(most_told, merged.same.size()); ++i) {
        const MergeSame& same = merged.same[i];
        const std::string& reg = catalog.registers[size_t(same.reg)].id;
        if (!json) {
            text += "  " + reg + " " + same.other.text() + " has the key of " + same.stays.text() +
                    (same.agree ? "\n" : ", and says other things\n");
            continue;
        }
        text += (i ? ",\n" : "\n") + std::string("{\"register\":");
        put_json_text(text, reg);
        text += ",\"id\":\"" + same.stays.text() + "\",\"other\":\"" + same.other.text() +
                "\",\"agree\":" + (same.agree ? "true}" : "false}");
    }
    out << text << (json ? "]}\n" : "");
}

Outcome<int> run_merge(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    std::vector<Ledger> ledgers;
    bool told = false;
    size_t office =
        (*catalog)->offices.size(); // the first one of the catalogue, in whichever order the files come
    for (size_t i = 0; i < options.files(); ++i) {
        auto task = read_sound_data(**catalog, options.file(i), io.in);
        if (!task) return task.problem();
        office = std::min(office, size_t((*catalog)->find_office((*task)->info().office)));
        told = told || (*task)->info().actions;
        ledgers.push_back((*task)->take());
    }
    std::vector<const Ledger*> all;
    for (const Ledger& ledger : ledgers) all.push_back(&ledger);
    const std::string wish = options.text("--same");
    if (!wish.empty() && wish != "join" && wish != "both")
        return Problem{say(Said::unknown_word, in_quotes(wish)), say(Said::in_named, "--same"),
                       say(Said::write_join)};
    const JoinSame join = wish == "join"   ? JoinSame::all
                          : wish == "both" ? JoinSame::none
                                           : JoinSame::agreeing;
    const Merged merged = merge_ledgers(all, join);
    // Records that may be one and contradict each other would stand twice: nothing is written before somebody decides.
    if (wish.empty() && std::any_of(merged.same.begin(), merged.same.end(),
                                    [](const MergeSame& same) { return !same.agree; })) {
        print_merged(**catalog, merged, ledgers.size(), options.has("--json"), io.out);
        io.err << "nothing is written: records of one key differ; say --same join (they are one) or --same "
                  "both\n";
        return exit_problems;
    }
    const auto output = Output::open(options.text("-o"), io.out);
    if (!output) return output.problem();
    if (const auto done = write_data(merged.ledger, (*catalog)->offices[office].id, **output); !done)
        return done.problem();
    if (options.text("-o") != "-")
        print_merged(**catalog, merged, ledgers.size(), options.has("--json"), io.out);
    if (told) io.err << "what was done to the records is not in it: each file tells that of its own\n";
    return merged.conflicts.empty() ? exit_fine : exit_problems;
}

} // namespace

Command merge_command() {
    return {"merge",
            "merge A B … -o OUT [--same join|both] [--json]",
            "one data file of several: of each record the version changed last; conflicts are listed",
            2,
            {{"--json", "", "the result as JSON: records, differing, conflicts, same_key"},
             {"--same", "HOW",
              "records of one key with ids of their own: join or both; else those that differ are listed"},
             {"-o", "OUT", "the data file to write; - is standard output", true},
             catalog_option},
            run_merge,
            true};
}

} // namespace mj::cli
