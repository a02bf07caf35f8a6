// Everything dated that names an employer, newest first.
#include "app/page/employer.hpp"

#include "app/chart/chart.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"

namespace mj {
namespace {

constexpr size_t most_events = 60;

/// The codes of an event's record, which say what became of it.
std::string event_words(const PageContext& p, const EmployerEvent& event) {
    const Register& reg = p.catalog.registers[size_t(event.reg)];
    const Table& table = p.ledger.table(event.reg);
    std::string out;
    for (const int f : reg.columns) {
        const Field& field = reg.fields[size_t(f)];
        if (field.type != FieldType::code || field.id == "street" || !table.column(f).has(event.row))
            continue;
        if (!out.empty()) out += " · ";
        out += cell_text(p.catalog, field, table.column(f).get(event.row));
    }
    return out;
}

/// The year in one line: records by register, with what their amounts come to, all in one unit.
std::string year_words(const PageContext& p, RecordId employer) {
    const auto& sums = p.derived.sums(employer, p.state.year);
    int64_t most_fen = 0;
    for (const EmployerSum& sum : sums)
        for (const auto& [field, fen] : sum.amounts) most_fen = std::max(most_fen, fen);
    ChartUnit unit = short_unit(most_fen, tr(T::unit_yuan), true);
    if (unit.divisor != unit.base) unit.decimals = std::max(unit.decimals, 1);
    std::string out;
    for (const EmployerSum& sum : sums) {
        const Register& reg = p.catalog.registers[size_t(sum.reg)];
        std::string amounts;
        for (const auto& [field, fen] : sum.amounts)
            amounts += (amounts.empty() ? "" : tr(T::list_and)) + pick(reg.fields[size_t(field)].name) + " " +
                       unit.text(fen) + " " + unit.unit;
        out +=
            (out.empty() ? "" : tr(T::list_semicolon)) + pick(reg.name) + " " + grouped(int64_t(sum.records));
        if (!amounts.empty()) out += tr(T::unit_behind, {amounts});
    }
    return out;
}

} // namespace

void draw_employer_year(const PageContext& p, RecordId employer) {
    const std::string year = year_words(p, employer);
    if (year.empty()) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string words = tr(T::problem_at, {tr(T::year_label, {std::to_string(p.state.year)}), year});
    paragraph(words, colours().ink);
    probe_note("story.year", words, "text", at, ImGui::GetItemRectMax());
    ImGui::Dummy({1, space::xs});
}

void draw_employer_story(const PageContext& p, RecordId employer) {
    const auto& events = p.derived.events(employer);
    ImGui::Dummy({1, space::s});
    heading(tr(T::employer_story), tr(T::employer_story_hint, {grouped(int64_t(events.size()))}));
    const Palette& c = colours();
    const float width = ImGui::GetContentRegionAvail().x, high = 30;
    const ImVec2 start = crisp(ImGui::GetCursorScreenPos());
    for (size_t i = 0; i < std::min(events.size(), most_events); ++i) {
        const EmployerEvent& event = events[i];
        const Register& reg = p.catalog.registers[size_t(event.reg)];
        const float y = start.y + high * float(i), text = y + (high - 18) / 2;
        const std::string id = "event." + std::to_string(i),
                          name = record_name(p.ledger, event.reg, event.row);
        const Press line =
            press(id.c_str(), {start.x, y}, {width, high}, pick(reg.name), "row", event.date.text());
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (line.hovered || line.focused)
            list.AddRectFilled({start.x, y}, {start.x + width, y + high}, c.tint, 4);
        list.AddLine({start.x + 108, y}, {start.x + 108, y + high}, c.line, 2);
        list.AddCircleFilled({start.x + 108, y + high / 2}, 4, c.blue_rest);
        draw_text({start.x, text}, 96, event.date.text(), c.soft);
        draw_text({start.x + 124, text}, 120, pick(reg.name), c.ink);
        const float rest = width - 254;
        draw_text({start.x + 250, text}, p.narrow ? rest : rest * 0.4f, name, c.soft);
        if (!p.narrow)
            draw_text({start.x + 260 + rest * 0.4f, text}, rest * 0.6f - 10, event_words(p, event), c.ink);
        if (line.pressed)
            p.queue.push(act::OpenRecord{event.reg, p.ledger.table(event.reg).head(event.row).id});
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({width, high * float(std::min(events.size(), most_events)) + space::s});
    if (events.size() > most_events)
        paragraph(tr(T::employer_earlier, {std::to_string(most_events)}), c.soft);
}

} // namespace mj
