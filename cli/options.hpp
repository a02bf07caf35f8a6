// Words of a command line -> options with values and files.
#pragma once
#include "core/base/date.hpp"
#include "core/base/outcome.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mj::cli {

struct OptionRule {
    std::string_view name;  ///< "--year", "-o"
    std::string_view value; ///< what stands for its value in the help; empty: it takes none
    std::string_view help;
    bool required = false;
};

class Options {
  public:
    /// Takes "--year 2023" and "--year=2023"; "-" is a file; after "--" everything is.
    /// `more`: any number of files from `files` on.
    static Outcome<Options> parse(const std::vector<OptionRule>& rules, size_t files,
                                  const std::vector<std::string>& args, bool more = false);

    bool has(std::string_view name) const { return given_.find(name) != given_.end(); }
    std::string text(std::string_view name, std::string_view otherwise = {}) const;
    /// A whole number of digits; the problem names the option and its bounds.
    Outcome<uint64_t> number(std::string_view name, uint64_t otherwise, uint64_t low, uint64_t high) const;
    /// The day of "--on", or this machine's today.
    Outcome<Date> day() const;
    const std::string& file(size_t n) const { return files_[n]; }
    size_t files() const { return files_.size(); }

  private:
    std::map<std::string, std::string, std::less<>> given_;
    std::vector<std::string> files_;
};

} // namespace mj::cli
