// The figures of the command line, beside what a person counts.
#include "core/indicator/figures.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

#include <map>

using namespace mj;
using namespace mj::test;

namespace {

const std::string& whole_sample() {
    static const std::string text = run({"generate", "--seed", "1", "-o", "-"}).out;
    return text;
}

/// The lines of CSV by their first cell, the rest as it stands.
std::map<std::string, std::string> lines_of(const std::string& csv) {
    std::map<std::string, std::string> out;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);)
        out[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
    return out;
}

} // namespace

TEST_CASE("command line: a plan or a mistyped date moves no comparison; what lies after the day is said") {
    for (const char* name : {"years.json", "years-planned.json", "years-mistyped.json"}) {
        CAPTURE(name);
        const Result r = run({"figures", files + name, "--period", "2026", "--on", "2026-03-31", "--csv"});
        CHECK(r.code == 0);
        CHECK(lines_of(r.out)["id"] == "value,unit,before,change");
        CHECK(lines_of(r.out)["mediation.cases"] == "9,件,6,50.0");
        const std::string_view ahead =
            name == std::string_view("years.json") ? ""
            : r.err.find("campaign") != std::string::npos
                ? "mingjing figures: campaign: 1 record is dated after 2026-03-31"
                : "mingjing figures: mediation: 1 record is dated after 2026-03-31";
        CHECK(r.err.substr(0, ahead.size()) == ahead);
        CHECK(r.err.empty() == ahead.empty());
    }
}

TEST_CASE("halves, quarters and months add up to the year, and count what the file says") {
    const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    const Ledger ledger = imported(catalog, whole_sample())->take();
    const Known known(ledger, *Date::parse("2024-12-31"));
    const FigurePair year = figures(ledger, known, 2023);
    const auto sum = [&](int first, int last, size_t indicator) {
        std::pair<int64_t, int64_t> out; // now and a year before
        for (int part = first; part <= last; ++part) {
            const ReportingPeriod period(2023, part);
            const KnownPeriod view = known.view(catalog.indicators[indicator], period);
            out.first += figure(ledger, catalog.indicators[indicator], view.known).top;
            out.second += figure(ledger, catalog.indicators[indicator], view.before).top;
        }
        return out;
    };
    int added = 0;
    for (size_t i = 0; i < catalog.indicators.size(); ++i) {
        const Indicator& indicator = catalog.indicators[i];
        if (indicator.ratio || indicator.of.when != When::date) continue;
        ++added;
        const std::pair whole(year.now[i].top, year.before[i].top);
        CHECK_MESSAGE(sum(1, 2, i) == whole, indicator.id);
        CHECK_MESSAGE(sum(3, 6, i) == whole, indicator.id);
        CHECK_MESSAGE(sum(7, 18, i) == whole, indicator.id);
    }
    CHECK(added > 30);
    // By the text of the file: each mediation names the day it was received.
    const std::string& text = whole_sample();
    const auto received = [&](std::string_view month) {
        const size_t from = text.find("\"mediation\":["), to = text.find("\n]", from);
        const std::string mark = "\"received\":\"" + std::string(month);
        int n = 0;
        for (size_t at = text.find(mark, from); at < to; at = text.find(mark, at + 1)) ++n;
        return std::to_string(n);
    };
    auto lines = lines_of(run({"figures", "-", "--period", "2023-07", "--csv"}, text).out);
    const std::string expected = received("2023-07") + ",件," + received("2022-07") + ",";
    CHECK(lines["mediation.cases"].substr(0, expected.size()) == expected);
}

TEST_CASE("command line: a period that cannot be meant is refused, one that is not known says nothing") {
    const std::string file = files + "years.json";
    for (const char* bad : {"2023-H3", "2023-7", "Q3", "2023Q3"}) {
        const Result r = run({"figures", file, "--period", bad});
        CHECK(r.code == 2);
        CHECK(r.err.find("write it as 2023, 2023-H1, 2023-Q3 or 2023-07") != std::string::npos);
    }
    CHECK(run({"figures", file, "--period", "2023", "--year", "2023"}).code == 2);
    CHECK(run({"figures", file, "--year", "2023", "--on", "31 March"}).code == 2);
    const Result r = run({"figures", file, "--period", "2026-Q3", "--on", "2026-03-31", "--csv"});
    CHECK(r.code == 0);
    CHECK(lines_of(r.out)["mediation.cases"] == ",件,,");
}

TEST_CASE(
    "command line: clocks without a day are read on the newest one that has come, not on a mistyped one") {
    const Result r = run({"clocks", files + "years-mistyped.json"});
    CHECK(r.out.substr(0, 11) == "2026-03-12\n");
}
