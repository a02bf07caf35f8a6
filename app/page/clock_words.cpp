#include "app/page/clock_words.hpp"

#include "app/state/name.hpp"
#include "app/state/urgency.hpp"
#include "app/text/texts.hpp"

namespace mj {
namespace {

bool is_employer(const Catalog& catalog, const Field& field) {
    return field.type == FieldType::link && catalog.registers[size_t(field.target)].id == "employer";
}

} // namespace

std::string clock_words(const Catalog& catalog, const ClockReading& reading) {
    using S = ClockReading::State;
    std::string out;
    switch (reading.state) {
    case S::runs:
        if (reading.days < 0)
            out = tr(T::clock_perhaps_over);
        else if (!reading.exact())
            out = tr(T::clock_in, {std::to_string(reading.days) + "–" +
                                   std::to_string(reading.days + reading.latest.days - reading.due.days)});
        else
            out = reading.days ? tr(T::clock_in, {std::to_string(reading.days)}) : tr(T::clock_today_due);
        break;
    case S::broken: out = tr(T::clock_over, {grouped(int64_t(-reading.days))}); break;
    case S::stands: out = tr(T::clock_stands); break;
    case S::kept: out = tr(T::clock_kept); break;
    case S::late: out = tr(T::clock_late, {grouped(int64_t(-reading.days))}); break;
    case S::unknown: out = tr(T::clock_unknown); break;
    case S::unsaid: {
        if (reading.stopped < reading.starts) {
            out = tr(T::clock_contradictory);
            break;
        }
        const ClockRule& rule = catalog.clocks[size_t(reading.rule)];
        out = tr(T::clock_unsaid_day,
                 {pick(catalog.registers[size_t(rule.reg)].fields[size_t(rule.stops.front())].name)});
    }
    }
    return out;
}

std::string last_day(const DayRange& due) {
    return due.exact() ? due.earliest.text() : tr(T::clock_between, {due.earliest.text(), due.latest.text()});
}

ImU32 clock_colour(const ClockReading& reading) {
    const Palette& c = colours();
    if (reading.state == ClockReading::State::late) return c.cinnabar;
    if (reading.state == ClockReading::State::unsaid) return c.ochre;
    if (!reading.open()) return c.jade;
    switch (urgency_of(reading)) {
    case Urgency::broken: return c.cinnabar;
    case Urgency::days3:
    case Urgency::days7: return c.ochre;
    case Urgency::expired: return c.cinnabar;
    default: return 0;
    }
}

std::string clock_owner(const Ledger& ledger, const ClockReading& reading) {
    const Catalog& catalog = ledger.catalog();
    const ClockRule& rule = catalog.clocks[size_t(reading.rule)];
    const auto& fields = catalog.registers[size_t(rule.reg)].fields;
    for (const int f : rule.owners) {
        const Column& column = ledger.table(rule.reg).column(f);
        const Field& field = fields[size_t(f)];
        if (!column.has(reading.row) || is_employer(catalog, field)) continue;
        if (field.type == FieldType::link)
            return record_name(ledger, field.target, RecordId{column.links()[reading.row]});
        return cell_text(catalog, field, column.get(reading.row));
    }
    return pick(rule.desk);
}

std::string clock_employer(const Ledger& ledger, const ClockReading& reading) {
    const Catalog& catalog = ledger.catalog();
    const ClockRule& rule = catalog.clocks[size_t(reading.rule)];
    const auto& fields = catalog.registers[size_t(rule.reg)].fields;
    for (size_t f = 0; f < fields.size(); ++f)
        if (const Column& column = ledger.table(rule.reg).column(int(f));
            is_employer(catalog, fields[f]) && column.has(reading.row))
            return record_name(ledger, fields[f].target, RecordId{column.links()[reading.row]});
    return {};
}

} // namespace mj
