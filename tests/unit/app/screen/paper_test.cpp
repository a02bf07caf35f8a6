// What a page looks like on paper.
#include "tests/unit/app/screen/screen.hpp"

#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;
using nlohmann::json;

namespace {
json paper(Screen& app) { return json::parse(app.app().paper()); }
const json& table_of(const json& sheet) {
    for (const json& part : sheet["parts"])
        if (part["kind"] == "table" && !part.contains("chart")) return part["cells"];
    FAIL("no table");
    return sheet;
}
std::string words_of(const json& sheet) {
    std::string out;
    for (const json& part : sheet["parts"])
        if (part["kind"] == "paragraph") out += part["text"].get<std::string>() + "\n";
    return out;
}
} // namespace

TEST_CASE("on paper a list is a table that says which records it is of") {
    Screen app{sample()};
    app.click("nav.petition");
    app.click("search");
    app.type("信2023-1");
    const std::string shown = app.item("count").value;
    const json sheet = paper(app);
    CHECK(sheet["title"] == "信访");
    const json& rows = table_of(sheet);
    const std::string words = words_of(sheet);
    CHECK(words.find("信2023-1") != std::string::npos);
    CHECK(words.find(std::to_string(rows.size() - 1) + " 条") != std::string::npos);
    CHECK(shown.find(std::to_string(rows.size() - 1)) == 0);
    REQUIRE(rows.size() > 1);
    CHECK(rows[1].size() == rows[0].size());
    CHECK(rows[1].dump().find("信2023-1") != std::string::npos);

    app.click("nav.lead"); // of more records than anybody prints
    const json many = paper(app);
    CHECK(table_of(many).size() == 2001);
    CHECK(words_of(many).find("共 3,931 条，这里是前 2,000 条") != std::string::npos);
}

TEST_CASE("on paper a record is its fields, an answer its chart and its numbers, the overview a brief") {
    Screen app{sample()};
    CHECK(paper(app)["title"].get<std::string>().find("工作简报") != std::string::npos);
    app.click("nav.petition");
    app.click("row.0");
    const json record = paper(app);
    CHECK(record["title"].get<std::string>().find("信访 · 信") == 0);
    bool state = false;
    for (const json& row : table_of(record)) state |= row[0] == "状态";
    CHECK(state);

    app.go_to("/explore/mediation?by=cause&of=count&in=2023&versus=year");
    const json answer = paper(app);
    const json& numbers = table_of(answer);
    size_t charts = 0;
    for (const json& part : answer["parts"]) charts += part.contains("chart");
    CHECK(charts == 1);
    CHECK(numbers.back()[0] == "合计");
    app.click("nav.data"); // has no form on paper
    CHECK(app.app().paper().empty());
}

TEST_CASE("before the public nothing goes onto paper") {
    Screen app{sample()};
    app.click("nav.petition");
    CHECK(!app.app().paper().empty());
    app.click("nav.slides");
    app.click("present");
    app.give_pin();
    app.give_pin();
    REQUIRE(app.find("show.end"));
    CHECK(app.app().paper().empty());
}
