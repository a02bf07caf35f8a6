#include "core/base/percent.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/indicator/reporting_period.hpp"
#include "core/ledger/ledger.hpp"
#include "core/question/question_text.hpp"
#include "core/question/words.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

constexpr int deepest = 8; // brackets within brackets

std::optional<int64_t> whole(std::string_view text) {
    int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return n;
}

Problem unread(std::string_view what, std::string_view in) {
    return {say(Said::ask_unread, in_quotes(what)), say(Said::in_named, in), say(Said::ask_see_form)};
}

Problem no_field(const Register& reg, std::string_view id) {
    return {say(Said::ask_no_field, in_quotes(id)), say(Said::at_register, reg.id),
            say(Said::other_field, reg.id)};
}

/// Reads conditions, from left to right; the first problem is kept and ends it.
class Reader {
  public:
    Reader(const Catalog& catalog, std::string_view text) : catalog_(catalog), text_(text) {}

    Outcome<Where> whole(int reg) {
        Where out = all(reg, 0);
        if (!problem_ && at_ < text_.size()) fail();
        if (problem_) return *problem_;
        return out;
    }
    /// The parts of a condition that is one of several that hold together.
    static std::vector<Where> parts(Where where) {
        if (where.kind == Where::Kind::all) return std::move(where.parts);
        return {std::move(where)};
    }

  private:
    void fail() {
        if (!problem_) problem_ = unread(text_.substr(std::min(at_, text_.size())), "where");
    }
    bool take(std::string_view mark) {
        if (text_.substr(at_, mark.size()) != mark) return false;
        at_ += mark.size();
        return true;
    }
    std::string_view until(std::string_view ends) {
        const size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
        const std::string_view out = text_.substr(at_, end - at_);
        at_ = end;
        return out;
    }

    Where several(Where::Kind kind, std::vector<Where> parts) {
        if (parts.size() == 1) return std::move(parts[0]);
        Where out;
        out.kind = kind;
        out.parts = std::move(parts);
        return out;
    }
    Where all(int reg, int depth) {
        std::vector<Where> parts; // brackets around some that hold together anyway mean nothing
        do
            for (Where& part : Reader::parts(any(reg, depth))) parts.push_back(std::move(part));
        while (!problem_ && take(";"));
        return several(Where::Kind::all, std::move(parts));
    }
    Where any(int reg, int depth) {
        std::vector<Where> parts;
        do parts.push_back(term(reg, depth));
        while (!problem_ && take("|"));
        return several(Where::Kind::any, std::move(parts));
    }
    /// What stands in brackets, which are open.
    std::vector<Where> inside(int reg, int depth) {
        if (take(")")) return {};
        Where out = all(reg, depth + 1);
        if (!take(")")) fail();
        return parts(std::move(out));
    }

    Where term(int reg, int depth) {
        Where out;
        if (problem_ || depth > deepest) return fail(), out;
        if (take("(")) {
            out = all(reg, depth + 1);
            if (!take(")")) fail();
            return out;
        }
        if (take("!(")) {
            Where some = any(reg, depth + 1);
            if (!take(")")) fail();
            out.kind = Where::Kind::none;
            if (some.kind == Where::Kind::any)
                out.parts = std::move(some.parts);
            else
                out.parts.push_back(std::move(some));
            return out;
        }
        const std::string_view name = until(".>:=!~<;|()");
        const Register& r = catalog_.registers[size_t(reg)];
        if (take(".")) {
            out.kind = Where::Kind::led_by;
            out.reg = catalog_.find_register(name);
            if (out.reg < 0) return no_such(r, name), out;
            const Register& other = catalog_.registers[size_t(out.reg)];
            const std::string_view link = until(";|()");
            out.field = other.find(link);
            if (out.field < 0) return no_such(other, link), out;
            if (!take("(")) return fail(), out;
            out.parts = inside(out.reg, depth);
            return out;
        }
        const int field = r.find(name);
        if (field < 0) return no_such(r, name), out;
        if (take(">(")) {
            out.kind = Where::Kind::leads;
            out.field = field;
            const int target = r.fields[size_t(field)].target;
            if (target < 0) return fail(), out;
            out.parts = inside(target, depth);
            return out;
        }
        out.test.field = field;
        test(r, out.test);
        return out;
    }

    void no_such(const Register& reg, std::string_view id) {
        if (!problem_) problem_ = no_field(reg, id);
    }

