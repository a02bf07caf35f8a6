// What a form offers: a copy, the next number, lists that are typed into, what is missing from them, the step out of a draft.
#include "tests/unit/app/screen/asked.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

TEST_CASE("form: a record is copied into a new one, but for its number, its people and what became of it") {
    Screen app{few_of_each().kept};
    const nlohmann::json cases = records_in(few_of_each().exported, "mediation");
    const auto full = std::find_if(cases.begin(), cases.end(), [](const nlohmann::json& record) {
        return record.contains("closed") && record.contains("outcome") && record.contains("worker") &&
               record.contains("amount_agreed") && record["state"] == "checked";
    });
    REQUIRE(full != cases.end());
    app.go_to("/record/mediation/" + (*full)["id"].get<std::string>());
    std::map<std::string, std::string> of;
    for (const ProbeItem& i : app.items())
        if (i.id.starts_with("value.")) of[i.id.substr(6)] = i.value;
    REQUIRE(!of["closed"].empty());
    app.click("copy");
    app.type("抄1"); // the first field waits for it
    app.click("save");
    const std::string none = app.scroll_to("value.confirmation_granted").value;
    for (const char* own : {"worker", "contact", "facts", "outcome", "closed", "amount_agreed", "receipt"})
        CHECK_MESSAGE(app.scroll_to(std::string("value.") + own).value == none, own);
    CHECK(app.scroll_to("value.case_no").value == "抄1");
    for (const char* kept : {"received", "channel", "cause", "street", "employer", "amount_claimed"})
        CHECK_MESSAGE(app.scroll_to(std::string("value.") + kept).value == of[kept], kept);
}

TEST_CASE("form: a draft that passes is checked by one button, in one step") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click([](const ProbeItem& i) { return i.id.starts_with("row."); });
    for (const bool undone : {false, true}) {
        app.click("edit");
        app.click("state.0");
        app.click("save");
        const auto told = [&](std::string_view words) {
            return app.find([words](const ProbeItem& i) {
                return i.id.starts_with("notice.") && has(i.label, words);
            }) != nullptr;
        };
        CHECK(told("仍是草稿，不计入数字"));
        app.click("check");
        CHECK(told("已保存"));
        CHECK_FALSE(app.find("check"));
        CHECK_FALSE(app.find("save"));
        CHECK(app.saved().state == "saved");
        CHECK(has(app.item("story.0").value, "草稿"));
        if (!undone) continue;
        app.key("Control+z");
        CHECK(app.find("check"));
    }
}

TEST_CASE("form: a long list is typed into, by words or initials, and Enter takes the first that fits") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.mediation");
    app.click("new");
    for (const auto& [typed, label] :
         {std::pair("工伤", "工伤待遇"), {"jbgz", "加班工资"}, {"leave", "休息休假"}}) {
        app.click("field.cause");
        app.item("field.cause.query");
        app.type(typed);
        app.key("Enter");
        CHECK(app.item("field.cause").value == label);
    }
}

TEST_CASE("form: who is in no list is added from it, as a draft, and is linked to") {
    Screen app{few_of_each().kept};
    app.click("nav.registers");
    app.click("register.lead");
    app.click("new");
    app.click("field.employer");
    app.type("江北新来工厂");
    app.click("field.employer.add");
    CHECK(app.item("field.employer").value == "江北新来工厂");
    CHECK(app.saved().state == "saved");
    app.click("field.employer");
    app.type("江北新来工厂");
    CHECK_FALSE(app.find("field.employer.add")); // it is there
    app.key("Escape");
    app.go_to("/list/employer?state=draft");
    app.click([](const ProbeItem& i) { return i.id.starts_with("row.") && has(i.label, "江北新来工厂"); });
    CHECK(app.item("value.name").value == "江北新来工厂");
}

TEST_CASE("form: the next number is proposed, and taken by one click") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("new");
    const std::string offered = app.item("next").label;
    REQUIRE(offered.starts_with("下一个："));
    app.click("next");
    CHECK(app.item("field.no").value == offered.substr(std::string("下一个：").size()));
    CHECK_FALSE(app.find("next"));
}

TEST_CASE("form: a day is chosen from the month, by mouse and by keys") {
    Screen app{few_of_each().kept};
    app.click("nav.petition");
    app.click("new");
    app.click("field.closed.calendar"); // the sample's last day is today
    CHECK(app.item("field.closed.month").label == "2024年6月");
    app.click("field.closed.before");
    app.click("field.closed.2024-05-31");
    CHECK(app.item("field.closed").value == "2024-05-31");
    CHECK_FALSE(app.find("field.closed.month"));

    app.click("field.received");
    app.type("2024-02-29");
    app.key("ArrowDown");
    CHECK(app.item("field.received.month").label == "2024年2月");
    app.key("PageUp"); // the 29th of January
    CHECK(app.item("field.received.month").label == "2024年1月");
    app.key("ArrowUp");
    app.key("ArrowRight");
    app.key("Enter");
    CHECK(app.item("field.received").value == "2024-01-23");
    app.click("field.received.calendar");
    app.key("Escape");
    CHECK_FALSE(app.find("field.received.month"));
    CHECK(app.item("field.received").value == "2024-01-23");
}
