#include "app/port/probe.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <functional>
#include <imgui.h>

using namespace mj;

namespace {

/// Dear ImGui without a screen.
struct Gui {
    Gui() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = io.LogFilename = nullptr;
        io.DisplaySize = ImVec2(400, 300);
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    }
    ~Gui() {
        // Textures are asked for and never made.
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
            texture->SetStatus(ImTextureStatus_Destroyed);
        ImGui::DestroyContext();
    }

    /// Some frames, until windows have their size; the items of the last.
    std::vector<ProbeItem> frames(bool on, const std::function<void()>& body) {
        for (int i = 0; i < 3; ++i) {
            ImGui::GetIO().DeltaTime = 0.1f;
            ImGui::NewFrame();
            probe_begin(on);
            ImGui::SetNextWindowPos(ImVec2(0, 0));
            ImGui::SetNextWindowSize(ImVec2(400, 300));
            ImGui::Begin("page", nullptr,
                         ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBringToFrontOnFocus);
            body();
            ImGui::End();
            probe_end();
            ImGui::Render();
        }
        return probe_items();
    }
};

const ProbeItem* find(const std::vector<ProbeItem>& items, std::string_view id_or_label) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const ProbeItem& item) {
        return item.id == id_or_label || item.label == id_or_label;
    });
    return found == items.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("probe: widgets are seen without their help, notes as they are told") {
    Gui gui;
    bool checked = true;
    char text[16] = "abc";
    const auto items = gui.frames(true, [&] {
        ImGui::Button("登记##add");
        ImGui::Checkbox("公开", &checked);
        ImGui::InputText("名称", text, sizeof text);
        probe_item("name", "名称", "input", text);
        probe_note("figure:x", "调解案件", "figure", ImVec2(10, 200), ImVec2(60, 220), "1,015");
    });
    const ProbeItem* button = find(items, "登记");
    REQUIRE(button);
    CHECK(button->kind == "item");
    CHECK(button->id.size() == 8);
    CHECK(button->max.x > button->min.x);
    CHECK_FALSE(button->covered);
    REQUIRE(find(items, "公开"));
    CHECK(find(items, "公开")->kind == "check");
    CHECK(find(items, "公开")->value == "true");
    REQUIRE(find(items, "name"));
    CHECK(find(items, "name")->value == "abc");
    CHECK(std::count_if(items.begin(), items.end(), [](const ProbeItem& i) { return i.label == "名称"; }) ==
          1);
    REQUIRE(find(items, "figure:x"));
    CHECK(find(items, "figure:x")->value == "1,015");
    CHECK(find(items, "figure:x")->min.y == 200);
}

TEST_CASE("probe: what cannot be seen is not listed, what is partly seen is cut") {
    Gui gui;
    const auto items = gui.frames(true, [] {
        probe_note("outside", "", "text", ImVec2(10, 400), ImVec2(60, 420));
        probe_note("cut", "", "text", ImVec2(10, 290), ImVec2(60, 420));
    });
    CHECK(find(items, "outside") == nullptr);
    REQUIRE(find(items, "cut"));
    CHECK(find(items, "cut")->max.y <= 300);
}

TEST_CASE("probe: a modal covers the page, not itself") {
    Gui gui;
    const auto items = gui.frames(true, [] {
        ImGui::Button("below");
        ImGui::OpenPopup("ask");
        if (ImGui::BeginPopupModal("ask")) {
            ImGui::Button("above");
            ImGui::EndPopup();
        }
    });
    REQUIRE(find(items, "below"));
    REQUIRE(find(items, "above"));
    CHECK(find(items, "below")->covered);
    CHECK_FALSE(find(items, "above")->covered);
}

TEST_CASE("probe: off, nothing is recorded") {
    Gui gui;
    const auto items = gui.frames(false, [] {
        ImGui::Button("x");
        probe_note("y", "", "text", ImVec2(0, 0), ImVec2(9, 9));
        CHECK_FALSE(probe_on());
    });
    CHECK(items.empty());
}
