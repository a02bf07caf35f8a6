// What is on the screen, for tests and for reading aloud: window.mingjing in the browser.
// Dear ImGui's own items note themselves. What is drawn by hand (text, bars, figures, combos) calls
// probe_note. Off until somebody asks, then it holds the items of the last frame.
#pragma once
#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct ImGuiWindow;

namespace mj {

/// Rectangle in the canvas, in ImGui's units (CSS pixels).
struct ProbeItem {
    std::string id;    ///< a name of the program's own, or ImGui's id as eight hexadecimal digits
    std::string label; ///< as read by a person
    std::string kind;  ///< item, check, input, tree, window (ImGui's) · text, figure, bar, cell, … (noted)
    std::string value; ///< what stands in it; "" when nothing
    ImVec2 min, max;
    bool covered = false;            ///< by a window above, at its centre
    ImGuiID key = 0;                 ///< Dear ImGui's; 0: noted, not pressable
    const ImGuiWindow* in = nullptr; ///< valid until the next frame
};

/// A line of text as it is drawn, for checks of the layout.
struct ProbeText {
    std::string text; ///< whole, also when it is cut
    ImVec2 min, max, clip_min, clip_max;
    bool cut = false;                ///< ends in "…"
    const ImGuiWindow* in = nullptr; ///< valid until the next frame
};

/// True while a frame is being recorded: lets callers skip building strings.
bool probe_on();

/// Notes something drawn by hand in the current window. Dropped when it lies outside the clip rectangle.
/// Unlike labels, ids must not depend on the language.
void probe_note(std::string_view id, std::string_view label, std::string_view kind, ImVec2 min, ImVec2 max,
                std::string_view value = {});

/// Gives the item just submitted (ImGui::GetItemID) a name, a kind and a value, instead of what ImGui says
/// of it.
void probe_item(std::string_view id, std::string_view label, std::string_view kind,
                std::string_view value = {});

/// Notes a line drawn in the current window, also one that cannot be seen.
void probe_text(ImVec2 min, ImVec2 max, std::string_view text, bool cut);

/// For the host.
void probe_begin(bool on); ///< after ImGui::NewFrame
void probe_end();          ///< before ImGui::Render
const std::vector<ProbeItem>& probe_items();
const std::vector<ProbeText>& probe_texts();

/// A figure as the page shows it.
struct ProbeFigure {
    std::string id;    ///< indicator
    std::string value; ///< exact decimal, no grouping; "" when it cannot be said
    std::string unit;  ///< unit id of the catalogue
    std::string text;  ///< as drawn
};

struct ProbeSaved {
    std::string state;     ///< loading, empty, saving, saved, failed
    int64_t at = 0;        ///< of the last durable save, seconds UTC; 0: never
    uint64_t revision = 0; ///< of the ledger, saved or not
    uint64_t sequence = 0; ///< of the last change known to be durable; never falls
    std::string problem;   ///< when failed
};

} // namespace mj
