// A data file before anything is changed: it joins the records that are here, or takes their place.
#include "app/frame/dialogue.hpp"
#include "app/state/name.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float clash_high = 120;

void clash_shown(const PageContext& p, const MergeOffer& offer, size_t i) {
    const Clash& clash = offer.clashes[i];
    const Register& reg = p.catalog.registers[size_t(clash.reg)];
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x - space::m;
    const std::string id = "clash." + std::to_string(i);
    const std::string name = record_name(p.ledger, clash.reg, clash.id);
    {
        Typed typed(type::body, Weight::semibold);
        draw_text(start, room,
                  pick(reg.name) + " · " + (name.empty() ? tr(T::record_untitled) : shown(name)) + " · " +
                      (clash.field < 0 ? tr(T::field_state) : pick(reg.fields[size_t(clash.field)].name)),
                  colours().ink);
    }
    const auto side = [&](float y, T label, const Value& value, bool newer) {
        std::string text = tr(label, {shown(value_words(p, clash.reg, clash.field, value))});
        if (newer) text += tr(T::merge_newer);
        draw_text({start.x, start.y + y}, room, text, colours().soft);
    };
    side(24, T::merge_here, clash.ours, clash.ours_changed > clash.theirs_changed);
    side(46, T::merge_there, clash.theirs, clash.theirs_newer);
    ImGui::SetCursorScreenPos({start.x, start.y + 72});
    const char* labels[] = {tr(T::merge_keep), tr(T::merge_take)};
    const int chosen = segments(id.c_str(), labels, offer.theirs[i]);
    if (chosen != offer.theirs[i]) p.queue.push(act::DecideClash{chosen == 1, i});
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({room, clash_high});
}

void clashes_shown(const PageContext& p, const MergeOffer& offer) {
    small_heading(T::merge_clashes);
    if (button("merge.ours", tr(T::merge_all_ours))) p.queue.push(act::DecideClash{false, {}});
    ImGui::SameLine(0, space::s);
    if (button("merge.theirs", tr(T::merge_all_theirs))) p.queue.push(act::DecideClash{true, {}});
    // As in the dialogue of a table: its middle lies at 0.42 of the screen, and so much stands below.
    constexpr float below = 270;
    const float room = ImGui::GetIO().DisplaySize.y * 0.84f - ImGui::GetCursorPosY() - below;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{space::s, 0});
    ImGui::BeginChild(
        "merge.clashes",
        {0, std::min(std::clamp(room, clash_high, 420.f), clash_high * float(offer.clashes.size()))},
        ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    ImGuiListClipper clipper;
    clipper.Begin(int(offer.clashes.size()), clash_high);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) clash_shown(p, offer, size_t(i));
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

} // namespace

void ask_merge(const PageContext& p) {
    static std::string word; // one is open at a time
    if (!p.state.question || p.state.question->kind != Question::Kind::replace_by_file) return word.clear();
    const Question& q = *p.state.question;
    if (!begin_dialogue("merge", 640)) return;
    const std::string name = shown(q.name, longest_quote);
    heading(tr(T::merge_title));
    noted("merge.file", tr(T::merge_file, {name, grouped(int64_t(q.records))}), colours().soft);
    ImGui::Dummy({1, space::xs});
    bool drop = false;
    if (p.state.merge) {
        const MergeOffer& offer = *p.state.merge;
        count_row({{"merge.new", T::intake_new, offer.fresh},
                   {"merge.changed", T::intake_changed, offer.newer},
                   {"merge.kept", T::merge_kept, offer.kept},
                   {"merge.conflicts", T::merge_conflicts, offer.clashes.size(), true}});
        if (!offer.clashes.empty()) clashes_shown(p, offer);
        ImGui::Dummy({1, space::xs});
        const bool some = offer.fresh + offer.newer + offer.clashes.size() > 0;
        if (button("merge.take", tr(T::merge), ButtonKind::primary,
                   some && offer.possible && !offer.open && p.writable()))
            p.queue.push(act::TakeMerge{});
        ImGui::SameLine(0, space::s);
        drop = button("answer.no", tr(T::cancel));
        if (offer.open) {
            ImGui::SameLine(0, space::s);
            noted("merge.open", tr(T::merge_open, {grouped(int64_t(offer.open))}), colours().soft);
        }
        if (!offer.possible) noted("merge.too_many", tr(T::merge_too_many), colours().cinnabar);
        ImGui::Dummy({1, space::s});
    }
    noted("merge.instead",
          tr(T::ask_file_text, {grouped(int64_t(q.added)), grouped(int64_t(q.changed)),
                                grouped(int64_t(q.removed)), tr(T::replace)}),
          colours().soft);
    text_input("merge.word", "", word, 120, tr(T::replace));
    ImGui::SameLine(0, space::s);
    const bool yes = button("answer.yes", tr(T::replace), ButtonKind::danger, word == tr(T::replace));
    if (!p.state.merge) {
        ImGui::SameLine(0, space::s);
        drop = button("answer.no", tr(T::cancel));
    }
    if (yes || drop || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) p.queue.push(act::Answer{yes});
    end_dialogue();
}

} // namespace mj
