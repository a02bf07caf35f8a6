// Dialogues take the size of what is in them, in frames that are asked for: a browser draws no others.
#include "tests/unit/app/screen/asked.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

using namespace mj;
using namespace mj::test;

namespace {

/// Draws as long as there is a reason to, and then once more, as a moved pointer would.
void drawn_whole(Screen& app, const std::string& what) {
    CAPTURE(what);
    while (app.frame()) {
    }
    const auto high = app.dialogues();
    REQUIRE(high.size() == 1);
    CHECK(high.front() > 60);
    app.frame();
    CHECK(app.dialogues() == high);
}

void press(Screen& app, const char* id) {
    const ImVec2 at = app.middle(id);
    app.move(at);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
}

} // namespace

TEST_CASE("screen: no dialogue waits for a frame that nobody asks for") {
    Screen app{few_of_each().kept};
    app.click("nav.data");
    press(app, "export.sealed");
    drawn_whole(app, "a passphrase");
    ImGui::GetIO().AddInputCharacter('x'); // too short, which is said below
    drawn_whole(app, "what is wrong with the passphrase");
    app.click("passphrase.no");
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_K, true);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_K, false);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
    drawn_whole(app, "the palette");
    ImGui::GetIO().AddInputCharacter('x');
    drawn_whole(app, "what the palette finds");
    app.key("Escape");
    app.click("nav.petition");
    app.click("row.0");
    press(app, "delete");
    drawn_whole(app, "a question");
    app.key("Escape");
    app.click("nav.registers");
    app.click("register.lead");
    app.machine.picker.named = "线索.csv";
    app.machine.picker.chosen =
        "编号,接收日期,渠道,事项,领域,单位名称\n甲框1号,五月初,来访,工资支付,建设领域,没有的厂\n"
        "甲框2号,2024-05-06,飞鸽,工资支付,建设领域,没有的店\n";
    press(app, "import");
    drawn_whole(app, "a table");
    press(app, "intake.errors.1");
    drawn_whole(app, "a table with drafts");
    press(app, "intake.links.1");
    drawn_whole(app, "a table with its links");
}
