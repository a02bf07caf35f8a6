#include "app/frame/shell.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"

#include <algorithm>
#include <cmath>

namespace mj {
namespace {

void saved_mark(const PageContext& p) {
    const SaveStatus status = p.keeper.status();
    Tone tone = Tone::calm;
    std::string words;
    switch (status.state) {
    case SaveState::loading: words = tr(T::saved_loading); break;
    case SaveState::empty: words = tr(T::saved_empty); break;
    case SaveState::saving: words = tr(T::saved_saving), tone = Tone::soon; break;
    case SaveState::failed: words = tr(T::saved_failed), tone = Tone::bad; break;
    case SaveState::memory: words = tr(T::saved_memory), tone = Tone::soon; break;
    case SaveState::damaged: words = tr(T::saved_damaged), tone = Tone::bad; break;
    case SaveState::follows: words = tr(T::saved_follows), tone = Tone::soon; break;
    case SaveState::saved:
        tone = Tone::good;
        words = status.at ? tr(T::saved_at, {clock_time(status.at + p.clock.utc_offset(status.at))})
                          : tr(T::saved_never);
        break;
    }
    status_mark("saved", tone, words);
}

void year_choice(const PageContext& p) {
    const auto& years = p.derived.years();
    if (years.empty()) return;
    const bool few = years.size() <= 4 && !p.narrow;
    if (few) {
        std::vector<std::string> names;
        std::vector<const char*> labels;
        int now = -1;
        for (const int year : years) names.push_back(tr(T::year_label, {std::to_string(year)}));
        for (size_t i = 0; i < years.size(); ++i) {
            labels.push_back(names[i].c_str());
            if (years[i] == p.state.year) now = int(i);
        }
        const int chosen = segments("year", labels, now);
        if (chosen != now) p.queue.push(act::SetYear{years[size_t(chosen)]});
        return;
    }
    std::vector<std::pair<std::string, std::string>> options;
    for (const int year : years)
        options.emplace_back(std::to_string(year), tr(T::year_label, {std::to_string(year)}));
    std::string chosen = std::to_string(p.state.year);
    if (choice("year", "year", options, chosen, 92)) p.queue.push(act::SetYear{std::stoi(chosen)});
}

bool current(const PageContext& p, PageId page, int reg = -1) {
    const Place& place = p.state.history.current();
    if (reg >= 0) return (place.page == PageId::list || place.page == PageId::record) && place.reg == reg;
    return place.page == page;
}

constexpr std::string_view shown_registers[] = {"mediation",  "arbitration", "lead",
                                                "litigation", "petition",    "employer"};

} // namespace

void draw_header(const PageContext& p) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    list.AddRectFilled(at, {at.x + size.x, at.y + space::header}, c.card);
    list.AddLine({at.x, at.y + space::header}, {at.x + size.x, at.y + space::header}, c.line, c.stroke);
    float x = at.x + (p.narrow ? space::m : space::xl);
    {
        Typed typed(19, Weight::semibold);
        x += draw_text({x, at.y + 16}, 140, tr(T::product), c.ink);
    }
    if (!p.narrow) {
        Typed typed(type::axis);
        x += 8 + draw_text({x + 8, at.y + 24}, 180, tr(T::tagline), c.soft);
    }
    const float y = at.y + (space::header - space::control) / 2;
    ImGui::SetCursorScreenPos({std::max(x + space::l, p.narrow ? 0.f : at.x + space::nav + space::xl), y});
    ImGui::BeginGroup();
    year_choice(p);
    ImGui::EndGroup();
    const char* languages[] = {tr(T::language_zh), tr(T::language_en)};
    const float language_width = text_width(languages[0]) + text_width(languages[1]) + 44;
    ImGui::SetCursorScreenPos({at.x + size.x - language_width - space::m, y});
    const int chosen = segments("language", languages, int(p.state.language));
    if (chosen != int(p.state.language)) p.queue.push(act::SetLanguage{Language(chosen)});
    const float find_width = p.narrow ? 0 : button_width(tr(T::palette_button)) + space::l;
    if (!p.narrow) {
        ImGui::SetCursorScreenPos({at.x + size.x - language_width - space::m - find_width, y});
        if (button("find", tr(T::palette_button), ButtonKind::quiet, p.keeper.loaded()))
            p.queue.push(act::SetPalette{PaletteText{}});
    }
    const float mark = (p.narrow ? 96 : 190) + find_width;
    ImGui::SetCursorScreenPos({at.x + size.x - language_width - mark - space::l, at.y + 20});
    ImGui::BeginGroup();
    saved_mark(p);
    ImGui::EndGroup();
    if (!p.narrow && (!p.state.undo.empty() || !p.state.redo.empty())) {
        const float wide = button_width(tr(T::undo)) + button_width(tr(T::redo)) + space::s;
        ImGui::SetCursorScreenPos({at.x + size.x - language_width - mark - wide - 2 * space::l, y});
        if (button("undo", tr(T::undo), ButtonKind::quiet, !p.state.undo.empty())) p.queue.push(act::Undo{});
        ImGui::SameLine(0, space::s);
        if (button("redo", tr(T::redo), ButtonKind::quiet, !p.state.redo.empty())) p.queue.push(act::Redo{});
    }
}

