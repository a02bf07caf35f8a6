// The yearly report and the briefs as they are written from the registers; each number opens what it is made of.
#include "app/page/report.hpp"
#include "app/page/pieces.hpp"
#include "app/page/report_lines.hpp"
#include "app/port/probe.hpp"
#include "app/state/kept_report.hpp"
#include "app/text/period_words.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/form.hpp"
#include "app/widget/text_box.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr float sheet_width = 760, line_share = 1.7f;

/// The parts of a year for which some template is meant.
std::vector<std::pair<std::string, std::string>> part_choices(const PageContext& p) {
    std::vector<std::pair<std::string, std::string>> out;
    for (int part = 0; part < ReportingPeriod::parts; ++part)
        if (chosen_report(p.catalog, {}, {p.state.year, part}))
            out.emplace_back(std::to_string(part), part_name(part));
    return out;
}

constexpr std::string_view kept_id = "kept.";

/// Of the part of a year, and of the templates and drafts.
void choices(const PageContext& p, const ShownReport& shown) {
    Columns columns(160, 700);
    columns.begin();
    std::string chosen = std::to_string(shown.period.part);
    if (choice("report.part", tr(T::report_part), part_choices(p), chosen, columns.width))
        p.queue.push(act::ChooseReport{p.state.report.form, std::stoi(chosen)});
    columns.end();
    std::vector<std::pair<std::string, std::string>> forms;
    for (const ReportTemplate& one : p.catalog.reports)
        if (meant_for(one, shown.period)) forms.emplace_back(one.id, pick(one.name));
    for (const auto& [id, name] : kept_reports(p.ledger))
        forms.emplace_back(std::string(kept_id) + id.text(), tr(T::report_draft, {name}));
    columns.begin();
    std::string id = shown.kept.has() ? std::string(kept_id) + shown.kept.text()
                     : shown.form     ? shown.form->id
                                      : std::string();
    if (choice("report.form", tr(T::report_form), forms, id, columns.width)) {
        const bool kept = id.starts_with(kept_id);
        const auto record =
            kept ? RecordId::parse(std::string_view(id).substr(kept_id.size())) : std::nullopt;
        p.queue.push(act::ChooseReport{kept ? p.state.report.form : id, p.state.report.part,
                                       record.value_or(RecordId())});
    }
    columns.end();
    columns.finish();
}

/// Buttons in lines, as many as fit.
void ways_out(const PageContext& p, const ShownReport& shown) {
    struct Way {
        const char* id;
        T label;
        Action what;
        bool enabled = true;
    };
    const int reg = ReportFields(p.catalog).reg;
    Way ways[] = {shown.kept.has()
                      ? Way{"report.record", T::report_record, act::OpenRecord{reg, shown.kept}}
                      : Way{"report.keep", T::report_keep, act::KeepReport{}, p.writable() && reg >= 0},
                  {"report.docx", T::report_docx, act::ExportReport{act::ExportReport::docx}},
                  {"report.xlsx", T::report_xlsx, act::ExportReport{act::ExportReport::xlsx}},
                  {"report.print", T::report_print, act::PrintPage{}},
                  {"report.markdown", T::report_markdown, act::ExportReport{act::ExportReport::markdown}},
                  {"report.json", T::report_json, act::ExportReport{act::ExportReport::json}}};
    float left = 0;
    for (Way& way : ways) {
        const std::string label = tr(way.label);
        const float width = button_width(label.c_str());
        if (left >= width + space::s) ImGui::SameLine(0, space::s);
        if (left < width + space::s) left = ImGui::GetContentRegionAvail().x;
        left -= width + space::s;
        if (button(way.id, label.c_str(), ButtonKind::quiet, way.enabled)) p.queue.push(std::move(way.what));
    }
}

std::string drift_words(const Report& report, const ReportDrift& drift) {
    return tr(T::report_drift, {report.figures[size_t(drift.figure)].name, drift.said, drift.now});
}

