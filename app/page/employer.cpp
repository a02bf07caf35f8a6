// On the record of an employer: its grade and why, warnings and what was done, the contract chain.
#include "app/page/employer.hpp"

#include "app/page/pieces.hpp"
#include "app/page/warning_words.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/urgency.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t most_links = 8;

struct Link {
    int reg;
    RecordId id;
    std::string words;
};

/// Records one after the other, each pressable; breaks lines where it must. `between` stands before every one but the first.
void link_line(const PageContext& p, const std::string& id, std::vector<Link> links, const char* between,
               size_t all) {
    const Palette& c = colours();
    const ImVec2 start = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, high = 26;
    ImVec2 at = start;
    const auto place = [&](float wide) {
        if (at.x > start.x && at.x + wide > start.x + width) at = {start.x, at.y + high};
    };
    for (size_t i = 0; i < links.size(); ++i) {
        const Link& link = links[i];
        const float wide = std::min(crisp(text_width(link.words)), width);
        if (i) at.x += draw_text({at.x, at.y + 3}, 40, between, c.faint);
        place(wide);
        const Press item =
            press((id + "." + std::to_string(i)).c_str(), at, {wide, high}, link.words, "link");
        draw_text({at.x, at.y + 3}, wide, link.words, c.blue);
        if (item.hovered || item.focused)
            ImGui::GetWindowDrawList()->AddLine({at.x, at.y + 22}, {at.x + wide, at.y + 22}, c.blue);
        if (item.pressed) p.queue.push(act::OpenRecord{link.reg, link.id});
        at.x += wide;
    }
    if (links.size() < all) {
        const std::string more = tr(T::employer_more, {grouped(int64_t(all))});
        place(text_width(more) + space::s);
        draw_text({at.x + space::s, at.y + 3}, width, more, c.soft);
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({width, at.y + high - start.y});
}

Link link_to(const PageContext& p, int reg, uint32_t row, Date day = {}) {
    std::string words = record_name(p.ledger, reg, row);
    if (day.has()) words = day.text() + " " + pick(p.catalog.registers[size_t(reg)].name) + " " + words;
    return {reg, p.ledger.table(reg).head(row).id, std::move(words)};
}

std::vector<Link> links_to(const PageContext& p, int reg, const std::vector<uint32_t>& rows) {
    std::vector<Link> out;
    for (const uint32_t row : rows)
        if (out.size() < most_links) out.push_back(link_to(p, reg, row));
    return out;
}

/// The newest grade that was given; returns the code of the grade of this year, 0: none.
int given_grade(const PageContext& p, int credit, const std::vector<EmployerEvent>& events) {
    const Register& reg = p.catalog.registers[size_t(credit)];
    const Table& table = p.ledger.table(credit);
    const int year = reg.find("year"), grade = reg.find("grade");
    const EmployerEvent* newest = nullptr;
    int out = 0;
    for (const EmployerEvent& event : events) {
        if (event.reg != credit) continue;
        if (!newest) newest = &event; // events are newest first
        if (out == 0 && table.column(year).number(event.row) == p.state.year)
            out = table.column(grade).codes()[event.row];
    }
    if (!newest) {
        paragraph(tr(T::employer_ungraded), colours().soft);
        return 0;
    }
    const auto words = [&](std::string_view id) {
        const int f = reg.find(id);
        return f < 0 ? std::string()
                     : cell_text(p.catalog, reg.fields[size_t(f)], table.column(f).get(newest->row));
    };
    const std::string text = tr(T::employer_grade, {words("year"), words("grade"), words("reasons")});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    {
        Typed typed(type::body, Weight::semibold);
        paragraph(text, colours().ink);
    }
    probe_note("grade", text, "text", at, ImGui::GetItemRectMax());
    return out;
}

void proposed_grade(const PageContext& p, RecordId employer, int credit, int given) {
    const auto& proposals = p.derived.proposals(p.state.year);
    static const GradeProposal best;
    const auto it = proposals.find(employer.bits);
    const GradeProposal& proposal = it == proposals.end() ? best : it->second;
    const Register& reg = p.catalog.registers[size_t(credit)];
    const int list = p.catalog.find_code_list("grade");
    if (list < 0) return;
    const Code& code = p.catalog.code_lists[size_t(list)].codes[size_t(proposal.grade - 1)];
    std::string text = tr(T::employer_proposal, {std::to_string(p.state.year), pick(code.name)}), reasons;
    for (const GradeReason& reason : proposal.reasons)
        reasons +=
            (reasons.empty() ? "" : tr(T::list_comma)) + pick(p.catalog.grades[size_t(reason.rule)].name);
    if (reasons.empty()) reasons = tr(T::employer_best);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool differs = given && given != proposal.grade;
    paragraph(text + " · " + reasons + (differs ? std::string(" · ") + tr(T::employer_differs) : ""),
              differs ? colours().ochre : colours().soft);
    probe_note("grade.proposed", text, "text", at, ImGui::GetItemRectMax(), code.id);
    for (size_t i = 0; i < proposal.reasons.size(); ++i) {
        const GradeReason& reason = proposal.reasons[i];
        const int of = p.catalog.grades[size_t(reason.rule)].reg;
        link_line(p, "reason." + std::to_string(i), links_to(p, of, reason.rows), "  ", reason.rows.size());
    }
    if (given || !p.writable()) return;
    ImGui::Dummy({1, space::xs});
    if (button("grade.record", tr(T::employer_grade_it)))
        p.queue.push(act::NewDraft{credit,
                                   {{reg.find("year"), std::to_string(p.state.year)},
                                    {reg.find("employer"), employer.text()},
                                    {reg.find("proposed"), code.id},
                                    {reg.find("grade"), code.id},
                                    {reg.find("reasons"), reasons}}});
}

void warnings(const PageContext& p, RecordId employer) {
    const Date day = as_of(p.state, p.derived, p.clock);
    bool some = false, open = false;
    int n = 0;
    for (const Warning& w : p.derived.warnings(day)) {
        if (w.employer != employer) continue;
        if (!some) {
            ImGui::Dummy({1, space::s});
            heading(tr(T::employer_warnings));
        }
        some = true;
        open |= !w.answered();
        const WarningRule& rule = p.catalog.warnings[size_t(w.rule)];
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        ImU32 tone;
        const std::string words = pick(rule.name) + " · " + warning_why(p.catalog, w),
                          answer = warning_response(w, day, tone);
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + 3}, {at.x + 4, at.y + 17},
                                                  level_colour(rule.level), 2);
        const float used =
            draw_text({at.x + 12, at.y}, ImGui::GetContentRegionAvail().x * 0.6f, words, colours().ink);
        draw_text({at.x + 28 + used, at.y}, ImGui::GetContentRegionAvail().x - used - 28, answer, tone);
        const std::string id = "stands." + std::to_string(n++);
        probe_note(id, words, "text", at, {at.x + ImGui::GetContentRegionAvail().x, at.y + 20}, answer);
        ImGui::Dummy({1, 20});
        ImGui::Indent(12);
        link_line(p, id + ".record", links_to(p, rule.reg, w.rows), "  ", w.rows.size());
        std::vector<Link> log;
        for (const Response& r : w.responses)
            if (log.size() < most_links) log.push_back(link_to(p, r.reg, r.row, r.day));
        if (!log.empty()) link_line(p, id + ".response", std::move(log), "  →  ", w.responses.size());
        ImGui::Unindent(12);
    }
    const int inspection = p.catalog.find_register("inspection");
    if (!open || inspection < 0 || !p.writable()) return;
    ImGui::Dummy({1, space::xs});
    const Register& reg = p.catalog.registers[size_t(inspection)];
    if (button("inspect", tr(T::employer_inspect)))
        p.queue.push(act::NewDraft{
            inspection,
            {{reg.find("date"), p.clock.today().text()}, {reg.find("employer"), employer.text()}}});
}

