// Every page at every width: nothing lies over anything else, and what is cut can be read whole.
#include "tests/unit/app/screen/screen.hpp"
#include "tests/unit/effort.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <span>

using namespace mj;
using namespace mj::test;

namespace {

/// The compiled program looks at each of the 66 widths; under the sanitizers that would take minutes, so each page takes
/// every eleventh, beginning with another one, or in haste every thirty-third. MJ_LAYOUT=all: all of them there too.
#ifdef __EMSCRIPTEN__
constexpr int every = 1;
#else
const int every = std::getenv("MJ_LAYOUT") ? 1 : hasty() ? 33 : 11;
#endif

constexpr float tall = 3600; // only lists of records are longer: all the rest is on the screen

/// How far two rectangles lie in each other; not positive: apart.
ImVec2 shared(ImVec2 a_min, ImVec2 a_max, ImVec2 b_min, ImVec2 b_max) {
    return {std::min(a_max.x, b_max.x) - std::max(a_min.x, b_min.x),
            std::min(a_max.y, b_max.y) - std::max(a_min.y, b_min.y)};
}
bool inside(ImVec2 min, ImVec2 max, ImVec2 of_min, ImVec2 of_max) {
    return min.x >= of_min.x - 1 && min.y >= of_min.y - 2 && max.x <= of_max.x + 1 && max.y <= of_max.y + 2;
}
std::string at(ImVec2 min, ImVec2 max) {
    char text[80];
    std::snprintf(text, sizeof text, " (%.0f,%.0f-%.0f,%.0f)", min.x, min.y, max.x, max.y);
    return text;
}

bool scrolls_across(const ImGuiWindow* window) {
    for (; window; window = window->ParentWindow)
        if (window->ScrollMax.x > 0) return true;
    return false;
}

/// What is wrong on the screen now.
std::vector<std::string> faults(Screen& app) {
    std::vector<std::string> out;
    std::vector<ProbeItem> items;
    for (const ProbeItem& i : app.items())
        if (i.key && !i.covered && i.kind != "item" && i.kind != "window") items.push_back(i);
    std::vector<ProbeText> texts;
    for (ProbeText t : probe_texts()) {
        if (t.max.y <= t.clip_min.y || t.min.y >= t.clip_max.y || t.max.x <= t.min.x) continue;
        if (!scrolls_across(t.in) && (t.min.x < t.clip_min.x - 1 || t.max.x > t.clip_max.x + 1))
            out.push_back("outside: " + t.text + at(t.min, t.max));
        // What is not to be seen lies over nothing.
        t.min = {std::max(t.min.x, t.clip_min.x), std::max(t.min.y, t.clip_min.y)};
        t.max = {std::min(t.max.x, t.clip_max.x), std::min(t.max.y, t.clip_max.y)};
        if (t.max.x <= t.min.x) continue;
        texts.push_back(std::move(t));
    }
    for (size_t a = 0; a < texts.size(); ++a)
        for (size_t b = a + 1; b < texts.size(); ++b) {
            const ImVec2 both = shared(texts[a].min, texts[a].max, texts[b].min, texts[b].max);
            if (both.x > 1.5f && both.y > 4 && texts[a].in->RootWindow == texts[b].in->RootWindow)
                out.push_back("text on text: " + texts[a].text + at(texts[a].min, texts[a].max) + ", " +
                              texts[b].text + at(texts[b].min, texts[b].max));
        }
    for (size_t a = 0; a < items.size(); ++a) {
        const ProbeItem& one = items[a];
        for (size_t b = a + 1; b < items.size(); ++b) {
            const ProbeItem& other = items[b];
            const ImVec2 both = shared(one.min, one.max, other.min, other.max);
            if (both.x > 1.5f && both.y > 1.5f && one.in->RootWindow == other.in->RootWindow &&
                !inside(one.min, one.max, other.min, other.max) &&
                !inside(other.min, other.max, one.min, one.max))
                out.push_back("item on item: " + one.id + at(one.min, one.max) + ", " + other.id +
                              at(other.min, other.max));
        }
        // A month of a line is pressed from top to bottom of the chart, whose words lie across months; where months are narrow,
        // the name of every other one lies across its neighbours.
        if (one.id.find(".month.") != std::string::npos) continue;
        for (const ProbeText& t : texts) {
            const ImVec2 both = shared(one.min, one.max, t.min, t.max);
            if (both.x > 1.5f && both.y > 4 && one.in->RootWindow == t.in->RootWindow &&
                !inside(t.min, t.max, one.min, one.max))
                out.push_back("text on item: " + t.text + at(t.min, t.max) + ", " + one.id +
                              at(one.min, one.max));
        }
    }
    return out;
}

/// Every page, and how to come to it.
const std::vector<std::string> ways[] = {
    {"nav.overview"},
    {"nav.disputes"},
    {"nav.disputes", "section.1"},
    {"nav.disputes", "section.2"},
    {"nav.inspection"},
    {"nav.inspection", "section.1"},
    {"nav.training"},
    {"nav.outreach"},
    {"nav.service"},
    {"nav.employers"},
    {"nav.employers", "employer.0"},
    {"nav.deadlines"},
    {"nav.warnings"},
    {"nav.handed"},
    {"nav.rights"},
    {"/apply"},
    {"/reckon"},
    {"/passing"},
    {"nav.registers"},
    {"nav.slides"},
    {"nav.slides", "present"},
    {"nav.data"},
    {"nav.data", "about"},
    {"/repair"},
    {"/bin"},
    {"nav.mediation"},
    {"nav.mediation", "row.0"},
    {"nav.mediation", "row.0", "edit"},
    {"nav.mediation", "find"},
};

/// What was deleted, the last one with a link that leads nowhere.
const std::vector<std::string> bins[] = {
    {"nav.mediation", "row.1", "value.organisation", "delete", "answer.yes", "delete", "answer.yes", "/bin"}};

/// While another version of the program waits.
const std::vector<std::string> offers[] = {
    {"nav.overview"}, {"nav.overview", "newer"}, {"nav.petition", "row.0"}};

/// What is to be repaired, where much is.
const std::vector<std::string> repairs[] = {
    {"nav.overview"}, {"nav.overview", "alarm.repair"}, {"nav.overview", "alarm.repair", "repair.row.0"}};

/// In the records of a year and a half, of which a third are still to come.
void turn_back(Screen& app) {
    app.machine.clock.time = int64_t(Date::of(2023, 12, 25).days) * 86400;
    app.advance(1);
}

/// Presses what a way names, or goes to its address.
void take_step(Screen& app, const std::string& step) {
    if (!step.starts_with('/')) return app.click(step);
    app.go_to(step);
}

/// Goes to every page, in Chinese and then in English, and calls look(where, language) there.
template <class F>
void on_every_page(Screen& app, F look, std::span<const std::vector<std::string>> all = ways) {
    for (const std::vector<std::string>& way : all) {
        std::string name;
        app.key("Escape");
        app.resize({1280, tall});
        app.language(Language::zh);
        for (const std::string& step : way) take_step(app, step), name += step + " ";
        for (const Language language : {Language::zh, Language::en}) {
            app.resize({1280, tall});
            if (language == Language::en && app.find("language.1"))
                app.language(language); // not under a dialogue
            look(name + (language == Language::zh ? "zh " : "en "), language);
        }
    }
}

std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n') out += c;
    return out;
}