/// One paragraph or heading of the sheet, broken into lines; its figures are underlined and can be pressed.
class Text {
  public:
    Text(const PageContext& p, const Report& report, const ReportPart& part, std::string id, float indent)
        : p_(p), report_(report), part_(part), id_(std::move(id)), indent_(indent) {}

    void draw(float width, ImU32 colour, float align = 0) {
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const float high = crisp(ImGui::GetFontSize() * line_share);
        const std::string_view text = part_.text;
        float y = 0;
        for (size_t from = 0; from < text.size(); y += high) {
            const float begin = y == 0 ? indent_ : 0;
            const size_t to = std::max(line_end(text, from, width - begin), from + 1);
            if (ImGui::IsRectVisible({at.x, at.y + y}, {at.x + width, at.y + y + high})) {
                const float room = align > 0 ? width - text_width(text.substr(from, to - from)) : 0;
                line({at.x + begin + crisp(room * align), at.y + y}, high, from, to, colour);
            }
            from = to;
            while (from < text.size() && text[from] == ' ') ++from;
        }
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({width, y});
    }

  private:
    void line(ImVec2 at, float high, size_t from, size_t to, ImU32 colour) {
        const std::string_view text = part_.text;
        const float down = (high - ImGui::GetFontSize()) / 2;
        const auto words = [&](size_t begin, size_t end, ImU32 ink) {
            if (begin < end)
                at.x += draw_text({at.x, at.y + down}, FLT_MAX, text.substr(begin, end - begin), ink);
        };
        for (size_t i = 0; i < part_.marks.size(); ++i) {
            const ReportMark& mark = part_.marks[i];
            if (mark.to <= from || mark.from >= to || (mark.change && mark.drift < 0)) continue;
            const size_t begin = std::max(mark.from, from), end = std::min(mark.to, to);
            words(from, begin, colour);
            const ReportFigure& figure = report_.figures[size_t(mark.figure)];
            const float wide = text_width(text.substr(begin, end - begin));
            // Its rest on the next line is the same figure.
            const std::string id = id_ + "." + std::to_string(i) + (begin > mark.from ? "+" : "");
            const Press pressed = press(id.c_str(), at, {wide, high}, figure.name, "figure",
                                        figure.value ? figure.value->text() : std::string());
            ImDrawList& list = *ImGui::GetWindowDrawList();
            const Palette& c = colours();
            const float under = crisp(at.y + down + ImGui::GetFontSize() + 2);
            if (pressed.hovered || pressed.focused)
                list.AddRectFilled(at, {at.x + wide, at.y + high}, c.tint, 3);
            const bool drifted = mark.drift >= 0;
            list.AddLine({at.x, under}, {at.x + wide, under}, drifted ? c.cinnabar : c.blue,
                         drifted ? 2.f : 1.f);
            if (pressed.hovered) hint(figure, mark);
            if (pressed.pressed) open_figure(p_, report_, figure);
            words(begin, end, drifted ? c.cinnabar : c.blue);
            from = end;
        }
        words(from, to, colour);
    }

    void hint(const ReportFigure& figure, const ReportMark& mark) {
        std::string words =
            figure.before ? tr(T::report_before, {figure.before->text() + figure.unit}) : std::string();
        if (mark.drift >= 0) words = drift_words(report_, report_.drifts[size_t(mark.drift)]);
        tooltip(figure.name, words);
    }

    const PageContext& p_;
    const Report& report_;
    const ReportPart& part_;
    std::string id_;
    float indent_;
};

