// On the record of an employer: its grade and why, and everything dated that names it, newest first.
#include "app/page/employer.hpp"

#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"

namespace mj {
namespace {

constexpr size_t most = 60;

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

void grade(const PageContext& p, const std::vector<EmployerEvent>& events) {
    const int credit = p.catalog.find_register("credit");
    const Register& reg = p.catalog.registers[size_t(credit)];
    for (const EmployerEvent& event : events) {
        if (event.reg != credit) continue;
        const Table& table = p.ledger.table(credit);
        const auto words = [&](std::string_view id) {
            const int f = reg.find(id);
            return f < 0 ? std::string()
                         : cell_text(p.catalog, reg.fields[size_t(f)], table.column(f).get(event.row));
        };
        const std::string text = tr(T::employer_grade, {words("year"), words("grade"), words("reasons")});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        {
            Typed typed(type::body, Weight::semibold);
            paragraph(text, colours().ink);
        }
        probe_note("grade", text, "text", at, ImGui::GetItemRectMax());
        return; // events are newest first
    }
    paragraph(tr(T::employer_ungraded), colours().soft);
}

} // namespace

void draw_employer(const PageContext& p, RecordId employer) {
    const auto& events = p.derived.events(employer);
    if (p.catalog.find_register("credit") >= 0) grade(p, events);
    heading(tr(T::employer_story), tr(T::employer_story_hint, {grouped(int64_t(events.size()))}));
    const Palette& c = colours();
    const float width = ImGui::GetContentRegionAvail().x, high = 30;
    const ImVec2 start = crisp(ImGui::GetCursorScreenPos());
    for (size_t i = 0; i < std::min(events.size(), most); ++i) {
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
    ImGui::Dummy({width, high * float(std::min(events.size(), most)) + space::m});
}

} // namespace mj
