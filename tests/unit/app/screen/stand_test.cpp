// Before the public, on the whole screen: what is painted, told and kept, whatever people do there.
#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/app/screen/screen.hpp"
#include "tests/unit/effort.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <fstream>
#include <random>
#include <sstream>

using namespace mj;
using namespace mj::test;

namespace {

constexpr char mark[] = "⁂"; // stands in no sentence of the program
constexpr ImWchar mark_code = 0x2042;

/// The sample with the mark in every text that the catalogue does not open to the public.
test::Kept marked() {
    FakeHost machine;
    machine.storage.files = few_of_each().kept.files;
    machine.prefs.kept = few_of_each().kept.prefs;
    Desk desk(machine);
    Change change;
    for (int reg = 0; reg < int(real_catalog().registers.size()); ++reg) {
        const auto& fields = real_catalog().registers[size_t(reg)].fields;
        const Table& table = desk.ledger().table(reg);
        for (uint32_t row = 0; row < table.rows(); ++row) {
            Edit edit{Edit::Kind::update, reg, table.head(row), {}};
            for (int f = 0; f < int(fields.size()); ++f)
                if (const Field& field = fields[size_t(f)];
                    field.type == FieldType::text && !field.for_public)
                    edit.values.push_back({f, Value{mark + std::to_string(row)}});
            if (!edit.values.empty()) change.edits.push_back(std::move(edit));
        }
    }
    desk.keeper.commit(change, {}, Cause::edit);
    desk.settle();
    return {machine.storage.files, machine.prefs.kept};
}

/// Since the program was opened; a font loads a character when it is first drawn.
bool painted(ImWchar code) {
    auto& pool = ImGui::GetIO().Fonts->Builder->BakedPool;
    for (int i = 0; i < pool.Size; ++i)
        if (pool[i].IsGlyphLoaded(code)) return true;
    return false;
}

void type_pin(Screen& app, std::string_view digits) {
    for (const char digit : digits) app.key(std::string(1, digit));
    app.key("Enter");
}

/// With every page that may be shown, and loaded anew, so that nothing of the office has been painted.
void stand(Screen& app) {
    app.click("nav.slides");
    for (const PageWords& words : named_pages()) {
        const std::string id = "slide." + std::string(words.id);
        if (words.slide && app.item(id).value.empty()) app.click(id);
    }
    app.click("present");
    type_pin(app, pin);
    type_pin(app, pin);
    app.reload();
    REQUIRE(app.find("show.end"));
}

std::string text_of(const std::string& file) {
    std::ifstream in(source_dir() + "/tests/files/cases/" + file);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// One thing somebody at the stand may do; seldom sensible.
void do_something(Screen& app, std::minstd_rand& random) {
    static constexpr const char* keys[] = {
        "Escape", "Control+k",   "Control+z", "Alt+ArrowLeft", "Control+y", "ArrowLeft", "Enter",
        "Tab",    "Shift+Slash", "Control+v", "Control+c",     "Backspace", "ArrowDown", "Space"};
    static constexpr const char* addresses[] = {"/data",           "/employers?search=a",
                                                "/list/mediation", "/warnings",
                                                "/repair",         "/record/employer/0010000000000004"};
    const auto any = [&](const auto& of) { return of[random() % std::size(of)]; };
    switch (random() % 8) {
    case 0: return app.key(any(keys));
    case 1:
        if (app.machine.window.went) app.machine.window.went(int(random() % 3) - 1, any(addresses));
        return app.settle();
    case 2: return app.wheel(float(random() % 9) - 3);
    case 3: return app.advance(double(1 + random() % 90));
    default: break;
    }
    std::vector<ImVec2> middles;
    for (const ProbeItem& item : app.items())
        if (!item.covered && item.kind != "window")
            middles.push_back({(item.min.x + item.max.x) / 2, (item.min.y + item.max.y) / 2});
    if (!middles.empty()) app.click_at(middles[random() % middles.size()]);
}

} // namespace

TEST_CASE(
    "whatever is touched, typed or gone to at a stand, no text shows that the catalogue does not open") {
    static const test::Kept kept = marked();
    Screen app{kept};
    app.click("nav.mediation"); // the office reads it
    CHECK(painted(mark_code));
    stand(app);
    const auto files = app.machine.storage.files;
    const uint64_t revision = app.saved().revision;
    std::minstd_rand random(20261128);
    for (int i = 0; i < effort(150); ++i) {
        do_something(app, random);
        INFO("step " << i);
        REQUIRE_FALSE(painted(mark_code));
        for (const ProbeItem& item : app.items()) {
            REQUIRE((item.id + item.label + item.value).find(mark) == std::string::npos);
            REQUIRE(!item.id.starts_with("nav."));
            REQUIRE(!item.id.starts_with("notice."));
        }
        REQUIRE((app.machine.window.title + app.machine.clipboard.text).find(mark) == std::string::npos);
        REQUIRE(app.figures().empty());
        for (const auto& [name, text] : app.machine.download.files)
            REQUIRE(name.starts_with("mingjing-apply-"));
    }
    CHECK(app.saved().revision == revision);
    CHECK(app.machine.storage.files == files);
    CHECK(app.machine.clipboard.text.empty());
    app.advance(Slides::held);
    app.click("show.end");
    type_pin(app, pin);
    CHECK(app.find("nav.data"));
}

TEST_CASE("no name of a case file is painted at a stand, on any page or behind any figure") {
    const std::pair<std::string, std::string> files[] = {{"privacy.json", "mediation"},
                                                         {"privacy-free-text.json", "penalty"}};
    for (const auto& [file, reg] : files) {
        Screen app;
        app.machine.clock.time = int64_t(Date::of(2026, 11, 28).days) * 86400;
        app.machine.picker.next = text_of(file);
        app.click("nav.data");
        app.click("import");
        REQUIRE(app.saved().state == "saved");
        app.click("nav.registers");
        app.click("register." + reg);
        app.click("row.0");
        CHECK(painted(L'欧')); // the office reads it
        stand(app);
        const size_t pages = parse_slides(app.machine.prefs.kept["slides"]).pages.size();
        for (size_t page = 0; page < pages; ++page) {
            std::vector<std::string> doors;
            for (const ProbeItem& item : app.items())
                if (item.kind == "figure" || item.id == "open") doors.push_back(item.id);
            for (const std::string& door : doors) {
                if (!app.find(door)) continue; // scrolled
                app.click(door);
                if (app.find("show.back")) app.click("show.back");
            }
            app.click("show.next");
        }
        CHECK_FALSE(painted(L'欧'));
        CHECK_FALSE(painted(L'阳'));
        app.click("show.end");
        type_pin(app, pin);
        REQUIRE(app.find("nav.data"));
    }
}

TEST_CASE("a PIN of too few digits is not taken and says how many it needs") {
    Screen app{few_of_each().kept};
    app.click("nav.slides");
    app.click("slide.overview");
    app.click("present");
    type_pin(app, "12");
    CHECK(has(app.item("pin.problem").label, "至少 4 位，现在是 2 位"));
    app.key("3");
    CHECK(has(app.item("pin.problem").label, "现在是 3 位"));
    app.click("pin.ok");
    CHECK(app.find("pin.problem"));
    app.key("4");
    CHECK_FALSE(app.find("pin.problem"));
    app.key("Enter"); // and once more
    CHECK_FALSE(app.find("pin.problem"));
    type_pin(app, "1234");
    CHECK(app.find("show.end"));
}
