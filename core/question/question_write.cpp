#include "core/base/percent.hpp"
#include "core/indicator/reporting_period.hpp"
#include "core/ledger/ledger.hpp"
#include "core/question/question_text.hpp"
#include "core/question/words.hpp"

#include <utility>

namespace mj {
namespace {

/// Marks that mean something in a question, as %XX.
std::string guarded(std::string_view text) {
    return percent_escaped(text, [](char c) { return uint8_t(c) >= 0x80 || c == ' '; });
}

std::string test_text(const Catalog& catalog, const Register& reg, const Condition& c) {
    const Field& field = reg.fields[size_t(c.field)];
    const auto code = [&](uint16_t n) -> std::string {
        if (n == 0) return "-";
        if (field.type == FieldType::flag) return n == 2 ? "yes" : "no";
        return catalog.code_lists[size_t(field.codes)].codes[size_t(n - 1)].id;
    };
    const auto codes = [&] {
        std::string out;
        for (const uint16_t n : c.codes) out += (out.empty() ? "" : ",") + code(n);
        return out;
    };
    const auto end = [&](int64_t n, bool open) {
        return open ? std::string() : value_text(catalog, field, Value{n});
    };
    switch (c.test) {
    case Test::is: return field.id + ":" + codes();
    case Test::is_not: return field.id + "!" + codes();
    case Test::yes: return field.id + ":yes";
    case Test::no: return field.id + ":no";
    case Test::present: return field.id + ":*";
    case Test::missing: return field.id + ":-";
    case Test::not_after:
    case Test::at_most: return field.id + "<=" + reg.fields[size_t(c.other)].id;
    case Test::within_days:
        return field.id + "<=" + reg.fields[size_t(c.other)].id + "+" + std::to_string(c.days);
    case Test::between:
        if (c.from <= INT64_MIN + 1 && c.to == INT64_MAX) return field.id + ":*";
        return field.id + ":" + end(c.from, c.from <= INT64_MIN + 1) + ".." + end(c.to, c.to == INT64_MAX);
    case Test::contains: return field.id + "~" + guarded(c.text);
    case Test::same:
        return c.text.empty() ? field.id + ":" + value_text(catalog, field, Value{c.from})
                              : field.id + "=" + guarded(c.text);
    case Test::credit_code: return field.id + ":valid";
    }
    return {};
}

std::string parts_text(const Catalog& catalog, int reg, const std::vector<Where>& parts, const char* by) {
    std::string out;
    for (const Where& part : parts) {
        const bool group = part.kind == Where::Kind::all || part.kind == Where::Kind::any;
        const std::string text = where_text(catalog, reg, part);
        out += (out.empty() ? "" : by) + (group ? "(" + text + ")" : text);
    }
    return out;
}

} // namespace

std::string dimension_text(const Catalog& catalog, int reg, const Dimension& by) {
    std::string out;
    if (by.via >= 0) out = catalog.registers[size_t(reg)].fields[size_t(by.via)].id + ">";
    out += field_of(catalog, reg, by).id;
    if (by.grain != Grain::value) out += "." + std::string(grain_words[size_t(by.grain)]);
    return out;
}

std::string reckoned_text(const Catalog& catalog, int reg, const Reckoned& reckoned) {
    std::string out(how_words[size_t(reckoned.how)]);
    const auto& fields = catalog.registers[size_t(reg)].fields;
    if (reckoned.how == How::count) return out;
    if (reckoned.how == How::share)
        return reckoned.of.empty() ? out : out + "(" + parts_text(catalog, reg, reckoned.of, ";") + ")";
    if (reckoned.how == How::rate) {
        const Register& other = catalog.registers[size_t(reckoned.reg)];
        return out + "(" + other.id + "." + other.fields[size_t(reckoned.field)].id + ")";
    }
    out += "(" + fields[size_t(reckoned.field)].id;
    if (reckoned.until >= 0) out += ".." + fields[size_t(reckoned.until)].id;
    return out + ")";
}

std::string where_text(const Catalog& catalog, int reg, const Where& where) {
    const Register& r = catalog.registers[size_t(reg)];
    switch (where.kind) {
    case Where::Kind::test: return test_text(catalog, r, where.test);
    case Where::Kind::all: return parts_text(catalog, reg, where.parts, ";");
    case Where::Kind::any: return parts_text(catalog, reg, where.parts, "|");
    case Where::Kind::none: return "!(" + parts_text(catalog, reg, where.parts, "|") + ")";
    case Where::Kind::leads: {
        const Field& link = r.fields[size_t(where.field)];
        return link.id + ">(" + parts_text(catalog, link.target, where.parts, ";") + ")";
    }
    case Where::Kind::led_by: {
        const Register& other = catalog.registers[size_t(where.reg)];
        return other.id + "." + other.fields[size_t(where.field)].id + "(" +
               parts_text(catalog, where.reg, where.parts, ";") + ")";
    }
    }
    return {};
}

std::string text_for_year(std::string_view text, int year) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool hole = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' &&
                          text[i + 1] <= '9';
        if (!hole) {
            out += text[i];
            continue;
        }
        out += ReportingPeriod(year - (text[i + 1] - '0')).text();
        i += 2;
    }
    return out;
}

std::string span_text(const Period& days) {
    for (int part = 0; part < ReportingPeriod::parts; ++part)
        if (const ReportingPeriod period(days.from.year(), part); period.days() == days) return period.text();
    if (days.from == days.to) return days.from.text();
    if (Period::of_year(days.from.year()).from == days.from && Period::of_year(days.to.year()).to == days.to)
        return ReportingPeriod(days.from.year()).text() + ".." + ReportingPeriod(days.to.year()).text();
    return days.from.text() + ".." + days.to.text();
}

std::string question_text(const Catalog& catalog, const Question& question) {
    const Register& reg = catalog.registers[size_t(question.reg)];
    std::string out = reg.id;
    char mark = '?';
    const auto add = [&](std::string_view key, std::string_view value) {
        out += std::exchange(mark, '&');
        out.append(key).append("=").append(value);
    };
    for (const Where& where : question.where) add("where", where_text(catalog, question.reg, where));
    for (const Dimension& by : question.by) add("by", dimension_text(catalog, question.reg, by));
    for (const Reckoned& reckoned : question.reckon)
        add("of", reckoned_text(catalog, question.reg, reckoned));
    if (question.date >= 0) add("on", reg.fields[size_t(question.date)].id);
    if (question.timed()) add("in", span_text(question.in));
    if (question.versus != Versus::nothing) add("versus", versus_words[size_t(question.versus)]);
    Question usual;
    usual.by = question.by;
    usual_order(usual);
    if (question.ranked != usual.ranked || question.descending != usual.descending)
        add("order", (question.descending ? "-" : "") + std::string(ranked_words[size_t(question.ranked)]));
    if (question.limit) add("limit", std::to_string(question.limit));
    return out;
}

} // namespace mj
