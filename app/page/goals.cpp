// The year's targets on the overview: a bar for each, a mark where it should be by now, and the word for it.
#include "app/page/goals.hpp"

#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"

#include <cmath>

namespace mj {
namespace {

/// Up to the next whole, or tenth of a percentage: who is behind is never 0 behind.
std::string upward(double v, bool ratio) {
    constexpr double noise = 1e-6; // of a binary fraction
    return grouped(ratio ? Decimal{int64_t(std::ceil(v * 10 - noise)), 1}
                         : Decimal{int64_t(std::ceil(v - noise)), 0});
}

void goal(const PageContext& p, int reg, const GoalStand& g, ImVec2 size) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    constexpr T words[] = {T::goal_reached, T::goal_on_way, T::goal_short, T::goal_behind, T::nothing};
    const ImU32 tones[] = {c.jade, c.blue, c.ochre, c.cinnabar, c.soft};
    const bool ratio = g.indicator >= 0 && p.catalog.indicators[size_t(g.indicator)].ratio;
    const std::string name = g.indicator >= 0 ? pick(p.catalog.indicators[size_t(g.indicator)].name)
                                              : record_name(p.ledger, reg, g.row);
    const std::string id =
        "goal." + (g.indicator >= 0 ? p.catalog.indicators[size_t(g.indicator)].id : std::to_string(g.row));
    const std::string now = g.indicator >= 0
                                ? figure_text(p.derived.figures(p.state.year)[size_t(g.indicator)])
                                : std::string(tr(T::nothing)),
                      value = now + " / " + grouped(g.target), due_words = upward(g.expected, ratio),
                      word = tr(words[size_t(g.word)], {upward(g.expected - g.value, ratio)});
    const Press line = press(id.c_str(), at, size, name, "goal", value + " " + word);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (line.hovered || line.focused)
        list.AddRectFilled({at.x - 6, at.y}, {at.x + size.x + 6, at.y + size.y}, c.tint, 4);
    const bool low = p.narrow; // the bar lies below the words
    const float label = size.x * (low ? 0.46f : 0.34f), right = low ? 184.f : 310.f,
                x = low ? at.x : at.x + label + space::m,
                wide = low ? size.x : size.x - label - right - 2 * space::m,
                words_y = low ? at.y + 6 : at.y + size.y / 2 - 9,
                middle = low ? at.y + 36 : at.y + size.y / 2;
    draw_text({at.x, words_y}, label, name, c.ink);
    const double most = std::max({double(g.target), g.value, 1.0});
    const auto end = [&](double v) { return x + wide * float(v / most); };
    list.AddRectFilled(crisp({x, middle - 5}), crisp({end(double(g.target)), middle + 5}), c.wash, 3);
    if (g.value > 0)
        draw_mark({x, middle - 5}, {end(g.value), middle + 5},
                  g.word == GoalStand::Word::behind   ? c.cinnabar
                  : g.word == GoalStand::Word::short_ ? c.ochre
                                                      : c.blue_rest,
                  3);
    const float due = end(g.expected);
    if (g.word != GoalStand::Word::unknown)
        list.AddRectFilled(crisp({due - 1, middle - 9}), crisp({due + 1, middle + 9}), c.ink);
    draw_text({at.x + size.x - right, words_y}, low ? right - 92 : 118, value, c.ink, 1);
    if (!low && g.word != GoalStand::Word::unknown && g.expected < double(g.target))
        draw_text({at.x + size.x - 184, words_y}, 92, tr(T::goal_due, {due_words}), c.soft, 1);
    draw_text({at.x + size.x - 84, words_y}, 84, word, tones[size_t(g.word)], 1);
    if (line.hovered && g.word != GoalStand::Word::unknown)
        tooltip(name, tr(T::goal_tip,
                         {due_words, value, grouped(percent(std::llround(g.value * 100), g.target * 100))}));
    if (line.pressed) {
        if (g.indicator >= 0)
            p.queue.push(act::OpenFigure{g.indicator});
        else
            p.queue.push(act::OpenRecord{reg, p.ledger.table(reg).head(g.row).id});
    }
}

} // namespace

void draw_goals(const PageContext& p) {
    const int reg = p.catalog.find_register("goal");
    const KnownPeriod view = p.derived.year_view(p.state.year);
    const auto& goals = p.derived.goals(p.state.year, view.known.to);
    if (reg < 0 || goals.empty()) return;
    const float high = p.narrow ? 50 : 34;
    {
        const Card card("goals", {ImGui::GetContentRegionAvail().x, 54 + high * float(goals.size())});
        heading(tr(T::goals_title), tr(T::goals_sentence, {long_date(view.known.to)}));
        ImVec2 at = ImGui::GetCursorScreenPos();
        for (const GoalStand& g : goals) {
            ImGui::SetCursorScreenPos(at);
            goal(p, reg, g, {ImGui::GetContentRegionAvail().x, high});
            at.y += high;
        }
    }
    ImGui::Dummy({1, space::xs});
}

} // namespace mj
