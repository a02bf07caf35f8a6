#include "tests/unit/app/screen/asked.hpp"

#include "cli/run.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace mj::test {
namespace {

/// What the command line prints; lines of cells, without the first.
std::vector<std::vector<std::string>> ask(const std::vector<std::string>& args) {
    std::istringstream in(exported());
    std::ostringstream out, err;
    const int code = cli::run(args, {in, out, err});
    REQUIRE_MESSAGE(code <= 1, err.str());
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        std::istringstream cells(line + ",");
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    REQUIRE(!rows.empty());
    rows.erase(rows.begin());
    return rows;
}

} // namespace

std::map<std::string, std::string> by_id(const std::string& file) {
    std::map<std::string, std::string> out;
    constexpr std::string_view begin = "\n{\"id\":\"";
    for (size_t at = file.find(begin); at != file.npos; at = file.find(begin, at + 1)) {
        const size_t end = file.find('\n', at + 1), id = at + begin.size();
        std::string line = file.substr(at + 1, end - at - 1);
        while (!line.ends_with('}')) line.pop_back();
        out.emplace(file.substr(id, file.find('"', id) - id), std::move(line));
    }
    REQUIRE_FALSE(out.empty());
    return out;
}

nlohmann::json records_in(const std::string& file, const std::string& reg) {
    const std::string head = "\n\"" + reg + "\":[";
    const size_t begin = file.find(head);
    REQUIRE(begin != file.npos);
    const size_t from = begin + head.size() - 1;
    return nlohmann::json::parse(file.substr(from, file.find("\n]", from) + 2 - from));
}

std::vector<std::string> parts(const std::string& text, const std::string& between) {
    std::vector<std::string> out{""};
    for (size_t i = 0; i < text.size();) {
        if (text.compare(i, between.size(), between) == 0)
            out.emplace_back(), i += between.size();
        else
            out.back() += text[i++];
    }
    return out;
}

double number(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || (c == '.' && !digits.empty()))
            digits += c;
        else if (c != ',' && !digits.empty())
            break;
    }
    REQUIRE_MESSAGE(!digits.empty(), "no number in ", std::string(text));
    return std::stod(digits);
}

std::map<std::string, Counted> count(const std::string& reg, const std::string& by,
                                     std::vector<std::string> more) {
    static std::map<std::vector<std::string>, std::map<std::string, Counted>> known;
    std::vector<std::string> args{"count", "-", "--register", reg, "--by", by, "--year", "2023", "--csv"};
    args.insert(args.end(), more.begin(), more.end());
    const auto found = known.find(args);
    if (found != known.end()) return found->second;
    auto& counts = known[args];
    for (const auto& row : ask(args)) counts[row[0]] = {std::stod(row[1]), std::stod(row[2])};
    return counts;
}

double sum(const std::map<std::string, Counted>& counts) {
    double all = 0;
    for (const auto& [key, counted] : counts) all += counted.now;
    return all;
}

const std::vector<OpenClock>& open_clocks() {
    static const std::vector<OpenClock> clocks = [] {
        std::vector<OpenClock> out;
        for (const auto& row : ask({"clocks", "-", "--csv"}))
            out.push_back({row[0], row[1], row[2], row[3], row[3].empty() ? 0 : std::stoi(row[5])});
        return out;
    }();
    return clocks;
}

} // namespace mj::test
