#include "core/indicator/checks.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using Word = CheckResult::Word;

namespace {

const Catalog& catalog() { return test::real_catalog(); }

struct Year {
    std::vector<Figure> figures = std::vector<Figure>(catalog().indicators.size());
    Figure& of(std::string_view id) { return figures[size_t(catalog().find_indicator(id))]; }
    void put(std::string_view id, int64_t value) { of(id).value = Decimal{value, 0}; }
    CheckResult result(std::string_view id) {
        const auto results = check_figures(catalog(), figures);
        for (size_t i = 0; i < catalog().checks.size(); ++i)
            if (catalog().checks[i].id == id) return results[i];
        FAIL("no such check");
        return {};
    }
};

} // namespace

TEST_CASE("parts must add up to the whole; a missing one or a year of nothing agrees with nothing") {
    Year year;
    CHECK(year.result("leads_closed").word == Word::empty);
    year.put("inspection.cases_filed", 0);
    year.put("inspection.coordinated", 0);
    year.put("inspection.leads_closed", 0);
    CHECK(year.result("leads_closed").word == Word::empty);
    year.put("inspection.coordinated", 12);
    CHECK(year.result("leads_closed").word == Word::differs);
    year.put("inspection.leads_closed", 12);
    CHECK(year.result("leads_closed").word == Word::agrees);
    year.put("inspection.cases_filed", 1);
    CHECK(year.result("leads_closed").word == Word::differs);
    CHECK(year.result("leads_closed").parts.size() == 2);
    year.of("inspection.cases_filed").value.reset();
    CHECK(year.result("leads_closed").word == Word::empty);
}

TEST_CASE("a part is at most the whole, a numerator at most the denominator") {
    Year year;
    year.put("mediation.online", 3);
    year.put("mediation.cases", 3);
    CHECK(year.result("mediated_online").word == Word::agrees);
    year.put("mediation.online", 4);
    CHECK(year.result("mediated_online").word == Word::differs);
    Figure& attended = year.of("training.participation_rate");
    attended = {Decimal{1000, 1}, 50, 50};
    CHECK(year.result("attended").word == Word::agrees);
    attended.top = 51;
    CHECK(year.result("attended").word == Word::differs);
    CHECK(year.result("attended").whole == Decimal{50, 0});
}

TEST_CASE("a check names indicators of one unit; each error says where") {
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back({"mine.json", R"({"checks": [
        {"id": "a", "zh": "甲", "en": "A", "parts": ["mediation.online", "no.such"], "whole": "inspection.wages_recovered"},
        {"id": "b", "zh": "乙", "en": "B", "whole": "mediation.cases"},
        {"id": "grades", "zh": "丙", "en": "C", "parts": ["mediation.cases"], "whole": "training.exam_pass_rate"}]})"});
    const CatalogCheck check = load_catalog(files);
    const auto said = [&](std::string_view where, std::string_view what) {
        for (const Problem& problem : check.problems)
            if (problem.where == where && problem.what.find(what) != std::string::npos) return true;
        return false;
    };
    CHECK(said("mine.json: checks[0] a: parts", "no indicator \"no.such\""));
    CHECK(said("mine.json: checks[0] a: parts", "another unit"));
    CHECK(said("mine.json: checks[1] b: parts", "a ratio has no parts"));
    CHECK(said("mine.json: checks[2] grades: parts", "a ratio has no parts"));
    CHECK(said("mine.json: checks[2] grades: id", "used twice"));
}
