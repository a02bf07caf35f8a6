// Why rows of a table stay out: each reason once, with its rows behind it.
#include "app/frame/intake_parts.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/table.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

std::string with_column(const Reading& reading, int column, const std::string& words) {
    if (column < 0) return words;
    return tr(T::problem_at, {head_words(reading.columns[size_t(column)]), words});
}

std::string problem_line(const PageContext& p, const Reading& reading, const ReadProblem& problem) {
    return tr(T::intake_at,
              {std::to_string(reading.rows[problem.row].line), problem_words_of(p, reading, problem)});
}

/// True when pressed.
bool fold_line(const std::string& id, const std::string& text, bool open) {
    constexpr float high = 26, indent = 18;
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float wide = ImGui::GetContentRegionAvail().x;
    const Press pressed = press(id.c_str(), at, {wide, high}, text, "fold", open ? "open" : "");
    const ImU32 colour = colours().cinnabar;
    const float x = at.x + 4, y = at.y + high / 2;
    const ImVec2 down[] = {{x, y - 2}, {x + 4, y + 2}, {x + 8, y - 2}},
                 right[] = {{x + 2, y - 4}, {x + 6, y}, {x + 2, y + 4}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (pressed.hovered || pressed.focused)
        list.AddRectFilled(at, {at.x + wide, at.y + high}, colours().wash, 6);
    list.AddPolyline(open ? down : right, 3, colour, 0, 1.5f);
    draw_text({at.x + indent, at.y + 4}, wide - indent, text, colour);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({wide, high});
    return pressed.pressed;
}

} // namespace

std::string problem_words_of(const PageContext& p, const Reading& reading, const ReadProblem& problem) {
    std::string out = with_column(reading, problem.column, said_words(p, problem.said));
    if (!problem.proposal.empty()) out += tr(T::intake_proposal, {shown(problem.proposal, longest_quote)});
    return out;
}

std::string said_words(const PageContext& p, const Noted& said) {
    return sentence(said, p.state.language == Language::zh);
}

std::string more_words(size_t all) {
    return all > most_lines ? tr(T::intake_more, {grouped(int64_t(all - most_lines))}) : std::string();
}

void cautions_told(const PageContext& p, const Intake& intake) {
    const auto& cautions = intake.plan->cautions();
    if (cautions.empty()) return;
    small_heading(T::intake_cautions);
    for (size_t i = 0; i < std::min(cautions.size(), most_lines); ++i) {
        const Caution& c = cautions[i];
        const std::string what = c.said.check >= 0 ? pick(p.catalog.checks[size_t(c.said.check)].name)
                                                   : field_problem_words(c.said.problem);
        noted("intake.caution." + std::to_string(i),
              tr(T::intake_caution,
                 {what, grouped(int64_t(c.rows)), std::to_string(intake.reading->rows[c.first].line)}),
              colours().ochre);
    }
}

void reasons_told(const PageContext& p, const Intake& intake) {
    static uint64_t table = 0;
    static size_t open = size_t(-1); // one at a time
    if (std::exchange(table, intake.number) != intake.number) open = size_t(-1);
    if (intake.reasons.empty()) return;
    const Reading& reading = *intake.reading;
    const auto& problems = intake.plan->problems();
    small_heading(T::intake_problems);
    for (size_t i = 0; i < std::min(intake.reasons.size(), most_lines); ++i) {
        const Reason& reason = intake.reasons[i];
        const std::string id = "intake.problem." + std::to_string(i);
        if (reason.problems.size() == 1) {
            noted(id, problem_line(p, reading, problems[reason.problems[0]]), colours().cinnabar);
            continue;
        }
        const std::string line =
            tr(T::intake_reason, {with_column(reading, reason.column, said_words(p, reason.said)),
                                  grouped(int64_t(reason.problems.size()))});
        if (fold_line(id, line, open == i)) open = open == i ? size_t(-1) : i;
        if (open != i) continue;
        ImGui::Indent(space::l);
        for (size_t r = 0; r < std::min(reason.problems.size(), most_lines); ++r)
            noted(id + "." + std::to_string(r), problem_line(p, reading, problems[reason.problems[r]]),
                  colours().soft);
        if (const std::string more = more_words(reason.problems.size()); !more.empty())
            paragraph(more, colours().soft);
        ImGui::Unindent(space::l);
    }
    if (const std::string more = more_words(intake.reasons.size()); !more.empty())
        paragraph(more, colours().soft);
}

void totals_told(const PageContext& p, const Intake& intake, bool agree) {
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    size_t all = 0;
    for (const Reading::Total& total : reading.totals) {
        if (total.agrees != agree || all++ >= most_lines) continue;
        noted("intake.total." + std::to_string(&total - reading.totals.data()),
              said_words(p, total_said(reg, reading, total)), agree ? colours().soft : colours().cinnabar);
    }
    if (const std::string more = more_words(all); !more.empty()) paragraph(more, colours().soft);
}

} // namespace mj
