#include "tests/unit/core/real_catalog.hpp"

#include "core/catalog/catalog.hpp"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("every guide of the shipped catalogue has words, and channels or clocks that are there") {
    const Catalog& catalog = test::real_catalog();
    CHECK(catalog.guides.size() >= 5);
    for (const Guide& guide : catalog.guides) {
        CAPTURE(guide.id);
        CHECK_FALSE(guide.text.zh.empty());
        CHECK_FALSE(guide.clocks.empty());
        for (const int clock : guide.clocks) CHECK(catalog.clocks[size_t(clock)].limit > 0);
        CHECK(guide.channels.empty() == (guide.list < 0));
    }
}

TEST_CASE("a guide names what the catalogue has; each error says file, row and key") {
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back(
        {"mine.json", R"({"guides": [{"id": "mine", "zh": "甲", "en": "A", "text": {"zh": "乙", "en": "B"},
        "list": "lead_channel", "channels": ["visit", "smoke"], "clocks": ["mediation.close", "mediation.never"]},
        {"id": "wages", "zh": "甲", "en": "A", "text": {"zh": "乙", "en": "B"}, "channels": ["visit"], "clocks": []}]})"});
    const CatalogCheck check = load_catalog(files);
    const auto said = [&](std::string_view where, std::string_view what) {
        for (const Problem& problem : check.problems)
            if (problem.where.text() == where && problem.what.text().find(what) != std::string::npos)
                return true;
        return false;
    };
    CHECK(check.problems.size() == 4);
    CHECK(said("mine.json: guides[0] mine: channels", "no \"smoke\""));
    CHECK(said("mine.json: guides[0] mine: clocks", "no clock \"mediation.never\""));
    CHECK(said("mine.json: guides[1] wages: channels", "need a code list"));
    CHECK(said("mine.json: guides[1] wages: id", "used twice"));
}

TEST_CASE("a point of the sketch has both numbers within it, a landmark a point") {
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back(
        {"mine.json", R"({"offices": [{"id": "mine", "number": 9, "zh": "甲", "en": "A", "windows": [
        {"id": "door", "zh": "门", "en": "Door", "address": {"zh": "乙", "en": "B"}, "hours": {"zh": "丙", "en": "C"}, "phone": "12333", "x": 7}],
        "landmarks": [{"id": "road", "zh": "路", "en": "Road", "x": 0, "y": 10, "to_x": 100, "to_y": 41},
        {"id": "stop", "zh": "站", "en": "Stop"}, {"id": "road", "zh": "路", "en": "Road", "x": 1, "y": 1}]}]})"});
    const CatalogCheck check = load_catalog(files);
    const auto said = [&](std::string_view where) {
        return std::any_of(check.problems.begin(), check.problems.end(),
                           [&](const Problem& problem) { return problem.where.text() == where; });
    };
    CHECK(check.problems.size() == 4);
    CHECK(said("mine.json: offices[0] mine: windows[0] door: x"));
    CHECK(said("mine.json: offices[0] mine: landmarks[0] road: to_y"));
    CHECK(said("mine.json: offices[0] mine: landmarks[1] stop: x"));
    CHECK(said("mine.json: offices[0] mine: landmarks[2] road: id"));
}

TEST_CASE("every window of the shipped catalogue that a guide leads to is on the sketch, and none on "
          "another's name") {
    const Catalog& catalog = test::real_catalog();
    for (const Guide& guide : catalog.guides) {
        if (guide.window < 0) continue;
        const SketchPoint at = catalog.offices.front().windows[size_t(guide.window)].at;
        CHECK(at.has());
        for (const Landmark& mark : catalog.offices.front().landmarks)
            CHECK((mark.to.has() || std::abs(mark.at.x - at.x) > 10 || std::abs(mark.at.y - at.y) > 5));
    }
}
