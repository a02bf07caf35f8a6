// Required fields that a table has no column for: one value can be given to all its rows.
#include "app/frame/intake_parts.hpp"
#include "app/port/probe.hpp"
#include "app/widget/calendar.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "core/base/shown.hpp"
#include "core/intake/understand.hpp"

#include <algorithm>

namespace mj {
namespace {

const ReadColumn* filled_column(const Reading& reading, int field) {
    for (const ReadColumn& column : reading.columns)
        if (column.filled() && column.field() == field) return &column;
    return nullptr;
}

/// Which figures leave out records in which the field is not filled in.
std::string wanted_words(const PageContext& p, const Intake& intake, int field) {
    constexpr size_t most = 3;
    const auto figures = decided_by(p.catalog, intake.reg, field);
    std::string names;
    for (size_t i = 0; i < std::min(most, figures.size()); ++i)
        names += (i ? tr(T::list_comma) : "") + pick(*figures[i]);
    return tr(T::intake_wanted, {pick(p.catalog.registers[size_t(intake.reg)].fields[size_t(field)].name),
                                 names, std::to_string(figures.size())});
}

/// "事项 = 工资支付"
std::string filled_with(const PageContext& p, const Intake& intake, const ReadColumn& column) {
    const Field& field = p.catalog.registers[size_t(intake.reg)].fields[size_t(column.field())];
    if (column.source >= 0)
        return tr(T::intake_same_as,
                  {pick(field.name), head_words(intake.reading->columns[size_t(column.source)])});
    const int64_t cell = column.cells.empty() ? Reading::no_cell : column.cells.front();
    std::string value;
    if (cell == Reading::no_cell)
        value = tr(T::nothing);
    else if (field.type == FieldType::text || field.type == FieldType::link)
        value = shown(intake.reading->text(cell), longest_quote);
    else
        value = mj::cell_text(p.catalog, field, Value(cell));
    return tr(T::intake_filled, {pick(field.name), value});
}

/// A value of a field that is none of a few: typed, and taken by a press.
void fill_typed(const PageContext& p, const Intake& intake, int f, const Field& field) {
    static std::vector<std::string> typed; // by field, of one table
    static uint64_t table = 0;
    if (std::exchange(table, intake.number) != intake.number) typed.clear();
    typed.resize(std::max(typed.size(), size_t(f) + 1));
    std::string& text = typed[size_t(f)];
    const std::string id = "intake.fill." + field.id;
    const float width =
        std::min(ImGui::GetContentRegionAvail().x - 2 * button_width(tr(T::intake_fill_none)), 300.f);
    if (field.type == FieldType::date)
        date_input(id, pick(field.name), text, p.clock.today(), width);
    else
        text_input(id.c_str(), tr(T::intake_fill), text, width, pick(field.name));
    const bool fits = understand(p.catalog, field, std::string_view(text)).kind == Understood::Kind::value;
    ImGui::SameLine(0, space::s);
    if (button((id + ".do").c_str(), tr(T::intake_fill_do), ButtonKind::quiet, fits && !intake.reading_again))
        stay().press(), p.queue.push(act::AssignFill{f, text});
    if (!intake.mapping.fill(f)) return;
    ImGui::SameLine(0, space::s);
    if (button((id + ".none").c_str(), tr(T::intake_fill_none), ButtonKind::quiet, !intake.reading_again))
        stay().press(), p.queue.push(act::AssignFill{f, {}});
}

/// The day on which a matter was over, for one that a rule wants no later: when it was closed does not say when it came.
bool is_over(const Catalog& catalog, int reg, int field, int other) {
    const auto ends = [&](const ClockRule& rule) {
        return rule.reg == reg && !rule.stops.empty() && rule.stops.back() == other;
    };
    const auto orders = [&](const Condition& c) {
        return c.test == Test::not_after && c.field == field && c.other == other;
    };
    return std::any_of(catalog.clocks.begin(), catalog.clocks.end(), ends) &&
           std::any_of(catalog.checks.begin(), catalog.checks.end(), [&](const Check& check) {
               return check.of.reg == reg && std::any_of(check.must.begin(), check.must.end(), orders);
           });
}

/// Columns that can say what the field says: a day, a number or a text like it.
std::vector<Option> columns_like(const PageContext& p, const Intake& intake, const Register& reg, int field) {
    std::vector<Option> out;
    for (size_t c = 0; c < intake.reading->columns.size(); ++c) {
        const ReadColumn& column = intake.reading->columns[c];
        if (!column.made && column.field() >= 0 &&
            reg.fields[size_t(column.field())].type == reg.fields[size_t(field)].type &&
            !is_over(p.catalog, intake.reg, field, column.field()))
            out.push_back({std::to_string(c), tr(T::intake_same, {head_words(column)})});
    }
    return out;
}

/// One column serves two fields: a register of its own has often one day where this one asks for two.
void fill_same(const PageContext& p, const Intake& intake, int f, const Field& field, float width) {
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const std::string id = "intake.same." + field.id;
    std::string chosen = "?";
    const auto columns = columns_like(p, intake, reg, f);
    if (columns.size() == 1 &&
        button(id.c_str(), columns[0].label.c_str(), ButtonKind::quiet, !intake.reading_again))
        chosen = columns[0].id;
    if (columns.size() > 1)
        choice(
            id.c_str(), pick(field.name), tr(T::intake_same_which), [&] { return columns; }, chosen, width);
    if (chosen == "?") return;
    stay().press();
    p.queue.push(act::AssignFill{f, {}, size_t(std::stoul(chosen))});
}

void fill_chosen(const PageContext& p, const Intake& intake, int f, const Field& field) {
    const Mapping::Fill* said = intake.mapping.fill(f);
    std::vector<Option> all;
    if (field.type == FieldType::flag)
        all = {{"yes", tr(T::yes)}, {"no", tr(T::no)}};
    else
        for (const Code& code : p.catalog.code_lists[size_t(field.codes)].codes)
            if (!code.retired) all.push_back({code.id, pick(code.name)});
    std::string chosen = said ? said->value : std::string(), now = tr(T::intake_fill);
    for (const Option& option : all)
        if (option.id == chosen) now = option.label;
    const auto options = [&] {
        if (said) all.push_back({"", tr(T::intake_fill_none)});
        return all;
    };
    if (choice(("intake.fill." + field.id).c_str(), pick(field.name), now, options, chosen,
               std::min(ImGui::GetContentRegionAvail().x, 340.f)))
        stay().press(), p.queue.push(act::AssignFill{f, chosen});
}

} // namespace

std::string filled_words(const PageContext& p, const Intake& intake) {
    std::string out;
    for (const ReadColumn& column : intake.reading->columns)
        if (column.filled()) out += (out.empty() ? "" : " · ") + filled_with(p, intake, column);
    return out;
}

void required_told(const PageContext& p, const Intake& intake) {
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const auto& lacking = intake.plan->lacking();
    for (size_t f = 0; f < intake.lacked.size(); ++f) {
        if (!intake.lacked[f] && !intake.wanted[f]) continue;
        stay().here(intake, Stay::of(Stay::required, f));
        const Field& field = reg.fields[f];
        const ReadColumn* filled = filled_column(*intake.reading, int(f));
        const bool missing = intake.wanted[f] ? !intake.reading->has_column(int(f)) : lacking[f] > 0;
        const std::string asks =
            intake.wanted[f] ? wanted_words(p, intake, int(f)) : tr(T::intake_lacking, {pick(field.name)});
        std::string text = asks, id = (intake.wanted[f] ? "intake.wanted." : "intake.lacking.") + field.id;
        ImU32 colour = intake.wanted[f] ? colours().ochre : colours().cinnabar;
        if (filled) {
            text = filled_with(p, intake, *filled) + tr(T::intake_fill_hint);
            id = "intake.filled." + field.id, colour = colours().ink;
        } else if (!missing) {
            text = tr(T::intake_found, {pick(field.name)});
            id = "intake.found." + field.id, colour = colours().soft;
        }
        // The room of the question, whatever has become of it.
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const float wide = ImGui::GetContentRegionAvail().x, high = paragraph_height(asks, wide);
        paragraph_at(start, wide, 8, text, colour);
        probe_note(id, text, "text", start, {start.x + 100, start.y + 16}, text);
        ImGui::SetCursorScreenPos({start.x, start.y + high + 2});
        const bool typed = field.type != FieldType::code && field.type != FieldType::flag,
                   like = typed && field.type != FieldType::link;
        constexpr float two_beside = 800, second = 500;
        const float line = std::max(ImGui::GetFrameHeight(), space::control) + space::xs;
        const bool asked = filled || missing;
        // What tells one record from another is not the same in all.
        const bool own = std::find(reg.key.begin(), reg.key.end(), int(f)) != reg.key.end();
        if (asked && typed && !own)
            fill_typed(p, intake, int(f), field);
        else if (asked && !typed)
            fill_chosen(p, intake, int(f), field);
        if (like && !filled && asked) {
            ImGui::SetCursorScreenPos(wide < two_beside ? ImVec2{start.x, start.y + high + 2 + line}
                                                        : ImVec2{start.x + second, start.y + high + 2});
            fill_same(p, intake, int(f), field, std::min(wide, 340.f));
        }
        ImGui::SetCursorScreenPos(start);
        ImGui::Dummy({1, high + 2 + (like && wide < two_beside ? 2 * line : line)});
    }
}

} // namespace mj