    void test(const Register& reg, Condition& c) {
        const Field& field = reg.fields[size_t(c.field)];
        if (take("<=")) {
            const std::string_view other = until("+;|()");
            c.other = reg.find(other);
            if (c.other < 0) return no_such(reg, other);
            c.test = field.type == FieldType::date ? Test::not_after : Test::at_most;
            if (!take("+")) return;
            const auto days = mj::whole(until(";|()"));
            if (!days || *days < 0 || *days > 100'000) return fail();
            c.test = Test::within_days;
            c.days = int(*days);
        } else if (const bool same = take("="); same || take("~")) {
            c.test = same ? Test::same : Test::contains;
            c.text = percent_plain(until(";|()"));
            if (!valid_utf8(c.text) || (same && c.text.empty())) fail();
        } else if (const bool is_not = take("!"); is_not || take(":")) {
            const size_t begin = at_;
            const std::string_view value = until(";|()");
            if (!is_not && value == "*")
                c.test = Test::present;
            else if (!is_not && value == "-")
                c.test = Test::missing;
            else if (!is_not && value == "valid" && field.type == FieldType::text)
                c.test = Test::credit_code;
            else if (field.type == FieldType::code || field.type == FieldType::flag)
                listed(field, value, is_not, c);
            else if (!is_not && field.type == FieldType::link)
                record(field, value, c);
            else if (!is_not)
                range(field, value, c);
            else
                at_ = begin, fail();
        } else
            fail();
    }

    void listed(const Field& field, std::string_view values, bool is_not, Condition& c) {
        c.test = is_not ? Test::is_not : Test::is;
        for (size_t at = 0; at <= values.size() && !problem_;) {
            const size_t end = std::min(values.find(',', at), values.size());
            const std::string_view value = values.substr(at, end - at);
            at = end + 1;
            if (value == "-") {
                c.codes.push_back(0);
                continue;
            }
            const auto code = parse_value(catalog_, field, value);
            if (!code) {
                problem_ = code.problem();
            } else if (const auto* number = std::get_if<int64_t>(&*code)) {
                c.codes.push_back(uint16_t(*number + (field.type == FieldType::flag)));
            } else
                fail();
        }
    }

    void record(const Field& field, std::string_view text, Condition& c) {
        const auto id = parse_value(catalog_, field, text);
        c.test = Test::same;
        if (!id) {
            if (!problem_) problem_ = id.problem();
        } else if (const auto* bits = std::get_if<int64_t>(&*id))
            c.from = *bits;
        else
            fail();
    }

    void range(const Field& field, std::string_view text, Condition& c) {
        c.test = Test::between;
        const size_t dots = text.find("..");
        const auto end = [&](std::string_view part, int64_t& out) {
            const auto value = parse_value(catalog_, field, part);
            if (!value && !problem_) problem_ = value.problem();
            if (!value) return;
            if (const auto* number = std::get_if<int64_t>(&*value)) out = *number;
        };
        const std::string_view from = text.substr(0, dots);
        if (field.type == FieldType::text || text.empty() || text == "..") return fail();
        end(from, c.from);
        if (dots == std::string_view::npos)
            c.to = c.from;
        else
            end(text.substr(dots + 2), c.to);
    }

    const Catalog& catalog_;
    std::string_view text_;
    size_t at_ = 0;
    std::optional<Problem> problem_;
};

Outcome<std::vector<Where>> read_where(const Catalog& catalog, int reg, std::string_view text) {
    auto where = Reader(catalog, text).whole(reg);
    if (!where) return where.problem();
    return Reader::parts(std::move(*where));
}

std::optional<Period> one_span(std::string_view text) {
    if (const auto period = ReportingPeriod::parse(text)) return period->days();
    if (const auto day = Date::parse(text)) return Period{*day, *day};
    return std::nullopt;
}

} // namespace

Outcome<Dimension> parse_dimension(const Catalog& catalog, int reg, std::string_view text) {
    Dimension out;
    const std::string_view all = text;
    if (const size_t mark = text.find('>'); mark != std::string_view::npos) {
        const Register& r = catalog.registers[size_t(reg)];
        out.via = r.find(text.substr(0, mark));
        if (out.via < 0 || r.fields[size_t(out.via)].type != FieldType::link)
            return no_field(r, text.substr(0, mark));
        text.remove_prefix(mark + 1);
    }
    const Register& of = catalog.registers[size_t(register_of(catalog, reg, out))];
    const size_t dot = std::min(text.find('.'), text.size());
    out.field = of.find(text.substr(0, dot));
    if (out.field < 0) return no_field(of, text.substr(0, dot));
    if (dot == text.size()) {
        const auto grains = grains_of(of.fields[size_t(out.field)]);
        out.grain = grains.empty() ? Grain::value : grains[0];
        return out;
    }
    const int grain = find_word(grain_words, text.substr(dot + 1));
    if (grain < 0) return unread(all, "by");
    out.grain = Grain(grain);
    return out;
}

