// The report that is shown: which one, a draft of one's own, and how it leaves the screen.
#include "app/action/actor.hpp"
#include "app/state/kept_report.hpp"
#include "core/report/draft.hpp"
#include "core/report/report_write.hpp"

#include <algorithm>

namespace mj {
namespace {

const Report* report_of(const ShownReport& shown, Derived& derived) {
    return shown.form ? &derived.report(*shown.form, shown.period, shown.draft()) : nullptr;
}

/// "…报告", then "…报告 2": no draft has the name yet.
std::string free_name(const std::string& title, const Ledger& ledger) {
    const auto taken = kept_reports(ledger);
    std::string name = title;
    for (int n = 2;
         std::any_of(taken.begin(), taken.end(), [&](const auto& one) { return one.second == name; }); ++n)
        name = title + " " + std::to_string(n);
    return name;
}

} // namespace

bool Actor::shows_report() const {
    return keeper_.loaded() && state_.history.current().page == PageId::report;
}

template <> void Actor::on(act::ChooseReport& a) { state_.report = {std::move(a.form), a.part, a.kept}; }

template <> void Actor::on(act::KeepReport&) {
    if (!shows_report() || busy() || !keeper_.writable()) return;
    const ReportFields fields(keeper_.ledger().catalog());
    const ShownReport shown = shown_report(state_, keeper_.ledger());
    const Report* report = report_of(shown, derived_);
    if (!report || !fields.there()) return;
    const RecordId id = keeper_.new_id();
    Draft& draft = state_.drafts.emplace(id.bits, draft_of_new(keeper_.ledger().catalog(), fields.reg, id))
                       .first->second;
    const Date today = host_.clock.today();
    draft.type(fields.name, free_name(report->title, keeper_.ledger()), today);
    draft.type(fields.form, report->template_id, today);
    draft.type(fields.period, report->period.text(), today);
    draft.type(fields.text, shown.kept.has() ? shown.text : draft_text(*report), today);
    state_.report.kept = id;
    save(id, false);
}

template <> void Actor::on(act::EditReport& a) {
    const ShownReport shown = shown_report(state_, keeper_.ledger());
    const Report* report = shows_report() ? report_of(shown, derived_) : nullptr;
    if (!report || !shown.kept.has() || !keeper_.writable()) return;
    if (a.part < 0) {
        save(shown.kept, false);
        // What keeps it from being saved is said where it was typed.
        const Draft* draft = state_.draft(shown.kept);
        if (!draft || draft->problems.empty()) state_.report.edited = std::string::npos;
        return;
    }
    if (size_t(a.part) >= report->parts.size()) return;
    const ReportPart& part = report->parts[size_t(a.part)];
    state_.report.edited = part.from;
    state_.report.edited_size = part.to - part.from;
    act::StartDraft begin{ReportFields(keeper_.ledger().catalog()).reg, shown.kept};
    on(begin);
}

template <> void Actor::on(act::TypeReport& a) {
    const ShownReport shown = shown_report(state_, keeper_.ledger());
    ReportChoice& choice = state_.report;
    if (!shown.kept.has() || !typed_lines(choice, shown.text)) {
        choice.edited = std::string::npos;
        return;
    }
    std::string text = shown.text;
    text.replace(choice.edited, choice.edited_size, a.line);
    choice.edited_size = a.line.size();
    const ReportFields fields(keeper_.ledger().catalog());
    act::StartDraft begin{fields.reg, shown.kept};
    act::EditField edit{shown.kept, fields.text, std::move(text)};
    on(begin);
    on(edit);
}

template <> void Actor::on(act::DropReport&) {
    state_.report.edited = std::string::npos;
    act::DropDraft drop{state_.report.kept};
    on(drop);
}

template <> void Actor::on(act::RenewReport&) {
    const ShownReport shown = shown_report(state_, keeper_.ledger());
    const Report* report = shows_report() ? report_of(shown, derived_) : nullptr;
    if (!report || !shown.kept.has() || busy() || !keeper_.writable()) return;
    const ReportFields fields(keeper_.ledger().catalog());
    act::StartDraft begin{fields.reg, shown.kept};
    act::EditField edit{shown.kept, fields.text, draft_renewed(*report, shown.text)};
    state_.report.edited = std::string::npos; // where it lay may have moved
    on(begin);
    on(edit);
    save(shown.kept, false);
}

template <> void Actor::on(act::ExportReport& a) {
    if (!shows_report() || busy()) return;
    const ShownReport shown = shown_report(state_, keeper_.ledger());
    const Report* report = report_of(shown, derived_);
    if (!report) return;
    struct Kind {
        const char* ending;
        std::string (*write)(const Report&);
    };
    constexpr Kind kinds[] = {
        {".docx", report_docx}, {".md", report_markdown}, {".json", report_json}, {".xlsx", report_xlsx}};
    const Kind& kind = kinds[a.format];
    start(text_work(kind.write(*report), 0, host_.download,
                    (shown.name.empty() ? report->title : shown.name) + kind.ending));
}

} // namespace mj