/// What of a draft is no longer so, and the way to have it so.
void drifts(const PageContext& p, const Report& report) {
    if (report.drifts.empty()) return;
    constexpr size_t most = 6;
    const Palette& c = colours();
    status_mark("report.drifts", Tone::bad, tr(T::report_drifts, {grouped(int64_t(report.drifts.size()))}));
    for (size_t i = 0; i < report.drifts.size() && i < most; ++i)
        paragraph(drift_words(report, report.drifts[i]), c.soft, sheet_width);
    if (button("report.renew", tr(T::report_renew), ButtonKind::primary, p.writable()))
        p.queue.push(act::RenewReport{});
    ImGui::Dummy({1, space::s});
}

/// A heading or paragraph; `pen`: how much room the way to change it has beside it, 0: there is none.
void line_of(const PageContext& p, const Report& report, const ReportPart& part, size_t at, float indent,
             float width, float pen) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const std::string id = "report." + std::to_string(at);
    Text(p, report, part, id, indent).draw(width - pen, colours().ink);
    if (pen <= 0) return;
    const ImVec2 after = ImGui::GetCursorScreenPos();
    Typed typed(type::note);
    const ImVec2 min{start.x + width - pen + space::xs, start.y};
    const Press pressed = press((id + ".edit").c_str(), min, {pen - space::xs, p.phone ? space::touch : 24},
                                tr(T::report_edit), "button");
    draw_text({min.x + space::xs / 2, min.y + 5}, pen, tr(T::report_edit),
              pressed.hovered || pressed.focused ? colours().blue : colours().soft);
    if (pressed.pressed) p.queue.push(act::EditReport{int(at)});
    ImGui::SetCursorScreenPos(after);
    ImGui::Dummy({0, 0});
}

/// In the place of the part that is being typed in: its line as the draft has it.
/// `begins`: it has just been opened.
void typed_part(const PageContext& p, const ShownReport& shown, float width, bool begins) {
    const ReportChoice& choice = p.state.report;
    std::string line = shown.text.substr(choice.edited, choice.edited_size);
    {
        Typed typed(type::note);
        paragraph(tr(T::report_typing), colours().soft, width);
    }
    if (begins) ImGui::SetKeyboardFocusHere();
    if (text_box("report.typed", line, width, tr(T::report_part_text)))
        p.queue.push(act::TypeReport{std::move(line)});
    if (shown.typed)
        for (const Draft::FieldProblem& one : shown.typed->problems)
            paragraph(field_problem_words(one.problem), colours().cinnabar, width);
    if (button("report.done", tr(T::report_done), ButtonKind::primary)) p.queue.push(act::EditReport{-1});
    ImGui::SameLine(0, space::s);
    if (button("report.drop", tr(T::report_drop))) p.queue.push(act::DropReport{});
    ImGui::Dummy({1, space::xs});
}

/// Words that are not saved and in no box.
void unsaved(const PageContext& p, const ShownReport& shown) {
    if (!shown.typed || !shown.typed->altered() || shown.typed->saving ||
        typed_lines(p.state.report, shown.text))
        return;
    status_mark("report.unsaved", Tone::soon, tr(T::report_unsaved));
    for (const Draft::FieldProblem& one : shown.typed->problems)
        paragraph(field_problem_words(one.problem), colours().cinnabar, sheet_width);
    if (button("report.save", tr(T::report_save), ButtonKind::primary)) p.queue.push(act::EditReport{-1});
    ImGui::SameLine(0, space::s);
    if (button("report.drop", tr(T::report_drop))) p.queue.push(act::DropReport{});
    ImGui::Dummy({1, space::s});
}

