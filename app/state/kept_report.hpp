// Reports that somebody has taken over: records of the register "report".
#pragma once
#include "app/state/state.hpp"
#include "core/report/report.hpp"

namespace mj {

/// What the register keeps, by field; there() is false in a catalogue without it.
struct ReportFields {
    explicit ReportFields(const Catalog& catalog);
    bool there() const { return reg >= 0 && name >= 0 && form >= 0 && period >= 0 && text >= 0; }
    int reg = -1, name = -1, form = -1, period = -1, text = -1;
};

/// The report that is shown: written as the records are, or a draft with what is typed into it and not saved yet.
struct ShownReport {
    const ReportTemplate* form =
        nullptr; ///< none: no template is meant for the period, or the draft's is not known
    ReportingPeriod period;
    RecordId kept;
    std::string name, text;       ///< of the draft
    const Draft* typed = nullptr; ///< it has words that are not saved
    /// As derived.report() wants it.
    const std::string* draft() const { return kept.has() ? &text : nullptr; }
};
ShownReport shown_report(const AppState& state, const Ledger& ledger);

/// Whether a part is being typed in that is still whole lines of the text: an undo may have changed it meanwhile.
bool typed_lines(const ReportChoice& choice, std::string_view text);

/// The drafts that count or are being written, in order of row: id and name.
std::vector<std::pair<RecordId, std::string>> kept_reports(const Ledger& ledger);

} // namespace mj
