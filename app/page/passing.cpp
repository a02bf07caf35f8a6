// For whoever passes by a stand: one figure, one sentence, what it means, where to go. Each fills the screen once; nothing moves.
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"

namespace mj {
namespace {

constexpr float figure_size = 96, sentence_size = 30, means_size = 20;

/// Each figure can be said.
bool sayable(const PageContext& p, const PassingSlide& slide) {
    const auto& figures = p.derived.figures(p.state.year);
    return std::all_of(slide.figures.begin(), slide.figures.end(),
                       [&](int at) { return figures[size_t(at)].value && !too_few(figures[size_t(at)]); });
}

std::string sentence_of(const PageContext& p, const PassingSlide& slide) {
    std::string out = pick(slide.sentence);
    const auto fill = [&](const std::string& hole, const std::string& words) {
        for (size_t at = out.find(hole); at != out.npos; at = out.find(hole, at + words.size()))
            out.replace(at, hole.size(), words);
    };
    fill("{year}", std::to_string(p.state.year));
    const auto& figures = p.derived.figures(p.state.year);
    for (size_t i = 0; i < slide.figures.size(); ++i)
        fill("{" + std::to_string(i) + "}", figure_text(figures[size_t(slide.figures[i])]));
    return out;
}

void slide(const PageContext& p, const PassingSlide& of, float high) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, inner = std::min(width - space::xl, space::page),
                left = at.x + space::xl;
    const int first = of.figures[0];
    const std::string value = figure_text(p.derived.figures(p.state.year)[size_t(first)]),
                      sentence = sentence_of(p, of);
    const float sized = p.narrow ? figure_size * 0.66f : figure_size;
    const float top = at.y + 2 * space::l; // below what is to be seen of it while the one before is shown
    float y = top;
    const auto words = [&](float size, Weight weight, const std::string& text, ImU32 colour, float gap) {
        Typed typed(size, weight);
        ImGui::SetCursorScreenPos({left, y});
        paragraph(text, colour, inner);
        y += paragraph_height(text, inner) + gap;
    };
    words(type::title, Weight::regular, pick(of.name), c.soft, space::m);
    float used;
    {
        Typed typed(sized, Weight::semibold);
        used = draw_text({left, y}, inner, value, c.blue);
    }
    {
        Typed typed(sentence_size);
        draw_text({left + used + space::m, y + sized * 0.92f - sentence_size}, inner - used - space::m,
                  pick(p.catalog.indicators[size_t(first)].unit), c.soft);
    }
    y += sized + space::l;
    words(sentence_size, Weight::semibold, sentence, c.ink, space::l);
    words(means_size, Weight::regular, pick(of.means), c.ink, space::m);
    words(means_size, Weight::semibold, pick(of.where), c.blue, 0);
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, top}, {at.x + space::xs, y}, c.blue, 2);
    probe_note("passing." + of.id, pick(of.name), "slide", at, {at.x + width, y}, sentence);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, std::max(high, y - at.y)});
}

} // namespace

void draw_passing(const PageContext& p) {
    if (nothing_yet(p)) return;
    // As high as what the slides turn by, see draw_show().
    const float high = ImGui::GetWindowHeight() - 2 * space::xl;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    bool any = false;
    for (const PassingSlide& of : p.catalog.slides) {
        if (!sayable(p, of)) continue;
        slide(p, of, high);
        any = true;
    }
    ImGui::PopStyleVar();
    if (!any) empty_state("passing.none", tr(T::none_known), "");
}

} // namespace mj
