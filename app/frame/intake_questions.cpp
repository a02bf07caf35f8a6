// What is asked of a table: names that are nowhere, words that are no codes, and how dates are read.
#include "app/frame/intake_parts.hpp"
#include "app/port/probe.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "core/base/shown.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t most_names = 8;

/// What a cell is with each answer: "5/6/2023：月/日/年 → 2023-05-06；日/月/年 → 2023-06-05".
std::string date_example(const PageContext& p, const Field& field, const std::string& cell,
                         std::span<const char* const> labels, const auto& hints_of) {
    std::string out;
    for (size_t i = 0; i < labels.size(); ++i) {
        const Understood read = understand(p.catalog, field, cell, hints_of(i));
        const auto* day = std::get_if<int64_t>(&read.value);
        const bool is_day = read.kind == Understood::Kind::value && day;
        out += (i ? tr(T::intake_example_and) : "") +
               tr(T::intake_answer, {labels[i], is_day ? Date{int32_t(*day)}.text() : tr(T::intake_no_day)});
    }
    return tr(T::intake_example, {shown(cell, longest_quote), out});
}

/// How its dates are read, where that is a question, or was one before it was answered.
void dates_asked(const PageContext& p, const Intake& intake, size_t c, const Field& field,
                 const std::string& head) {
    const ReadColumn& column = intake.reading->columns[c];
    const Mapping::Column* found = intake.mapping.find(intake.names[c]);
    const Mapping::Column said = found ? *found : Mapping::Column{};
    const char* orders[] = {tr(T::intake_year_first), tr(T::intake_month_first), tr(T::intake_day_first)};
    const std::string id = "." + std::to_string(c);
    if (column.order_cell.empty() && column.short_cell.empty()) return;
    stay().here(intake, Stay::of(Stay::dates, c));
    const auto ask = [&](const char* name, T question, const std::string& cell,
                         std::span<const char* const> labels, int now, const auto& hints_of) {
        paragraph(tr(question, {head}), colours().soft);
        noted("intake.example." + std::string(name) + id, date_example(p, field, cell, labels, hints_of),
              colours().soft);
        const int chosen = segments(("intake." + std::string(name) + id).c_str(), labels, now);
        return chosen == now ? -1 : chosen;
    };
    const auto order_at = [](size_t i) { return DateOrder(int(DateOrder::year_first) + int(i)); };
    if (!column.order_cell.empty()) {
        const int now = said.order > DateOrder::year_first ? int(said.order) - 2 : -1;
        const int chosen = ask("order", T::intake_order, column.order_cell, std::span(orders).subspan(1), now,
                               [&](size_t i) {
                                   Hints hints;
                                   hints.order = order_at(i + 1);
                                   return hints;
                               });
        if (chosen >= 0)
            stay().press(),
                p.queue.push(act::AssignDates{uint32_t(c), order_at(size_t(chosen) + 1), DateOrder::ask, 0});
    }
    if (column.short_cell.empty()) return;
    const char* centuries[] = {"20××", "19××"};
    const auto century_at = [](size_t i) { return i ? 1900 : 2000; };
    const int century = ask("century", T::intake_century, column.short_cell, centuries,
                            said.century ? said.century == 1900 : -1, [&](size_t i) {
                                Hints hints;
                                hints.century = century_at(i);
                                hints.short_order = said.short_order;
                                return hints;
                            });
    if (century >= 0)
        stay().press(), p.queue.push(act::AssignDates{uint32_t(c), DateOrder::ask, DateOrder::ask,
                                                      century_at(size_t(century))});
    const int now = said.short_order == DateOrder::ask ? 0 : int(said.short_order) - 1;
    const int order = ask("short", T::intake_short, column.short_cell, orders, now, [&](size_t i) {
        Hints hints;
        hints.century = said.century ? said.century : 2000;
        hints.short_order = order_at(i);
        return hints;
    });
    if (order >= 0)
        stay().press(),
            p.queue.push(act::AssignDates{uint32_t(c), DateOrder::ask, order_at(size_t(order)), 0});
}

/// Dates that an answer has made and that lie far off can be said to be right.
void dates_confirmed(const PageContext& p, const Intake& intake, size_t c) {
    const Mapping::Column* said = intake.mapping.find(intake.names[c]);
    const bool asked = std::any_of(intake.reasons.begin(), intake.reasons.end(), [&](const Reason& reason) {
        return reason.column == int(c) &&
               (reason.said.note == Note::answer_late || reason.said.note == Note::answer_early);
    });
    const bool sure = said && said->sure;
    if (!sure && !asked) return;
    if (button(("intake.sure." + std::to_string(c)).c_str(), tr(sure ? T::intake_not_sure : T::intake_sure),
               ButtonKind::quiet, !intake.reading_again))
        stay().press(), p.queue.push(act::AssignDates{uint32_t(c), DateOrder::ask, DateOrder::ask, 0, !sure});
}

