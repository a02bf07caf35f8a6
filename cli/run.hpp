// The command line as a function, so that tests run it without a process.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

namespace mj::cli {

struct Streams {
    std::istream& in;
    std::ostream& out; ///< results
    std::ostream& err; ///< why something could not be done, one line each
};

/// Done and nothing wrong; done, problems found and printed; could not be done.
enum Exit : int { exit_fine = 0, exit_problems = 1, exit_failed = 2 };

/// `args` without the program's own name.
int run(const std::vector<std::string>& args, Streams io);

} // namespace mj::cli
