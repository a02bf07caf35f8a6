// The record of a year's holidays: its days are days of that year.
#include "core/catalog/calendar.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

void Ledger::check_calendar(const Edit& edit, size_t at, std::vector<FieldProblem>& out) const {
    const CalendarRegister r = calendar_register(*catalog_);
    if (r.reg != edit.reg || edit.head.state == State::void_) return;
    const Table& table = tables_[size_t(r.reg)];
    const int64_t row = edit.kind == Edit::Kind::update ? table.find(edit.head.id) : -1;
    const auto value = [&](int field) {
        Value found = row < 0 ? Value() : table.column(field).get(uint32_t(row));
        for (const FieldValue& given : edit.values)
            if (given.field == field) found = given.value;
        return found;
    };
    const auto bad = [&](int field, Problem problem) {
        problem.where = say(Said::at_record_of, CalendarRegister::id, edit.head.id.text());
        out.push_back({at, field, std::move(problem)});
    };
    const Value held = value(r.year);
    const auto* year = std::get_if<int64_t>(&held);
    if (!year) return;
    for (const int field : {r.off, r.worked}) {
        const Value days = value(field);
        const auto* text = std::get_if<std::string>(&days);
        if (!text) continue;
        const auto parsed = parse_calendar_days(*text, int(*year), field == r.worked);
        if (!parsed)
            bad(field, parsed.problem());
        else if (field == r.off && edit.head.state != State::draft && parsed->size() < least_holidays)
            bad(field,
                {say(Said::holidays_few, least_holidays, parsed->size()), {}, say(Said::whole_notice)});
    }
}

} // namespace mj
