#include "app/state/kept_report.hpp"

namespace mj {

ReportFields::ReportFields(const Catalog& catalog) : reg(catalog.find_register("report")) {
    if (reg < 0) return;
    const Register& of = catalog.registers[size_t(reg)];
    name = of.find("name");
    form = of.find("form");
    period = of.find("period");
    text = of.find("text");
}

ShownReport shown_report(const AppState& state, const Ledger& ledger) {
    const Catalog& catalog = ledger.catalog();
    const ReportFields fields(catalog);
    ShownReport out;
    out.period = {state.year, state.report.part};
    const int64_t row =
        fields.there() && state.report.kept.has() ? ledger.table(fields.reg).find(state.report.kept) : -1;
    const Draft* draft = fields.there() ? state.draft(state.report.kept) : nullptr;
    if (row >= 0 || draft) {
        const auto text = [&](int field) {
            if (draft) return draft->texts[size_t(field)];
            const Column& column = ledger.table(fields.reg).column(field);
            return column.has(uint32_t(row)) ? std::string(column.text(uint32_t(row))) : std::string();
        };
        out.kept = state.report.kept;
        out.name = text(fields.name);
        out.text = text(fields.text);
        out.typed = draft;
        const std::string form = text(fields.form);
        const auto period = ReportingPeriod::parse(text(fields.period));
        if (!period) return out;
        out.period = *period;
        for (const ReportTemplate& one : catalog.reports)
            if (one.id == form && meant_for(one, *period)) out.form = &one;
        return out;
    }
    out.form = chosen_report(catalog, state.report.form, out.period);
    return out;
}

bool typed_lines(const ReportChoice& choice, std::string_view text) {
    const size_t end = choice.edited + choice.edited_size;
    return choice.editing() && end <= text.size() &&
           (choice.edited == 0 || text[choice.edited - 1] == '\n') &&
           (end == text.size() || text[end] == '\n');
}

std::vector<std::pair<RecordId, std::string>> kept_reports(const Ledger& ledger) {
    std::vector<std::pair<RecordId, std::string>> out;
    const ReportFields fields(ledger.catalog());
    if (!fields.there()) return out;
    const Table& table = ledger.table(fields.reg);
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (table.alive(row) && table.head(row).state != State::void_)
            out.emplace_back(table.head(row).id, std::string(table.column(fields.name).text(row)));
    return out;
}

} // namespace mj
