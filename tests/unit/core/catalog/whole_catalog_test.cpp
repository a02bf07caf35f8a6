// What is wrong in a catalogue is said once, at its cause, with the id that was meant; and nobody works with a part.
#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"
#include "core/catalog/catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

std::string with_change(std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    return text;
}

bool complains(const std::vector<Problem>& problems, const std::string& words) {
    for (const Problem& problem : problems)
        if (problem.text().find(words) != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("one missing comma in any file of the catalogue is one message with file and line") {
    const std::vector<CatalogFile> whole = embedded_catalog();
    REQUIRE(whole.size() > 5);
    for (size_t i = 0; i < whole.size(); ++i) {
        std::vector<CatalogFile> files = whole;
        const size_t comma = files[i].text.find("\",", files[i].text.size() / 2);
        REQUIRE(comma != std::string::npos);
        files[i].text[comma + 1] = ' ';
        const auto problems = load_catalog(files).problems;
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].where.text().starts_with(files[i].name + ": line "));
        CHECK(problems[0].what.text() == "not valid JSON here");
    }
}

TEST_CASE("a misspelt id of any kind is answered with the id that was meant") {
    const struct {
        const char *file, *key, *id;
    } places[] = {
        {"indicators.json", "register", "mediation"},
        {"indicators.json", "clause", "1.1"},
        {"indicators.json", "field", "kind"},
        {"codes.json", "indicator", "mediation.cases"},
        {"registers-disputes.json", "codes", "street"},
        {"registers-disputes.json", "target", "employer"},
        {"clocks.json", "register", "mediation"},
        {"clocks.json", "starts", "received"},
        {"checks.json", "register", "lead"},
        {"checks.json", "field", "valid"},
        {"checks.json", "not_after", "accepted"},
        {"checks.json", "distinct", "employer"},
        {"warnings.json", "register", "lead"},
        {"guides.json", "list", "lead_channel"},
    };
    for (const auto& place : places) {
        INFO(place.file << " " << place.key << " " << place.id);
        const std::string from = "\"" + std::string(place.key) + "\":\"" + place.id + "\"";
        std::vector<CatalogFile> files = embedded_catalog();
        bool found = false;
        for (CatalogFile& file : files)
            if (file.name == place.file && file.text.find(from) != std::string::npos) {
                file.text = with_change(file.text, from,
                                        "\"" + std::string(place.key) + "\":\"" + place.id +
                                            (place.key == std::string("clause") ? "1" : "x") + "\"");
                found = true;
            }
        REQUIRE(found);
        const auto problems = load_catalog(files).problems;
        for (const Problem& problem : problems) INFO(problem.text());
        CHECK(complains(problems, "did you mean \"" + std::string(place.id) + "\"?"));
    }
}

TEST_CASE("an id used a second time names the first, also in another file") {
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back({"mine.json", R"({"clauses": [{"id": "1.1", "zh": "又", "en": "Again"}],
        "code_lists": [{"id": "street", "zh": "又", "en": "Again", "codes": [{"id": "a", "zh": "甲", "en": "A"}]}]})"});
    const auto problems = load_catalog(files).problems;
    CHECK(complains(problems, "mine.json: clauses[0] 1.1: id: the id is used twice (rename one; the first is "
                              "clauses.json: clauses[0] 1.1)"));
    CHECK(complains(problems,
                    "mine.json: code_lists[0] street: id: the id is used twice (rename one; the first is "
                    "codes.json: code_lists["));
    CHECK(problems.size() == 2);
}

TEST_CASE("a catalogue with a mistake is given to nobody") {
    CHECK(whole_catalog(embedded_catalog()).ok());
    std::vector<CatalogFile> files = embedded_catalog();
    files.push_back({"mine.json", R"({"clauses": [{"id": "1.1", "zh": "又"}]})"});
    const auto refused = whole_catalog(files);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem().text().find("mine.json: clauses[0] 1.1: en: missing (add it)\n") == 0);
}

TEST_CASE("a slip of the hand is known, a different word is not guessed at") {
    const std::vector<std::string_view> words = {"mediation", "lead", "id"};
    CHECK(slip_of("mediatoin", words) == "mediation");
    CHECK(slip_of("leads", words) == "lead");
    CHECK(slip_of("ic", words) == "id");
    CHECK(slip_of("petition", words) == "");
    CHECK(slip_of("x", {}) == "");
    CHECK(slip_of(std::string(100000, 'm'), words) == "");
}

TEST_CASE("a catalogue cannot hide a character, nor say more than 60 of a text it is refused for") {
    const auto problems_of = [](const std::string& more) {
        std::vector<CatalogFile> files = embedded_catalog();
        files.push_back({"mine.json", more});
        return load_catalog(files).problems;
    };
    // What is named, in each kind of message: a name, an id, a key, a list, a code, a day.
    const std::string hidden = "a\\u202e\\u200b", seen = "a\\u202E\\u200B", lots(100'000, 'a');
    for (
        const char* around : {
            R"({"clauses": [{"id": "1.9", "zh": "#", "en": "x"}]})",
            R"({"clauses": [{"id": "#", "zh": "x", "en": "x"}]})",
            R"({"clauses": [{"id": "1.9", "zh": "x", "en": "x", "#": 1}]})",
            R"({"#": []})",
            R"({"registers": [{"id": "r", "zh": "x", "en": "x", "key": ["#"], "columns": ["n"], "title": "n",
                 "fields": [{"id": "n", "zh": "x", "en": "x", "type": "code", "codes": "#"}]}]})",
            R"({"registers": [{"id": "#", "zh": "x", "en": "x"}]})",
            R"({"clocks": [{"id": "c.c", "zh": "x", "en": "x", "source": "x", "register": "#"}]})",
            R"({"checks": [{"id": "c", "zh": "x", "en": "x", "register": "lead", "must": [{"field": "#"}]}]})",
            R"({"calendars": [{"year": 2031, "source": "x", "off": ["#"]}]})",
            R"({"guides": [{"id": "g", "zh": "x", "en": "x", "list": "#", "clocks": ["#"]}]})",
        }) {
        CAPTURE(around);
        const auto filled = [&](const std::string& text) {
            std::string out = around;
            for (size_t at; (at = out.find('#')) != out.npos;) out.replace(at, 1, text);
            return out;
        };
        const auto problems = problems_of(filled(hidden));
        CHECK_FALSE(problems.empty());
        for (const Problem& problem : problems) CHECK_FALSE(unclean(problem.text()));
        CHECK(complains(problems, seen));
        for (const Problem& problem : problems_of(filled(lots))) CHECK(problem.text().size() < 500);
    }
}

TEST_CASE("a slide's sentence says its figures and no other") {
    const std::vector<CatalogFile> whole = embedded_catalog();
    CHECK(load_catalog(whole).catalog.slides.size() >= 4);
    const auto said = [&](const std::string& from, const std::string& to) {
        std::vector<CatalogFile> files = whole;
        for (CatalogFile& file : files)
            if (file.name == "slides.json") file.text = with_change(file.text, from, to);
        return load_catalog(files).problems;
    };
    CHECK(complains(said("{1}", "{2}"), "no figure stands for \"{2}\""));
    CHECK(complains(said("{0}", "many"), "the sentence says no figure"));
    CHECK(complains(said("\"mediation.cases\"", "\"mediation.case\""), "did you mean \"mediation.cases\"?"));
    CHECK(complains(said("[\"inspection.patrolled_units\"]", "[]"), "a slide shows a figure"));
}
