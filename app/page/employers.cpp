// Who comes up again and again, by how many leads, disputes, warnings and penalties, and month by month.
#include "app/state/employers.hpp"
#include "app/page/pieces.hpp"
#include "app/port/probe.hpp"
#include "app/state/name.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view employer_figures[] = {"credit.rated",   "credit.grade_a", "credit.grade_b",
                                                 "credit.grade_c", "harmony.aa",     "harmony.aaa"};
constexpr T column_names[] = {T::employers_lead, T::employers_mediation, T::employers_arbitration,
                              T::employers_penalty, T::employers_warning};
static_assert(std::size(column_names) == employer_columns);
constexpr size_t most_employers = 100; // rows; the list has all

std::string grade_text(const PageContext& p, int grade) {
    const int credit = p.catalog.find_register("credit");
    if (credit < 0 || grade == 0) return tr(T::nothing);
    const Register& reg = p.catalog.registers[size_t(credit)];
    return pick(p.catalog.code_lists[size_t(reg.fields[size_t(reg.find("grade"))].codes)]
                    .codes[size_t(grade - 1)]
                    .name);
}

void sparkline(ImVec2 at, ImVec2 size, const std::array<uint32_t, 12>& months, uint32_t highest) {
    const float step = size.x / 12;
    for (int m = 0; m < 12; ++m) {
        const float high = highest ? float(months[size_t(m)]) / float(highest) * size.y : 0;
        const ImVec2 low{at.x + step * float(m), at.y + size.y - std::max(1.f, high)};
        ImGui::GetWindowDrawList()->AddRectFilled(crisp(low), crisp({low.x + step - 2, at.y + size.y}),
                                                  months[size_t(m)] ? colours().blue_rest : colours().line);
    }
}

/// Column heads; a press on one puts those with most of it first.
void heads(const PageContext& p, ImVec2 at, float total_x, float counts_x, float number, int shown) {
    const Palette& c = colours();
    const int sort = p.state.history.current().sort;
    const auto head = [&](const char* id, float right, float width, T label, int column) {
        const ImVec2 from{right - width, at.y - 3};
        const Press press =
            mj::press(id, from, {width, 22}, tr(label), "head", sort == column ? "descending" : "");
        const std::string words = tr(label) + std::string(sort == column ? " ↓" : "");
        draw_text({from.x, at.y}, width, words,
                  sort == column || press.hovered || press.focused ? c.blue : c.soft, 1);
        if (press.pressed) p.queue.push(act::SetSort{column, column >= 0});
    };
    head("head.total", at.x + total_x + 60, 60, T::employers_total, -1);
    for (int i = 0; i < shown; ++i)
        head(("head." + std::string(employer_registers[size_t(i)])).c_str(),
             at.x + counts_x + number * float(i + 1) - 10, number - 10, column_names[i], i);
}

