// The conditions of a question: each a chip that can be taken away, and the way to another one.
#include "app/page/board_words.hpp"
#include "app/page/explore.hpp"

#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/question_words.hpp"
#include "app/widget/form.hpp"
#include "core/intake/range.hpp"
#include "core/question/question_text.hpp"

namespace mj {
namespace {

/// What a condition can be about, by what stands before the value in its text: a field "street", a field of a record it leads to
/// "employer>industry", records that lead here "lead.employer". Those that need no value are whole: "lead.employer()".
std::vector<Option> subjects(const PageContext& p, int at) {
    const Register& reg = p.catalog.registers[size_t(at)];
    std::vector<Option> out;
    for (int f = 0; f < int(reg.asked()); ++f) {
        const Field& field = reg.fields[size_t(f)];
        if (field.type != FieldType::link) out.push_back({field.id, pick(field.name)});
    }
    for (int f = 0; f < int(reg.asked()); ++f) {
        if (reg.fields[size_t(f)].type != FieldType::link) continue;
        const Register& target = p.catalog.registers[size_t(reg.fields[size_t(f)].target)];
        for (size_t g = 0; g < target.asked(); ++g)
            if (target.fields[g].type == FieldType::code || target.fields[g].type == FieldType::flag)
                out.push_back(
                    {reg.fields[size_t(f)].id + ">" + target.fields[g].id,
                     tr(T::ask_of, {pick(reg.fields[size_t(f)].name), pick(target.fields[g].name)})});
    }
    const auto led_by = [&](auto write) {
        for (const Register& other : p.catalog.registers)
            for (size_t f = 0; f < other.asked(); ++f)
                if (other.fields[f].type == FieldType::link && other.fields[f].target == at) {
                    const std::string& name = pick(other.name);
                    write(other.id + "." + other.fields[f].id,
                          other.id == reg.id ? tr(T::ask_led_by_self, {name, pick(other.fields[f].name)})
                                             : name,
                          other.id == reg.id);
                }
    };
    led_by([&](const std::string& id, const std::string& name, bool self) {
        out.push_back({id + "()", self ? name : tr(T::ask_has, {name})});
        if (!self) out.push_back({id, tr(T::ask_has_which, {name})});
    });
    led_by([&](const std::string& id, const std::string& name, bool self) {
        out.push_back({"!(" + id + "())", self ? tr(T::ask_none, {name}) : tr(T::ask_has_none, {name})});
    });
    return out;
}

/// Codes and answers of a field as ends of a condition: ":lidu".
void code_options(const PageContext& p, const Field& field, const std::string& before,
                  std::vector<Option>& out) {
    if (field.type == FieldType::code)
        for (const Code& code : p.catalog.code_lists[size_t(field.codes)].codes)
            out.push_back({before + ":" + code.id, pick(code.name)});
    if (field.type == FieldType::flag) {
        out.push_back({before + ":yes", tr(T::yes)});
        out.push_back({before + ":no", tr(T::no)});
    }
    out.push_back({before + ":-", tr(T::chart_unknown)});
}

struct Subject {
    std::string_view register_, link, field; ///< of text forms as subjects() has them
};
Subject subject_of(std::string_view about) {
    Subject out;
    if (const size_t dot = about.find('.'); dot != about.npos) {
        out.register_ = about.substr(0, dot);
        out.link = about.substr(dot + 1);
    } else if (const size_t mark = about.find('>'); mark != about.npos) {
        out.link = about.substr(0, mark);
        out.field = about.substr(mark + 1);
    } else
        out.field = about;
    return out;
}

void add(const PageContext& p, const Question& question, const std::string& where) {
    const auto parsed =
        parse_question(p.catalog, p.catalog.registers[size_t(question.reg)].id + "?where=" + where);
    p.queue.push(act::AddCondition{});
    if (!parsed) return;
    Question other = question;
    for (const Where& one : parsed->where) {
        // Another code of a field that is limited already belongs to the same condition.
        bool joined = false;
        for (Where& there : other.where)
            if (there.kind == Where::Kind::test && one.kind == Where::Kind::test &&
                there.test.test == Test::is && one.test.test == Test::is &&
                there.test.field == one.test.field) {
                there.test.codes.insert(there.test.codes.end(), one.test.codes.begin(), one.test.codes.end());
                joined = true;
            }
        if (!joined) other.where.push_back(one);
    }
    ask_instead(p, std::move(other));
}

/// The second half of a condition: which values.
void choose_values(const PageContext& p, const Question& question) {
    const std::string& about = p.state.condition;
    const Register& reg = p.catalog.registers[size_t(question.reg)];
    const Subject subject = subject_of(about);
    std::vector<Option> options;
    std::string label;
    const Field* typed = nullptr;
    if (!subject.register_.empty()) {
        const int at = p.catalog.find_register(subject.register_);
        if (at < 0) return;
        const Register& other = p.catalog.registers[size_t(at)];
        label = pick(other.name);
        for (size_t f = 0; f < other.asked(); ++f) {
            const Field& field = other.fields[f];
            if (field.type != FieldType::code && field.type != FieldType::flag) continue;
            const size_t first = options.size();
            code_options(p, field, about + "(" + field.id, options);
            for (size_t i = first; i < options.size(); ++i) {
                options[i].id += ")";
                options[i].label = tr(T::ask_is, {pick(field.name), options[i].label});
            }
        }
    } else if (!subject.link.empty()) {
        const int link = reg.find(subject.link);
        if (link < 0 || reg.fields[size_t(link)].target < 0) return;
        const Register& target = p.catalog.registers[size_t(reg.fields[size_t(link)].target)];
        const int field = target.find(subject.field);
        if (field < 0) return;
        label = pick(target.fields[size_t(field)].name);
        code_options(p, target.fields[size_t(field)],
                     std::string(subject.link) + ">(" + std::string(subject.field), options);
        for (Option& option : options) option.id += ")";
    } else {
        const int at = reg.find(subject.field);
        if (at < 0) return;
        const Field& field = reg.fields[size_t(at)];
        label = pick(field.name);
        if (field.type == FieldType::code || field.type == FieldType::flag)
            code_options(p, field, field.id, options);
        else
            typed = &field;
    }
    ImGui::SameLine(0, space::s);
    if (!typed) {
        std::string chosen;
        if (choice(
                "explore.values", label, tr(T::explore_value, {label}), [&] { return options; }, chosen, 240))
            add(p, question, chosen);
        return;
    }
    static std::string text; // one is typed at a time
    static std::string whose;
    if (whose != about) text.clear();
    whose = about;
    const bool words = typed->type == FieldType::text;
    text_input("explore.typed",
               tr(words                            ? T::explore_contains_hint
                  : typed->type == FieldType::date ? T::explore_dates_hint
                                                   : T::explore_range_hint),
               text, 260, label);
    const bool enter = ImGui::IsItemFocused() &&
                       (ImGui::IsKeyPressed(ImGuiKey_Enter) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter));
    ImGui::SameLine(0, space::s);
    Where where;
    where.test.field = reg.find(typed->id);
    where.test.test = Test::contains;
    where.test.text = text;
    const std::string written =
        words ? where_text(p.catalog, question.reg, where) : range_text(p.catalog, *typed, text);
    const auto understood = written.empty()
                                ? std::nullopt
                                : std::optional(parse_question(p.catalog, reg.id + "?where=" + written));
    const bool fits = !text.empty() && understood && *understood;
    if ((button("explore.add", tr(T::explore_add), ButtonKind::quiet, fits) || enter) && fits) {
        add(p, question, written);
        text.clear();
        return;
    }
    if (text.empty() || words) return;
    // As it is understood.
    const std::string taken =
        fits ? tr(T::explore_taken, {where_words(p.ledger, question.reg, (*understood)->where[0])})
             : tr(T::explore_not_read, {text});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paragraph(taken, fits ? colours().soft : colours().cinnabar);
    probe_note("explore.taken", taken, "text", at, ImGui::GetItemRectMax());
}

} // namespace

