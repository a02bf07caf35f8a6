// Records as lines of JSON for databases.
#include "core/clock/calendars.hpp"
#include "core/exchange/json_file.hpp"
#include "core/sql/sql.hpp"

#include <algorithm>

namespace mj {

std::string work_day_lines(const Ledger& ledger) {
    constexpr int gap = 1'000'000; // more than any limit: no limit leads from one run of years into another
    std::vector<Calendar> calendars = calendars_of(ledger);
    std::sort(calendars.begin(), calendars.end(),
              [](const Calendar& a, const Calendar& b) { return a.year < b.year; });
    std::string out;
    int number = 0, before = 0;
    for (const Calendar& calendar : calendars) {
        if (calendar.year != before + 1) number += gap;
        before = calendar.year;
        const WorkDays days({calendar});
        const Period whole = Period::of_year(calendar.year);
        for (Date day = whole.from; day <= whole.to; day = day.plus(1)) {
            const bool works = days.on_or_after({day, day}).earliest == day;
            number += works;
            out += "{\"day\":\"" + day.text() + "\",\"works\":" + (works ? "true" : "false") +
                   ",\"number\":" + std::to_string(number) + "}\n";
        }
    }
    return out;
}

RecordLines::RecordLines(const Ledger& ledger, int reg, std::vector<uint32_t> rows, bool personal)
    : ledger_(ledger), reg_(reg), rows_(std::move(rows)), personal_(personal) {}

bool RecordLines::next(std::string& out) {
    constexpr size_t piece = 64 * 1024;
    const Table& table = ledger_.table(reg_);
    const Catalog& catalog = ledger_.catalog();
    const size_t begin = out.size();
    for (; at_ < rows_.size() && out.size() < begin + piece; ++at_) {
        const uint32_t row = rows_[at_];
        const RecordHead head = table.head(row);
        const auto office = std::find_if(catalog.offices.begin(), catalog.offices.end(),
                                         [&](const Office& one) { return one.number == head.id.office(); });
        out += "{\"id\":\"" + head.id.text() + "\",\"office\":";
        put_json_text(out, office == catalog.offices.end() ? std::to_string(head.id.office()) : office->id);
        out += ",\"state\":\"" + std::string(state_ids[size_t(head.state)]) + "\",\"created\":\"";
        put_json_time(out, head.created);
        out += "\",\"changed\":\"";
        put_json_time(out, head.changed);
        out += '"';
        for (int f = 0; f < table.fields(); ++f) {
            const Field& field = catalog.registers[size_t(reg_)].fields[size_t(f)];
            const Column& column = table.column(f);
            if (!column.has(row) || (field.personal && !personal_)) continue;
            out += ',';
            put_json_text(out, field.id);
            out += ':';
            if (field.type == FieldType::money)
                out += std::to_string(column.number(row));
            else
                put_json_value(out, catalog, field, column, row);
        }
        out += "}\n";
    }
    return out.size() > begin;
}

} // namespace mj