/// What the tooltip says, if there is one, without blanks: it breaks lines.
std::string tooltip_words() {
    std::string out;
    for (const ProbeText& t : probe_texts())
        if (t.in->Flags & ImGuiWindowFlags_Tooltip) out += without_blanks(t.text);
    return out;
}

/// The sample, the office's key, whose card has the most buttons, and one that is known.
const mj::test::Kept& with_key() {
    static const mj::test::Kept kept = [] {
        OfficeKey key;
        key.office = FakeTables::catalog().offices.front().id;
        key.secret_sign = key.secret_seal = Bytes(138, 1);
        mj::test::Kept out = sample();
        out.prefs["office_key"] = write_office_key(key, true);
        out.prefs["known_keys"] = KnownKeys{{{key.office, Digest{1}, Date::of(2024, 6, 30)}}}.text();
        return out;
    }();
    return kept;
}

} // namespace

TEST_CASE(
    "layout: from 640 to 1920 px, and on a phone, in both languages, nothing overlaps or ends outside") {
    Screen app{with_key(), {1280, tall}};
    std::set<std::string> wrong;
    int views = 0;
    const auto look = [&](const std::string& where, Language) {
        for (int n = views++ % every; n <= 65; n += every) {
            const float width = n == 65 ? 390 : float(640 + n * 20);
            app.resize({width, tall});
            for (const std::string& fault : faults(app))
                wrong.insert(where + std::to_string(int(width)) + ": " + fault);
        }
    };
    on_every_page(app, look);
    on_every_page(app, look, bins);
    app.machine.updates.waits("1.2.3 0123abcd", {});
    on_every_page(app, look, offers);
    turn_back(app);
    on_every_page(app, look, repairs);
    for (const std::string& fault : wrong) MESSAGE(fault);
    CHECK(wrong.empty());
}

