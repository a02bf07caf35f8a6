#include "core/question/question.hpp"

#include <algorithm>

namespace mj {
namespace {

Problem unfit(const Register& reg, std::string_view what) {
    return {say(Said::not_taken, what), say(Said::at_register, reg.id), say(Said::other_field, reg.id)};
}

bool fits(const Catalog& catalog, const Register& reg, const Condition& c) {
    const auto has = [&](int field) { return field >= 0 && size_t(field) < reg.fields.size(); };
    if (!has(c.field)) return false;
    const Field& field = reg.fields[size_t(c.field)];
    const auto number = [](const Field& f) {
        return f.type == FieldType::date || f.type == FieldType::count || f.type == FieldType::money;
    };
    switch (c.test) {
    case Test::is:
    case Test::is_not: {
        if (field.type != FieldType::code && field.type != FieldType::flag) return false;
        const size_t most =
            field.type == FieldType::flag ? 2 : catalog.code_lists[size_t(field.codes)].codes.size();
        return !c.codes.empty() &&
               std::all_of(c.codes.begin(), c.codes.end(), [&](uint16_t code) { return code <= most; });
    }
    case Test::yes:
    case Test::no: return field.type == FieldType::flag;
    case Test::present:
    case Test::missing: return true;
    case Test::not_after:
    case Test::within_days:
        return field.type == FieldType::date && has(c.other) &&
               reg.fields[size_t(c.other)].type == FieldType::date;
    case Test::at_most:
        return number(field) && has(c.other) && reg.fields[size_t(c.other)].type == field.type;
    case Test::between: return number(field);
    case Test::same:
        return field.type == FieldType::text ? !c.text.empty()
                                             : field.type == FieldType::link && c.text.empty() && c.from > 0;
    case Test::contains:
    case Test::credit_code: return field.type == FieldType::text;
    }
    return false;
}

std::optional<Problem> check_where(const Catalog& catalog, int reg, const Where& where) {
    const Register& r = catalog.registers[size_t(reg)];
    int of = reg;
    const auto link = [&](const Register& from, int target) {
        return where.field >= 0 && size_t(where.field) < from.fields.size() &&
               from.fields[size_t(where.field)].type == FieldType::link &&
               (target < 0 || from.fields[size_t(where.field)].target == target);
    };
    switch (where.kind) {
    case Where::Kind::test:
        if (!fits(catalog, r, where.test)) return unfit(r, "where");
        return std::nullopt;
    case Where::Kind::all:
    case Where::Kind::any:
    case Where::Kind::none: break;
    case Where::Kind::leads:
        if (!link(r, -1)) return unfit(r, "where");
        of = r.fields[size_t(where.field)].target;
        break;
    case Where::Kind::led_by:
        if (where.reg < 0 || size_t(where.reg) >= catalog.registers.size() ||
            !link(catalog.registers[size_t(where.reg)], reg))
            return unfit(r, "where");
        of = where.reg;
        break;
    }
    for (const Where& part : where.parts)
        if (auto problem = check_where(catalog, of, part)) return problem;
    return std::nullopt;
}

std::optional<Problem> check_reckoned(const Catalog& catalog, const Question& question,
                                      const Reckoned& reckoned) {
    const Register& reg = catalog.registers[size_t(question.reg)];
    const auto type = [&](int field) {
        return field >= 0 && size_t(field) < reg.fields.size() ? std::optional(reg.fields[size_t(field)].type)
                                                               : std::nullopt;
    };
    for (const Where& part : reckoned.of)
        if (auto problem = check_where(catalog, question.reg, part)) return problem;
    switch (reckoned.how) {
    case How::count:
    case How::share: return std::nullopt;
    case How::distinct:
        if (!type(reckoned.field)) return unfit(reg, "distinct");
        return std::nullopt;
    case How::rate: {
        if (question.by.size() != 1 || question.by[0].grain != Grain::value || reckoned.reg < 0 ||
            size_t(reckoned.reg) >= catalog.registers.size() || reckoned.field < 0)
            return unfit(reg, "rate");
        const Register& other = catalog.registers[size_t(reckoned.reg)];
        const Field& by = field_of(catalog, question.reg, question.by[0]);
        if (size_t(reckoned.field) >= other.fields.size() || by.type != FieldType::code ||
            other.fields[size_t(reckoned.field)].type != FieldType::code ||
            other.fields[size_t(reckoned.field)].codes != by.codes)
            return unfit(reg, "rate");
        return std::nullopt;
    }
    default: break;
    }
    const bool days = type(reckoned.field) == FieldType::date && type(reckoned.until) == FieldType::date,
               amount = type(reckoned.field) == FieldType::count || type(reckoned.field) == FieldType::money;
    if (reckoned.until >= 0 ? !days : !amount) return unfit(reg, "of");
    return std::nullopt;
}

} // namespace

int date_of(const Catalog& catalog, const Question& question) {
    return question.date >= 0 ? question.date : catalog.registers[size_t(question.reg)].date;
}

int register_of(const Catalog& catalog, int reg, const Dimension& by) {
    return by.via < 0 ? reg : catalog.registers[size_t(reg)].fields[size_t(by.via)].target;
}

const Field& field_of(const Catalog& catalog, int reg, const Dimension& by) {
    return catalog.registers[size_t(register_of(catalog, reg, by))].fields[size_t(by.field)];
}

bool is_date(Grain grain) { return grain >= Grain::day && grain <= Grain::year; }

void usual_order(Question& question) {
    question.descending = question.by.empty() || question.by[0].grain == Grain::value;
    question.ranked = question.descending ? Ranked::value : Ranked::key;
}

std::vector<Grain> grains_of(const Field& field) {
    switch (field.type) {
    case FieldType::code:
    case FieldType::flag:
    case FieldType::link: return {Grain::value};
    case FieldType::text:
        return field.lines || field.remarks ? std::vector<Grain>() : std::vector{Grain::value};
    case FieldType::date: return {Grain::month, Grain::quarter, Grain::year, Grain::week, Grain::day};
    case FieldType::count:
    case FieldType::money: return {Grain::size};
    }
    return {};
}

Unit unit_of(const Catalog& catalog, int reg, const Reckoned& reckoned) {
    switch (reckoned.how) {
    case How::count: return Unit::records;
    case How::share: return Unit::per_cent;
    case How::rate: return Unit::per_thousand;
    case How::distinct: return Unit::number;
    default: break;
    }
    if (reckoned.until >= 0) return Unit::days;
    const Field& field = catalog.registers[size_t(reg)].fields[size_t(reckoned.field)];
    return field.type == FieldType::money ? Unit::money : Unit::number;
}

std::optional<Problem> check_question(const Catalog& catalog, const Question& question) {
    if (question.reg < 0 || size_t(question.reg) >= catalog.registers.size())
        return Problem{say(Said::such_register), {}, say(Said::see_catalogue)};
    const Register& reg = catalog.registers[size_t(question.reg)];
    for (const Where& where : question.where)
        if (auto problem = check_where(catalog, question.reg, where)) return problem;
    const int date = date_of(catalog, question);
    if (question.timed() && (date < 0 || reg.fields[size_t(date)].type != FieldType::date))
        return Problem{say(Said::register_dateless), say(Said::at_register, reg.id), say(Said::name_another)};
    if (question.timed() ? question.in.to < question.in.from : question.versus != Versus::nothing)
        return Problem{say(Said::ask_no_period), say(Said::at_register, reg.id), say(Said::ask_write_period)};
    if (question.by.size() > Question::most_dimensions || question.reckon.empty() ||
        question.reckon.size() > Question::most_reckoned)
        return Problem{say(Said::ask_too_many), say(Said::at_register, reg.id), say(Said::ask_fewer)};
    for (const Dimension& by : question.by) {
        const bool linked = by.via < 0 || (size_t(by.via) < reg.fields.size() &&
                                           reg.fields[size_t(by.via)].type == FieldType::link);
        if (!linked) return unfit(reg, "by");
        const Register& of = catalog.registers[size_t(register_of(catalog, question.reg, by))];
        if (by.field < 0 || size_t(by.field) >= of.fields.size()) return unfit(of, "by");
        const auto grains = grains_of(of.fields[size_t(by.field)]);
        if (std::find(grains.begin(), grains.end(), by.grain) == grains.end()) return unfit(of, "by");
    }
    for (const Reckoned& reckoned : question.reckon)
        if (auto problem = check_reckoned(catalog, question, reckoned)) return problem;
    return std::nullopt;
}

} // namespace mj
