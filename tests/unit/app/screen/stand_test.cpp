// Before the public, on the whole screen: what is painted, told and kept, whatever people do there.
#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/app/screen/desks.hpp"
#include "tests/unit/effort.hpp"
#include "tests/unit/source_dir.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstdlib>
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
                    edit.values.push_back({f, Value{mark + std::to_string(reg) + "." + std::to_string(row)}});
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

/// Somebody at a stand who does whatever comes to his mind, an event and a frame at a time; seldom sensible.
class Walker {
  public:
    Walker(Screen& app, uint32_t seed) : app_(app), random_(seed) {}

    /// One thing; what is on the screen then.
    const std::vector<ProbeItem>& step() {
        ImGuiIO& io = ImGui::GetIO();
        switch (random_() % 20) {
        case 0:
        case 1:
        case 2: keys(); break;
        case 3:
            if (app_.machine.window.went) app_.machine.window.went(int(random_() % 3) - 1, any(addresses));
            app_.frame();
            break;
        case 4:
        case 5: io.AddMouseWheelEvent(0, float(random_() % 9) - 4); break;
        case 6: app_.machine.clock.time += int64_t(random_() % 90); break;
        case 7:
            if (random_() % 4 == 0) app_.resize(any(sizes));
            break;
        case 8:
            if (random_() % 40 == 0) app_.reload();
            break;
        case 9: io.AddInputCharactersUTF8("甲7"); break;
        case 10: app_.frame(0.4); break;
        default: tap(); break;
        }
        return app_.items();
    }

  private:
    static constexpr ImGuiKey named[] = {
        ImGuiKey_Escape,  ImGuiKey_Tab,       ImGuiKey_Enter,      ImGuiKey_Space,    ImGuiKey_LeftArrow,
        ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_RightArrow, ImGuiKey_PageDown, ImGuiKey_Backspace,
        ImGuiKey_Slash,   ImGuiKey_K,         ImGuiKey_Z,          ImGuiKey_Y,        ImGuiKey_C,
        ImGuiKey_V,       ImGuiKey_A,         ImGuiKey_S,          ImGuiKey_F5,       ImGuiKey_7};
    static constexpr ImGuiKey held[] = {ImGuiKey_None, ImGuiKey_None, ImGuiMod_Ctrl, ImGuiMod_Shift,
                                        ImGuiMod_Alt};
    static constexpr const char* addresses[] = {"/data",           "/employers?search=a",
                                                "/list/mediation", "/warnings",
                                                "/repair",         "/record/employer/0010000000000004",
                                                "/reckon",         "/deadlines"};
    static constexpr ImVec2 sizes[] = {{1280, 720}, {717, 537}, {390, 844}, {844, 390}};

    template <class T, size_t n> const T& any(const T (&of)[n]) { return of[random_() % n]; }

    void keys() {
        ImGuiIO& io = ImGui::GetIO();
        const ImGuiKey with = any(held), key = any(named);
        if (with) io.AddKeyEvent(with, true);
        io.AddKeyEvent(key, true);
        io.AddKeyEvent(key, false);
        if (with) io.AddKeyEvent(with, false);
    }
    void tap() {
        std::vector<ImVec2> middles;
        for (const ProbeItem& item : probe_items())
            if (!item.covered && item.kind != "window")
                middles.push_back({(item.min.x + item.max.x) / 2, (item.min.y + item.max.y) / 2});
        if (middles.empty()) return;
        const ImVec2 at = middles[random_() % middles.size()];
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(at.x, at.y);
        io.AddMouseButtonEvent(0, true);
        app_.items();
        io.AddMouseButtonEvent(0, false);
        app_.items();
    }

    Screen& app_;
    std::minstd_rand random_;
};

/// A number of things below three, with its unit or without: "2", "1 件", not "2.5" or "20".
bool counts_few(const ProbeItem& item) {
    static constexpr std::string_view kinds[] = {"figure", "bar", "tile", "cell", "total", "row", "head"};
    if (std::find(std::begin(kinds), std::end(kinds), item.kind) == std::end(kinds)) return false;
    const std::string& v = item.value;
    const bool money = v.find("元") != v.npos || v.find("yuan") != v.npos || item.id.starts_with("claim.") ||
                       item.id.starts_with("sum.");
    return !money && !v.empty() && v[0] >= '0' && v[0] <= '2' && (v.size() == 1 || v[1] == ' ');
}

/// What is drawn, told or given away now, and must not be; "" when nothing is.
std::string leak(Screen& app, const std::vector<ProbeItem>& items) {
    const auto marked = [](const std::string& text) { return text.find(mark) != std::string::npos; };
    if (painted(mark_code)) return "a mark is painted";
    bool inside = false;
    for (const ProbeItem& i : items) {
        if (marked(i.id + i.label + i.value)) return "told: " + i.id + " " + i.label + " " + i.value;
        if (i.id.starts_with("nav.") || i.id.starts_with("notice.")) return "of the office: " + i.id;
        if (counts_few(i)) return "few: " + i.id + " " + i.value;
        inside |= i.id == "show.end";
    }
    if (!inside) return "the presentation was left";
    for (const ProbeText& t : probe_texts())
        if (marked(t.text)) return "drawn: " + t.text;
    const FakeWindow& window = app.machine.window;
    if (marked(window.title + window.shown)) return "in the title or the address";
    if (!app.machine.clipboard.text.empty()) return "in the clipboard";
    for (const auto& [name, text] : app.machine.download.files)
        if (!name.starts_with("mingjing-apply-") || marked(text)) return "given: " + name;
    if (!app.figures().empty()) return "figures of the office";
    if (!app.machine.window.stands) return "the window is the office's";
    return {};
}

} // namespace

