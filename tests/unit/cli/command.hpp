// The command line called as a function, and a folder for its files.
#pragma once
#include "cli/run.hpp"
#include "tests/unit/source_dir.hpp"

#include <chrono>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace mj::test {

struct Result {
    int code;
    std::string out, err;
};

inline Result run(const std::vector<std::string>& args, const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out, err;
    const int code = cli::run(args, {in, out, err});
    return {code, out.str(), err.str()};
}

inline const std::string files = source_dir() + "/tests/files/";

inline std::string content(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

/// A folder of its own that goes away.
struct Folder {
    std::filesystem::path path;
    Folder() {
        // Runs of the tests at once must not meet, where clocks are coarse neither.
        const auto now = std::chrono::system_clock::now().time_since_epoch().count();
        for (int n = 0;; ++n) {
            REQUIRE(n < 100);
            path = std::filesystem::temp_directory_path() /
                   ("mingjing-cli-" + std::to_string(now) + "-" + std::to_string(n));
            if (std::filesystem::create_directories(path)) break;
        }
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name) const { return (path / name).string(); }
};

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace mj::test