void chain(const PageContext& p, RecordId employer) {
    const ContractChain& chain = p.derived.chain(employer);
    if (chain.above.empty() && chain.below.empty()) return;
    const int employers = p.catalog.find_register("employer");
    const auto link = [&](RecordId id) { return Link{employers, id, record_name(p.ledger, employers, id)}; };
    ImGui::Dummy({1, space::s});
    heading(tr(T::employer_chain));
    std::vector<Link> above;
    for (const RecordId id : chain.above) above.push_back(link(id));
    above.push_back(link(employer));
    link_line(p, "chain", above, "  ›  ", above.size());
    if (chain.below.empty()) return;
    std::vector<Link> below;
    for (const RecordId id : chain.below)
        if (below.size() < most_links) below.push_back(link(id));
    ImGui::Indent(24);
    link_line(p, "chain.below", std::move(below), "  ", chain.below.size());
    ImGui::Unindent(24);
}

} // namespace

void draw_employer(const PageContext& p, RecordId employer) {
    if (const int credit = p.catalog.find_register("credit"); credit >= 0) {
        const int given = given_grade(p, credit, p.derived.events(employer));
        proposed_grade(p, employer, credit, given);
    }
    draw_employer_year(p, employer);
    warnings(p, employer);
    chain(p, employer);
    ImGui::Dummy({1, space::m});
}

} // namespace mj
