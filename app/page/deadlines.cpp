// What is about to break its time limit, what has, and whose it is.
#include "app/page/clock_words.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/urgency.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/table.hpp"
#include "core/base/sort.hpp"
#include "core/catalog/calendar.hpp"

#include <algorithm>
#include <array>

namespace mj {
namespace {

constexpr T urgency_names[] = {T::clock_broken,  T::clock_days3,    T::clock_days7,   T::clock_later,
                               T::clock_undated, T::clock_reminder, T::clock_expired, T::clock_unsaid};
constexpr float side = 290; // the card with the matters

const ClockFilter& filter_of(const Place& place) {
    static const ClockFilter all;
    const auto* filter = std::get_if<ClockFilter>(&place.filter);
    return filter ? *filter : all;
}

void head(const PageContext& p, const ClockFilter& filter, Date day, bool some) {
    page_title(p, tr(T::clock_title), tr(T::clock_sentence));
    if (as_of_choice(p, day) && !p.narrow) ImGui::SameLine(0, space::m);
    if (p.office() && button("calendar", tr(T::clock_calendar), ButtonKind::quiet, some))
        p.queue.push(act::ExportCalendar{filter});
    ImGui::Dummy({1, space::s});
}

void tiles(const PageContext& p, const ClockFilter& filter, const Clocks& clocks) {
    std::array<int, size_t(Urgency::count)> counts{};
    for (const auto* readings : {&clocks.open, &clocks.unsaid})
        for (const ClockReading& reading : *readings)
            if (fits(ClockFilter{filter.rule, -1}, reading)) ++counts[size_t(urgency_of(reading))];
    const int count =
        int(Urgency::unsaid) + !clocks.unsaid.empty(); // where there are none, that is no question
    const Palette& c = colours();
    const ImU32 tones[] = {c.cinnabar, c.ochre, blend(c.ochre, c.card, 0.45f), c.blue_rest, c.soft, c.soft,
                           c.cinnabar, c.ochre};
    const auto tile = [&](int i, ImVec2 size) {
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        const std::string id = "urgency." + std::to_string(i), value = grouped(int64_t(counts[size_t(i)]));
        const Press card = press(id.c_str(), at, size, tr(urgency_names[i]), "figure", value);
        const bool chosen = filter.urgency == i;
        draw_card(at, {at.x + size.x, at.y + size.y}, card.hovered || chosen, card.focused || chosen);
        tone_tile(at, size.x, tones[i], tr(urgency_names[i]), value, counts[size_t(i)] > 0);
        if (card.pressed) p.queue.push(act::SetFilter{ClockFilter{filter.rule, chosen ? -1 : i}});
    };
    const float width = page_width(p);
    grid(count,
         width > 128.f * float(count) ? count
         : width > 640                ? 4
         : width > 450                ? 3
                                      : 2,
         76, tile, width);
}

/// One matter: its name, what is open by urgency as a bar, and how much was done in time, which opens what it is out of.
/// True when it was chosen.
bool matter(const PageContext& p, const ClockFilter& filter, int rule, Date day,
            const std::array<int, size_t(Urgency::count)>& open, const Clocks::Count& count, int most) {
    const Palette& c = colours();
    const ClockRule& r = p.catalog.clocks[size_t(rule)];
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    const float width = ImGui::GetContentRegionAvail().x, high = 50;
    int all = 0;
    for (const int n : open) all += n;
    std::string rate, rate_of; // of few, that one was late says which
    Press rated;
    if ((count.settled() || count.unsaid) && !r.reminder && !too_few(count.settled())) {
        rate =
            tr(T::clock_rate, {count.settled() ? grouped(percent(count.kept, count.settled())) + "%" : "—"});
        rate_of = tr(T::clock_rate_of, {grouped(int64_t(count.kept)), grouped(int64_t(count.late)),
                                        grouped(int64_t(count.overdue))});
        if (count.unsaid) rate_of += "\n" + tr(T::clock_unsaid_count, {grouped(int64_t(count.unsaid))});
        Typed typed(type::note);
        const float wide = text_width(rate);
        const ImVec2 from{at.x + width - wide, at.y + 27};
        // Before the line it lies on, which would take its press.
        if (p.office() && count.settled())
            rated = press(("rate." + r.id).c_str(), from, {wide, high - 27}, rate, "link", rate_of);
        else
            probe_note("rate." + r.id, rate, "text", from, {at.x + width, at.y + high}, rate_of);
    }
    const Press pressed =
        press(("rule." + r.id).c_str(), at, {width, high}, pick(r.name), "row", grouped(int64_t(all)));
    const bool chosen = filter.rule == rule;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (pressed.hovered || pressed.focused || chosen)
        list.AddRectFilled({at.x - 8, at.y}, {at.x + width + 8, at.y + high}, c.tint, 6);
    const std::string number = grouped(int64_t(all));
    draw_text({at.x, at.y + 6}, width - 60, pick(r.name), chosen ? c.blue : c.ink);
    draw_text({at.x, at.y + 6}, width, number, all ? c.ink : c.soft, 1);
    const ImU32 tones[] = {c.cinnabar, c.ochre,   blend(c.ochre, c.card, 0.45f), c.blue_rest, c.faint,
                           c.faint,    c.cinnabar};
    float x = at.x;
    for (size_t i = 0; i < open.size(); ++i) {
        if (!open[i] || too_few(open[i])) continue;
        const float wide = std::max(3.f, crisp(width * 0.6f * float(open[i]) / float(std::max(1, most))));
        draw_mark({x, at.y + 32}, {x + wide, at.y + 38}, tones[i]);
        x += wide + 1;
    }
    if (!rate.empty()) {
        Typed typed(type::note);
        draw_text({at.x, at.y + 27}, width, rate, rated.hovered || rated.focused ? c.blue : c.soft, 1);
    }
    if (rated.pressed) p.queue.push(act::OpenSettled{{rule, day}});
    if (rated.hovered) tooltip(pick(r.name), rate_of);
    if (pressed.hovered) {
        std::string words = r.source;
        if (!rate_of.empty()) words += "\n" + rate_of;
        for (size_t i = 0; i < open.size(); ++i)
            if (open[i]) words += "\n" + std::string(tr(urgency_names[i])) + "  " + grouped(int64_t(open[i]));
        tooltip(pick(r.name), words);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, high});
    if (pressed.pressed) p.queue.push(act::SetFilter{ClockFilter{chosen ? -1 : rule, filter.urgency}});
    return pressed.pressed && !chosen;
}

bool matters(const PageContext& p, const ClockFilter& filter, Date day, const Clocks& clocks) {
    std::vector<std::array<int, size_t(Urgency::count)>> open(p.catalog.clocks.size());
    for (const ClockReading& reading : clocks.open) ++open[size_t(reading.rule)][size_t(urgency_of(reading))];
    const auto sum = [&](int rule) {
        int n = 0;
        for (const int part : open[size_t(rule)]) n += part;
        return n;
    };
    std::vector<int> order;
    int most = 1;
    for (int rule = 0; rule < int(open.size()); ++rule) {
        most = std::max(most, sum(rule));
        const Clocks::Count& count = clocks.counts[size_t(rule)];
        if (sum(rule) || count.settled() || count.unsaid) order.push_back(rule);
    }
    sort_stable(order, [&](int a, int b) {
        const size_t broken = size_t(Urgency::broken);
        return std::pair(open[size_t(a)][broken], sum(a)) > std::pair(open[size_t(b)][broken], sum(b));
    });
    heading(tr(T::clock_by_rule), tr(T::clock_by_rule_hint, {std::to_string(p.state.year)}));
    ImGui::Dummy({1, space::xs});
    bool chosen = false;
    for (const int rule : order)
        chosen |= matter(p, filter, rule, day, open[size_t(rule)], clocks.counts[size_t(rule)], most);
    return chosen;
}

/// Where the matters have no room beside the list they take its place; one that is chosen leads back to it. Whether they
/// are shown.
bool matters_instead(const PageContext& p, const ClockFilter& filter, Date day, const Clocks& clocks) {
    bool& shown = *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("by_matter"));
    const char* labels[] = {tr(T::clock_each), tr(T::clock_by_rule)};
    shown = segments("view", labels, shown) == 1;
    ImGui::Dummy({1, space::xs});
    if (!shown) return false;
    if (matters(p, filter, day, clocks)) shown = false;
    ImGui::Dummy({1, space::xl});
    return true;
}

