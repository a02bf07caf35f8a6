#include "tests/unit/core/real_catalog.hpp"

#include "core/catalog/catalog.hpp"

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
