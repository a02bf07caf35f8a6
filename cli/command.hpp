// The list of commands; each has a file of its own.
#pragma once
#include "cli/options.hpp"
#include "cli/run.hpp"

namespace mj::cli {

struct Command {
    std::string_view name, usage, help;
    size_t files; ///< how many it reads
    std::vector<OptionRule> options;
    /// The exit code, or why it could not be done.
    Outcome<int> (*run)(const Options& options, Streams io);
    bool more_files = false; ///< it reads these and any number of others
};

Command generate_command();
Command figures_command();
Command clocks_command();
Command count_command();
Command ask_command();
Command export_command();
Command report_command();
Command check_command();
Command convert_command();
Command template_command();
Command import_command();
Command merge_command();
Command pack_command();
Command progress_command();
Command sql_command();
Command verify_command();

constexpr OptionRule on_option{"--on", "DATE", "as on that day, written 2023-05-06 (today)"};
/// All commands read the catalogue.
constexpr OptionRule catalog_option{"--catalog", "DIR",
                                    "catalogue files of a folder instead of the built-in ones"};

} // namespace mj::cli
