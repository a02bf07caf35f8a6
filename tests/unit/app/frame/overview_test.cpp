// The overview as it is drawn: the day it is read on, the part of the year, what lies after today.
#include "app/frame/app.hpp"
#include "tests/unit/app/action/desk.hpp"
#include "tests/unit/source_dir.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>

using namespace mj;
using namespace mj::test;

namespace {

int64_t noon(const char* day) { return int64_t(Date::parse(day)->days) * 86400 + 4 * 3600; } // in China

std::string bytes_of(const std::string& name) {
    std::ifstream in(source_dir() + "/tests/files/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The whole program without a screen, opened at an address with a file's records.
/// One at a time: all use ImGui's one context.
struct Screen {
    FakeHost machine;
    std::unique_ptr<App> app;

    Screen(const char* file, const char* day, const char* address) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = io.LogFilename = nullptr;
        io.DisplaySize = ImVec2(1280, 2400);
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.Fonts->AddFontDefault();
        machine.clock.time = noon(day);
        machine.picker.chosen = bytes_of(file);
        Desk(machine).act_and_settle(act::ImportFile{});
        machine.window.opened_at = address;
        app = std::make_unique<App>(machine.host);
        frames();
    }
    ~Screen() {
        app.reset();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
            texture->SetStatus(ImTextureStatus_Destroyed);
        ImGui::DestroyContext();
    }
    void frames(int n = 6) {
        while (n-- > 0) {
            machine.between_frames();
            while (app->working()) {
                app->work();
                machine.between_frames();
            }
            ImGui::GetIO().DeltaTime = 0.1f;
            ImGui::NewFrame();
            probe_begin(true);
            app->frame();
            probe_end();
            ImGui::Render();
        }
    }
    const ProbeItem* find(std::string_view id) const {
        const auto& all = probe_items();
        const auto at = std::find_if(all.begin(), all.end(), [&](const ProbeItem& i) { return i.id == id; });
        return at == all.end() ? nullptr : &*at;
    }
    std::string value(std::string_view id) const {
        const ProbeItem* item = find(id);
        return item ? item->value : "(not there)";
    }
    void click(std::string_view id) {
        const ProbeItem* item = find(id);
        REQUIRE_MESSAGE(item, id);
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent((item->min.x + item->max.x) / 2, (item->min.y + item->max.y) / 2);
        frames(2);
        io.AddMouseButtonEvent(0, true);
        frames(2);
        io.AddMouseButtonEvent(0, false);
        frames(3);
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        frames(2);
    }
    std::string figure(std::string_view id) const {
        for (const ProbeFigure& figure : app->figures())
            if (figure.id == id) return figure.value;
        return "(no such figure)";
    }
};

} // namespace

TEST_CASE("overview: a plan or a mistyped date changes no figure and no comparison; it is listed and opens") {
    for (const char* file : {"years.json", "years-planned.json", "years-mistyped.json"}) {
        CAPTURE(file);
        Screen screen(file, "2026-03-31", "/overview?year=2026");
        CHECK(screen.value("top.mediation.cases") == "9");
        const bool planned = file == std::string_view("years-planned.json"),
                   mistyped = file == std::string_view("years-mistyped.json");
        CHECK((screen.find("ahead.campaign") != nullptr) == planned);
        CHECK((screen.find("ahead.mediation") != nullptr) == mistyped);
        CHECK(screen.find("year.2062") == nullptr);
        if (!planned && !mistyped) continue;
        const std::string id = planned ? "ahead.campaign" : "ahead.mediation";
        CHECK(screen.find(id)->label.find("1 条日期在今天之后") != std::string::npos);
        screen.click(id);
        CHECK(screen.machine.window.shown.find("ahead=1") != std::string::npos);
        CHECK(screen.find("row.0") != nullptr);
        CHECK(screen.find("row.1") == nullptr);
    }
}

TEST_CASE(
    "overview: a part of the year is chosen beside its title, stands in the address and opens its records") {
    Screen screen("years.json", "2026-03-31", "/overview?year=2025&period=Q1");
    CHECK(screen.figure("mediation.cases") == "6");
    screen.click("top.mediation.cases");
    CHECK(screen.machine.window.shown == "/list/mediation?year=2025&period=Q1&figure=mediation.cases");
    CHECK(screen.find("row.5") != nullptr);
    CHECK(screen.find("row.6") == nullptr);
}

TEST_CASE("overview: a part of the year of which nothing is known has no figures, which is not nothing") {
    Screen screen("years.json", "2026-03-31", "/overview?year=2026&period=Q3");
    CHECK(screen.figure("mediation.cases") == "");
    CHECK(screen.value("top.mediation.cases") == "—");
}

TEST_CASE("a page that nobody touches waits for midnight by one timer, and shows the next day then") {
    Screen screen("years-planned.json", "2026-10-31", "/overview?year=2026");
    CHECK(screen.machine.window.woken_after == 12 * 3600 + 1);
    CHECK(screen.find("ahead.campaign") != nullptr);
    CHECK(screen.figure("inspection.campaigns") == ""); // none was ever held until then
    screen.machine.window.woken_after = -1;
    screen.frames();
    CHECK(screen.machine.window.woken_after == -1); // one is enough
    screen.machine.clock.time += 12 * 3600;
    screen.frames(1);
    CHECK(screen.machine.window.woken_after == 86400 + 1);
    screen.frames();
    CHECK(screen.find("ahead.campaign") == nullptr);
    CHECK(screen.figure("inspection.campaigns") == "1");
}

TEST_CASE("the rate of clocks kept is out of those late, and open and overdue, too") {
    Screen screen("deadlines.json", "2026-12-06", "/deadlines");
    CHECK(screen.find("rate.lead.accept")->label == "按期率 50.0%");
    CHECK(screen.value("rate.lead.accept") == "按期率 = 按期 1 ÷（按期 1 + 逾期办结 0 + 超期未结 1）");
}
