// The records of a register, or those behind a figure or a cell of a chart.
#include "app/page/board_words.hpp"
#include "app/page/explore.hpp"
#include "app/page/list_words.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/question_words.hpp"
#include "app/text/period_words.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "app/widget/table.hpp"

#include <array>

namespace mj {
namespace {

/// What the records of a figure add up to, where that is not their number.
std::string sum_words(const PageContext& p, const Place& place) {
    const auto* filter = std::get_if<FigureFilter>(&place.filter);
    if (!filter || filter->unsaid || !place.search.empty()) return {};
    const Indicator& indicator = p.catalog.indicators[size_t(filter->indicator)];
    if (indicator.ratio || indicator.of.measure != Measure::sum) return {};
    return tr(T::part_sum,
              {figure_text(p.derived.figures(p.asked())[size_t(filter->indicator)]), pick(indicator.unit)});
}

/// How many drafts and void records are not among those behind a figure.
std::string left_out_words(const PageContext& p, const Place& place) {
    if (!place.filter.index()) return {};
    const LeftOut& left = p.derived.left_out(place, p.state.year);
    std::string out;
    if (left.drafts) out += std::string(" · ") + tr(T::drafts_out, {grouped(int64_t(left.drafts))});
    if (left.voids) out += std::string(" · ") + tr(T::voids_out, {grouped(int64_t(left.voids))});
    return out;
}

void ratio_parts(const PageContext& p, const Place& place) {
    const auto* figure = std::get_if<FigureFilter>(&place.filter);
    if (!figure) return;
    const Indicator& indicator = p.catalog.indicators[size_t(figure->indicator)];
    if (!indicator.ratio) return;
    const Figure& value = p.derived.figures(p.asked())[size_t(figure->indicator)];
    const std::string top = tr(T::part_top, {grouped(value.top)}),
                      bottom = tr(T::part_bottom, {grouped(value.bottom)}),
                      rest = tr(T::part_rest, {grouped(value.bottom - value.top)});
    const char* labels[] = {top.c_str(), bottom.c_str(), rest.c_str()};
    const int now = figure->unsaid ? -1 : figure->rest ? 2 : figure->bottom ? 1 : 0;
    const size_t parts = indicator.of.reg == indicator.per.reg ? 3 : 2;
    const int chosen = segments("part", std::span(labels).first(parts), now);
    if (chosen != now)
        p.queue.push(act::SetFilter{FigureFilter{figure->indicator, chosen > 0, chosen == 2, figure->part}});
}

/// Records of the list that do not count, and the way to them.
void uncounted(const PageContext& p, const Place& place) {
    if (place.filter.index()) return;
    const LeftOut& among = p.derived.left_out(place, p.state.year);
    for (const auto& [state, count] :
         {std::pair(State::draft, among.drafts), std::pair(State::void_, among.voids)}) {
        if (!count) continue;
        if (button(("list." + std::string(state_ids[size_t(state)])).c_str(),
                   tr(T::list_state, {tr(state_text(state)), grouped(int64_t(count))}).c_str()))
            p.queue.push(act::SetFilter{StateFilter{state}});
        ImGui::SameLine(0, space::s);
    }
    if (among.drafts || among.voids) ImGui::NewLine();
}

/// Search, and the ways in which records come; on a phone below each other.
void tools(const PageContext& p, const Place& place, size_t shown) {
    std::string search = place.search;
    float buttons = 0;
    for (const T label : {T::new_record, T::import_table, T::give_form, T::list_explore})
        buttons += button_width(tr(label)) + space::s;
    const std::string export_label = tr(T::list_export, {grouped(int64_t(shown))});
    buttons += choice_width(export_label) + space::s;
    const float width = ImGui::GetContentRegionAvail().x,
                room = p.narrow ? width : width - buttons - space::m;
    if (text_input("search", tr(T::search_hint), search, std::min(360.f, room)))
        p.queue.push(act::SetSearch{search});
    if (!p.narrow) ImGui::SameLine(0, space::s);
    if (button("new", tr(T::new_record), ButtonKind::quiet, p.writable()))
        p.queue.push(act::NewDraft{place.reg});
    ImGui::SameLine(0, space::s);
    if (button("import", tr(T::import_table), ButtonKind::quiet, p.writable()))
        p.queue.push(act::ImportFile{place.reg});
    ImGui::SameLine(0, space::s);
    if (button("form", tr(T::give_form))) p.queue.push(act::GiveForm{place.reg});
    ImGui::SameLine(0, space::s);
    if (button("list.explore", tr(T::list_explore))) {
        const auto* asked = std::get_if<AskedFilter>(&place.filter);
        Question question = first_question(p, place.reg);
        if (asked) {
            question.where = asked->question.where;
            question.in = asked->question.in;
            question.date = asked->question.date;
            if (!question.timed()) question.versus = Versus::nothing;
        }
        p.queue.push(act::OpenPage{PageId::explore, AskedFilter{std::move(question)}});
    }
    if (!shown) return;
    if (!p.narrow) ImGui::SameLine(0, space::s);
    std::string chosen;
    const auto ways = [] {
        return std::vector<Option>{{"xlsx", tr(T::list_xlsx)},
                                   {"csv", tr(T::list_csv)},
                                   {"xlsx.personal", tr(T::list_xlsx_personal)},
                                   {"csv.personal", tr(T::list_csv_personal)},
                                   {"print", tr(T::report_print)}};
    };
    if (choice("list.export", export_label, export_label, ways, chosen, choice_width(export_label)))
        p.queue.push(chosen == "print"
                         ? Action(act::PrintPage{})
                         : Action(act::ExportList{chosen.starts_with("xlsx"), chosen.ends_with("personal")}));
}

void head(const PageContext& p, const Place& place, size_t shown) {
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    const uint64_t all = p.ledger.table(place.reg).records();
    if (button("back", tr(T::back))) p.queue.push(act::Back{});
    ImGui::SameLine(0, space::m);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float used;
    {
        Typed typed(type::title, Weight::semibold);
        used = draw_text({at.x, at.y + 2}, ImGui::GetContentRegionAvail().x * 0.6f, pick(reg.name),
                         colours().ink);
    }
    {
        Typed typed(type::note);
        std::string count = shown == all
                                ? tr(T::records_count, {grouped(int64_t(all))})
                                : tr(T::records_of, {grouped(int64_t(shown)), grouped(int64_t(all))});
        if (const std::string sum = sum_words(p, place); !sum.empty()) count += " · " + sum;
        count += left_out_words(p, place);
        const float room = ImGui::GetContentRegionAvail().x - used - space::m;
        draw_text({at.x + used + space::m, at.y + 10}, room, count, colours().soft);
        probe_note("count", count, "text", {at.x + used, at.y}, {at.x + used + room, at.y + 26}, count);
    }
    ImGui::Dummy({1, space::control});
    ratio_parts(p, place);
    if (const auto* figure = std::get_if<FigureFilter>(&place.filter)) {
        if (button("explain", tr(T::explain_button))) p.queue.push(act::Explain{figure->indicator});
        if (!p.narrow) ImGui::SameLine(0, space::s);
        if (!figure->unsaid && unsaid_button(p, figure->indicator) && !p.narrow) ImGui::SameLine(0, space::s);
    }
    if (place.filter.index() && chip("filter", list_words(p))) p.queue.push(act::SetFilter{});
    uncounted(p, place);
    tools(p, place, shown);
}

float column_width(const Register& reg, int f) {
    const Field& field = reg.fields[size_t(f)];
    return f == reg.title ? 208 : field.type == FieldType::link ? 180 : is_number(field) ? 112 : 100;
}

/// A phone shows what fits beside the title and the date; the record shows the rest.
std::vector<int> shown_fields(const PageContext& p, const Register& reg) {
    if (!p.narrow) return reg.columns;
    float room = ImGui::GetContentRegionAvail().x;
    for (const int f : {reg.title, reg.date})
        if (f >= 0) room -= column_width(reg, f);
    std::vector<int> out;
    for (const int f : reg.columns) {
        const bool always = f == reg.title || f == reg.date;
        if (!always && (room -= column_width(reg, f)) < 0) continue;
        out.push_back(f);
    }
    return out;
}

/// Drafts that lie here, and the way to one of them.
void unsaved(const PageContext& p, int reg) {
    int count = 0;
    RecordId last;
    for (const auto& [bits, draft] : p.state.drafts)
        if (draft.reg == reg && draft.altered()) ++count, last = draft.id;
    if (!count) return;
    if (banner("list.drafts", Tone::calm, tr(T::list_drafts, {std::to_string(count)}), tr(T::draft_open)))
        p.queue.push(act::OpenRecord{reg, last});
    ImGui::Dummy({1, space::s});
}

} // namespace

void draw_list(const PageContext& p) {
    const Place& place = p.state.history.current();
    const Register& reg = p.catalog.registers[size_t(place.reg)];
    const Table& records = p.ledger.table(place.reg);
    const std::vector<uint32_t>& rows = p.derived.rows(place, p.state.year);
    head(p, place, rows.size());
    unsaved(p, place.reg);
    if (records.records() == 0) {
        const int pressed = empty_state("list.none", tr(T::list_empty), tr(T::list_empty_how),
                                        {tr(T::import_table), tr(T::give_form)});
        if (pressed == 1) p.queue.push(act::ImportFile{place.reg});
        if (pressed == 2) p.queue.push(act::GiveForm{place.reg});
        return;
    }
    std::vector<TableColumn> columns;
    const std::vector<int> fields = shown_fields(p, reg);
    int sorted = -1;
    for (const int f : fields) {
        const Field& field = reg.fields[size_t(f)];
        if (place.sort == f || (place.sort < 0 && f == reg.date)) sorted = int(columns.size());
        columns.push_back({field.id, pick(field.name), column_width(reg, f), is_number(field)});
    }
    const bool descending = place.sort < 0 || place.descending;
    ImGui::BeginChild("list", {page_width(p), 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    const TableEvent event = table(
        "records", columns, int(rows.size()), sorted, descending, [&](int row, int column, std::string& out) {
            const int f = fields[size_t(column)];
            const Field& field = reg.fields[size_t(f)];
            const uint32_t at = rows[size_t(row)];
            const Column& cells = records.column(f);
            const State state = records.head(at).state;
            if (column == 0 && (state == State::draft || state == State::void_))
                out = std::string(tr(state_text(state))) + " · ";
            if (!cells.has(at)) return;
            if (field.type == FieldType::link)
                out += record_name(p.ledger, field.target, RecordId{cells.links()[at]});
            else
                out += cell_text(p.catalog, field, cells.get(at));
        });
    ImGui::EndChild();
    if (event.row >= 0) p.queue.push(act::OpenRecord{place.reg, records.head(rows[size_t(event.row)]).id});
    if (event.column >= 0) {
        const int f = fields[size_t(event.column)];
        p.queue.push(act::SetSort{f, event.column == sorted && !descending});
    }
}

} // namespace mj
