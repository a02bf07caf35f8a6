#include "app/text/problem_words.hpp"
#include "app/text/texts.hpp"

namespace mj {
namespace {

/// Registers and fields by name. `reg`: the register the place has named so far.
void name_part(const Catalog& catalog, Saying& part, int& reg) {
    switch (part.code) {
    case Said::at_register:
    case Said::at_some_register:
    case Said::at_record_of:
    case Said::at_change_of:
    case Said::at_rows_of:
        reg = catalog.find_register(part.holes[0].words.en);
        if (reg >= 0) part.holes[0].words = catalog.registers[size_t(reg)].name;
        break;
    case Said::at_field:
    case Said::at_some_field:
        if (reg >= 0) {
            const Register& r = catalog.registers[size_t(reg)];
            if (const int field = r.find(part.holes[0].words.en); field >= 0)
                part.holes[0].words = r.fields[size_t(field)].name;
        }
        break;
    default: break;
    }
}

} // namespace

std::string problem_words(const Catalog& catalog, const Problem& problem) {
    Spot where = problem.where;
    int reg = -1;
    for (Saying& part : where.parts) name_part(catalog, part, reg);
    const std::string what = pick(problem.what.both());
    const std::string said = where.empty() ? what : tr(T::problem_at, {pick(where.both()), what});
    return problem.fix.empty() ? said : tr(T::problem_fix, {said, pick(problem.fix.both())});
}

std::string field_problem_words(const Problem& problem) {
    const std::string what = pick(problem.what.both());
    return problem.fix.empty() ? what : tr(T::problem_beside, {what, pick(problem.fix.both())});
}

} // namespace mj
