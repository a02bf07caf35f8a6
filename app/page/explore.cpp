// Any question to the registers: ready ones, those that were kept, or one put together; then its answer.
#include "app/page/explore.hpp"

#include "app/page/pieces.hpp"
#include "app/state/question_words.hpp"
#include "app/widget/form.hpp"
#include "core/question/question_text.hpp"

namespace mj {
namespace {

constexpr float ready_high = 64;

void ask(const PageContext& p, const Question& question) {
    p.queue.push(act::OpenPage{PageId::explore, AskedFilter{question}});
}

/// A question as a card with its sentence. True when it was pressed.
bool question_card(const std::string& id, std::string_view words, ImVec2 size) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const Press card = press(id.c_str(), at, size, words, "question");
    draw_card(at, {at.x + size.x, at.y + size.y}, card.hovered, card.focused);
    paragraph_at({at.x + space::m, at.y + 11}, size.x - 2 * space::m, 2, words, colours().ink);
    return card.pressed;
}

/// What somebody has given a name and kept.
void kept_questions(const PageContext& p, int columns) {
    const int at = p.catalog.find_register("question");
    if (at < 0 || p.ledger.table(at).records() == 0) return;
    const Register& reg = p.catalog.registers[size_t(at)];
    const Table& table = p.ledger.table(at);
    const int text = reg.find("asks");
    if (text < 0) return;
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.counts(row) && table.column(text).has(row)) rows.push_back(row);
    if (rows.empty()) return;
    heading(tr(T::explore_kept));
    ImGui::Dummy({1, space::xs});
    grid(int(rows.size()), columns, ready_high, [&](int i, ImVec2 size) {
        const uint32_t row = rows[size_t(i)];
        const std::string name(table.column(reg.title).text(row));
        if (!question_card("kept." + table.head(row).id.text(), name, size)) return;
        auto question = parse_question(p.catalog, table.column(text).text(row));
        if (question)
            ask(p, *question);
        else
            p.queue.push(act::OpenRecord{at, table.head(row).id, text});
    });
    ImGui::Dummy({1, space::s});
}

void start(const PageContext& p) {
    page_title(p, tr(T::explore_title), tr(T::explore_sentence));
    if (nothing_yet(p)) return;
    const int columns = p.narrow ? 1 : columns_for(ImGui::GetContentRegionAvail().x, 330);
    kept_questions(p, columns);
    heading(tr(T::explore_ready));
    ImGui::Dummy({1, space::xs});
    const auto& ready = p.catalog.questions;
    grid(int(ready.size()), columns, ready_high, [&](int i, ImVec2 size) {
        const ReadyQuestion& of = ready[size_t(i)];
        if (!question_card("ready." + of.id, pick(of.name), size)) return;
        if (auto question = parse_question(p.catalog, text_for_year(of.text, p.state.year)))
            ask(p, *question);
    });
    ImGui::Dummy({1, space::s});
    heading(tr(T::explore_own));
    std::string chosen;
    const auto registers = [&] {
        std::vector<Option> out;
        for (int reg = 0; reg < int(p.catalog.registers.size()); ++reg)
            if (const uint64_t records = p.ledger.table(reg).records())
                out.push_back(
                    {p.catalog.registers[size_t(reg)].id,
                     pick(p.catalog.registers[size_t(reg)].name) + "  " + grouped(int64_t(records))});
        return out;
    };
    if (choice("explore.reg", tr(T::explore_reg), tr(T::choose), registers, chosen, 300))
        ask(p, first_question(p, p.catalog.find_register(chosen)));
}

} // namespace

Question first_question(const PageContext& p, int reg) {
    const Register& r = p.catalog.registers[size_t(reg)];
    Question out;
    out.reg = reg;
    out.reckon.emplace_back();
    for (size_t f = 0; f < r.asked() && out.by.empty(); ++f)
        if (r.fields[f].type == FieldType::code) out.by.push_back({int(f)});
    if (r.date >= 0 && p.state.year) {
        out.in = ReportingPeriod(p.state.year).days();
        out.versus = Versus::year;
    }
    usual_order(out);
    return out;
}

void ask_instead(const PageContext& p, Question question) {
    if (!check_question(p.catalog, question))
        p.queue.push(act::OpenPage{PageId::explore, AskedFilter{std::move(question)}});
}

bool kept_answer(const PageContext& p, int reg, uint32_t row) {
    const Register& of = p.catalog.registers[size_t(reg)];
    const int asks = of.id == "question" ? of.find("asks") : -1;
    if (asks < 0 || !p.ledger.table(reg).column(asks).has(row)) return false;
    const auto question = parse_question(p.catalog, p.ledger.table(reg).column(asks).text(row));
    if (!question) return false;
    if (button("record.answer", tr(T::explore_asked), ButtonKind::primary)) ask(p, *question);
    return true;
}

void draw_explore(const PageContext& p) {
    const auto* asked = std::get_if<AskedFilter>(&p.state.history.current().filter);
    if (!asked) return start(p);
    const float room = title_width(tr(T::explore_new)) + 2 * space::l;
    page_title(p, tr(T::explore_title), pick(p.catalog.registers[size_t(asked->question.reg)].name), room);
    if (button("explore.new", tr(T::explore_new))) p.queue.push(act::OpenPage{PageId::explore});
    ImGui::SameLine(0, space::s);
    const int kept = p.catalog.find_register("question");
    if (kept >= 0 && button("explore.keep", tr(T::explore_keep), ButtonKind::quiet, p.writable()))
        p.queue.push(act::NewDraft{
            kept,
            {{p.catalog.registers[size_t(kept)].find("asks"), question_text(p.catalog, asked->question)}}});
    if (kept >= 0) ImGui::SameLine(0, space::s);
    if (button("explore.xlsx", tr(T::explore_xlsx))) p.queue.push(act::ExportAnswer{true});
    ImGui::SameLine(0, space::s);
    if (button("explore.export", tr(T::explore_export))) p.queue.push(act::ExportAnswer{});
    ImGui::SameLine(0, space::s);
    if (button("explore.print", tr(T::report_print))) p.queue.push(act::PrintPage{});
    ImGui::Dummy({1, space::xs});
    explore_choices(p, asked->question);
    explore_conditions(p, asked->question);
    explore_answer(p, asked->question);
}

} // namespace mj
