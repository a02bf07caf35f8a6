#include "app/state/derived.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

#include <map>

using namespace mj;

TEST_CASE("command line and page show the same figures of a running year") {
    const std::string sample = test::run({"generate", "--seed", "1", "-o", "-"}).out;
    const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    const Ledger ledger = test::imported(catalog, sample)->take();
    Derived page(catalog);
    page.look_at(ledger, 1, *Date::parse("2026-11-28"));
    std::istringstream printed(
        test::run({"figures", "-", "--year", "2024", "--on", "2026-11-28", "--csv"}, sample).out);
    std::map<std::string, std::string> lines;
    for (std::string line; std::getline(printed, line);)
        lines[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
    const auto& shown = page.figures(2024);
    for (size_t i = 0; i < shown.size(); ++i) {
        const Indicator& indicator = catalog.indicators[i];
        CHECK_MESSAGE(lines[indicator.id] ==
                          (shown[i].value ? shown[i].value->text() : "") + "," + indicator.unit.zh,
                      indicator.id);
    }
    // All of the sample's petitions are closed in time; those whose limit still runs are no failure, on no day.
    const int rate = catalog.find_indicator("petition.on_time_rate");
    for (const char* day : {"2024-03-15", "2024-06-30", "2026-11-28"}) {
        page.look_at(ledger, 1, *Date::parse(day));
        CHECK_MESSAGE(page.figures(2024)[size_t(rate)].value->text() == "100", day);
    }
}
