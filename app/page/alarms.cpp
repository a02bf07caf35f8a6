#include "app/page/alarms.hpp"

#include "app/page/pieces.hpp"
#include "app/state/urgency.hpp"

namespace mj {
namespace {

constexpr float alarm_high = 30;
constexpr int most_checks = 6; // by name; the others are counted

struct AlarmLine {
    std::string id, words, count;
    ImU32 tone;
    Action opens;
};

std::vector<AlarmLine> alarm_lines(const PageContext& p, Date day) {
    const Palette& c = colours();
    const Alarms& alarms = p.derived.alarms(day, p.state.year);
    std::vector<AlarmLine> out;
    const auto line = [&](const char* id, std::string words, std::string count, ImU32 tone, Action opens) {
        out.push_back(
            {"alarm." + std::string(id), std::move(words), std::move(count), tone, std::move(opens)});
    };
    const auto deadlines = [](Urgency urgency) {
        return act::OpenPage{PageId::deadlines, ClockFilter{-1, int(urgency)}};
    };
    if (alarms.overdue)
        line("overdue", tr(T::alarm_overdue), tr(T::alarm_matters, {grouped(int64_t(alarms.overdue))}),
             c.cinnabar, deadlines(Urgency::broken));
    if (alarms.red)
        line("red", tr(T::alarm_red), tr(T::alarm_matters, {grouped(int64_t(alarms.red))}), c.cinnabar,
             act::OpenPage{PageId::warnings, red_unanswered});
    const Repair& repair = p.derived.repair();
    if (const Repairs* found = repair.found(); found && found->records)
        line("repair", tr(T::alarm_repair),
             tr(repair.finished() ? T::records_count : T::alarm_repair_again,
                {grouped(int64_t(found->records))}),
             found->errors ? c.cinnabar : c.ochre, act::OpenPage{PageId::repair});
    const auto& checks = p.derived.checks(p.state.year);
    int broken = 0;
    for (size_t i = 0; i < checks.size(); ++i) {
        const CheckResult& check = checks[i];
        if (check.broken.empty() || ++broken > most_checks) continue;
        line(("check." + p.catalog.checks[i].id).c_str(),
             tr(T::alarm_check, {std::to_string(p.state.year), pick(p.catalog.checks[i].name)}),
             tr(T::records_of, {grouped(int64_t(check.broken.size())), grouped(int64_t(check.looked))}),
             p.catalog.checks[i].importance == Importance::warn ? c.ochre : c.cinnabar,
             act::OpenCheck{int(i), true});
    }
    if (broken > most_checks)
        line("checks", tr(T::alarm_more_checks, {std::to_string(broken - most_checks)}), "", c.cinnabar,
             act::Reveal{OverviewPart::checks});
    if (alarms.organisations + alarms.registers) {
        const Date last = last_month_over(day);
        line("lacking", tr(T::handed_month, {std::to_string(last.year()), month_name(last.month())}),
             tr(T::handed_who, {grouped(int64_t(alarms.organisations)), grouped(int64_t(alarms.registers))}),
             c.ochre, act::OpenPage{PageId::handed});
    }
    if (alarms.expired)
        line("expired", tr(T::clock_expired), tr(T::alarm_matters, {grouped(int64_t(alarms.expired))}),
             c.ochre, deadlines(Urgency::expired));
    return out;
}

void draw_alarm(const PageContext& p, AlarmLine& line, ImVec2 at, ImVec2 size) {
    const Palette& c = colours();
    const Press row = press(line.id.c_str(), at, size, line.words, "alarm", line.count);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (row.hovered || row.focused)
        list.AddRectFilled({at.x - 6, at.y}, {at.x + size.x + 6, at.y + size.y}, c.tint, 4);
    const float y = at.y + (size.y - ImGui::GetFontSize()) / 2 - 1;
    list.AddRectFilled({at.x, at.y + 8}, {at.x + 4, at.y + size.y - 8}, line.tone, 2);
    const float used = draw_text({at.x + 14, y}, size.x - 14, line.count, line.tone, 1);
    draw_text({at.x + 14, y}, size.x - 14 - used - space::m, line.words, c.ink);
    if (row.pressed) p.queue.push(std::move(line.opens));
}

} // namespace

void draw_alarms(const PageContext& p) {
    if (!p.office()) return;
    const Date day = as_of(p.state, p.derived, p.clock);
    std::vector<AlarmLine> lines = alarm_lines(p, day);
    if (lines.empty()) return;
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = width > 860 ? 2 : 1, count = int(lines.size()),
              rows = (count + columns - 1) / columns;
    {
        const Card card("alarms", {width, 54 + alarm_high * float(rows)});
        const Date today = p.clock.today();
        if (day == today)
            heading(tr(T::alarms_title), tr(T::year_partial, {long_date(day)}));
        else
            heading(tr(T::alarms_title), tr(T::alarms_not_today, {long_date(day), long_date(today)}),
                    colours().ochre);
        const ImVec2 start = crisp(ImGui::GetCursorScreenPos());
        const float gap = 2 * space::xl,
                    each = (ImGui::GetContentRegionAvail().x - gap * float(columns - 1)) / float(columns);
        for (int i = 0; i < count; ++i)
            draw_alarm(p, lines[size_t(i)],
                       {start.x + (each + gap) * float(i / rows), start.y + alarm_high * float(i % rows)},
                       {each, alarm_high});
    }
    ImGui::Dummy({1, space::xs});
}

} // namespace mj
