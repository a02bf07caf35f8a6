// A data file before anything is changed: it joins the records that are here, or takes their place.
#include "app/frame/dialogue.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float line_high = 112;

/// Two things said of a record, and the choice between two; returns the chosen one.
int decided_shown(const std::string& id, const std::string& title, const std::string& first,
                  const std::string& second, T no, T yes, bool yes_first, int8_t chosen) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x - space::m;
    {
        Typed typed(type::body, Weight::semibold);
        draw_text(start, room, title, colours().ink);
    }
    draw_text({start.x, start.y + 24}, room, first, colours().soft);
    draw_text({start.x, start.y + 46}, room, second, colours().soft);
    probe_note(id, title, "text", start, {start.x + room, start.y + line_high}, first + "\n" + second);
    ImGui::SetCursorScreenPos({start.x, start.y + 70});
    const char* labels[] = {tr(yes_first ? yes : no), tr(yes_first ? no : yes)};
    const int place = chosen < 0 ? -1 : (chosen == 1) == yes_first ? 0 : 1;
    const int now = segments(id.c_str(), labels, place);
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({room, line_high});
    return now == place ? chosen : (now == 0) == yes_first;
}

std::string titled(const PageContext& p, int reg, const std::string& name, const std::string& what) {
    return pick(p.catalog.registers[size_t(reg)].name) + " · " +
           (name.empty() ? tr(T::record_untitled) : shown(name)) + " · " + what;
}

std::string name_of_field(const PageContext& p, int reg, int field) {
    return field < 0 ? tr(T::field_state) : pick(p.catalog.registers[size_t(reg)].fields[size_t(field)].name);
}

void clash_shown(const PageContext& p, const MergeOffer& offer, size_t i) {
    const Clash& clash = offer.found.clashes[i];
    const auto side = [&](T label, const Value& value, bool newer) {
        const std::string words =
            value.index() ? shown(value_words(p, clash.reg, clash.field, value)) : tr(T::merge_empty);
        std::string text = tr(label, {words});
        if (newer) text += tr(T::merge_newer);
        return text;
    };
    const int8_t was = offer.choice.theirs[i];
    const int now = decided_shown("clash." + std::to_string(i),
                                  titled(p, clash.reg, record_name(p.ledger, clash.reg, clash.id),
                                         name_of_field(p, clash.reg, clash.field)),
                                  side(T::merge_here, clash.ours, clash.ours_changed > clash.theirs_changed),
                                  side(T::merge_there, clash.theirs, clash.theirs_newer), T::merge_keep,
                                  T::merge_take, false, was);
    if (now != was) p.queue.push(act::DecideClash{now == 1, i});
}

void same_shown(const PageContext& p, const MergeOffer& offer, size_t i) {
    const SameKey& same = offer.found.same[i];
    const int reg = same.record.reg;
    const Register& about = p.catalog.registers[size_t(reg)];
    std::string key, fills, differing;
    const auto list = [](std::string& out, const std::string& name) {
        out += (out.empty() ? "" : tr(T::merge_comma)) + name;
    };
    const int64_t row = p.ledger.table(reg).find(same.ours);
    for (const int field : same.by_name ? std::vector<int>{about.title} : about.key)
        if (row < 0 || p.ledger.table(reg).column(field).has(uint32_t(row)))
            list(key, pick(about.fields[size_t(field)].name));
    for (const FieldValue& fv : same.fills) list(fills, name_of_field(p, reg, fv.field));
    for (const int field : same.differing) list(differing, name_of_field(p, reg, field));
    const int8_t was = offer.choice.join[i];
    const int now =
        decided_shown("same." + std::to_string(i),
                      titled(p, reg, record_name(p.ledger, reg, same.ours), tr(T::merge_same_key, {key})),
                      differing.empty() ? tr(T::merge_same_agree) : tr(T::merge_same_differ, {differing}),
                      fills.empty() ? tr(T::merge_same_no_fills) : tr(T::merge_same_fills, {fills}),
                      T::merge_both, T::merge_join, true, was);
    if (now != was) p.queue.push(act::DecideSame{now == 1, i});
}

void all_buttons(const PageContext& p, const MergeOffer& offer) {
    if (offer.same) {
        small_heading(T::merge_same_heading);
        if (button("merge.join", tr(T::merge_all_join))) p.queue.push(act::DecideSame{true, {}});
        ImGui::SameLine(0, space::s);
        if (button("merge.both", tr(T::merge_all_both))) p.queue.push(act::DecideSame{false, {}});
    }
    if (offer.lines.empty() || offer.lines.back() < offer.found.same.size()) return;
    small_heading(T::merge_clashes);
    if (button("merge.ours", tr(T::merge_all_ours))) p.queue.push(act::DecideClash{false, {}});
    ImGui::SameLine(0, space::s);
    if (button("merge.theirs", tr(T::merge_all_theirs))) p.queue.push(act::DecideClash{true, {}});
}