Outcome<Reckoned> parse_reckoned(const Catalog& catalog, int reg, std::string_view text) {
    Reckoned out;
    const size_t open = std::min(text.find('('), text.size());
    const int how = find_word(how_words, text.substr(0, open));
    if (how < 0 || (open < text.size() && text.back() != ')')) return unread(text, "of");
    out.how = How(how);
    std::string_view inside;
    if (open < text.size()) inside = text.substr(open + 1, text.size() - open - 2);
    const Register& r = catalog.registers[size_t(reg)];
    if (out.how == How::share) {
        if (inside.empty()) return out;
        auto of = read_where(catalog, reg, inside);
        if (!of) return of.problem();
        out.of = std::move(*of);
        return out;
    }
    if (out.how == How::count) {
        if (!inside.empty()) return unread(text, "of");
        return out;
    }
    if (out.how == How::rate) {
        const size_t dot = std::min(inside.find('.'), inside.size());
        out.reg = catalog.find_register(inside.substr(0, dot));
        if (out.reg < 0 || dot == inside.size()) return unread(text, "of");
        const Register& other = catalog.registers[size_t(out.reg)];
        out.field = other.find(inside.substr(dot + 1));
        if (out.field < 0) return no_field(other, inside.substr(dot + 1));
        return out;
    }
    const size_t dots = inside.find("..");
    const std::string_view first = inside.substr(0, dots);
    out.field = r.find(first);
    if (out.field < 0) return no_field(r, first);
    if (dots == std::string_view::npos) return out;
    out.until = r.find(inside.substr(dots + 2));
    if (out.until < 0) return no_field(r, inside.substr(dots + 2));
    return out;
}

std::optional<Period> parse_span(std::string_view text) {
    const size_t dots = text.find("..");
    const auto from = one_span(text.substr(0, dots)),
               to = dots == std::string_view::npos ? from : one_span(text.substr(dots + 2));
    if (!from || !to || to->to < from->from) return std::nullopt;
    return Period{from->from, to->to};
}

Outcome<Question> parse_question(const Catalog& catalog, std::string_view text) {
    Question out;
    const size_t mark = std::min(text.find('?'), text.size());
    out.reg = catalog.find_register(text.substr(0, mark));
    if (out.reg < 0)
        return Problem{say(Said::such_register), say(Said::in_named, in_quotes(text.substr(0, mark))),
                       say(Said::see_catalogue)};
    const Register& reg = catalog.registers[size_t(out.reg)];
    bool ordered = false;
    for (size_t at = mark + 1; at < text.size();) {
        const size_t end = std::min(text.find('&', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        at = end + 1;
        const size_t equal = std::min(part.find('='), part.size());
        const std::string_view key = part.substr(0, equal),
                               value = part.substr(std::min(equal + 1, part.size()));
        if (key == "where") {
            auto where = read_where(catalog, out.reg, value);
            if (!where) return where.problem();
            for (Where& one : *where) out.where.push_back(std::move(one));
        } else if (key == "by") {
            const auto by = parse_dimension(catalog, out.reg, value);
            if (!by) return by.problem();
            out.by.push_back(*by);
        } else if (key == "of") {
            const auto reckoned = parse_reckoned(catalog, out.reg, value);
            if (!reckoned) return reckoned.problem();
            out.reckon.push_back(*reckoned);
        } else if (key == "on") {
            out.date = reg.find(value);
            if (out.date < 0) return no_field(reg, value);
        } else if (key == "in") {
            const auto span = parse_span(value);
            if (!span) return unread(value, "in");
            out.in = *span;
        } else if (key == "versus") {
            const int versus = find_word(versus_words, value);
            if (versus < 0) return unread(value, "versus");
            out.versus = Versus(versus);
        } else if (key == "order") {
            ordered = true;
            out.descending = value.starts_with('-');
            const int ranked = find_word(ranked_words, value.substr(out.descending));
            if (ranked < 0) return unread(value, "order");
            out.ranked = Ranked(ranked);
        } else if (key == "limit") {
            const auto limit = whole(value);
            if (!limit || *limit < 0 || *limit > 1'000'000) return unread(value, "limit");
            out.limit = uint32_t(*limit);
        } else
            return unread(part, "?");
    }
    if (out.reckon.empty()) out.reckon.emplace_back();
    if (!ordered) usual_order(out);
    if (auto problem = check_question(catalog, out)) return *problem;
    return out;
}

} // namespace mj
