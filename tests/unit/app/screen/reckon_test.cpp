// What somebody may claim: filled in with fingers at a stand, and on a keyboard in the office. The amounts are reckoned by hand.
#include "app/state/reckon.hpp"
#include "tests/unit/app/screen/screen.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

void tap_in(Screen& app, const std::string& fact, std::string_view digits) {
    app.tap("fact." + fact);
    for (const char digit : digits)
        app.tap(digit == '.' ? "reckon.point" : "reckon." + std::string(1, digit));
}

std::string claim(Screen& app, const std::string& id) { return app.scroll_to("claim." + id).value; }

} // namespace

TEST_CASE(
    "claims are reckoned by touch at a stand of 1024 × 768, where each key is large and nothing is kept") {
    Screen app{few_of_each().kept};
    constexpr float enlarged = 1024 / 717.f;
    app.click("nav.slides");
    if (app.item("slide.rights").value.empty()) app.click("slide.rights");
    app.click("present");
    app.give_pin();
    app.give_pin();
    app.resize({717, 537.6f}); // as that screen is enlarged
    const auto kept = app.machine.storage.files;
    for (int i = 0; i < 20 && !app.find("reckon"); ++i) app.tap("show.next");
    app.tap("reckon");
    for (const ProbeItem& item : app.items())
        if (item.id.starts_with("reckon.") || item.id.starts_with("fact."))
            CHECK_MESSAGE((item.max.y - item.min.y) * enlarged >= 48, item.id);
    tap_in(app, "monthly", "6525");
    tap_in(app, "workday", "10");
    tap_in(app, "holiday", "8.5");
    CHECK(app.item("sum.wages").value == "1,518.75 元"); // 562.50 + 956.25
    tap_in(app, "years", "3");
    tap_in(app, "months", "5");
    CHECK(app.item("sum.severance").value == "22,837.50 元");
    CHECK(claim(app, "workday") == "562.50 元");
    CHECK(claim(app, "n1") == "29,362.50 元");
    CHECK(claim(app, "2n") == "45,675.00 元");
    CHECK(app.find("show.end"));
    CHECK(app.machine.storage.files == kept);
    CHECK(app.machine.download.files.empty());
    app.advance(Slides::writing + 1); // whoever it was has gone
    app.give_pin();                   // typed into nothing
    for (int i = 0; i < 20 && !app.find("reckon"); ++i) app.tap("show.next");
    app.tap("reckon");
    CHECK(app.item("fact.monthly").value.empty());
}

TEST_CASE(
    "claims are reckoned on a keyboard: digits go into what is chosen, Tab goes on, Backspace takes back") {
    Screen app{few_of_each().kept};
    app.click("nav.rights");
    app.click("reckon");
    for (const char* key : {"5", "0", "0", "0", "9", "Backspace"}) app.key(key);
    CHECK(app.item("fact.monthly").value == "5000");
    app.click("fact.leave");
    app.key("5");
    CHECK(claim(app, "leave") == "2,298.85 元"); // 5,000 ÷ 21.75 × 5 × 2
    app.scroll_to("fact.monthly");
    app.click("fact.years");
    app.key("1");
    app.key("Tab"); // shows where one is
    app.key("Tab");
    app.key("7");
    CHECK(app.item("fact.years").value == "1");
    CHECK(app.item("fact.months").value == "7");
    CHECK(app.item("sum.severance").value == "10,000.00 元"); // seven months count as a year
    app.click("reckon.clear");
    CHECK(app.item("fact.years").value.empty());
}

TEST_CASE("half a year may be written behind the point, and twelve months are a year") {
    const auto typed = [](Reckon::Fact fact, std::string_view keys) {
        Reckon r;
        r.chosen = fact;
        for (const char key : keys) r.take(key);
        return r;
    };
    CHECK(typed(Reckon::years, "3.5").facts().years == 3);
    CHECK(typed(Reckon::years, "3.5").facts().months == 6);
    CHECK(typed(Reckon::years, "35").facts().years == 35);
    CHECK(typed(Reckon::years, "12.").facts().years == 12);
    CHECK(typed(Reckon::years, "0.9").facts().months == 10);
    CHECK(typed(Reckon::months, "66").texts[Reckon::months] == "6");
    CHECK(typed(Reckon::months, "11").texts[Reckon::months] == "11");
    CHECK(typed(Reckon::months, "12").texts[Reckon::months] == "1");
}