void explore_conditions(const PageContext& p, const Question& question) {
    const auto without = [&](auto change) {
        Question other = question;
        change(other);
        ask_instead(p, std::move(other));
    };
    // One beside the other as long as there is room.
    const float room = ImGui::GetContentRegionAvail().x;
    float used = 0;
    const auto removable = [&](const std::string& id, const std::string& words) {
        const float wide = std::min(text_width(words) + 48, room);
        if (used > 0 && used + space::s + wide <= room)
            ImGui::SameLine(0, space::s), used += space::s;
        else
            used = 0;
        used += wide;
        return chip(id.c_str(), words);
    };
    for (size_t i = 0; i < question.where.size(); ++i)
        if (removable("explore.where." + std::to_string(i),
                      where_words(p.ledger, question.reg, question.where[i])))
            without([&](Question& q) { q.where.erase(q.where.begin() + ptrdiff_t(i)); });
    for (size_t i = 1; i < question.reckon.size(); ++i)
        if (removable("explore.also." + std::to_string(i),
                      tr(T::explore_also_is, {reckoned_words(p.ledger, question.reg, question.reckon[i])})))
            without([&](Question& q) { q.reckon.erase(q.reckon.begin() + ptrdiff_t(i)); });
    std::string about;
    std::string shown = tr(T::explore_where);
    for (const Option& option : subjects(p, question.reg))
        if (option.id == p.state.condition) shown = option.label;
    if (choice(
            "explore.about", tr(T::explore_where), shown, [&] { return subjects(p, question.reg); }, about,
            220))
        about.ends_with(')') ? add(p, question, about) : p.queue.push(act::AddCondition{about});
    if (!p.state.condition.empty()) choose_values(p, question);
    ImGui::Dummy({1, space::s});
}

} // namespace mj
