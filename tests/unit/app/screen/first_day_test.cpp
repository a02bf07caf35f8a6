// A clerk's first day, by clicks and keys.
#include "tests/unit/app/screen/asked.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

void import_file(Screen& app, const std::string& text) {
    app.machine.picker.chosen = text;
    app.click("nav.data");
    app.click("import");
}

ProbeItem told(Screen& app, std::string_view words) {
    return app.item([words](const ProbeItem& i) {
        return i.id.starts_with("notice.") && i.kind == "banner" && has(i.label, words);
    });
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("screen: undo takes an edit back, redo brings it again, and both are kept") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("row.0");
    const std::string before = app.item("value.persons").value;
    app.click("edit");
    app.click("field.persons");
    app.key("Control+A");
    app.type("321");
    app.click("save");
    CHECK(app.item("value.persons").value == "321");
    app.key("Control+z");
    CHECK(app.item("value.persons").value == before);
    const auto& items = app.items(); // what was said of the edit is so no longer
    CHECK(std::count_if(items.begin(), items.end(), [](const ProbeItem& i) {
              return i.id.starts_with("notice.") && i.kind == "banner";
          }) == 1);
    app.key("Control+y");
    CHECK(app.item("value.persons").value == "321");
    CHECK(app.saved().state == "saved");
    app.reload();
    app.click("nav.petition");
    app.click("row.0");
    CHECK(app.item("value.persons").value == "321");
}

TEST_CASE("screen: a wrong field is refused beside the field, and the draft stays") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("row.1");
    app.click("edit");
    app.click("field.received");
    app.key("Control+A");
    app.type("2023-02-30");
    app.click("save");
    app.item("field.received.problem");
    CHECK(app.item("field.received").value == "2023-02-30");
}

TEST_CASE("screen: Alt and the arrows go back and forward") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("row.0");
    app.item("edit");
    app.key("Alt+ArrowLeft");
    app.item("row.0");
    app.key("Alt+ArrowLeft");
    app.item("top.mediation.cases");
    app.key("Alt+ArrowRight");
    app.key("Alt+ArrowRight");
    app.item("edit");
}

TEST_CASE("screen: the language is switched at once and kept") {
    Screen app;
    app.item("载入示例");
    app.language(Language::en);
    app.item("Load sample");
    CHECK(app.machine.window.language == "en");
    app.reload();
    app.item("Load sample");
    CHECK(app.machine.window.language == "en");
}

TEST_CASE("screen: export, import and export again give identical bytes") {
    Screen app{sample()};
    const std::string first = app.exported();
    import_file(app, first);
    told(app, "没有需要改动");
    app.click("nav.petition");
    app.click("row.0");
    app.click("edit");
    app.click("field.no");
    app.key("Control+A");
    app.type("EDITED-1");
    app.click("save");
    import_file(app, first); // puts the record back
    app.replace_by_file();
    told(app, "已导入");
    CHECK(app.saved().state == "saved");
    app.click("nav.data");
    app.click("export.history.1"); // it says what has been done meanwhile
    CHECK(app.exported() == first);
    app.click("undo");
    const auto edited = [](const ProbeItem& i) {
        return i.id.starts_with("row.") && has(i.label, "EDITED-1");
    };
    app.click("nav.petition");
    app.click(edited);
    CHECK(has(app.item("story.0").label, "撤销"));
    CHECK(has(app.item("story.0").value, "→ EDITED-1"));
    CHECK(has(app.item("story.1").label, "随文件导入"));
    app.advance(60); // the notices, which lie over the end of the page, go
    CHECK(has(app.scroll_to("story.2").label, "修改"));
    CHECK(app.saved().state == "saved");
    app.reload();
    app.click("nav.petition");
    app.click(edited);
    CHECK(has(app.scroll_to("story.2").label, "修改"));
}

TEST_CASE("screen: a wrong, truncated, foreign or newer file says why and changes nothing") {
    Screen app{few_of_each().kept};
    const ProbeSaved before = app.saved();
    const std::string whole = few_of_each().exported;
    const size_t amount = whole.find(".00\"");
    REQUIRE(amount != std::string::npos);
    for (const std::string& text :
         {whole.substr(0, whole.size() / 2), std::string("{\"hello\": [1, 2, 3]}"),
          replaced(whole, "\"version\":1", "\"version\":99"), replaced(whole, ".00\"", ".99\""),
          std::string("这不是 JSON"), std::string()}) {
        import_file(app, text);
        const ProbeItem banner = told(app, "现有数据未变");
        CHECK(banner.label.size() > 60);
        app.click(banner.id + ".close");
        CHECK_FALSE(app.find(banner.id));
        CHECK(app.saved().revision == before.revision);
    }
}

TEST_CASE("screen: everything about one employer: each register that names it opens exactly its records") {
    Screen app{sample()};
    app.click("nav.employer");
    app.click("row.3");
    const std::string id = app.item("value.id").value;
    std::vector<std::pair<int, std::string>> counts;
    const auto file = nlohmann::json::parse(exported());
    for (const auto& [reg, records] : file["registers"].items()) {
        int n = 0;
        for (const auto& record : records) n += record.value("employer", "") == id;
        if (n) counts.emplace_back(n, "linked." + reg + ".employer");
    }
    REQUIRE(counts.size() > 1);
    for (const auto& counted : counts)
        CHECK_MESSAGE(number(app.scroll_to(counted.second).value) == counted.first, counted.second);
    const auto [fewest, link] = *std::min_element(counts.begin(), counts.end());
    app.scroll_to(link);
    app.click(link);
    app.item("row." + std::to_string(fewest - 1));
    CHECK_FALSE(app.find("row." + std::to_string(fewest)));
    app.click("back");
    CHECK(app.scroll_to("value.id").value == id);
}
