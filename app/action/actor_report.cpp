// The report that is shown: which one, and how it leaves the screen.
#include "app/action/actor.hpp"
#include "core/report/report_write.hpp"

namespace mj {

template <> void Actor::on(act::ChooseReport& a) { state_.report = {std::move(a.form), a.part}; }

namespace {

const Report* shown_report(const AppState& state, Keeper& keeper, Derived& derived) {
    if (!keeper.loaded() || state.history.current().page != PageId::report) return nullptr;
    const ReportingPeriod period(state.year, state.report.part);
    const ReportTemplate* form = chosen_report(keeper.ledger().catalog(), state.report.form, period);
    return form ? &derived.report(*form, period) : nullptr;
}

} // namespace

template <> void Actor::on(act::ExportReport& a) {
    if (busy()) return;
    const Report* report = shown_report(state_, keeper_, derived_);
    if (!report) return;
    struct Kind {
        const char* ending;
        std::string (*write)(const Report&);
    };
    constexpr Kind kinds[] = {{".docx", report_docx}, {".md", report_markdown}, {".json", report_json}};
    const Kind& kind = kinds[a.format];
    start(text_work(kind.write(*report), 0, host_.download, report->title + kind.ending));
}

template <> void Actor::on(act::PrintReport&) {
    if (const Report* report = shown_report(state_, keeper_, derived_))
        host_.window.print(report_style(), report_json(*report));
}

} // namespace mj
