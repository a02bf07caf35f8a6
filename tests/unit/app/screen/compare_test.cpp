// A backup beside what is here: what it has, and nothing changed by looking.
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

namespace {

void compare(Screen& app, const std::string& text, const char* name = "backup.json") {
    app.machine.picker.named = name;
    app.machine.picker.chosen = text;
    app.click("nav.data");
    app.click("compare");
}

} // namespace

TEST_CASE("a backup compared: what differs is told record by record, and nothing is changed") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        const std::string base = a.exported();
        compare(a, base);
        CHECK(a.item("compare.same").value == std::to_string(by_id(base).size()));
        CHECK(a.find("compare.equal"));
        a.key("Escape");
        CHECK_FALSE(a.find("compare.equal"));

        add_lead(a, "甲台-1");
        const std::string later = a.exported();
        add_lead(a, "甲台-2");
        const auto one = leads_of(later, "甲台-1");
        REQUIRE(one.size() == 1);
        fill(a, "lead/" + one[0]["id"].get<std::string>(), "field.no", "甲台-3");
        const std::string now = a.exported();
        compare(a, later);
        CHECK(a.item("compare.file_only").value == "0");
        CHECK(a.item("compare.here_only").value == "1");
        CHECK(a.item("compare.differing").value == "1");
        const std::string lines = a.item("compare.0").label + a.item("compare.1").label;
        CHECK(lines.find("甲台-2 · 只在这里") != lines.npos);
        CHECK(lines.find("甲台-3 · 不同：编号") != lines.npos);
        a.click("answer.no");
        CHECK(a.exported() == now);
        compare(a, base);
        CHECK(a.item("compare.here_only").value == "2");
        a.click("answer.no");
        const std::string id = one[0]["id"].get<std::string>();
        fill(a, "lead/" + id, "field.no", "甲台-1"); // as it was, at another time
        compare(a, later);
        CHECK(a.item("compare.differing").value == "0");
        CHECK(a.item("compare.here_only").value == "1");
        a.click("answer.no");
        fill(a, "lead/" + id, "field.no", "甲台-3");
        const auto last = by_id(a.exported());
        compare(a, "编号,领域\n1,建设领域\n", "leads.csv");
        CHECK_FALSE(a.find("compare.same"));
        CHECK(by_id(a.exported()) == last);
    });
}

TEST_CASE("a backup compared: however much differs, what is said of it begins and ends on the screen") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{853, 480}, ImVec2{390, 844}}) {
        CAPTURE(size.x);
        Screen app{{}, size};
        app.machine.picker.named = "backup.json";
        app.machine.picker.chosen = exported();
        app.go_to("/data");
        app.scroll_to("compare");
        app.click("compare");
        CHECK(app.item("compare.file").min.y >= 24); // its heading stands above
        CHECK(app.item("answer.no").max.y <= size.y);
    }
}