TEST_CASE("layout: what is cut is told whole where the pointer rests") {
    const size_t most =
        size_t(effort(30)) / 3; // of a page; what was tried on another page is not tried again
    Screen app{with_key(), {1280, tall}};
    std::set<std::string> tried, wrong;
    const auto look = [&](const std::string& where, Language language) {
        app.resize({language == Language::zh ? 660.f : 1000.f, tall});
        std::vector<std::pair<ProbeText, ImVec2>> cut; // and its middle
        (void)app.items();
        for (const ProbeText& t : probe_texts())
            if (const ImVec2 middle{(t.min.x + t.max.x) / 2, (t.min.y + t.max.y) / 2};
                t.cut && middle.x > t.clip_min.x && middle.x < t.clip_max.x && middle.y > t.clip_min.y &&
                middle.y < t.clip_max.y && cut.size() < most && tried.insert(t.text).second)
                cut.emplace_back(t, middle);
        for (const auto& [t, middle] : cut) {
            app.move(middle);
            (void)app.items();
            const ImGuiWindow* over = ImGui::GetCurrentContext()->HoveredWindow;
            if (!over || over->RootWindow != t.in->RootWindow) continue; // a dialogue lies over it
            if (tooltip_words().find(without_blanks(t.text)) == std::string::npos)
                wrong.insert(where + t.text + ", told: " + tooltip_words());
        }
        app.move({-1, -1});
    };
    on_every_page(app, look);
    on_every_page(app, look, bins);
    turn_back(app);
    on_every_page(app, look, repairs);
    for (const std::string& fault : wrong) MESSAGE(fault);
    CHECK(wrong.empty());
    CHECK(tried.size() > size_t(effort(100)));
}

TEST_CASE(
    "layout: a list wider than the page has both its scrollbars in sight, and its head goes with its rows") {
    Screen app{sample(), {1280, tall}};
    app.click("nav.lead");
    const auto& windows = GImGui->Windows;
    const auto rows = std::find_if(windows.begin(), windows.end(), [](const ImGuiWindow* window) {
        return window->Active && std::string_view(window->Name).find("/rows") != std::string_view::npos;
    });
    REQUIRE(rows != windows.end());
    CHECK((*rows)->ScrollbarX);
    CHECK((*rows)->ScrollbarY);
    CHECK((*rows)->Rect().Max.x < 1280);
    const float head = app.item("head.received").min.x;
    ImGui::SetScrollX(*rows, (*rows)->ScrollMax.x);
    app.advance(1);
    CHECK((*rows)->ScrollMax.x > 0);
    CHECK(app.item("head.received").min.x == head - (*rows)->ScrollMax.x);
}