/// "01-09", or "01-09~01-12" where the calendar of that year is not known yet.
std::string short_last_day(const ClockReading& reading) {
    const std::string first = reading.due.text().substr(5);
    return reading.exact() ? first : first + "~" + reading.latest.text().substr(5);
}

void open_record(const PageContext& p, const ClockReading& reading) {
    const int reg = p.catalog.clocks[size_t(reading.rule)].reg;
    p.queue.push(act::OpenRecord{reg, p.ledger.table(reg).head(reading.row).id});
}

/// On a phone: what is left and the record, below them the matter, the last day and whose it is. Scrolls with the page.
void listed_narrow(const PageContext& p, const std::vector<const ClockReading*>& rows) {
    constexpr float high = 54;
    const Palette& c = colours();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(int(rows.size()), high);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const ClockReading& reading = *rows[size_t(i)];
            const ClockRule& rule = p.catalog.clocks[size_t(reading.rule)];
            const ImVec2 at = crisp(ImGui::GetCursorScreenPos()),
                         size{ImGui::GetContentRegionAvail().x, high};
            const std::string left = clock_words(p.catalog, reading), id = "clocks.row." + std::to_string(i);
            std::string name = pick(rule.name),
                        more = reading.due.has() ? last_day(reading.last_day()) : std::string();
            more = name + (more.empty() ? "" : " · ") + more + " · " + clock_owner(p.ledger, reading);
            name = record_name(p.ledger, rule.reg, reading.row);
            const Press line = press(id.c_str(), at, size, name, "row", left + " · " + more);
            ImDrawList& list = *ImGui::GetWindowDrawList();
            if (line.hovered || line.focused) list.AddRectFilled(at, {at.x + size.x, at.y + high}, c.wash, 4);
            list.AddLine({at.x, at.y + high - 1}, {at.x + size.x, at.y + high - 1}, c.hair);
            const ImU32 tone = clock_colour(reading);
            const float used = draw_text({at.x, at.y + 7}, size.x, left, tone ? tone : c.ink, 1);
            draw_text({at.x, at.y + 7}, size.x - used - space::m, name, c.ink);
            Typed typed(type::note);
            draw_text({at.x, at.y + 29}, size.x, more, c.soft);
            if (line.pressed) open_record(p, reading);
        }
    ImGui::PopStyleVar();
    ImGui::Dummy({1, space::xl});
}