void sheet(const PageContext& p, const ShownReport& shown, const Report& report) {
    const Palette& c = colours();
    const float room = ImGui::GetContentRegionAvail().x, edge = p.phone ? space::m : 3 * space::l;
    const float outer = std::min(room, sheet_width), width = outer - 2 * edge;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSplit(2); // how high the sheet is, is known when it is written
    list.ChannelsSetCurrent(1);
    ImGui::Dummy({1, edge});
    ImGui::Indent(edge);
    {
        Typed typed(type::title, Weight::semibold);
        ReportPart title;
        title.text = report.title;
        Text(p, report, title, "report.title", 0).draw(width, c.ink, 0.5f);
        probe_note("report.title", report.title, "text", start,
                   {start.x + outer, ImGui::GetCursorScreenPos().y});
    }
    ImGui::Dummy({1, space::m});
    for (const std::string& remark : remarks_on(report)) paragraph(remark, c.ochre, width);
    const bool mine = shown.kept.has() && p.writable();
    const float pen = mine ? text_width(tr(T::report_edit)) + space::m : 0;
    const ReportChoice& choice = p.state.report;
    const bool box = mine && typed_lines(choice, shown.text);
    bool typing = box;
    int& open = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("report.open"), -1);
    const bool begins = box && open != int(choice.edited);
    open = box ? int(choice.edited) : -1;
    const size_t typed_end = choice.edited + choice.edited_size;
    for (size_t i = 0; i < report.parts.size(); ++i) {
        const ReportPart& part = report.parts[i];
        const std::string id = "report." + std::to_string(i);
        if (typing && part.from >= choice.edited) {
            typed_part(p, shown, width, begins);
            typing = false;
        }
        if (box && part.from >= choice.edited && part.from <= typed_end) continue;
        if (part.kind == ReportPart::Kind::heading) {
            if (part.level == 1) ImGui::Dummy({1, space::xs});
            Typed typed(part.level == 1 ? type::heading + 1 : type::heading,
                        part.level == 3 ? Weight::regular : Weight::semibold);
            line_of(p, report, part, i, 0, width, pen);
            continue;
        }
        if (part.kind == ReportPart::Kind::table) {
            ImGui::Dummy({1, space::s});
            Typed typed(type::body, Weight::semibold);
            Text(p, report, part, id, 0).draw(width, c.ink, 0.5f);
            if (part.chart == ReportPart::Chart::none)
                draw_table(p, report, part, id, width);
            else
                draw_chart(p, report, part, id, width);
            continue;
        }
        if (part.proposed) {
            Typed typed(type::note);
            paragraph(tr(T::report_proposed), c.ochre, width);
        }
        Typed typed(type::heading);
        line_of(p, report, part, i, 2 * type::heading, width, pen);
    }
    if (typing) typed_part(p, shown, width, begins);
    {
        Typed typed(type::note);
        paragraph(source_line(report), c.soft, width, 1);
    }
    ImGui::Unindent(edge);
    ImGui::Dummy({1, edge});
    list.ChannelsSetCurrent(0);
    draw_card(start, {start.x + outer, ImGui::GetCursorScreenPos().y});
    list.ChannelsMerge();
}

} // namespace

void draw_report(const PageContext& p) {
    page_title(p, tr(T::nav_report), tr(T::report_about));
    if (nothing_yet(p)) return;
    const ShownReport shown = shown_report(p.state, p.ledger);
    choices(p, shown);
    if (!shown.form && shown.kept.has()) {
        paragraph(tr(T::report_unread, {shown.name}), colours().cinnabar);
        if (button("report.record", tr(T::report_record)))
            p.queue.push(act::OpenRecord{ReportFields(p.catalog).reg, shown.kept});
        return;
    }
    if (!shown.form) return paragraph(tr(T::report_none), colours().soft);
    ways_out(p, shown);
    ImGui::Dummy({1, space::s});
    const Report& report = p.derived.report(*shown.form, shown.period, shown.draft());
    unsaved(p, shown);
    drifts(p, report);
    sheet(p, shown, report);
}

bool kept_report(const PageContext& p, int reg, RecordId id) {
    if (reg != ReportFields(p.catalog).reg) return false;
    if (button("record.sheet", tr(T::report_sheet), ButtonKind::primary)) {
        p.queue.push(act::OpenPage{PageId::report});
        p.queue.push(act::ChooseReport{{}, 0, id});
    }
    return true;
}

} // namespace mj
