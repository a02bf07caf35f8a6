// What breaks a rule, in all registers: by rule, the errors first, each record to be opened where it is to be corrected.
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/table.hpp"

namespace mj {
namespace {

constexpr float head_high = 40, wide_line = space::row, narrow_line = 54;
constexpr int first_look = 8; // milliseconds of the first frame: small ledgers are done in it

std::string rule_name(const Catalog& catalog, const Repairs::Rule& rule) {
    if (rule.check >= 0) return pick(catalog.checks[size_t(rule.check)].name);
    switch (rule.code) {
    case Said::required: return tr(T::rule_required);
    case Said::future: return tr(T::rule_future);
    case Said::key_used: return tr(T::rule_key);
    case Said::link_gone: return tr(T::rule_link);
    case Said::unread: return tr(T::rule_unread);
    default: return tr(T::rule_calendar);
    }
}

/// Free of language: "mediation.closed.mediation_closed.rule_before".
std::string rule_id(const Catalog& catalog, const Repairs::Rule& rule) {
    const Register& reg = catalog.registers[size_t(rule.reg)];
    std::string out = reg.id;
    if (rule.field >= 0) out += "." + reg.fields[size_t(rule.field)].id;
    if (rule.check >= 0) out += "." + catalog.checks[size_t(rule.check)].id;
    return out + "." + std::string(said_id(rule.code));
}

void repair_head(const PageContext& p, const Repairs::Group& group) {
    const Palette& c = colours();
    const bool error = group.rule.importance == Importance::error;
    const Register& reg = p.catalog.registers[size_t(group.rule.reg)];
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::Dummy({width, head_high});
    if (!ImGui::IsItemVisible()) return;
    const std::string name = rule_name(p.catalog, group.rule),
                      count = tr(T::repair_places, {grouped(int64_t(group.problems))});
    std::string where = pick(reg.name);
    if (group.rule.field >= 0) where += " · " + pick(reg.fields[size_t(group.rule.field)].name);
    where += std::string(" · ") + tr(error ? T::repair_error : T::repair_warn);
    const ImU32 tone = error ? c.cinnabar : c.ochre;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({at.x, at.y + 12}, {at.x + 4, at.y + 28}, tone, 2);
    list.AddLine({at.x, at.y + head_high - 1}, {at.x + width, at.y + head_high - 1}, c.line);
    probe_note("repair.rule." + rule_id(p.catalog, group.rule), name, "text", at,
               {at.x + width, at.y + head_high}, count);
    float right = draw_text({at.x, at.y + 11}, width, count, tone, 1) + space::m, used;
    {
        Typed typed(type::heading, Weight::semibold);
        used = draw_text({at.x + 14, at.y + 10}, width - 14 - right, name, c.ink) + 14 + space::m;
    }
    if (used + 60 > width - right) return;
    Typed typed(type::note);
    draw_text({at.x + used, at.y + 13}, width - used - right, where, c.soft);
}

void repair_line(const PageContext& p, const Repairs::Group& group, const Repairs::Line& record, int number) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()),
                 size{ImGui::GetContentRegionAvail().x, p.narrow ? narrow_line : wide_line};
    std::string name = record_name(p.ledger, group.rule.reg, record.id);
    if (name.empty()) name = record.id.text();
    const std::string words = field_problem_words(record.problem);
    const Press line = press(("repair.row." + std::to_string(number)).c_str(), at, size, name, "row", words);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 end{at.x + size.x, at.y + size.y};
    if (line.hovered || line.focused) list.AddRectFilled(at, end, c.tint, 4);
    list.AddLine({at.x, end.y - 1}, {end.x, end.y - 1}, c.hair);
    if (p.narrow) {
        draw_text({at.x + 14, at.y + 7}, size.x - 14, name, c.ink);
        Typed typed(type::note);
        draw_text({at.x + 14, at.y + 29}, size.x - 14, words, c.soft);
    } else {
        const float left = crisp(size.x * 0.34f);
        draw_text({at.x + 14, at.y + 7}, left - 14 - space::m, name, c.ink);
        draw_text({at.x + left, at.y + 7}, size.x - left, words, c.soft);
    }
    if (line.pressed) p.queue.push(act::OpenRecord{group.rule.reg, record.id, group.rule.field});
}

void repair_groups(const PageContext& p, const Repairs& found) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    int before = 0;
    for (const Repairs::Group& group : found.groups) {
        repair_head(p, group);
        ImGuiListClipper clipper;
        clipper.Begin(int(group.lines.size()), p.narrow ? narrow_line : wide_line);
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
                repair_line(p, group, group.lines[size_t(i)], before + i);
        before += int(group.lines.size());
        if (const size_t more = group.problems - group.lines.size()) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_text({at.x + 14, at.y + 7}, ImGui::GetContentRegionAvail().x - 14,
                      tr(T::repair_more, {grouped(int64_t(more))}), colours().soft);
            ImGui::Dummy({1, wide_line});
        }
        ImGui::Dummy({1, space::m});
    }
    ImGui::PopStyleVar();
}

} // namespace

void draw_repair(const PageContext& p) {
    if (nothing_yet(p)) return;
    const Repair& repair = p.derived.repair(first_look);
    const Repairs* found = repair.found();
    if (repair.finished() && found->problems == 0) {
        const std::string sentence =
            tr(T::repair_none_sentence, {long_date(found->day), grouped(int64_t(found->looked))});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        empty_state("repair.none", tr(T::repair_none), sentence.c_str());
        ImGui::Dummy({1, space::s});
        probe_note("repair.none", tr(T::repair_none), "text", at,
                   {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}, sentence);
        return;
    }
    page_title(p, tr(T::nav_repair), "");
    const std::string part = std::to_string(int(repair.progress() * 100));
    const auto say = [](const char* id, const std::string& words) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        paragraph(words, colours().soft);
        probe_note(id, words, "text", at, ImGui::GetItemRectMax());
    };
    if (!found) return say("repair.searching", tr(T::repair_first, {part}));
    if (!repair.finished()) say("repair.searching", tr(T::repair_again, {part}));
    say("repair.total",
        tr(T::repair_sentence,
           {grouped(int64_t(found->records)), grouped(int64_t(found->errors)), long_date(found->day),
            grouped(int64_t(found->looked)), grouped(int64_t(found->drafts))}));
    if (found->lines < found->problems)
        say("repair.part",
            tr(T::repair_part, {grouped(int64_t(found->problems)), grouped(int64_t(found->lines))}));
    ImGui::Dummy({1, space::s});
    repair_groups(p, *found);
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