TEST_CASE("ten thousand steps at a stand: nothing personal, no single record, no count of few, no way out") {
    // Under the sanitizers all of them would take minutes: a fifth there, unless MJ_STAND is set.
    const int slices = std::getenv("MJ_STAND") ? 20 : effort(4);
    constexpr int steps = 500; // each slice begins anew, or what is seldom reached is never left
    static const test::Kept kept = marked();
    for (int slice = 0; slice < slices; ++slice) {
        Screen app{kept};
        if (slice == 0) {
            app.click("nav.mediation"); // the office reads it
            CHECK(painted(mark_code));
        }
        stand(app);
        const auto files = app.machine.storage.files;
        const uint64_t revision = app.saved().revision;
        Walker walker(app, uint32_t(20261128 + slice));
        for (int i = 0; i < steps; ++i) {
            const std::string found = leak(app, walker.step());
            INFO("slice " << slice << ", step " << i);
            REQUIRE(found == "");
        }
        CHECK(app.saved().revision == revision);
        CHECK(app.machine.storage.files == files);
        app.reload();
        app.resize({1280, 720});
        app.advance(15 * 60); // after wrong PINs
        app.click("show.end");
        type_pin(app, pin);
        CHECK(app.find("nav.data"));
    }
}

TEST_CASE("no name of a case file is painted at a stand, on any page or behind any figure") {
    const std::pair<std::string, std::string> files[] = {{"privacy.json", "mediation"},
                                                         {"privacy-free-text.json", "penalty"}};
    for (const auto& [file, reg] : files) {
        Screen app;
        app.machine.clock.time = int64_t(Date::of(2026, 11, 28).days) * 86400;
        app.machine.picker.chosen = text_of(file);
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
                if (item.kind == "figure") doors.push_back(item.id);
            for (const std::string& door : doors) {
                if (!app.find(door)) continue; // scrolled
                app.click(door);
                if (app.find("explained.close")) app.click("explained.close");
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

TEST_CASE(
    "at a stand a figure tells what it is and leads to no record; what one or two records say is not said") {
    Screen app{few_of_each().kept};
    app.click("nav.disputes");
    const std::string street =
        app.item([](const ProbeItem& i) { // the office counts them
               return i.id.starts_with("chart.street.") && (i.value == "1 条" || i.value == "2 条");
           })
            .id;
    stand(app);
    const auto turn_to = [&](const char* id) {
        for (int i = 0; i < 20 && !app.find(id); ++i) app.click("show.next");
        return app.item(id);
    };
    CHECK(turn_to("top.mediation.cases").value != "");
    app.click("top.mediation.cases");
    CHECK(app.find("explained.of"));
    CHECK_FALSE(app.find("explained.open"));
    app.click("explained.close");
    CHECK(turn_to(street.c_str()).value == "少于 3 条");
    app.click(street); // all of what is chosen is few
    CHECK(has(app.item("total").value, "少于 3"));
    CHECK(has(app.item("total.amount_agreed").value, "—"));
    CHECK_FALSE(app.find("open"));
    CHECK_FALSE(app.find("days"));
    app.click("show.language");
    CHECK(has(app.item("total").value, "fewer than 3"));
}

TEST_CASE("on a low screen the keys of the PIN are all to be seen, and the page comes to rest with them") {
    Screen app{few_of_each().kept};
    app.click("nav.slides");
    app.click("present");
    type_pin(app, pin);
    type_pin(app, pin);
    app.resize({716, 537});
    app.click("show.end");
    for (int wrong = 0; wrong < 3; ++wrong) type_pin(app, "1111");
    CHECK(has(app.item("pin.problem").label, "14:02:30")); // 30 s from now
    for (const char* key : {"pin.1", "pin.0", "pin.ok", "pin.no"}) {
        const ProbeItem found = app.item(key);
        CHECK(found.max.y <= 537);
        CHECK(found.min.y >= 0);
    }
}

TEST_CASE("before the public a sample's figures are said to be invented, and nobody's own are") {
    Screen app{few_of_each().kept};
    app.click("nav.slides");
    app.click("present");
    app.give_pin();
    app.give_pin();
    CHECK(app.item("show.invented").label == "示例数据");
    app.click("show.language");
    CHECK(app.item("show.invented").label == "Sample data");
    app.click("show.end");
    app.give_pin();
    desks::add_lead(app, "甲-1");
    app.click("nav.slides");
    app.click("present");
    app.give_pin();
    app.give_pin();
    CHECK_FALSE(app.find("show.invented"));
}