/// As high as the screen leaves it; `below` is what stands under it.
void lines_shown(const PageContext& p, const MergeOffer& offer, float below) {
    all_buttons(p, offer);
    const float room = ImGui::GetIO().DisplaySize.y - 2 * space::l - ImGui::GetCursorPosY() - below;
    const float high = std::min(std::max(room, line_high), line_high * float(offer.lines.size()));
    if (ImGui::IsWindowAppearing()) ImGui::SetNextWindowScroll({0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{space::s, 0});
    ImGui::BeginChild("merge.lines", {0, high}, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    ImGuiListClipper clipper;
    clipper.Begin(int(offer.lines.size()), line_high);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const size_t line = offer.lines[size_t(i)], pairs = offer.found.same.size();
            line < pairs ? same_shown(p, offer, line) : clash_shown(p, offer, line - pairs);
        }
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

void returning_shown(const PageContext& p, const MergeOffer& offer) {
    if (offer.found.returning.empty()) return;
    constexpr size_t most_named = 3;
    const auto& all = offer.found.returning;
    std::string names;
    for (size_t i = 0; i < std::min(all.size(), most_named); ++i) {
        const Register& reg = p.catalog.registers[size_t(all[i].reg)];
        for (const FieldValue& fv : all[i].values)
            if (const auto* title = std::get_if<std::string>(&fv.value); title && fv.field == reg.title)
                names += (names.empty() ? "" : tr(T::merge_comma)) + shown(*title, longest_quote);
    }
    if (all.size() > most_named) names += "…";
    noted("merge.back", tr(T::merge_back, {grouped(int64_t(all.size())), names}), colours().soft);
    const char* labels[] = {tr(T::merge_bring_back), tr(T::merge_stay_away)};
    const int chosen = offer.choice.bring_back ? 0 : 1, now = segments("merge.back", labels, chosen);
    if (now != chosen) p.queue.push(act::BringBack{now == 0});
}

/// What it would do and what is to be decided; `sound`: no signature says otherwise. True: it is called off.
bool offer_shown(const PageContext& p, const MergeOffer& offer, bool sound, float below) {
    const MergeFound& found = offer.found;
    count_row({{"merge.new", T::intake_new, found.fresh},
               {"merge.changed", T::intake_changed, found.newer},
               {"merge.kept", T::merge_kept, found.kept},
               {"merge.same", T::merge_same, offer.same, true},
               {"merge.returning", T::merge_returning, found.returning.size(), true},
               {"merge.conflicts", T::merge_conflicts, offer.conflicts, true}});
    returning_shown(p, offer);
    if (!offer.lines.empty()) lines_shown(p, offer, below);
    ImGui::Dummy({1, space::xs});
    const bool some = found.fresh + found.newer + offer.same + found.returning.size() + found.clashes.size();
    if (button("merge.take", tr(sound ? T::merge : T::merge_anyway),
               sound ? ButtonKind::primary : ButtonKind::danger,
               some && found.whole && !offer.open && p.writable()))
        p.queue.push(act::TakeMerge{});
    ImGui::SameLine(0, space::s);
    const bool drop = button("answer.no", tr(T::cancel));
    if (offer.open) {
        ImGui::SameLine(0, space::s);
        noted("merge.open", tr(T::merge_open, {grouped(int64_t(offer.open))}), colours().soft);
    }
    if (!found.whole) noted("merge.too_many", tr(T::merge_too_many), colours().cinnabar);
    ImGui::Dummy({1, space::s});
    return drop;
}

/// Where nothing is here yet there is nothing to merge with or to replace: a file that may come in is taken, or left.
void ask_first(const PageContext& p, const Confirmation& q, const std::string& name) {
    heading(tr(T::first_title));
    noted("merge.file", tr(T::first_text, {name, grouped(int64_t(q.records))}), colours().soft);
    noted_signer(p, q.signer);
    if (q.actions)
        noted("merge.history", tr(T::first_history, {grouped(int64_t(q.actions))}), colours().soft);
    ImGui::Dummy({1, space::s});
    const bool yes = button("answer.yes", tr(T::first_take), ButtonKind::primary);
    ImGui::SameLine(0, space::s);
    const bool no = button("answer.no", tr(T::cancel)), left = dialogue_left();
    if (yes || no || left) p.queue.push(act::Answer{yes});
}

} // namespace

void ask_merge(const PageContext& p) {
    static std::string word; // one is open at a time
    static float below = 200;
    if (!p.state.confirmation || p.state.confirmation->kind != Confirmation::Kind::replace_by_file)
        return word.clear();
    const Confirmation& q = *p.state.confirmation;
    const bool decides = p.state.merge && !p.state.merge->lines.empty();
    if (!begin_dialogue("merge", 640, 0, decides ? 0.5f : 0.42f)) return;
    const std::string name = shown(q.name, longest_quote);
    const bool sound = q.signer.sound();
    if (!q.replaced && sound && p.writable()) {
        ask_first(p, q, name);
        return end_dialogue();
    }
    heading(tr(T::merge_title));
    noted("merge.file", tr(sound ? T::merge_file : T::merge_file_false, {name, grouped(int64_t(q.records))}),
          colours().soft);
    noted_signer(p, q.signer);
    ImGui::Dummy({1, space::xs});
    bool drop = p.state.merge && offer_shown(p, *p.state.merge, sound, below);
    const float under = ImGui::GetCursorPosY();
    noted("merge.instead",
          tr(T::ask_file_text, {grouped(int64_t(q.added)), grouped(int64_t(q.changed)),
                                grouped(int64_t(q.removed)), tr(T::replace)}),
          colours().soft);
    if (q.actions)
        noted("merge.history", tr(T::ask_file_history, {grouped(int64_t(q.actions))}), colours().soft);
    text_input("merge.word", "", word, 120, tr(T::replace));
    ImGui::SameLine(0, space::s);
    const bool yes = button("answer.yes", tr(T::replace), ButtonKind::danger, word == tr(T::replace));
    if (!p.state.merge) {
        ImGui::SameLine(0, space::s);
        drop = button("answer.no", tr(T::cancel));
    }
    constexpr float take_row = 60; // the buttons between the list and here
    below = ImGui::GetCursorPosY() - under + take_row + space::l;
    const bool left = dialogue_left();
    if (yes || drop || left) p.queue.push(act::Answer{yes});
    end_dialogue();
}

} // namespace mj
