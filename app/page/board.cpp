// A dashboard: figures, then linked charts of one register; what is chosen in one limits the others and is written above.
#include "app/chart/hush.hpp"
#include "app/chart/mark_words.hpp"
#include "app/page/board_cards.hpp"
#include "app/page/board_words.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/widget/form.hpp"
#include "core/base/sort.hpp"

namespace mj {
namespace {

const BoardWords& words_of(PageId page) {
    for (const BoardWords& words : board_pages())
        if (words.page == page) return words;
    return board_pages()[0];
}

/// What is chosen here; a page just opened chooses nothing in its first section.
BoardFilter choice_of(const Place& place) {
    if (const auto* filter = std::get_if<BoardFilter>(&place.filter)) return *filter;
    BoardFilter out;
    out.section = first_section(place.page);
    return out;
}

/// The sections of a page by name, in order; of one that stands alone none.
std::vector<std::string> section_names(const PageContext& p, PageId page) {
    std::vector<std::string> out;
    const auto all = board_sections();
    for (size_t i = size_t(first_section(page)); i < all.size() && all[i].page == page; ++i)
        out.push_back(section_name(p.catalog, all[i], language()));
    if (out.size() < 2) out.clear();
    return out;
}

/// At `beside` while there is room, else below the title; as a list to choose from where even that is too narrow.
void sections(const PageContext& p, const BoardFilter& choice, PageId page,
              std::span<const char* const> labels, const ImVec2* beside) {
    const int first = first_section(page);
    int chosen = choice.section - first;
    const ImVec2 after = ImGui::GetCursorScreenPos();
    const float width = segments_width(labels), room = ImGui::GetContentRegionAvail().x;
    if (beside) {
        ImGui::SetCursorScreenPos({after.x + room - width, beside->y - 4});
        chosen = segments("section", labels, chosen);
        ImGui::SetCursorScreenPos(after);
        ImGui::Dummy({1, 0});
    } else {
        chosen = segments_or_list("section", "section", labels, chosen);
    }
    if (chosen == choice.section - first) return;
    BoardFilter other;
    other.section = first + chosen;
    p.queue.push(act::SetFilter{other});
}

/// Of fewer, the totals of what is chosen come first.
constexpr size_t enough_figures = 3;

void figures(const PageContext& p, const BoardSection& section) {
    std::vector<int> shown;
    for (const std::string_view id : section.figures)
        if (const int at = p.catalog.find_indicator(id); at >= 0) shown.push_back(at);
    if (shown.empty()) return;
    {
        Typed typed(type::note);
        const bool partial = p.derived.year_view(p.state.year).partial();
        draw_text(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x,
                  tr(partial ? T::board_figures_so_far : T::board_figures), colours().soft);
        ImGui::Dummy({1, 16});
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const int most = width > 1000 ? 6 : width > 560 ? 3 : 2, count = int(shown.size());
    grid(count, std::min(std::max(count, 3), most), 102,
         [&](int i, ImVec2 size) { figure_at(p, shown[size_t(i)], size, false); });
}

/// Placed beside the one before while there is room.
void beside(float width) {
    ImGui::SameLine(0, space::s);
    if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
}

void chips(const PageContext& p, const Board& board, const BoardFilter& choice) {
    const Register& reg = p.catalog.registers[size_t(board.reg())];
    const std::string count = grouped(board.totals()[0]), open = tr(T::board_open, {count});
    if (p.office() && button("open", open.c_str(), ButtonKind::primary, board.totals()[0] > 0))
        p.queue.push(act::OpenBoardRecords{board.reg(), choice});
    if (p.office() && board.like() >= 0 && !unsaid_words(p, board.like(), T::figure_unsaid).empty()) {
        beside(150);
        unsaid_button(p, board.like());
    }
    if (choice.whole_year() && choice.codes.empty()) {
        if (p.narrow) return;
        if (p.office()) ImGui::SameLine(0, space::m);
        Typed typed(type::note);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        std::string words = tr(T::board_hint);
        if (p.office() && board.undated())
            words = tr(T::board_undated,
                       {grouped(int64_t(board.undated())), pick(reg.fields[size_t(board.date())].name)}) +
                    " · " + words;
        draw_text({at.x, at.y + 8}, ImGui::GetContentRegionAvail().x, words, colours().soft);
        probe_note("board.hint", words, "text", at, {at.x + 200, at.y + 26}, words);
        ImGui::Dummy({1, space::control});
        return;
    }
    if (!choice.whole_year()) {
        beside(150);
        if (chip("chip.months", months_words(choice))) {
            BoardFilter other = choice;
            other.from = 1;
            other.to = 12;
            p.queue.push(act::SetFilter{other});
        }
    }
    for (const auto& [field, code] : choice.codes) {
        const Field& f = reg.fields[size_t(field)];
        const std::string name = choice_name(p.catalog, f, code),
                          id = "chip." + f.id + "." + std::to_string(code);
        beside(150);
        if (chip(id.c_str(), pick(f.name) + "：" + name)) {
            BoardFilter other = choice;
            other.turn(field, code);
            p.queue.push(act::SetFilter{other});
        }
    }
    beside(100);
    if (button("clear", tr(T::board_clear))) {
        BoardFilter other;
        other.section = choice.section;
        p.queue.push(act::SetFilter{other});
    }
}

void totals(const PageContext& p, const Board& board) {
    const Register& reg = p.catalog.registers[size_t(board.reg())];
    const Palette& c = colours();
    const int count = int(board.totals().size());
    const float width = ImGui::GetContentRegionAvail().x;
    const auto previous = board.previous();
    constexpr float high = 92; // also without a third line: nothing moves under a drag
    grid(count, p.narrow ? 2 : std::min(count, std::max(2, int(width / 190))), high, [&](int i, ImVec2 size) {
        const int64_t now = board.totals()[size_t(i)], before = board.totals_before()[size_t(i)];
        const Field* field = i ? &reg.fields[size_t(board.sums()[size_t(i - 1)])] : nullptr;
        const bool money = field && field->type == FieldType::money;
        ChartUnit unit = short_unit(now, money ? tr(T::unit_yuan) : i ? "" : tr(T::unit_records), money);
        // Four digits, as the figures have them: 55.78 and not 56.
        if (money && unit.divisor != unit.base)
            unit.decimals = std::max(unit.decimals, decimals_of_four(double(now) / double(unit.divisor)));
        // Of a 0 that is only not filled in nothing is said; records that nobody knows to belong here say so once.
        const Figure* like =
            board.like() < 0 ? nullptr : &p.derived.figures(p.state.year)[size_t(board.like())];
        const bool open = like && !like->value && like->unsaid;
        const int64_t unfilled = open ? 0 : board.unfilled()[size_t(i)];
        // A sum of few records would tell what one of them says; a few things are told as such.
        const bool few = !p.office() && i && board.adding()[size_t(i)] < fewest_said && !unit.hides(now),
                   few_before = !p.office() && i && board.adding_before()[size_t(i)] < fewest_said;
        const std::string label = field               ? pick(field->name)
                                  : board.like() >= 0 ? pick(p.catalog.indicators[size_t(board.like())].name)
                                                      : pick(reg.name),
                          value = open || unfilled || few ? "—" : unit.text(now),
                          id = field ? "total." + field->id : std::string("total");
        const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
        ImGui::GetWindowDrawList()->AddLine({at.x, at.y + 4}, {at.x, at.y + size.y - 8}, c.line, 2);
        {
            Typed typed(type::note);
            draw_text({at.x + 14, at.y}, size.x - 20, label, c.soft);
        }
        float used;
        {
            Typed typed(24, Weight::semibold);
            used = draw_text({at.x + 14, at.y + 18}, size.x - 60, value, c.ink);
        }
        Typed typed(type::note);
        draw_text({at.x + 14 + used + 5, at.y + 29}, size.x - used - 24, unit.unit, c.soft);
        const auto written = [&](int64_t n) {
            return unit.text(n) + (unit.unit.empty() ? "" : " " + unit.unit);
        };
        std::string note = !board.knows_before() ? std::string(tr(T::no_base))
                           : few_before          ? tr(T::board_before, {"—"})
                                                 : tr(T::board_before, {written(before)});
        if (open)
            note = unsaid_words(p, board.like(), T::figure_unsaid);
        else if (unfilled)
            note = tr(T::figure_unsaid, {grouped(unfilled), label});
        else if (before > 0 && !few && !few_before)
            note += "  " + change_words(now, before, unit);
        draw_text({at.x + 14, at.y + 50}, size.x - 18, note, c.soft);
        if (previous && i == board.previous_total() && p.office()) {
            const std::string words = tr(T::board_previous, {written(*previous)}) + "  " +
                                      (*previous ? change_text(change_of(now, *previous)) : "");
            draw_text({at.x + 14, at.y + 67}, size.x - 18, words, c.soft);
            probe_note(id + ".previous", tr(T::board_previous), "total", {at.x, at.y + 68},
                       {at.x + size.x, at.y + 84}, unit.exact(*previous));
        }
        probe_note(id, label, "total", at, {at.x + size.x, at.y + size.y},
                   (open || unfilled || few ? value : unit.exact(now)) + " | " + note);
        if (ImGui::IsMouseHoveringRect(at, {at.x + size.x, at.y + size.y}) && unit.divisor != unit.base &&
            !few)
            tooltip(label, unit.exact(now));
    });
}

/// Up to so many stand in the catalogue's order, the same in every chart; of more the most come first.
constexpr size_t kept_order = 3;

/// Of counts, before the public. `zeros`: parts of 0 have a place too. What is too few all looks alike, also in the order it stands in.
void hush_marks(std::vector<Mark>& marks, bool zeros) {
    if (!zeros) std::erase_if(marks, [](const Mark& mark) { return mark.now == 0; });
    std::vector<int64_t> now, before;
    for (const Mark& mark : marks)
        now.push_back(mark.now), before.push_back(std::max<int64_t>(0, mark.before));
    hush(now, !zeros);
    hush(before, false);
    for (size_t i = 0; i < marks.size(); ++i) {
        marks[i].now = too_few(now[i]) ? 0 : now[i];
        if (marks[i].before >= 0) marks[i].before = before[i];
    }
}

std::vector<Mark> marks_of(const PageContext& p, const Board& board, const Board::Marks& of,
                           const BoardFilter& choice) {
    const BoardChart& chart = board_sections()[size_t(board.section())].charts[size_t(of.chart)];
    const Field& field = p.catalog.registers[size_t(board.reg())].fields[size_t(of.field)];
    const bool some = choice.limits(of.field);
    std::vector<Mark> out;
    for (int code = 0; code < int(of.now.size()); ++code) {
        Mark mark;
        mark.code = code;
        mark.now = of.now[size_t(code)];
        mark.before = before_of(p, board, of).empty() ? -1 : of.before[size_t(code)];
        const Code* known = code && field.type == FieldType::code
                                ? &p.catalog.code_lists[size_t(field.codes)].codes[size_t(code - 1)]
                                : nullptr;
        if (mark.now == 0 && mark.before <= 0 &&
            !(known && known->tile_x >= 0 && chart.shape == Shape::tiles))
            continue;
        mark.label = choice_name(p.catalog, field, code);
        mark.key = known ? known->id : std::to_string(code);
        mark.colour = code ? series(code - 1) : colours().faint;
        mark.chosen = !some || choice.has(of.field, code);
        if (known) {
            mark.x = known->tile_x;
            mark.y = known->tile_y;
        }
        out.push_back(std::move(mark));
    }
    if (masking() && chart.sum.empty()) hush_marks(out, chart.shape == Shape::tiles);
    if (chart.shape == Shape::rank && out.size() > kept_order)
        sort_stable(out, [](const Mark& a, const Mark& b) {
            return (a.code != 0) != (b.code != 0) ? a.code != 0 : a.now > b.now; // what is not given last
        });
    return out;
}

ChartUnit unit_of(const PageContext& p, const Board& board, const BoardChart& chart, const Board::Marks& of) {
    int64_t most = 0;
    for (const int64_t v : of.now) most = std::max(most, v);
    return board_unit(p, board, chart, most);
}

void chart(const PageContext& p, const Board& board, const Board::Marks& of, const BoardFilter& choice,
           ImVec2 size) {
    const BoardSection& section = board_sections()[size_t(board.section())];
    const BoardChart& chart = section.charts[size_t(of.chart)];
    const Field& field = p.catalog.registers[size_t(board.reg())].fields[size_t(of.field)];
    const std::string id =
        "chart." + field.id + (chart.sum.empty() ? std::string() : "." + std::string(chart.sum));
    const ChartUnit unit = unit_of(p, board, chart, of);
    const Card card(id.c_str(), size);
    const bool ghost =
        chart.shape == Shape::months || chart.shape == Shape::rank || chart.shape == Shape::amounts;
    const T hint = ghost ? T::chart_ghost : T::chart_change;
    heading(tr(chart.title),
            ghost || (chart.shape == Shape::tiles && !p.narrow) ? with_unit(unit, hint) : unit.unit);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    BoardFilter other = choice;
    if (chart.shape == Shape::months) {
        std::span<const int64_t> now = of.now, before = before_of(p, board, of);
        std::vector<int64_t> said, said_before;
        if (!p.office() && chart.sum.empty()) {
            said.assign(now.begin(), now.end()), said_before.assign(before.begin(), before.end());
            hush(said, false), hush(said_before, false);
            now = said, before = said_before;
        }
        const Months chosen = month_range(id.c_str(), room, now, before, {choice.from, choice.to}, unit);
        other.from = chosen.from;
        other.to = chosen.to;
    } else {
        const std::vector<Mark> marks = marks_of(p, board, of, choice);
        int pressed;
        switch (chart.shape) {
        case Shape::tiles: pressed = tile_map(id.c_str(), room, marks, unit); break;
        case Shape::split: pressed = split_bar(id.c_str(), room, marks, unit); break;
        case Shape::donut: pressed = donut(id.c_str(), room, marks, unit); break;
        default: pressed = pick_bars(id.c_str(), room, marks, unit); break;
        }
        if (pressed >= 0) {
            const int code = marks[size_t(pressed)].code;
            const bool on = !choice.has(of.field, code);
            if (chart.shape == Shape::amounts) // classes do not join to one range
                std::erase_if(other.codes, [&](const auto& c) { return c.first == of.field; });
            if (on || chart.shape != Shape::amounts) other.turn(of.field, code);
        }
    }
    if (other != choice) p.queue.push(act::SetFilter{other});
}

/// Before the public: of fields that are open to it, and no sum that one or two records make.
bool may_be_drawn(const PageContext& p, const Board& board, const Board::Marks& of) {
    const Register& reg = p.catalog.registers[size_t(board.reg())];
    return p.office() || (for_the_public(reg.fields[size_t(of.field)]) && !of.few);
}

float height_of(const Board& board, const Board::Marks& of) {
    const BoardChart& chart = board_sections()[size_t(board.section())].charts[size_t(of.chart)];
    constexpr float head = 64, most = 300;
    if (chart.shape == Shape::months || chart.shape == Shape::tiles) return most;
    int rows = 0;
    for (size_t code = 0; code < of.now.size(); ++code) rows += of.now[code] != 0 || of.before[code] != 0;
    const float shown = float(std::max(1, rows));
    if (chart.shape == Shape::donut && size_t(rows) <= most_parts) return 212;
    return std::min(most, chart.shape == Shape::split || chart.shape == Shape::donut ? head + 42 + 28 * shown
                                                                                     : head + 32 * shown);
}

} // namespace

void draw_board(const PageContext& p) {
    if (nothing_yet(p)) return;
    const Place& place = p.state.history.current();
    const BoardFilter choice = choice_of(place);
    const BoardWords& words = words_of(place.page);
    Board& board = p.derived.board(choice.section, p.state.year);
    const KnownPeriod view = board.reg() < 0 ? p.derived.year_view(p.state.year)
                                             : p.derived.known().view(board.reg(), p.state.year);
    std::string sentence = tr(words.sentence);
    if (view.empty())
        sentence = tr(T::none_known) + (" · " + sentence);
    else if (view.partial())
        sentence = tr(T::year_partial, {long_date(view.known.to)}) + " · " + sentence;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::vector<std::string> names = section_names(p, place.page);
    std::vector<const char*> labels;
    for (const std::string& name : names) labels.push_back(name.c_str());
    const float chosen_width = segments_width(labels) + space::m;
    const bool beside =
        !p.narrow && title_width(tr(words.title)) + chosen_width <= ImGui::GetContentRegionAvail().x;
    page_title(p, tr(words.title), sentence, beside ? chosen_width : 0);
    if (!labels.empty()) sections(p, choice, place.page, labels, beside ? &at : nullptr);
    const BoardSection& section = board_sections()[size_t(choice.section)];
    if (section.figures.size() >= enough_figures) figures(p, section);
    if (p.derived.board_working()) {
        progress_bar("preparing", tr(T::board_preparing), board.prepared(), nullptr);
        return;
    }
    if (board.reg() < 0) return;
    board.choose(choice);
    chips(p, board, choice);
    ImGui::Dummy({1, space::xs});
    totals(p, board);
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = width > 1240 ? 3 : width > 720 ? 2 : 1;
    const BoardCards more(p, board, choice);
    // The months come first, then their sums since January.
    struct Shown {
        const Board::Marks* of; ///< nothing: one of the further cards
        int card;
    };
    std::vector<Shown> shown;
    for (const Board::Marks& of : board.marks())
        if (may_be_drawn(p, board, of)) shown.push_back({&of, 0});
    const size_t months = !shown.empty() && shown[0].of == board.marks().data();
    for (int i = 0; i < more.count(); ++i)
        shown.insert(more.sums(i) ? shown.begin() + ptrdiff_t(months) : shown.end(), {nullptr, i});
    stack(
        int(shown.size()), columns,
        [&](int i) {
            const Shown& s = shown[size_t(i)];
            return s.of ? height_of(board, *s.of) : more.height(s.card);
        },
        [&](int i, ImVec2 size) {
            const Shown& s = shown[size_t(i)];
            ImGui::PushID(s.of ? int(s.of - board.marks().data()) : -1 - s.card);
            if (s.of)
                chart(p, board, *s.of, choice, size);
            else
                more.draw(s.card, size);
            ImGui::PopID();
        });
    if (section.figures.size() < enough_figures) figures(p, section);
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