/// In what unit its numbers are, where that is a question, or was one before it was answered.
void unit_asked(const PageContext& p, const Intake& intake, size_t c, const Field& field,
                const std::string& head) {
    const Mapping::Column* said = intake.mapping.find(intake.names[c]);
    const bool answered = said && said->power >= 0;
    const bool asked = std::any_of(intake.reasons.begin(), intake.reasons.end(), [&](const Reason& reason) {
        return reason.column == int(c) && reason.said.note == Note::unit_unknown;
    });
    if (!answered && !asked) return;
    stay().here(intake, Stay::of(Stay::dates, c));
    paragraph(tr(T::intake_unit, {head}), colours().soft);
    constexpr int powers[] = {0, 3, 4, 8};
    std::string words[std::size(powers)];
    const char* labels[std::size(powers)];
    const bool money = field.type == FieldType::money;
    for (size_t i = 0; i < std::size(powers); ++i) {
        words[i] = powers[i] ? unit_text(powers[i], money) : tr(money ? T::intake_yuan : T::intake_one);
        labels[i] = words[i].c_str();
    }
    const auto at =
        answered ? std::find(std::begin(powers), std::end(powers), said->power) : std::end(powers);
    const int now = at == std::end(powers) ? -1 : int(at - std::begin(powers));
    const int chosen = segments(("intake.unit." + std::to_string(c)).c_str(), labels, now);
    if (chosen != now && chosen >= 0)
        stay().press(), p.queue.push(act::AssignUnit{uint32_t(c), powers[chosen]});
}

/// The likeliest first; the code that may be meant is marked.
std::vector<Option> code_options(const CodeList& list, const Field& field, std::string_view word, int near) {
    std::vector<Option> out;
    for (const int i : codes_by_likeness(list, word)) {
        const Code& code = list.codes[size_t(i)];
        const std::string& name = pick(code.name);
        out.push_back({code.id, i == near ? tr(T::intake_near, {name}) : name});
    }
    if (!field.required) out.push_back({"", tr(T::intake_word_nothing)});
    return out;
}

void word_asked(const PageContext& p, const Intake& intake, size_t w) {
    const ReadWord& word = intake.reading->words[w];
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    const Field& field = reg.fields[size_t(intake.reading->columns[size_t(word.column)].field())];
    const CodeList& list = p.catalog.code_lists[size_t(field.codes)];
    stay().here(intake, Stay::of(Stay::word, w));
    const std::string id = "intake.word." + std::to_string(w);
    const std::string word_shown = shown(word.word, longest_quote), rows = grouped(int64_t(word.rows));
    const std::string text = tr(T::intake_word, {pick(field.name), word_shown, rows});
    std::string now, chosen = "?"; // no code's id
    if (word.said) {
        now = word.code < 0 ? tr(T::intake_word_nothing) : pick(list.codes[size_t(word.code)].name);
        chosen = word.code < 0 ? "" : list.codes[size_t(word.code)].id;
    }
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room =
        beside(tr(T::intake_word_times, {word_shown, rows}), word.said ? colours().soft : colours().cinnabar);
    const float x = ImGui::GetCursorScreenPos().x;
    // The button goes when it was answered; its room stays.
    const int near = intake.proposed[w];
    const Code* proposed = near < 0 ? nullptr : &list.codes[size_t(near)];
    const std::string use = proposed ? tr(T::intake_word_use, {pick(proposed->name)}) : "";
    const float wide = proposed ? button_width(use.c_str()) + space::s : 0;
    constexpr float least = 140;
    const bool same_line = room - wide >= least;
    const auto options = [&] { return code_options(list, field, word.word, near); };
    if (choice(id.c_str(), text, now, options, chosen, std::min(same_line ? room - wide : room, 340.f)))
        stay().press(), p.queue.push(act::AssignWord{uint32_t(w), chosen});
    if (!proposed) return;
    if (same_line)
        ImGui::SameLine(0, space::s);
    else
        ImGui::SetCursorScreenPos(
            {std::max(start.x, std::min(x, x + room - wide)), ImGui::GetCursorScreenPos().y});
    if (word.said)
        ImGui::Dummy({1, space::control});
    else if (button((id + ".use").c_str(), use.c_str(), ButtonKind::quiet, !intake.reading_again))
        stay().press(), p.queue.push(act::AssignWord{uint32_t(w), proposed->id});
    if (!same_line) ImGui::SetCursorScreenPos({start.x, ImGui::GetCursorScreenPos().y});
}