void listed(const PageContext& p, const std::vector<const ClockReading*>& rows) {
    enum Shown { matter, record, left, due, owner, employer, starts };
    const std::string titles[] = {tr(T::clock_matter), tr(T::clock_record), tr(T::clock_left),
                                  tr(T::clock_due),    tr(T::clock_owner),  tr(T::clock_employer),
                                  tr(T::clock_starts)};
    constexpr const char* ids[] = {"matter", "record", "left", "due", "owner", "employer", "starts"};
    const float room = ImGui::GetContentRegionAvail().x;
    const bool dated = room > 800; // else the last day stands beside what is left
    std::vector<Shown> shown;
    std::vector<float> widths;
    const auto add = [&](Shown column, float width) {
        shown.push_back(column);
        widths.push_back(width);
    };
    const bool exact =
        std::all_of(rows.begin(), rows.end(), [](const ClockReading* r) { return r->exact(); });
    add(matter, 112);
    add(record, 206);
    const bool unsaid = !rows.empty() && rows[0]->state == ClockReading::State::unsaid; // in a sentence
    add(left, unsaid ? 224.f : dated ? 104.f : 140.f);
    if (dated) add(due, exact ? 104 : 140);
    add(owner, 84);
    add(employer, dated ? 200 : std::max(110.f, room - 556));
    if (room > 940) add(starts, 100);
    std::vector<TableColumn> columns;
    for (size_t i = 0; i < shown.size(); ++i) columns.push_back({ids[shown[i]], titles[shown[i]], widths[i]});
    const auto of = [&](int row) -> const ClockReading& { return *rows[size_t(row)]; };
    const TableEvent event = table(
        "clocks", columns, int(rows.size()), -1, false,
        [&](int row, int column, std::string& out) {
            const ClockReading& reading = of(row);
            const ClockRule& rule = p.catalog.clocks[size_t(reading.rule)];
            switch (shown[size_t(column)]) {
            case matter: out = pick(rule.name); break;
            case record: out = record_name(p.ledger, rule.reg, reading.row); break;
            case left:
                out = clock_words(p.catalog, reading);
                if (!dated && !unsaid && reading.due.has()) out += " · " + short_last_day(reading);
                break;
            case due:
                if (reading.due.has()) out = reading.due.text().substr(0, 5) + short_last_day(reading);
                break;
            case owner: out = clock_owner(p.ledger, reading); break;
            case employer: out = clock_employer(p.ledger, reading); break;
            case starts: // a day that was set is its own limit
                if (rule.limit) out = reading.starts.text();
                break;
            }
        },
        [&](int row, int column) { return shown[size_t(column)] == left ? clock_colour(of(row)) : 0; });
    if (event.row >= 0) open_record(p, of(event.row));
}

