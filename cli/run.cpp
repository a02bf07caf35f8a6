#include "cli/run.hpp"

#include "cli/command.hpp"
#include "cli/table.hpp"
#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"
#include "core/base/version.hpp"
#include "core/catalog/catalog.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

namespace mj::cli {
namespace {

std::vector<Command> commands() {
    return {generate_command(), figures_command(), clocks_command(),   count_command(),
            ask_command(),      export_command(),  report_command(),   verify_command(),
            check_command(),    convert_command(), template_command(), import_command(),
            merge_command(),    pack_command(),    progress_command(), sql_command()};
}

void print_help(std::ostream& out) {
    out << "mingjing: registers and figures of a labour bureau on the command line\n\n";
    for (const Command& c : commands()) out << "  mingjing " << c.usage << "\n      " << c.help << '\n';
    out << "  mingjing help [COMMAND]\n  mingjing --version\n\n"
           "FILE - is standard input. Exit code 0: nothing wrong; 1: problems found; 2: could not be done.\n";
}

void print_help(const Command& command, std::ostream& out) {
    out << "mingjing " << command.usage << "\n  " << command.help << "\n\n";
    size_t width = 0;
    for (const OptionRule& o : command.options) width = std::max(width, o.name.size() + 1 + o.value.size());
    for (const OptionRule& o : command.options)
        out << "  " << left(std::string(o.name) + ' ' + std::string(o.value), width) << "  " << o.help
            << '\n';
}

int print_version(std::ostream& out) {
    out << "mingjing " << program_version << "\ndata file version " << json_version;
    const auto own = whole_catalog(embedded_catalog());
    out << "\ncatalogue " << (own ? own->version : "broken") << '\n';
    return exit_fine;
}

int fail(std::ostream& err, const std::string& who, const Problem& problem) {
    Problem plain = problem;
    if (!plain.where.empty()) plain.where = say(Said::at_words, shown(problem.where.text()));
    std::istringstream lines(plain.text());
    for (std::string line; std::getline(lines, line);) err << shown(who) << ": " << shown(line) << '\n';
    return exit_failed;
}

int dispatch(const std::vector<std::string>& args, Streams io) {
    if (args.empty()) {
        print_help(io.err);
        return exit_failed;
    }
    const std::string& word = args[0];
    if (word == "--version") return print_version(io.out);
    const bool help = word == "help" || word == "--help" || word == "-h";
    if (help && args.size() == 1) {
        print_help(io.out);
        return exit_fine;
    }
    const std::string& name = help ? args[1] : word;
    std::vector<std::string_view> names{"help", "--version"};
    for (const Command& command : commands()) {
        names.push_back(command.name);
        if (command.name != name) continue;
        const std::vector<std::string> rest(args.begin() + 1, args.end());
        if (help || std::find(rest.begin(), rest.end(), "--help") != rest.end() ||
            std::find(rest.begin(), rest.end(), "-h") != rest.end()) {
            print_help(command, io.out);
            return exit_fine;
        }
        const auto options = Options::parse(command.options, command.files, rest, command.more_files);
        if (!options) return fail(io.err, "mingjing " + name, options.problem());
        const auto code = command.run(*options, io);
        return code ? *code : fail(io.err, "mingjing " + name, code.problem());
    }
    return fail(io.err, "mingjing",
                {say(Said::command_unknown, in_quotes(name)), {}, say(Said::meant, nearest(name, names))});
}

} // namespace

int run(const std::vector<std::string>& args, Streams io) {
    const int code = dispatch(args, io);
    io.out.flush();
    if (!io.out) return fail(io.err, "mingjing", {say(Said::out_unwritten), {}, say(Said::free_space)});
    return code;
}

} // namespace mj::cli
