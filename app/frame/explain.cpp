// What a figure is: how it is counted, from which register, for which clause of the report.
#include "app/frame/dialogue.hpp"
#include "app/frame/overlays.hpp"
#include "app/port/probe.hpp"
#include "app/text/period_words.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/finger.hpp"

namespace mj {

void draw_explanation(const PageContext& p) {
    if (p.state.explained < 0 || !begin_dialogue("explained", 520)) return;
    const Indicator& indicator = p.catalog.indicators[size_t(p.state.explained)];
    const Figure& figure = p.derived.figures(p.asked())[size_t(p.state.explained)];
    const Figure& before = p.derived.figures_before(p.asked())[size_t(p.state.explained)];
    heading(pick(indicator.name));
    ImGui::Dummy({1, space::xs});
    const auto line = [&](const char* id, const std::string& text, bool strong = false) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(text, strong ? colours().ink : colours().soft);
        probe_note(id, text, "text", at, ImGui::GetItemRectMax(), text);
    };
    std::string value =
        tr(T::explain_value, {period_words(p.asked()), figure_text(figure), pick(indicator.unit)});
    if (p.office() && indicator.ratio && figure.value)
        value += " · " + tr(T::explain_parts, {grouped(figure.top), grouped(figure.bottom)});
    line("explained.value", value, true);
    if (before.value && !too_few(figure) && !too_few(before))
        line("explained.before",
             tr(T::explain_before, {figure_text(before), change_text(compare(indicator, figure, before))}));
    line("explained.of",
         indicator.ratio ? tr(T::explain_ratio, {pick(indicator.of.sentence), pick(indicator.per.sentence)})
                         : tr(T::explain_of, {pick(indicator.of.sentence)}));
    for (const Clause& clause : p.catalog.clauses)
        if (clause.id == indicator.clause)
            line("explained.clause", tr(T::explain_clause, {clause.id, pick(clause.name)}));
    std::string source = pick(p.catalog.registers[size_t(indicator.of.reg)].name);
    if (indicator.ratio && indicator.per.reg != indicator.of.reg)
        source += tr(T::list_comma) + pick(p.catalog.registers[size_t(indicator.per.reg)].name);
    line("explained.source", tr(T::explain_source, {source}) + " · " + tr(T::drafts_count));
    ImGui::Dummy({1, space::m});
    bool close = dialogue_left();
    if (p.office() && button("explained.open", tr(T::explain_open), ButtonKind::primary)) {
        p.queue.push(act::OpenFigure{p.state.explained, false, p.asked().part});
        close = true;
    }
    if (p.office()) ImGui::SameLine(0, space::s);
    close |=
        p.office() ? button("explained.close", tr(T::close)) : finger_button("explained.close", tr(T::close));
    if (close) {
        p.queue.push(act::Explain{-1});
        ImGui::CloseCurrentPopup();
    }
    end_dialogue();
}

} // namespace mj