/// Which year's calendar is missing for how many matters, and where it is recorded.
void without_calendar(const PageContext& p, const Clocks& clocks) {
    int64_t n = 0;
    int year = 0;
    for (const ClockReading& reading : clocks.open)
        if (!reading.exact()) {
            ++n;
            year = year ? std::min(year, reading.latest.year()) : reading.latest.year();
        }
    if (!n) return;
    const int reg = calendar_register(p.catalog).reg;
    if (banner("clocks.calendar", Tone::soon, tr(T::clock_no_calendar, {std::to_string(year), grouped(n)}),
               reg >= 0 && p.writable() ? tr(T::clock_add_calendar) : nullptr))
        p.queue.push(act::OpenRegister{reg});
    ImGui::Dummy({1, space::s});
}

} // namespace

void draw_deadlines(const PageContext& p) {
    const ClockFilter& filter = filter_of(p.state.history.current());
    const Date day = as_of(p.state, p.derived, p.clock);
    const Clocks& clocks = p.derived.clocks(day, p.state.year);
    const bool unsaid = filter.urgency == int(Urgency::unsaid);
    std::vector<const ClockReading*> rows;
    for (const ClockReading& reading : unsaid ? clocks.unsaid : clocks.open)
        if (fits(filter, reading)) rows.push_back(&reading);
    head(p, filter, day, !rows.empty() && !unsaid);
    // Where nothing is open any more, how the limits were kept is still to be seen.
    const bool settled = std::any_of(clocks.counts.begin(), clocks.counts.end(),
                                     [](const Clocks::Count& n) { return n.settled() > 0; });
    if (clocks.open.empty() && clocks.unsaid.empty() && !settled) {
        if (empty_state("clocks.none", tr(T::clock_none_title), tr(T::clock_none), {tr(T::nav_overview)}))
            p.queue.push(act::OpenPage{PageId::overview});
        return;
    }
    without_calendar(p, clocks);
    tiles(p, filter, clocks);
    if (filter.rule >= 0 && chip("filter.rule", pick(p.catalog.clocks[size_t(filter.rule)].name)))
        p.queue.push(act::SetFilter{ClockFilter{-1, filter.urgency}});
    if (filter.rule >= 0 && filter.urgency >= 0) ImGui::SameLine(0, space::s);
    if (filter.urgency >= 0 && chip("filter.urgency", tr(urgency_names[filter.urgency])))
        p.queue.push(act::SetFilter{ClockFilter{filter.rule, -1}});
    if (!p.office()) { // no single one
        matters(p, filter, day, clocks);
        return;
    }
    const bool wide = page_width(p) > 2.6f * side;
    if (!wide && matters_instead(p, filter, day, clocks)) return;
    if (p.narrow && !(clocks.open.empty() && !unsaid)) return listed_narrow(p, rows);
    const ImVec2 room{page_width(p), ImGui::GetContentRegionAvail().y};
    ImGui::BeginChild("list", {wide ? room.x - side - space::m : room.x, std::max(room.y, 320.f)},
                      ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
    if (clocks.open.empty() && !unsaid)
        paragraph(tr(T::clock_none_title), colours().soft);
    else
        listed(p, rows);
    ImGui::EndChild();
    if (!wide) return;
    ImGui::SameLine(0, space::m);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    draw_card(at, {at.x + side, at.y + room.y});
    ImGui::SetCursorScreenPos({at.x + space::l, at.y + space::m});
    ImGui::BeginChild("matters", {side - 2 * space::l + 8, room.y - 2 * space::m}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground);
    matters(p, filter, day, clocks);
    ImGui::EndChild();
}

} // namespace mj
