// Who has handed in records, month by month, and who has not.
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"
#include "app/state/urgency.hpp"

namespace mj {
namespace {

constexpr float high = 30;

/// Where things stand in a line.
struct Widths {
    float name, month, total, last;
    bool narrow; ///< no numbers in the months
};

Widths widths(const PageContext& p) {
    const float room = ImGui::GetContentRegionAvail().x;
    Widths out = p.narrow || room < 820 ? Widths{0, 14, 52, 0, true} : Widths{0, 40, 72, 110, false};
    out.name = room - 12 * out.month - out.total - out.last;
    return out;
}

void months_head(const PageContext& p, const Widths& w) {
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    Typed typed(type::note);
    const ImU32 soft = colours().soft;
    float x = at.x + w.name;
    for (int month = 1; month <= 12; ++month, x += w.month)
        if (!w.narrow || month % 3 == 1)
            draw_text({x, at.y}, w.month * (w.narrow ? 3 : 1), month_name(month), soft, w.narrow ? 0 : 0.5f);
    draw_text({x, at.y}, w.total - 8,
              tr(p.derived.year_view(p.state.year).partial() ? T::handed_so_far : T::handed_total), soft, 1);
    if (w.last > 0) draw_text({x + w.total, at.y}, w.last - 8, tr(T::handed_last), soft, 1);
    ImGui::Dummy({1, 22});
}

std::string id_of(const PageContext& p, const HandedRow& row) {
    return "handed." + (row.source.has() ? row.source.text() : p.catalog.registers[size_t(row.reg)].id);
}

std::string name_of(const PageContext& p, const HandedRow& row) {
    return row.source.has() ? record_name(p.ledger, p.catalog.find_register("organisation"), row.source)
                            : pick(p.catalog.registers[size_t(row.reg)].name);
}

void open(const PageContext& p, const HandedRow& row) {
    if (row.source.has())
        p.queue.push(
            act::OpenLinked{row.reg, p.catalog.registers[size_t(row.reg)].find("organisation"), row.source});
    else
        p.queue.push(act::OpenRegister{row.reg});
}

std::string value_of(const HandedRow& row) {
    return std::to_string(row.total()) + " " + std::to_string(row.missing);
}

void line(const PageContext& p, const Widths& w, const HandedRow& row, int over) {
    const Palette& c = colours();
    const std::string name = name_of(p, row), id = id_of(p, row);
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()), size{ImGui::GetContentRegionAvail().x, high};
    ImGui::Dummy(size);
    if (!ImGui::IsRectVisible(at, {at.x + size.x, at.y + high})) return;
    ImGui::SetCursorScreenPos(at);
    const Press pressed = press(id.c_str(), at, size, name, "row", value_of(row));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (pressed.hovered || pressed.focused) list.AddRectFilled(at, {at.x + size.x, at.y + high}, c.wash, 4);
    list.AddLine({at.x, at.y + high}, {at.x + size.x, at.y + high}, c.hair);
    const float text = at.y + (high - 18) / 2;
    draw_text({at.x + 8, text}, w.name - 16, name, c.ink);
    float x = at.x + w.name;
    for (int month = 0; month < 12; ++month, x += w.month) {
        const uint32_t n = row.months[size_t(month)];
        const bool missing = n == 0 && month < over && (row.monthly || row.silent);
        const ImVec2 min{x + 2, at.y + 5}, max{x + w.month - 2, at.y + high - 5};
        if (n) list.AddRectFilled(min, max, c.tint, 3);
        if (missing) list.AddRect(min, max, c.cinnabar, 3);
        if (w.narrow || !n) continue;
        Typed typed(type::note);
        draw_text({x, text + 1}, w.month, grouped(int64_t(n)), c.ink, 0.5f);
    }
    draw_text({x, text}, w.total - 8, grouped(int64_t(row.total())), c.ink, 1);
    if (w.last > 0) draw_text({x + w.total, text}, w.last - 8, row.last.text(), c.soft, 1);
    if (pressed.pressed) open(p, row);
}

constexpr float lately_line = 26, lately_head = 40;

/// Who lacks the last month that is over, whatever year is looked at: the organisations, then the registers. Those that
/// have never handed in anything are only named.
struct Lacking {
    std::vector<const HandedRow*> rows;
    std::string never, silent;
    int organisations = 0, registers = 0, unheard = 0;
};

Lacking lacking(const PageContext& p, const Handed& lately) {
    Lacking out;
    for (const auto* rows : {&lately.organisations, &lately.registers})
        for (const HandedRow& row : *rows) {
            if (!row.lacks(lately.over)) continue;
            ++(row.source.has() ? out.organisations : out.registers);
            if (row.last.has())
                out.rows.push_back(&row);
            else
                out.never += (out.unheard++ ? tr(T::list_and) : "") + name_of(p, row);
        }
    if (out.unheard) out.never = tr(T::handed_never, {grouped(int64_t(out.unheard)), out.never});
    for (const HandedRow& row : lately.registers)
        if (row.silent) out.silent += (out.silent.empty() ? "" : tr(T::list_and)) + name_of(p, row);
    return out;
}

int64_t with_records(const std::vector<HandedRow>& rows) {
    return std::count_if(rows.begin(), rows.end(), [](const HandedRow& r) { return r.total() > 0; });
}

void lately_card(const PageContext& p, Date day) {
    const Palette& c = colours();
    const Handed& lately = p.derived.lately(day);
    const Lacking who = lacking(p, lately);
    const auto& rows = who.rows;
    const Date last = last_month_over(day);
    const size_t lack = size_t(who.organisations + who.registers);
    const bool none = lack == 0, few = 10 * lack < lately.organisations.size() + lately.registers.size();
    const std::string year = std::to_string(last.year()), month = month_name(last.month()),
                      some = grouped(with_records(lately.registers)),
                      title = tr(!none           ? T::handed_month
                                 : lately.silent ? T::handed_some
                                                 : T::handed_none_lacks,
                                 {year, month, some});
    std::string words =
        none ? std::string()
             : tr(T::handed_who, {grouped(int64_t(who.organisations)), grouped(int64_t(who.registers))});
    if (lately.silent) words += (none ? "" : " · ") + tr(T::handed_silent, {grouped(int64_t(lately.silent))});
    const float width = ImGui::GetContentRegionAvail().x, inner = width - 2 * space::l;
    const int columns = std::max(1, int(inner / 270)), count = int(rows.size());
    const float lines = lately_line * float((count + columns - 1) / columns);
    Typed body(type::body);
    const std::string unheard = who.silent.empty() ? who.never
                                                   : tr(T::handed_silent_names, {year, who.silent}) +
                                                         (who.never.empty() ? "" : "\n" + who.never);
    const float never = unheard.empty() ? 0 : paragraph_height(unheard, inner) + space::s;
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos()),
                 size{width, 2 * space::m + lately_head - 16 + lines + never};
    draw_card(at, {at.x + size.x, at.y + size.y});
    const float left = at.x + space::l;
    float used;
    {
        Typed typed(type::heading, Weight::semibold);
        used = draw_text({left, at.y + space::m}, inner, title,
                         none && !lately.silent ? c.jade
                         : none || few          ? c.ochre
                                                : c.cinnabar);
    }
    draw_text({left + used + space::m, at.y + space::m + 2}, inner - used - space::m, words, c.soft);
    probe_note("handed.lately", title, "text", at, {at.x + size.x, at.y + lately_head}, words);
    const float each = crisp(inner / float(columns));
    for (int i = 0; i < count; ++i) {
        const HandedRow& row = *rows[size_t(i)];
        const ImVec2 from{left + each * float(i % columns),
                          at.y + lately_head + lately_line * float(i / columns)},
            room{each - space::l, lately_line};
        const std::string name = name_of(p, row), newest = tr(T::handed_newest, {row.last.text()});
        const Press line = press(("lately." + id_of(p, row)).c_str(), from, room, name, "row", newest);
        if (line.hovered || line.focused)
            ImGui::GetWindowDrawList()->AddRectFilled({from.x - 6, from.y},
                                                      {from.x + room.x, from.y + room.y}, c.wash, 4);
        float aside;
        {
            Typed typed(type::note);
            aside = draw_text({from.x, from.y + 5}, room.x, newest, c.soft, 1);
        }
        draw_text({from.x, from.y + 4}, room.x - aside - space::s, name, c.ink);
        if (line.pressed) open(p, row);
    }
    if (never > 0) {
        ImGui::SetCursorScreenPos({left, at.y + lately_head + lines + space::s});
        paragraph(unheard, c.soft, inner);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({size.x, size.y + space::l});
}

void part(const PageContext& p, const char* id, T title, const std::vector<HandedRow>& rows, int over) {
    const auto lacking =
        std::count_if(rows.begin(), rows.end(), [](const HandedRow& r) { return r.missing > 0; });
    const auto silent = std::count_if(rows.begin(), rows.end(), [](const HandedRow& r) { return r.silent; });
    std::string sentence =
        lacking ? tr(T::handed_lacking, {grouped(int64_t(rows.size()) - silent), grouped(lacking)})
                : tr(T::handed_whole, {grouped(with_records(rows))});
    if (silent) sentence += " · " + tr(T::handed_silent, {grouped(silent)});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string words = tr(T::handed_part, {tr(title), std::to_string(p.state.year)});
    heading(words, sentence);
    probe_note(id, words, "text", at, ImGui::GetItemRectMax(), sentence);
    ImGui::Dummy({1, space::xs});
    const Widths w = widths(p);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    months_head(p, w);
    for (const HandedRow& row : rows) line(p, w, row, over);
    ImGui::PopStyleVar();
    ImGui::Dummy({1, space::l});
}

} // namespace

void draw_handed(const PageContext& p) {
    if (nothing_yet(p)) return;
    const Date day = as_of(p.state, p.derived, p.clock);
    page_title(p, tr(T::nav_handed), tr(T::handed_sentence));
    as_of_choice(p, day);
    ImGui::Dummy({1, space::s});
    lately_card(p, day);
    const Handed& handed = p.derived.handed(p.state.year, day);
    if (!handed.organisations.empty())
        part(p, "handed.organisations", T::handed_organisations, handed.organisations, handed.over);
    part(p, "handed.registers", T::handed_registers, handed.registers, handed.over);
}

} // namespace mj
