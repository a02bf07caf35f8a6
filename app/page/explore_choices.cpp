// What can be chosen of a question, each from a list that has all that fits.
#include "app/page/explore.hpp"
#include "app/page/pieces.hpp"
#include "app/state/question_words.hpp"
#include "app/text/period_words.hpp"
#include "app/widget/form.hpp"
#include "core/question/question_text.hpp"

namespace mj {
namespace {

constexpr uint32_t limits[] = {0, 3, 5, 10, 20, 50};

/// A list to choose from, its label above.
bool labelled(const char* id, T label, const std::string& shown,
              const std::function<std::vector<Option>()>& options, std::string& chosen, float width) {
    {
        Typed typed(type::note);
        draw_text(ImGui::GetCursorScreenPos(), width, tr(label), colours().soft);
        ImGui::Dummy({width, ImGui::GetFontSize() + space::xs});
    }
    return choice(id, tr(label), shown, options, chosen, width);
}

/// The measures of a register, the usual ones first.
std::vector<Reckoned> measures(const PageContext& p, const Question& question) {
    const Register& reg = p.catalog.registers[size_t(question.reg)];
    std::vector<Reckoned> out;
    const auto add = [&](How how, int field = -1, int until = -1) {
        Reckoned one;
        one.how = how;
        one.field = field;
        one.until = until;
        out.push_back(std::move(one));
    };
    add(How::count);
    add(How::share);
    for (int f = 0; f < int(reg.asked()); ++f) {
        const FieldType type = reg.fields[size_t(f)].type;
        if (type != FieldType::count && type != FieldType::money) continue;
        for (const How how : {How::sum, How::mean, How::median, How::most}) add(how, f);
    }
    // Days from the register's own date, and from each date to the next.
    int last = reg.date;
    for (int f = 0; f < int(reg.asked()); ++f) {
        if (reg.fields[size_t(f)].type != FieldType::date || f == reg.date || reg.date < 0) continue;
        for (const How how : {How::mean, How::median}) {
            add(how, reg.date, f);
            if (last != reg.date) add(how, last, f);
        }
        last = f;
    }
    for (int f = 0; f < int(reg.asked()); ++f) {
        const Field& field = reg.fields[size_t(f)];
        if (field.type == FieldType::link) add(How::distinct, f);
        if (field.type != FieldType::code && field.type != FieldType::flag) continue;
        const size_t codes =
            field.type == FieldType::flag ? 2 : p.catalog.code_lists[size_t(field.codes)].codes.size();
        for (size_t code = field.type == FieldType::flag ? 2 : 1; code <= codes && codes <= 8; ++code) {
            add(How::share);
            Where where;
            where.test.field = f;
            where.test.test = Test::is;
            where.test.codes = {uint16_t(code)};
            out.back().of.push_back(std::move(where));
        }
    }
    // To each thousand of those who have the same code, where it is said of them too.
    if (question.by.size() == 1 && question.by[0].via < 0) {
        const Field& by = reg.fields[size_t(question.by[0].field)];
        for (const std::string_view of : {"employer", "organisation"}) {
            const int other = p.catalog.find_register(of);
            for (int f = 0; other >= 0 && by.type == FieldType::code &&
                            f < int(p.catalog.registers[size_t(other)].asked());
                 ++f)
                if (other != question.reg &&
                    p.catalog.registers[size_t(other)].fields[size_t(f)].codes == by.codes) {
                    add(How::rate, f);
                    out.back().reg = other;
                }
        }
    }
    return out;
}

std::vector<Dimension> dimensions(const PageContext& p, const Question& question) {
    const Register& reg = p.catalog.registers[size_t(question.reg)];
    std::vector<Dimension> out;
    const auto of = [&](const Register& r, int via) {
        for (int f = 0; f < int(r.asked()); ++f) {
            const Field& field = r.fields[size_t(f)];
            if (via >= 0 && field.type != FieldType::code && field.type != FieldType::flag) continue;
            if (field.type == FieldType::text && f == r.title) continue; // each record its own
            for (const Grain grain : grains_of(field)) out.push_back({f, grain, via});
        }
    };
    of(reg, -1);
    for (int f = 0; f < int(reg.asked()); ++f)
        if (reg.fields[size_t(f)].type == FieldType::link)
            of(p.catalog.registers[size_t(reg.fields[size_t(f)].target)], f);
    return out;
}

void choose_dimension(const PageContext& p, const Question& question, size_t at, float width) {
    const char* ids[] = {"explore.by", "explore.by2"};
    const bool some = at < question.by.size();
    std::string chosen = some ? dimension_text(p.catalog, question.reg, question.by[at]) : "";
    const auto options = [&] {
        std::vector<Option> out{{"", tr(T::explore_not)}};
        for (const Dimension& by : dimensions(p, question))
            out.push_back(
                {dimension_text(p.catalog, question.reg, by), dimension_words(p.ledger, question.reg, by)});
        return out;
    };
    const std::string shown =
        some ? dimension_words(p.ledger, question.reg, question.by[at]) : tr(T::explore_not);
    if (!labelled(ids[at], at ? T::explore_by2 : T::explore_by, shown, options, chosen, width)) return;
    Question other = question;
    if (some) other.by.erase(other.by.begin() + ptrdiff_t(at));
    if (const auto by = parse_dimension(p.catalog, question.reg, chosen); !chosen.empty() && by)
        other.by.insert(other.by.begin() + ptrdiff_t(std::min(at, other.by.size())), *by);
    // A rate is of one code only.
    std::erase_if(other.reckon, [](const Reckoned& r) { return r.how == How::rate; });
    if (other.reckon.empty()) other.reckon.emplace_back();
    usual_order(other);
    ask_instead(p, std::move(other));
}

void choose_measure(const PageContext& p, const Question& question, bool more, float width) {
    std::string chosen = more ? "" : reckoned_text(p.catalog, question.reg, question.reckon[0]);
    const auto options = [&] {
        std::vector<Option> out;
        for (const Reckoned& one : measures(p, question))
            out.push_back(
                {reckoned_text(p.catalog, question.reg, one), reckoned_words(p.ledger, question.reg, one)});
        return out;
    };
    const std::string shown =
        more ? tr(T::choose) : reckoned_words(p.ledger, question.reg, question.reckon[0]);
    if (!labelled(more ? "explore.also" : "explore.what", more ? T::explore_also : T::explore_what, shown,
                  options, chosen, width))
        return;
    const auto one = parse_reckoned(p.catalog, question.reg, chosen);
    if (!one) return;
    Question other = question;
    if (more && other.reckon.size() < Question::most_reckoned)
        other.reckon.push_back(*one);
    else if (!more)
        other.reckon[0] = *one;
    ask_instead(p, std::move(other));
}

void choose_time(const PageContext& p, const Question& question, float width) {
    if (date_of(p.catalog, question) < 0) return;
    std::string chosen = question.timed() ? span_text(question.in) : "";
    const auto options = [&] {
        std::vector<Option> out{{"", tr(T::ask_any_time)}};
        const auto& years = p.derived.years();
        for (size_t i = years.size(); i-- > 0 && out.size() < 7;)
            out.push_back({ReportingPeriod(years[i]).text(), period_words(ReportingPeriod(years[i]))});
        if (years.size() >= 3)
            out.push_back(
                {ReportingPeriod(years.back() - 2).text() + ".." + ReportingPeriod(years.back()).text(),
                 tr(T::ask_last_years, {"3"})});
        for (int part = 1; p.state.year && part < ReportingPeriod::parts; ++part)
            out.push_back({ReportingPeriod(p.state.year, part).text(),
                           period_words(ReportingPeriod(p.state.year, part))});
        return out;
    };
    const std::string shown = question.timed() ? span_words(question.in) : tr(T::ask_any_time);
    if (!labelled("explore.when", T::explore_when, shown, options, chosen, width)) return;
    Question other = question;
    other.in = parse_span(chosen).value_or(Period{});
    if (!other.timed()) other.versus = Versus::nothing;
    ask_instead(p, std::move(other));
}

void choose_date(const PageContext& p, const Question& question, float width) {
    const Register& reg = p.catalog.registers[size_t(question.reg)];
    const int date = date_of(p.catalog, question);
    if (date < 0 || !question.timed()) return;
    std::string chosen = reg.fields[size_t(date)].id;
    const auto options = [&] {
        std::vector<Option> out;
        for (size_t f = 0; f < reg.asked(); ++f)
            if (reg.fields[f].type == FieldType::date)
                out.push_back({reg.fields[f].id, pick(reg.fields[f].name)});
        return out;
    };
    if (!labelled("explore.on", T::explore_on, pick(reg.fields[size_t(date)].name), options, chosen, width))
        return;
    Question other = question;
    other.date = reg.find(chosen) == reg.date ? -1 : reg.find(chosen);
    ask_instead(p, std::move(other));
}

void choose_versus(const PageContext& p, const Question& question, float width) {
    if (!question.timed()) return;
    constexpr T names[] = {T::versus_nothing, T::versus_year, T::versus_before};
    const auto id = [](Versus versus) { return std::to_string(int(versus)); };
    std::string chosen = id(question.versus);
    const auto options = [&] {
        std::vector<Option> out;
        for (const Versus versus : {Versus::nothing, Versus::year, Versus::before})
            out.push_back({id(versus), tr(names[size_t(versus)])});
        return out;
    };
    if (!labelled("explore.versus", T::explore_versus, tr(names[size_t(question.versus)]), options, chosen,
                  width))
        return;
    Question other = question;
    other.versus = Versus(chosen[0] - '0');
    if (other.versus == Versus::nothing && other.ranked >= Ranked::before) usual_order(other);
    ask_instead(p, std::move(other));
}

struct OrderName {
    Ranked ranked;
    bool descending;
    T name;
};
constexpr OrderName orders[] = {
    {Ranked::value, true, T::ranked_value},   {Ranked::value, false, T::ranked_value_up},
    {Ranked::change, true, T::ranked_change}, {Ranked::change, false, T::ranked_change_up},
    {Ranked::key, false, T::ranked_key},      {Ranked::key, true, T::ranked_key_down}};

void choose_order(const PageContext& p, const Question& question, float width) {
    if (question.by.empty()) return;
    const auto offered = [&](const OrderName& o) {
        return o.ranked != Ranked::change || question.versus != Versus::nothing;
    };
    std::string chosen, shown;
    for (size_t i = 0; i < std::size(orders); ++i)
        if (orders[i].ranked == question.ranked && orders[i].descending == question.descending)
            chosen = std::to_string(i), shown = tr(orders[i].name);
    const auto options = [&] {
        std::vector<Option> out;
        for (size_t i = 0; i < std::size(orders); ++i)
            if (offered(orders[i])) out.push_back({std::to_string(i), tr(orders[i].name)});
        return out;
    };
    if (!labelled("explore.order", T::explore_order, shown, options, chosen, width)) return;
    Question other = question;
    other.ranked = orders[size_t(chosen[0] - '0')].ranked;
    other.descending = orders[size_t(chosen[0] - '0')].descending;
    ask_instead(p, std::move(other));
}

void choose_limit(const PageContext& p, const Question& question, float width) {
    if (question.by.empty()) return;
    const auto name = [](uint32_t limit) {
        return limit ? tr(T::explore_first, {std::to_string(limit)}) : std::string(tr(T::explore_every));
    };
    std::string chosen = std::to_string(question.limit);
    const auto options = [&] {
        std::vector<Option> out;
        for (const uint32_t limit : limits) out.push_back({std::to_string(limit), name(limit)});
        return out;
    };
    if (!labelled("explore.limit", T::explore_limit, name(question.limit), options, chosen, width)) return;
    Question other = question;
    other.limit = uint32_t(std::stoul(chosen));
    ask_instead(p, std::move(other));
}

} // namespace

void explore_choices(const PageContext& p, const Question& question) {
    Columns columns(164);
    const auto field = [&](auto draw) {
        columns.begin();
        ImGui::BeginGroup();
        draw(columns.width);
        ImGui::EndGroup();
        columns.end();
    };
    const bool grouped = !question.by.empty(), timed = question.timed();
    field([&](float width) { choose_measure(p, question, false, width); });
    field([&](float width) { choose_dimension(p, question, 0, width); });
    if (grouped) field([&](float width) { choose_dimension(p, question, 1, width); });
    if (date_of(p.catalog, question) >= 0) field([&](float width) { choose_time(p, question, width); });
    if (timed) field([&](float width) { choose_versus(p, question, width); });
    if (timed) field([&](float width) { choose_date(p, question, width); });
    if (grouped) field([&](float width) { choose_order(p, question, width); });
    if (grouped) field([&](float width) { choose_limit(p, question, width); });
    if (question.reckon.size() < Question::most_reckoned)
        field([&](float width) { choose_measure(p, question, true, width); });
    columns.finish();
}

} // namespace mj
