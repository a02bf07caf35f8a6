#include "app/state/question_words.hpp"

#include "app/state/name.hpp"
#include "app/text/period_words.hpp"
#include "core/question/question_text.hpp"

#include <algorithm>

namespace mj {
namespace {

/// Below so many a change in per cent says nothing: it is the difference that is said.
constexpr int64_t few_to_compare = 10;

std::string joined(const Ledger& ledger, int reg, const std::vector<Where>& parts, T between) {
    std::string out;
    for (const Where& part : parts) out += (out.empty() ? "" : tr(between)) + where_words(ledger, reg, part);
    return out;
}

std::string test_words(const Ledger& ledger, int reg, const Condition& c) {
    const Register& r = ledger.catalog().registers[size_t(reg)];
    const Field& field = r.fields[size_t(c.field)];
    const std::string& name = pick(field.name);
    const auto says = [&](const std::string& what) { return tr(T::ask_is, {name, what}); };
    const auto codes = [&] {
        std::string out;
        for (const uint16_t code : c.codes)
            out += (out.empty() ? "" : tr(T::list_and)) + code_words(ledger.catalog(), field, code);
        return out;
    };
    const auto value = [&](int64_t n) { return cell_text(ledger.catalog(), field, Value{n}); };
    switch (c.test) {
    case Test::is: return says(codes());
    case Test::is_not: return tr(T::ask_is_not, {name, codes()});
    case Test::yes: return says(tr(T::yes));
    case Test::no: return says(tr(T::no));
    case Test::present: return tr(T::ask_given, {name});
    case Test::missing: return tr(T::ask_not_given, {name});
    case Test::not_after:
    case Test::at_most: return tr(T::ask_at_most, {name, pick(r.fields[size_t(c.other)].name)});
    case Test::within_days:
        return tr(T::ask_within, {name, pick(r.fields[size_t(c.other)].name), std::to_string(c.days)});
    case Test::between: {
        const bool from = c.from > INT64_MIN + 1, to = c.to < INT64_MAX;
        if (from && to && c.from == c.to) return says(value(c.from));
        return from && to ? says(tr(T::ask_from_to, {value(c.from), value(c.to)}))
               : from     ? says(tr(T::ask_from, {value(c.from)}))
               : to       ? says(tr(T::ask_to, {value(c.to)}))
                          : tr(T::ask_given, {name});
    }
    case Test::contains: return tr(T::ask_contains, {name, c.text});
    case Test::same:
        return says(c.text.empty() ? record_name(ledger, field.target, RecordId{uint64_t(c.from)}) : c.text);
    case Test::credit_code: return tr(T::ask_given, {name});
    }
    return {};
}

std::string with_sign(const Decimal& number) {
    if (number.units >= 0) return (number.units ? "+" : "") + grouped(number);
    return "−" + grouped(Decimal{-number.units, number.decimals});
}

} // namespace

std::string code_words(const Catalog& catalog, const Field& field, int code) {
    if (code == 0) return tr(T::chart_unknown);
    if (field.type == FieldType::flag) return tr(code == 2 ? T::yes : T::no);
    return pick(catalog.code_lists[size_t(field.codes)].codes[size_t(code - 1)].name);
}

std::string where_words(const Ledger& ledger, int reg, const Where& where) {
    switch (where.kind) {
    case Where::Kind::test: return test_words(ledger, reg, where.test);
    case Where::Kind::all: return joined(ledger, reg, where.parts, T::list_comma);
    case Where::Kind::any: return joined(ledger, reg, where.parts, T::ask_or);
    case Where::Kind::none:
        if (where.parts.size() == 1 && where.parts[0].kind == Where::Kind::led_by &&
            where.parts[0].parts.empty())
            return tr(T::ask_has_none, {pick(ledger.catalog().registers[size_t(where.parts[0].reg)].name)});
        return tr(T::ask_none, {joined(ledger, reg, where.parts, T::ask_or)});
    case Where::Kind::leads: {
        const Field& link = ledger.catalog().registers[size_t(reg)].fields[size_t(where.field)];
        return tr(T::ask_leads, {pick(link.name), joined(ledger, link.target, where.parts, T::list_comma)});
    }
    case Where::Kind::led_by: {
        const std::string& name = pick(ledger.catalog().registers[size_t(where.reg)].name);
        return where.parts.empty()
                   ? tr(T::ask_has, {name})
                   : tr(T::ask_has_that, {name, joined(ledger, where.reg, where.parts, T::list_comma)});
    }
    }
    return {};
}

std::string reckoned_words(const Ledger& ledger, int reg, const Reckoned& reckoned) {
    const auto& fields = ledger.catalog().registers[size_t(reg)].fields;
    if (reckoned.how == How::count) return tr(T::ask_count);
    if (reckoned.how == How::share)
        return reckoned.of.empty() ? tr(T::ask_share)
                                   : tr(T::ask_share_of, {joined(ledger, reg, reckoned.of, T::list_comma)});
    if (reckoned.how == How::rate)
        return tr(T::ask_rate, {pick(ledger.catalog().registers[size_t(reckoned.reg)].name)});
    std::string name = pick(fields[size_t(reckoned.field)].name);
    if (reckoned.until >= 0) name = tr(T::ask_days, {name, pick(fields[size_t(reckoned.until)].name)});
    switch (reckoned.how) {
    case How::sum: return reckoned.until >= 0 ? tr(T::ask_sum_days, {name}) : name;
    case How::mean: return tr(T::ask_mean, {name});
    case How::median: return tr(T::ask_median, {name});
    case How::least: return tr(T::ask_least, {name});
    case How::most: return tr(T::ask_most, {name});
    default: return tr(T::ask_distinct, {name});
    }
}

std::string dimension_words(const Ledger& ledger, int reg, const Dimension& by) {
    constexpr T grains[] = {T::nothing,        T::ask_by_day,  T::ask_by_week, T::ask_by_month,
                            T::ask_by_quarter, T::ask_by_year, T::ask_by_size};
    std::string out = pick(field_of(ledger.catalog(), reg, by).name);
    if (by.via >= 0)
        out = tr(T::ask_of, {pick(ledger.catalog().registers[size_t(reg)].fields[size_t(by.via)].name), out});
    return by.grain == Grain::value ? out : tr(grains[size_t(by.grain)], {out});
}

std::string span_words(const Period& days) {
    if (!days.from.has()) return {};
    const std::string text = span_text(days);
    if (const auto period = ReportingPeriod::parse(text)) return period_words(*period);
    const size_t dots = text.find("..");
    if (dots == std::string::npos) return long_date(days.from);
    const auto end = [](const std::string& part, Date day) {
        const auto period = ReportingPeriod::parse(part);
        return period ? period_words(*period) : long_date(day);
    };
    return tr(T::ask_from_to, {end(text.substr(0, dots), days.from), end(text.substr(dots + 2), days.to)});
}

std::string question_words(const Ledger& ledger, const Question& question) {
    std::string out = joined(ledger, question.reg, question.where, T::list_comma);
    const std::string span = span_words(question.in);
    if (span.empty()) return out.empty() ? tr(T::ask_any_time) : out;
    std::string time = span;
    if (question.date >= 0 && question.date != ledger.catalog().registers[size_t(question.reg)].date)
        time = tr(T::ask_is,
                  {pick(ledger.catalog().registers[size_t(question.reg)].fields[size_t(question.date)].name),
                   span});
    return out.empty() ? time : out + tr(T::list_comma) + time;
}

std::string key_words(const Ledger& ledger, const Question& question, const Answer& answer, size_t dimension,
                      int64_t key) {
    const Dimension& by = question.by[dimension];
    const Field& field = field_of(ledger.catalog(), question.reg, by);
    if (key == not_given || (key == 0 && by.grain == Grain::value)) return tr(T::chart_unknown);
    const Date day{int32_t(key)};
    switch (by.grain) {
    case Grain::value: break;
    case Grain::day: return long_date(day);
    case Grain::week: return tr(T::ask_week, {long_date(day)});
    case Grain::month: return period_words(ReportingPeriod(day.year(), 6 + day.month()));
    case Grain::quarter: return period_words(ReportingPeriod(day.year(), 3 + (day.month() - 1) / 3));
    case Grain::year: return period_words(ReportingPeriod(day.year()));
    case Grain::size: {
        const auto value = [&](int64_t n) { return cell_text(ledger.catalog(), field, Value{n}); };
        const int64_t step = field.type == FieldType::money ? 0 : 1, end = class_end(key) - step;
        return end <= key ? value(key) : tr(T::ask_from_to, {value(key), value(end)});
    }
    }
    if (field.type == FieldType::link) {
        const RecordId id{uint64_t(key)};
        const auto& alike = answer.alike[dimension];
        std::string name = record_name(ledger, field.target, id);
        const Register& target = ledger.catalog().registers[size_t(field.target)];
        const int64_t row = ledger.table(field.target).find(id);
        if (row < 0 || !std::binary_search(alike.begin(), alike.end(), key)) return name;
        const Field& number = target.fields[size_t(target.key[0])];
        const std::string told = cell_text(
            ledger.catalog(), number, ledger.table(field.target).column(target.key[0]).get(uint32_t(row)));
        return tr(T::ask_leads, {name, target.key[0] == target.title || told.empty() ? id.text() : told});
    }
    if (field.type == FieldType::text) {
        const int reg = register_of(ledger.catalog(), question.reg, by);
        return cell_text(ledger.catalog(), field,
                         Value{std::string(ledger.table(reg).column(by.field).pool().text(uint32_t(key)))});
    }
    return code_words(ledger.catalog(), field, int(key));
}

std::string unit_words(Unit unit) {
    switch (unit) {
    case Unit::records: return tr(T::unit_records);
    case Unit::per_cent: return "%";
    case Unit::money: return tr(T::unit_yuan);
    case Unit::days: return tr(T::ask_unit_days);
    case Unit::per_thousand: return tr(T::ask_per_thousand);
    case Unit::number: break;
    }
    return {};
}

std::string answer_words(const Ledger& ledger, const Question& question, size_t measure, const Ratio& value) {
    if (!value.known()) return tr(T::nothing);
    const Unit unit = unit_of(ledger.catalog(), question.reg, question.reckon[measure]);
    if (unit == Unit::money && value.bottom == 1) return yuan(value.top);
    const std::string number = grouped(decimal_of(unit, question.reckon[measure], value));
    switch (unit) {
    case Unit::money: return number + " " + tr(T::unit_yuan);
    case Unit::per_cent: return number + "%";
    case Unit::days: return number + " " + tr(T::ask_unit_days);
    default: return number;
    }
}

std::string answer_change(const Ledger& ledger, const Question& question, size_t measure,
                          const AnswerLine& line) {
    const Ratio &now = line.now[measure], &before = line.before[measure];
    const Ratio by = minus(now, before);
    if (!by.known()) return tr(T::nothing);
    const Reckoned& reckoned = question.reckon[measure];
    const Unit unit = unit_of(ledger.catalog(), question.reg, reckoned);
    const std::string difference = with_sign(decimal_of(unit, reckoned, by));
    if (unit == Unit::per_cent) return tr(T::ask_points, {difference});
    if (unit == Unit::days) return difference + " " + tr(T::ask_unit_days);
    const bool counted = reckoned.how == How::count || reckoned.how == How::distinct;
    const int64_t least = counted ? std::min(before.top, now.top) : std::min(line.rows, line.rows_before);
    if (least < few_to_compare || before.top <= 0) return difference;
    // Against what it was. Only what has become nothing has lost all of it.
    const double part = double(by.top) / double(by.bottom) / (double(before.top) / double(before.bottom));
    auto thousandths = int64_t(part * 1000 + (part < 0 ? -0.5 : 0.5));
    if (thousandths == -1000 && now.top != 0) thousandths = -999;
    return with_sign({thousandths, 1}) + "%";
}

} // namespace mj
