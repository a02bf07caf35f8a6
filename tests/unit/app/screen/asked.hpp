// The screen beside the command line: what both say of the same exported records.
#pragma once
#include "tests/unit/app/screen/screen.hpp"

#include <map>
#include <nlohmann/json_fwd.hpp>

namespace mj::test {

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}
/// What stands between those marks.
std::vector<std::string> parts(const std::string& text, const std::string& between);
/// Every record of a data file, which is a line of it, by its id. Parsing a whole file takes seconds where tests run slowly.
std::map<std::string, std::string> by_id(const std::string& file);
/// The records of one register in a data file.
nlohmann::json records_in(const std::string& file, const std::string& reg);
/// The first number in a text, "1,015 件" as 1015; fails when there is none.
double number(std::string_view text);

struct Counted {
    double now = 0, before = 0;
};
/// `mingjing count` of the exported sample in 2023: per key ("" for missing); each question is asked once.
std::map<std::string, Counted> count(const std::string& reg, const std::string& by,
                                     std::vector<std::string> more = {});
double sum(const std::map<std::string, Counted>& counts);

/// `mingjing clocks` of the exported sample.
struct OpenClock {
    std::string rule, record, state, due;
    int days = 0; ///< until due; only when there is a due day
};
const std::vector<OpenClock>& open_clocks();

} // namespace mj::test