void table(const PageContext& p, const std::vector<EmployerRow>& rows) {
    const Palette& c = colours();
    const int employers = p.catalog.find_register("employer");
    const float width = ImGui::GetContentRegionAvail().x, high = 36;
    // A phone shows the name, grade and total; what else there is room for comes after a name that can be read.
    const float number = 82, least = 200, fixed = p.narrow ? 120 : 190;
    float months = 130, rest = p.narrow ? 0 : width - least - fixed;
    if (rest < number * float(employer_columns) + months) months = 0;
    const int shown = std::clamp(int((rest - months) / number), 0, int(employer_columns));
    const float name = width - number * float(shown) - months - fixed;
    const float grade_x = name, total_x = name + (p.narrow ? 50 : 80), counts_x = total_x + 80,
                months_x = counts_x + number * float(shown) + space::l;
    ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    {
        Typed typed(type::note);
        draw_text({at.x + 10, at.y}, name, tr(T::employers_name), c.soft);
        draw_text({at.x + grade_x, at.y}, 70, tr(T::employers_grade), c.soft);
        heads(p, at, total_x, counts_x, number, shown);
        if (months > 0) draw_text({at.x + months_x, at.y}, months, tr(T::by_month), c.soft);
    }
    at.y += 24;
    uint32_t highest = 0;
    for (const EmployerRow& row : rows)
        highest = std::max(highest, *std::max_element(row.months.begin(), row.months.end()));
    const Table& names = p.ledger.table(employers);
    for (size_t i = 0; i < std::min(rows.size(), most_employers); ++i) {
        const EmployerRow& row = rows[i];
        const float y = at.y + high * float(i), text = y + (high - 18) / 2;
        const std::string label = record_name(p.ledger, employers, row.row),
                          id = "employer." + std::to_string(i);
        std::string value = std::to_string(row.total());
        for (const uint32_t count : row.counts) value += " " + std::to_string(count);
        const Press line = press(id.c_str(), {at.x, y}, {width, high}, label, "row", value);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (line.hovered || line.focused) list.AddRectFilled({at.x, y}, {at.x + width, y + high}, c.tint, 4);
        list.AddLine({at.x, y + high}, {at.x + width, y + high}, c.hair);
        draw_text({at.x + 10, text}, name - 20, label, c.ink);
        draw_text({at.x + grade_x, text}, 70, grade_text(p, row.grade), row.grade ? c.ink : c.soft);
        {
            Typed typed(type::body, Weight::semibold);
            draw_text({at.x + total_x, text}, 60, grouped(int64_t(row.total())), c.ink, 1);
        }
        for (int k = 0; k < shown; ++k) {
            const uint32_t n = row.counts[size_t(k)];
            draw_text({at.x + counts_x + number * float(k), text}, number - 10,
                      n ? grouped(int64_t(n)) : tr(T::nothing), n ? c.ink : c.soft, 1);
        }
        if (months > 0) sparkline({at.x + months_x, y + 8}, {months - 10, high - 16}, row.months, highest);
        if (line.pressed) p.queue.push(act::OpenRecord{employers, names.head(row.row).id});
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, high * float(std::min(rows.size(), most_employers))});
}

} // namespace

void draw_employers(const PageContext& p) {
    if (nothing_yet(p)) return;
    page_title(p, tr(T::employers_title), tr(T::employers_sentence));
    std::vector<int> shown;
    for (const std::string_view id : employer_figures)
        if (const int at = p.catalog.find_indicator(id); at >= 0) shown.push_back(at);
    const float width = ImGui::GetContentRegionAvail().x;
    grid(int(shown.size()),
         width > 1000  ? 6
         : width > 560 ? 3
                       : 2,
         118, [&](int i, ImVec2 size) { figure_at(p, shown[size_t(i)], size, true); });
    const Place& place = p.state.history.current();
    const auto& all = p.derived.repeated(p.state.year);
    heading(tr(T::employers_again), tr(T::employers_again_hint, {grouped(int64_t(all.size()))}));
    if (all.empty()) {
        paragraph(tr(T::employers_none), colours().soft);
        return;
    }
    if (std::string search = place.search;
        text_input("search", tr(T::search_hint), search, std::min(width, 320.f)))
        p.queue.push(act::SetSearch{search});
    ImGui::Dummy({1, space::s});
    const auto& rows = p.derived.repeated(p.state.year, place);
    if (rows.empty())
        paragraph(tr(T::table_empty), colours().soft);
    else
        table(p, rows);
    if (rows.size() > most_employers) {
        ImGui::Dummy({1, space::xs});
        paragraph(tr(T::employers_first, {std::to_string(most_employers), grouped(int64_t(rows.size()))}),
                  colours().soft);
    }
    ImGui::Dummy({1, space::s});
    if (button("all", tr(T::employers_all)))
        p.queue.push(act::OpenRegister{p.catalog.find_register("employer")});
    ImGui::Dummy({1, space::xl});
}

} // namespace mj