void draw_navigation(const PageContext& p) {
    constexpr PageId on_phones[] = {PageId::overview, PageId::deadlines, PageId::registers, PageId::data};
    std::vector<const PageWords*> entries;
    for (const PageWords& words : named_pages())
        if (p.narrow
                ? std::find(std::begin(on_phones), std::end(on_phones), words.page) != std::end(on_phones)
                : words.navigation)
            entries.push_back(&words);
    const float width = ImGui::GetContentRegionAvail().x;
    const int count = int(entries.size());
    // All of it stands on a small screen too.
    const float rows = float(entries.size() + std::size(shown_registers)), group = 26,
                high = p.narrow
                           ? 34
                           : std::clamp(std::floor((ImGui::GetContentRegionAvail().y - group) / rows) - 2,
                                        24.f, 34.f);
    const auto part = [&](const std::string& id, const char* name, bool chosen) {
        ImGui::BeginChild(ImGui::GetID(id.c_str()), {width / float(count + 1), high}, ImGuiChildFlags_None,
                          ImGuiWindowFlags_NoBackground);
        const bool pressed = nav_item(id.c_str(), name, chosen, {}, 0.5f, high);
        ImGui::EndChild();
        ImGui::SameLine(0, 0);
        return pressed;
    };
    for (const PageWords* entry : entries) {
        const std::string id = "nav." + std::string(entry->id);
        const char* name =
            tr(p.narrow && entry->page == PageId::registers ? T::nav_registers_short : entry->name);
        const bool chosen = current(p, entry->page);
        if (p.narrow ? part(id, name, chosen) : nav_item(id.c_str(), name, chosen, {}, 0, high))
            p.queue.push(act::OpenPage{entry->page});
    }
    if (p.narrow) {
        if (part("find", tr(T::nav_find), false) && p.keeper.loaded())
            p.queue.push(act::SetPalette{PaletteText{}});
        ImGui::Dummy({1, high});
        return;
    }
    ImGui::Dummy({1, space::s});
    {
        Typed typed(type::axis);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text({at.x + 10, at.y}, width, tr(T::nav_group_registers), colours().soft);
        ImGui::Dummy({1, 16});
    }
    for (const std::string_view id : shown_registers) {
        const int reg = p.catalog.find_register(id);
        if (reg < 0) continue;
        const std::string name = "nav." + std::string(id);
        if (nav_item(name.c_str(), pick(p.catalog.registers[size_t(reg)].name).c_str(),
                     current(p, PageId::list, reg), grouped(int64_t(p.ledger.table(reg).records())), 0, high))
            p.queue.push(act::OpenRegister{reg});
    }
}

void draw_banners(const PageContext& p) {
    const SaveStatus status = p.keeper.status();
    const std::string why = status.problem ? problem_words(p.catalog, *status.problem) : std::string();
    int pressed = 0;
    if (status.state == SaveState::failed)
        pressed =
            banner("banner.failed", Tone::bad, tr(T::banner_failed, {why}), tr(T::retry), tr(T::save_copy));
    else if (status.state == SaveState::damaged)
        pressed = banner("banner.damaged", Tone::bad, tr(T::banner_damaged, {why}),
                         p.keeper.replaceable() ? tr(T::restore) : nullptr,
                         p.ledger.records() ? tr(T::save_copy) : nullptr);
    else if (status.state == SaveState::follows)
        pressed = p.keeper.silent()
                      ? banner("banner.silent", Tone::soon, tr(T::banner_silent), tr(T::take_over))
                      : banner("banner.follows", Tone::calm, tr(T::banner_follows));
    else if (status.state == SaveState::memory && p.ledger.records())
        pressed = banner("banner.memory", Tone::soon, tr(T::banner_memory), nullptr, tr(T::save_copy));
    else if (const auto& mended = p.keeper.mended())
        pressed = banner("banner.mended", Tone::soon,
                         tr(T::banner_mended, {problem_words(p.catalog, {mended->what, "", ""})}),
                         tr(T::close), tr(T::save_copy));
    else if (const auto days = p.keeper.days_without_backup(); days)
        pressed = banner("banner.backup", Tone::soon, tr(T::banner_backup, {std::to_string(*days)}), nullptr,
                         tr(T::save_copy));
    else
        return;
    ImGui::Dummy({1, space::xs});
    if (pressed == 1 && status.state == SaveState::damaged)
        p.queue.push(act::ImportFile{});
    else if (pressed == 1 && status.state == SaveState::follows)
        p.queue.push(act::TakeOver{});
    else if (pressed == 1 && status.state == SaveState::failed)
        p.queue.push(act::RetrySave{});
    else if (pressed == 1)
        p.queue.push(act::DismissMended{});
    if (pressed == 2) p.queue.push(act::ExportFile{});
}

} // namespace mj
