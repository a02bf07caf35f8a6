#include "app/page/warning_words.hpp"

#include "app/page/clock_words.hpp"

namespace mj {

ImU32 level_colour(int level) {
    const Palette& c = colours();
    const ImU32 set[] = {c.blue, c.ochre, c.cinnabar};
    return set[level];
}

std::string warning_why(const Catalog& catalog, const Warning& w) {
    const WarningRule& rule = catalog.warnings[size_t(w.rule)];
    if (rule.field < 0) return tr(T::warning_records, {grouped(w.weight)});
    const Field& field = catalog.registers[size_t(rule.reg)].fields[size_t(rule.field)];
    return tr(T::warning_count,
              {pick(field.name), field.type == FieldType::money ? yuan(w.weight) : grouped(w.weight)});
}

std::string warning_response(const Warning& w, Date day, ImU32& colour) {
    const Palette& c = colours();
    colour = c.soft;
    if (w.answered()) {
        colour = c.jade;
        return tr(T::warning_answered, {w.responses[0].day.text()});
    }
    const bool late = w.due.latest < day;
    colour = late ? c.cinnabar : c.ink;
    return tr(late ? T::warning_late : T::warning_due, {last_day(w.due)});
}

} // namespace mj
