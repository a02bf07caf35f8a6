// Which employers the rules warn of, the most urgent first, and signals above their own history.
#include "app/page/pieces.hpp"
#include "app/page/warning_words.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/urgency.hpp"

#include <array>
#include <set>

namespace mj {
namespace {

constexpr T level_names[] = {T::warning_blue, T::warning_yellow, T::warning_red};
constexpr size_t most_warnings = 200;

WarningFilter chosen_warnings(const Place& place) {
    const auto* filter = std::get_if<WarningFilter>(&place.filter);
    return filter ? *filter : WarningFilter{};
}

/// One card for each level, to choose it.
void levels(const PageContext& p, const WarningFilter& filter, const std::vector<Warning>& warnings) {
    std::array<int, warning_levels> open{};
    std::array<std::set<uint64_t>, warning_levels> employers;
    std::array<int, warning_levels> all{};
    for (const Warning& w : warnings) {
        const size_t level = size_t(p.catalog.warnings[size_t(w.rule)].level);
        ++all[level];
        open[level] += !w.answered();
        employers[level].insert(w.employer.bits);
    }
    grid(3, 3, 76, [&](int i, ImVec2 size) {
        const size_t level = size_t(2 - i); // red first
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const std::string value = grouped(int64_t(all[level])),
                          note = tr(T::warning_open, {grouped(int64_t(employers[level].size())),
                                                      grouped(int64_t(open[level]))});
        const bool chosen = filter.level == int(level);
        const Press card = press(("level." + std::to_string(level)).c_str(), at, size, tr(level_names[level]),
                                 "figure", value + " | " + note);
        draw_card(at, {at.x + size.x, at.y + size.y}, card.hovered || chosen, card.focused || chosen);
        const float used =
            tone_tile(at, size.x, level_colour(int(level)), tr(level_names[level]), value, all[level] > 0);
        Typed typed(type::note);
        if (!p.narrow) draw_text({at.x + 24 + used, at.y + 49}, size.x - used - 34, note, colours().soft);
        if (card.pressed) p.queue.push(act::SetFilter{WarningFilter{chosen ? -1 : int(level), filter.open}});
    });
}

/// What is chosen, each to be taken away.
void chosen(const PageContext& p, const WarningFilter& filter) {
    if (filter.level >= 0 && chip("filter.level", tr(level_names[size_t(filter.level)])))
        p.queue.push(act::SetFilter{WarningFilter{-1, filter.open}});
    if (filter.level >= 0 && filter.open) ImGui::SameLine(0, space::s);
    if (filter.open && chip("filter.open", tr(T::warning_unanswered)))
        p.queue.push(act::SetFilter{WarningFilter{filter.level, false}});
}

/// Construction against the other employers.
void sectors(const PageContext& p, Date day) {
    const WarnedShares& warned = p.derived.warned(day);
    std::string text;
    const auto add = [&](T key, const WarnedShare& share) {
        if (!share.all) return; // drafts, as tables add employers, are none of all
        text += (text.empty() ? "" : tr(T::list_semicolon)) +
                tr(key, {grouped(int64_t(share.warned)), grouped(int64_t(share.all)),
                         grouped(percent(share.warned, share.all))});
    };
    add(T::warning_construction, warned.construction);
    add(T::warning_other, warned.other);
    if (text.empty()) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(text, colours().soft);
    probe_note("sectors", text, "text", at, ImGui::GetItemRectMax(), text);
    ImGui::Dummy({1, space::s});
}

void signals(const PageContext& p, Date day) {
    const auto& all = p.derived.signals(day);
    heading(tr(T::signals_title),
            all.empty() ? tr(T::signals_short, {std::to_string(least_history)})
                        : tr(T::signals_hint, {tr(T::year_label, {std::to_string(all[0].year)}) + " " +
                                               month_name(all[0].month)}));
    if (all.empty()) return;
    const Register& reg = p.catalog.registers[size_t(p.catalog.find_register("warning"))];
    const CodeList& names = p.catalog.code_lists[size_t(reg.fields[size_t(reg.find("signal"))].codes)];
    const auto tenth = [](double v) { return grouped(Decimal{int64_t(v * 10 + 0.5), 1}); };
    grid(int(all.size()), p.narrow ? 1 : std::min(5, columns_for(page_width(p), 190)), 78,
         [&](int i, ImVec2 size) {
             const SignalMonth& s = all[size_t(i)];
             const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
             const std::string name = pick(names.codes[size_t(s.code - 1)].name),
                               count = grouped(int64_t(s.count)),
                               before = tr(T::signal_value, {tenth(s.mean), tenth(s.deviation)});
             ImGui::GetWindowDrawList()->AddLine({at.x, at.y + 4}, {at.x, at.y + size.y - 10},
                                                 s.above ? colours().cinnabar : colours().line, 2);
             const float used = draw_text({at.x + 12, at.y}, size.x - 60, name, colours().ink);
             {
                 Typed typed(type::body, Weight::semibold);
                 draw_text({at.x + 24 + used, at.y}, 60, count, colours().ink);
             }
             Typed typed(type::note);
             draw_text({at.x + 12, at.y + 24}, size.x - 16, before, colours().soft);
             if (s.above)
                 draw_text({at.x + 12, at.y + 44}, size.x - 16, tr(T::signal_above), colours().cinnabar);
             probe_note("signal." + names.codes[size_t(s.code - 1)].id, name, "figure", at,
                        {at.x + size.x, at.y + size.y}, count + " · " + before + (s.above ? " above" : ""));
         });
}

void table(const PageContext& p, const std::vector<const Warning*>& warnings, Date day) {
    const Palette& c = colours();
    const int employers = p.catalog.find_register("employer");
    const float width = ImGui::GetContentRegionAvail().x, high = 36;
    const float level = 64, state = p.narrow ? 0 : 192, since = p.narrow ? 0 : 100,
                room = width - level - state - since, name = room * (p.narrow ? 0.55f : 0.4f),
                rule = room * (p.narrow ? 0.45f : 0.34f), because = room - name - rule;
    ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    {
        Typed typed(type::note);
        float x = at.x;
        const auto column = [&](float wide, T label) {
            if (wide > 40) draw_text({x + 8, at.y}, wide - 12, tr(label), c.soft);
            x += wide;
        };
        column(level, T::warning_level), column(name, T::employers_name), column(rule, T::warning_rule);
        column(because, T::warning_why), column(since, T::warning_since), column(state, T::warning_state);
    }
    at.y += 24;
    const size_t count = std::min(warnings.size(), most_warnings);
    for (size_t i = 0; i < count; ++i) {
        const Warning& w = *warnings[i];
        const WarningRule& r = p.catalog.warnings[size_t(w.rule)];
        const float y = at.y + high * float(i), text = y + (high - 18) / 2;
        if (!ImGui::IsRectVisible({at.x, y}, {at.x + width, y + high})) continue;
        ImU32 tone;
        const std::string label = record_name(p.ledger, employers, w.employer),
                          answer = warning_response(w, day, tone), id = "warning." + std::to_string(i);
        const Press line =
            press(id.c_str(), {at.x, y}, {width, high}, label, "row", r.id + " " + std::to_string(w.weight));
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (line.hovered || line.focused) list.AddRectFilled({at.x, y}, {at.x + width, y + high}, c.tint, 4);
        list.AddLine({at.x, y + high}, {at.x + width, y + high}, c.hair);
        list.AddRectFilled({at.x + 8, y + high / 2 - 5}, {at.x + 12, y + high / 2 + 5}, level_colour(r.level),
                           2);
        draw_text({at.x + 18, text}, level - 20, tr(level_names[r.level]), c.ink);
        float x = at.x + level;
        const auto cell = [&](float wide, std::string_view words, ImU32 colour) {
            if (wide > 40) draw_text({x + 8, text}, wide - 14, words, colour);
            x += wide;
        };
        cell(name, label, c.ink);
        cell(rule, pick(r.name), c.ink);
        cell(because, warning_why(p.catalog, w), c.soft);
        cell(since, w.since.text(), c.soft);
        cell(state, answer, tone);
        if (line.pressed) p.queue.push(act::OpenRecord{employers, w.employer});
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, high * float(count)});
    if (warnings.size() > count)
        paragraph(tr(T::warning_more, {grouped(int64_t(warnings.size() - count))}), c.soft);
}

} // namespace

void draw_warnings(const PageContext& p) {
    if (nothing_yet(p)) return;
    const Date day = as_of(p.state, p.derived, p.clock);
    page_title(p, tr(T::warnings_title), tr(T::warnings_sentence));
    as_of_choice(p, day);
    ImGui::Dummy({1, space::xs});
    const auto& warnings = p.derived.warnings(day);
    const WarningFilter filter = chosen_warnings(p.state.history.current());
    levels(p, filter, warnings);
    sectors(p, day);
    signals(p, day);
    ImGui::Dummy({1, space::xs});
    chosen(p, filter);
    std::vector<const Warning*> fitting;
    for (const Warning& warning : warnings)
        if (fits(filter, p.catalog, warning)) fitting.push_back(&warning);
    if (fitting.empty())
        paragraph(tr(warnings.empty() ? T::warning_none : T::warning_none_fit), colours().soft);
    else
        table(p, fitting, day);
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
