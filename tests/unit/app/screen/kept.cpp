#include "tests/unit/app/screen/screen.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

#include <doctest/doctest.h>
#include <map>
#include <set>

namespace mj::test {
namespace {

/// By the buttons, once.
const Records& made() {
    static const Records made = [] {
        Screen app;
        app.click("empty.3");
        REQUIRE(app.saved().state == "saved");
        Records out{{app.machine.storage.files, app.machine.prefs.kept}, {}};
        app.click("nav.data");
        app.click("export");
        REQUIRE(app.machine.download.files.size() == 1);
        out.exported = app.machine.download.files.begin()->second;
        return out;
    }();
    return made;
}

/// What a machine has kept that took in these records, the lines of data files by register.
Records taken(const std::map<std::string, std::vector<std::string_view>>& registers) {
    const std::string& all = exported();
    std::string counts, lists;
    for (const auto& [reg, lines] : registers) {
        counts += (counts.empty() ? "\"" : ",\"") + reg + "\":" + std::to_string(lines.size());
        lists += (lists.empty() ? "\"" : ",\n\"") + reg + "\":[\n";
        for (size_t i = 0; i < lines.size(); ++i) (lists += i ? ",\n" : "") += lines[i];
        lists += "\n]";
    }
    Screen app;
    app.machine.picker.named = "backup.json";
    app.machine.picker.chosen =
        with_checksum(all.substr(0, all.find('\n')) + "\n\"counts\":{" + counts + "},\n\"registers\":{\n" +
                      lists + "\n},\n\"checksum\":\"crc32c:00000000\"}");
    app.click("nav.data");
    app.click("import");
    REQUIRE(app.saved().state == "saved");
    return Records{{app.machine.storage.files, app.machine.prefs.kept}, app.exported()};
}

struct Line {
    std::string reg;
    std::string_view text; ///< within exported()
};

/// The sample's records, without the comma behind each, in their order.
std::vector<Line> sample_lines() {
    std::vector<Line> out;
    std::string reg;
    std::string_view rest = exported();
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.ends_with("\":["))
            reg = line.substr(1, line.size() - 4);
        else if (line.starts_with("{\"id\":\""))
            out.push_back({reg, line.ends_with(',') ? line.substr(0, line.size() - 1) : line});
    }
    return out;
}

/// The quoted texts of a line that are as long as an id.
std::vector<std::string_view> maybe_ids(std::string_view line) {
    std::vector<std::string_view> out;
    constexpr size_t digits = 16;
    for (size_t at = line.find('"'); at != line.npos; at = line.find('"', at + 1))
        if (at + digits + 1 < line.size() && line[at + digits + 1] == '"')
            out.push_back(line.substr(at + 1, digits));
    return out;
}

} // namespace

const Kept& sample() { return made().kept; }
const std::string& exported() { return made().exported; }

const Records& few() {
    static const Records few = [] {
        std::map<std::string, std::vector<std::string_view>> registers;
        for (const Line& line : sample_lines())
            if (line.reg == "petition" && registers["petition"].size() < 60)
                registers["petition"].push_back(line.text);
        return taken(registers);
    }();
    return few;
}

const Records& few_of_each() {
    static const Records few = [] {
        const std::vector<Line> lines = sample_lines();
        std::map<std::string_view, size_t> by_id;
        std::map<std::string, size_t> counts;
        std::vector<size_t> left; // to be taken, with what they name
        for (size_t i = 0; i < lines.size(); ++i) {
            by_id[maybe_ids(lines[i].text).at(0)] = i;
            if (counts[lines[i].reg]++ % 25 == 0) left.push_back(i);
        }
        std::set<size_t> taking;
        while (!left.empty()) {
            const size_t i = left.back();
            left.pop_back();
            if (!taking.insert(i).second) continue;
            for (const std::string_view id : maybe_ids(lines[i].text))
                if (const auto named = by_id.find(id); named != by_id.end()) left.push_back(named->second);
        }
        std::map<std::string, std::vector<std::string_view>> registers;
        for (const size_t i : taking) registers[lines[i].reg].push_back(lines[i].text);
        return taken(registers);
    }();
    return few;
}

} // namespace mj::test
