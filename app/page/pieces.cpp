#include "app/page/pieces.hpp"

#include "core/base/shown.hpp"

namespace mj {

namespace {

bool asks_why() {
    return !ImGui::GetIO().WantTextInput && ImGui::GetIO().KeyShift &&
           ImGui::IsKeyPressed(ImGuiKey_Slash, false);
}

std::string note_of(const PageContext& p, int indicator) {
    const Indicator& ind = p.catalog.indicators[size_t(indicator)];
    const ReportingPeriod asked = p.asked();
    const KnownPeriod view = p.derived.known().view(ind, asked);
    if (view.empty()) return tr(T::none_known);
    if (asked.part && yearly(ind)) return tr(T::by_year_only);
    const Figure& now = p.derived.figures(asked)[size_t(indicator)];
    const Figure& before = p.derived.figures_before(asked)[size_t(indicator)];
    const Comparison change = compare(ind, now, before);
    if (now.beyond()) return tr(T::sum_beyond);
    if (!now.value && now.unsaid) return unsaid_words(p, indicator, T::figure_unsaid);
    if (!before.value) return tr(T::no_base);
    if (!change.change || too_few(now) || too_few(before)) return tr(T::board_before, {figure_text(before)});
    const bool own_day = view.known.to != p.derived.known().view(asked).known.to;
    const T words = !view.partial() ? asked.part ? T::change_part : T::change_from
                    : own_day       ? T::change_same_to
                                    : T::change_same;
    return tr(words, {change_text(change), figure_text(before), view.known.to.text().substr(5)});
}

} // namespace

void figure_at(const PageContext& p, int indicator, ImVec2 size, bool large) {
    const Indicator& ind = p.catalog.indicators[size_t(indicator)];
    const Figure& figure = p.derived.figures(p.asked())[size_t(indicator)];
    const std::string id = (large ? "top." : "figure.") + ind.id, value = figure_text(figure),
                      brief = figure_brief(figure);
    std::string note = note_of(p, indicator);
    if (figure.value && figure.unsaid)
        note = unsaid_words(p, indicator, T::figure_unsaid_more) + " · " + note;
    const Press tile = figure_tile({id, pick(ind.name), value, pick(ind.unit), note, brief}, size, large);
    if (tile.pressed && p.office())
        p.queue.push(act::OpenFigure{indicator, false, p.asked().part, !figure.value && figure.unsaid});
    if (tile.pressed && !p.office()) p.queue.push(act::Explain{indicator}); // what it is, not which records
    if ((tile.hovered || tile.focused) && asks_why()) p.queue.push(act::Explain{indicator});
}

std::string unsaid_words(const PageContext& p, int indicator, T words) {
    const Figure& figure = p.derived.figures(p.asked())[size_t(indicator)];
    if (!figure.unsaid) return {};
    const Register& reg = p.catalog.registers[size_t(p.catalog.indicators[size_t(indicator)].of.reg)];
    return tr(words, {grouped(int64_t(figure.unsaid)), pick(reg.fields[size_t(figure.field)].name)});
}

bool unsaid_button(const PageContext& p, int indicator) {
    const std::string words = unsaid_words(p, indicator, T::figure_unsaid_more);
    if (!words.empty() && button("unsaid", words.c_str()))
        p.queue.push(act::OpenFigure{indicator, false, p.asked().part, true});
    return !words.empty();
}

std::string local_time(const PageContext& p, int64_t at) {
    const int64_t local = at + p.clock.utc_offset(at);
    const Date day{int32_t(local / 86400)};
    return long_date(day) + " " + clock_time(local);
}

int64_t days_ago(const Clock& clock, int days) {
    const int64_t midnight = int64_t(clock.today().days - days) * 86400;
    return midnight - clock.utc_offset(midnight);
}

bool line_with_button(const std::string& id, std::string name, const std::string& words, ImU32 tone,
                      const char* suffix, const char* label, bool enabled, float width) {
    const Palette& c = colours();
    const ImVec2 at = crisp(ImGui::GetCursorScreenPos());
    width = std::min(width, ImGui::GetContentRegionAvail().x);
    const float right = button_width(label), room = width - right - space::m;
    if (name.empty()) name = tr(T::record_untitled);
    probe_note(id, name, "text", at, {at.x + room, at.y + button_line_high}, words);
    draw_text({at.x, at.y + 4}, room, name, c.ink);
    {
        Typed typed(type::note);
        draw_text({at.x, at.y + 25}, room, words, tone);
    }
    ImGui::GetWindowDrawList()->AddLine({at.x, at.y + button_line_high - 1},
                                        {at.x + width, at.y + button_line_high - 1}, c.hair);
    ImGui::SetCursorScreenPos({at.x + width - right, at.y + (button_line_high - space::control) / 2});
    const bool pressed = button((id + suffix).c_str(), label, ButtonKind::quiet, enabled);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, button_line_high});
    return pressed;
}