void words_asked(const PageContext& p, const Intake& intake) {
    const Reading& reading = *intake.reading;
    if (reading.words.empty()) return;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    small_heading(T::intake_words);
    size_t told = 0, all = 0;
    for (size_t c = 0; c < reading.columns.size(); ++c) {
        const int f = reading.columns[c].field();
        if (f < 0) continue;
        bool first = true;
        for (size_t w = 0; w < reading.words.size(); ++w) {
            if (reading.words[w].column != int(c)) continue;
            ++all;
            if (told == most_lines) continue;
            const std::string &head = reading.columns[c].head.text, &name = pick(reg.fields[size_t(f)].name);
            if (std::exchange(first, false))
                noted("intake.words." + std::to_string(c),
                      shown(head, longest_quote) + (head == name ? "" : " → " + name), colours().ink);
            word_asked(p, intake, w);
            ++told;
        }
    }
    if (const std::string more = more_words(all); !more.empty()) paragraph(more, colours().soft);
}

/// What the table names and the ledger has not, by register; and what is to become of it.
void missing_names(const PageContext& p, const Intake& intake) {
    const auto& missing = intake.plan->missing();
    if (missing.empty()) return;
    stay().here(intake, Stay::of(Stay::links, 0));
    for (int reg = 0; reg < int(p.catalog.registers.size()); ++reg) {
        size_t count = 0;
        std::string names;
        // Those that may be records with another name come first: they are to be decided.
        for (const bool alike : {true, false})
            for (const MissingLink& link : missing) {
                if (link.target != reg || link.proposal.empty() == alike) continue;
                if (count < most_names) {
                    names += (count ? tr(T::list_and) : "") + shown(link.name, longest_quote);
                    if (alike) names += tr(T::intake_proposal, {shown(link.proposal, longest_quote)});
                }
                ++count;
            }
        if (!count) continue;
        if (count > most_names) names += tr(T::and_others);
        const std::string register_name = pick(p.catalog.registers[size_t(reg)].name);
        noted("intake.missing." + p.catalog.registers[size_t(reg)].id,
              tr(T::intake_missing, {grouped(int64_t(count)), register_name, names}), colours().soft);
    }
    const char* labels[] = {tr(T::links_ask), tr(T::links_create), tr(T::links_leave)};
    const int chosen = segments_or_list("intake.links", tr(T::links_ask), labels, int(intake.links));
    if (chosen != int(intake.links))
        stay().press(), p.queue.push(act::SetIntake{intake.drafts, MissingLinks(chosen)});
    const auto& created = intake.plan->created();
    for (int reg = 0; reg < int(p.catalog.registers.size()); ++reg) {
        const auto count = std::count_if(created.begin(), created.end(),
                                         [reg](const Edit& edit) { return edit.reg == reg; });
        const Register& of = p.catalog.registers[size_t(reg)];
        if (count)
            noted("intake.created." + of.id, tr(T::intake_created, {grouped(int64_t(count)), pick(of.name)}),
                  colours().ochre);
    }
}

} // namespace

/// Words at the left, at the right a list as wide as what is left; above it where they would be cut. Returns how wide.
float beside(const std::string& words, ImU32 colour) {
    const float room = ImGui::GetContentRegionAvail().x, left = crisp(std::min(room * 0.45f, 300.f));
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    if (text_width(words) > left - space::s && room < 480) {
        paragraph(words, colour);
        return room;
    }
    draw_text({at.x, at.y + ImGui::GetStyle().FramePadding.y}, left - space::s, words, colour);
    ImGui::SetCursorScreenPos({at.x + left, at.y});
    return room - left;
}

bool asks_of_table(const Intake& intake) {
    const bool dates = std::any_of(intake.reasons.begin(), intake.reasons.end(), [](const Reason& reason) {
        const Note note = reason.said.note;
        return note == Note::day_or_month || note == Note::two_digit_year || note == Note::year_at_end ||
               note == Note::unit_unknown;
    });
    return dates || (intake.links == MissingLinks::ask && !intake.plan->missing().empty());
}

void questions_asked(const PageContext& p, const Intake& intake) {
    static RowsShown only_before = RowsShown::all;
    const bool other = std::exchange(only_before, intake.only) != intake.only;
    if (other && intake.only == RowsShown::doubtful && asks_of_table(intake)) ImGui::SetScrollHereY(0);
    missing_names(p, intake);
    words_asked(p, intake);
    const Reading& reading = *intake.reading;
    const Register& reg = p.catalog.registers[size_t(intake.reg)];
    for (size_t c = 0; c < reading.columns.size(); ++c)
        if (const int f = reading.columns[c].field(); f >= 0 && !reading.columns[c].made) {
            const Field& field = reg.fields[size_t(f)];
            const std::string head = head_words(reading.columns[c]);
            if (field.type == FieldType::date) {
                dates_asked(p, intake, c, field, head);
                dates_confirmed(p, intake, c);
            } else if (adds_up(field)) {
                unit_asked(p, intake, c, field, head);
            }
        }
}

} // namespace mj