float title_width(std::string_view title) {
    Typed typed(type::title, Weight::semibold);
    return text_width(title);
}

void page_title(const PageContext& p, std::string_view title, std::string_view sentence, float right) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float used;
    {
        Typed typed(type::title, Weight::semibold);
        used = draw_text(at, ImGui::GetContentRegionAvail().x, title, colours().ink);
    }
    Typed typed(type::note);
    const float room = ImGui::GetContentRegionAvail().x - used - space::m - right;
    if (text_width(sentence) <= room || (!p.narrow && right == 0))
        draw_text({at.x + used + space::m, at.y + 8}, room, sentence, colours().soft);
    ImGui::Dummy({1, 34});
    if (p.narrow && text_width(sentence) > room) paragraph(sentence, colours().soft);
}

float tone_tile(ImVec2 at, float width, ImU32 tone, std::string_view label, std::string_view value,
                bool some) {
    const Palette& c = colours();
    ImGui::GetWindowDrawList()->AddRectFilled({at.x + 14, at.y + 16}, {at.x + 18, at.y + 30}, tone, 2);
    draw_text({at.x + 26, at.y + 14}, width - 40, label, c.soft);
    Typed typed(26, Weight::semibold);
    return draw_text({at.x + 14, at.y + 36}, width - 28, value, some ? c.ink : c.soft);
}

float page_width(const PageContext& p) {
    return ImGui::GetContentRegionAvail().x - (p.narrow ? 0 : ImGui::GetStyle().ScrollbarSize);
}

std::string copied_at(const PageContext& p) {
    const int64_t at = p.state.backup.at;
    if (!at) return tr(T::folder_no_copy);
    const int64_t local = at + p.clock.utc_offset(at);
    return long_date(Date{int32_t(local / 86400)}) + " " + clock_time(local);
}

bool nothing_yet(const PageContext& p) {
    if (p.ledger.records() > 0) return false;
    if (!p.office()) {
        empty_state("empty", tr(T::empty_title), "");
        return true;
    }
    if (!p.state.carried.empty()) {
        if (banner("carried", Tone::calm, tr(T::carried_text, {shown(p.state.carried)}),
                   tr(T::carried_button)) == 1)
            p.queue.push(act::PickCarried{});
        ImGui::Dummy({1, space::s});
    }
    switch (empty_state("empty", tr(T::empty_title), tr(T::empty_sentence),
                        {tr(T::import_table), tr(T::first_record), tr(T::load_sample), tr(T::open_backup)})) {
    case 1:
    case 4: p.queue.push(act::ImportFile{}); break;
    case 2: p.queue.push(act::OpenPage{PageId::registers}); break;
    case 3: p.queue.push(act::LoadSample{}); break;
    }
    return true;
}

bool as_of_choice(const PageContext& p, Date day) {
    const Date today = p.clock.today(), newest = p.derived.last_move();
    if (!newest.has() || newest == today) return false;
    if (!p.office()) { // said, not chosen
        Typed typed(type::note);
        draw_text(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x,
                  tr(T::clock_as_of, {long_date(day)}), colours().soft);
        ImGui::Dummy({1, 16});
        return true;
    }
    const std::string now = p.narrow ? tr(T::clock_today_short) : tr(T::clock_today, {long_date(today)});
    const std::string then = p.narrow ? tr(T::clock_newest_short) : tr(T::clock_newest, {long_date(newest)});
    const char* labels[] = {now.c_str(), then.c_str()};
    const int chosen = segments("as_of", labels, int(day == newest));
    if (chosen != int(day == newest)) p.queue.push(act::SetAsOf{chosen == 1});
    if (p.narrow) {
        ImGui::SameLine(0, space::m);
        Typed typed(type::note);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text({at.x, at.y + 8}, ImGui::GetContentRegionAvail().x, long_date(day), colours().soft);
        ImGui::Dummy({1, space::control});
    }
    return true;
}

Card::Card(const char* id, ImVec2 size) : at_(ImGui::GetCursorScreenPos()), size_(size) {
    draw_card(at_, {at_.x + size.x, at_.y + size.y});
    ImGui::SetCursorScreenPos({at_.x + space::l, at_.y + space::m});
    ImGui::BeginGroup();
    ImGui::BeginChild(id, {size.x - 2 * space::l, size.y - 2 * space::m}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar);
}

Card::~Card() {
    ImGui::EndChild();
    ImGui::EndGroup();
    ImGui::SetCursorScreenPos(at_);
    ImGui::Dummy(size_);
}

} // namespace mj
