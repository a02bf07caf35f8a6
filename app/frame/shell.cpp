#include "app/frame/shell.hpp"
#include "app/page/pieces.hpp"
#include "app/text/problem_words.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/form.hpp"
#include "core/base/shown.hpp"

#include <algorithm>
#include <cmath>

namespace mj {
namespace {

struct Mark {
    Tone tone = Tone::calm;
    std::string words;
};

Mark saved_mark(const PageContext& p) {
    const SaveStatus status = p.keeper.status();
    switch (status.state) {
    case SaveState::loading: return {Tone::calm, tr(T::saved_loading)};
    case SaveState::empty: return {Tone::calm, tr(T::saved_empty)};
    case SaveState::saving: return {Tone::soon, tr(T::saved_saving)};
    case SaveState::failed: return {Tone::bad, tr(T::saved_failed)};
    case SaveState::memory:
        return p.keeper.demo() ? Mark{Tone::calm, tr(T::saved_demo)} : Mark{Tone::soon, tr(T::saved_memory)};
    case SaveState::damaged: return {Tone::bad, tr(p.keeper.demo() ? T::saved_demo : T::saved_damaged)};
    case SaveState::follows: return {Tone::soon, tr(T::saved_follows)};
    case SaveState::saved: break;
    }
    const auto time = [&](int64_t at) { return clock_time(at + p.clock.utc_offset(at)); };
    Mark mark{Tone::good, status.at ? tr(T::saved_at, {time(status.at)}) : tr(T::saved_never)};
    const BackupShown& backup = p.state.backup;
    if (p.narrow || backup.folder != BackupFolder::State::ready) return mark;
    if (backup.writing)
        mark.words = tr(T::saved_copying, {mark.words});
    else if (backup.at) {
        const auto day = [&](int64_t at) { return (at + p.clock.utc_offset(at)) / 86400; };
        const int64_t now = p.clock.now();
        const Date of{int32_t(day(backup.at))};
        mark.words =
            tr(T::saved_copied, {mark.words, day(backup.at) == day(now) ? time(backup.at) : long_date(of)});
    }
    return mark;
}

/// The choice of the year: side by side, or as a list that opens.
class YearChoice {
  public:
    explicit YearChoice(const PageContext& p) : p_(p) {
        for (const int year : p.derived.years()) {
            names_.push_back(tr(T::year_label, {std::to_string(year)}));
            side_by_side_ += segment_width(names_.back().c_str());
            list_ = std::max(list_, choice_width(names_.back()));
        }
        open_ = names_.size() <= 4;
        // What lies in none of them is told where they are chosen; the overview lists it.
        if (const size_t n = p.office() ? p.derived.known().outside() : 0) {
            names_.push_back(tr(T::year_outside, {grouped(int64_t(n))}));
            side_by_side_ += segment_width(names_.back().c_str());
            list_ = std::max(list_, choice_width(names_.back()));
        }
    }
    float width() const { return open_ ? side_by_side_ : list_; }
    void fold() { open_ = false; }
    void cut(float width) { list_ = std::min(list_, width); }
    void draw() const {
        const auto& years = p_.derived.years();
        const auto now = std::find(years.begin(), years.end(), p_.state.year);
        int chosen = now == years.end() ? -1 : int(now - years.begin());
        const int before = chosen;
        if (names_.empty()) return;
        if (open_) {
            std::vector<const char*> labels;
            for (const std::string& name : names_) labels.push_back(name.c_str());
            chosen = segments("year", labels, chosen);
        } else {
            std::vector<std::pair<std::string, std::string>> options;
            for (size_t i = 0; i < names_.size(); ++i)
                options.emplace_back(i < years.size() ? std::to_string(years[i]) : "outside", names_[i]);
            std::string year = std::to_string(p_.state.year);
            if (choice("year", "year", options, year, list_))
                for (size_t i = 0; i < names_.size(); ++i)
                    if (options[i].first == year) chosen = int(i);
        }
        if (chosen == before) return;
        if (size_t(chosen) < years.size())
            p_.queue.push(act::SetYear{years[size_t(chosen)]});
        else
            p_.queue.push(act::OpenPage{PageId::overview});
    }

  private:
    const PageContext& p_;
    std::vector<std::string> names_;
    float side_by_side_ = 0, list_ = 0;
    bool open_ = false;
};

bool current(const PageContext& p, PageId page, int reg = -1) {
    const Place& place = p.state.history.current();
    if (reg >= 0) return (place.page == PageId::list || place.page == PageId::record) && place.reg == reg;
    return place.page == page;
}

void ask_newer(const PageContext& p) {
    p.queue.push(act::Ask{{.kind = Confirmation::Kind::change_over, .name = p.state.newer}});
}

constexpr std::string_view shown_registers[] = {"mediation",  "arbitration", "lead",
                                                "litigation", "petition",    "employer"};

} // namespace

// From the left the name and the year, from the right the language, the search, who is at the desk, whether all is saved, undo
// and redo. Where there is
// not room for all of it, one after the other gives way, until it fits: 390 px are enough.
void draw_header(const PageContext& p) {
    const Palette& c = colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    list.AddRectFilled(at, {at.x + size.x, at.y + space::header}, c.card);
    list.AddLine({at.x, at.y + space::header}, {at.x + size.x, at.y + space::header}, c.line, c.stroke);
    const float edge = p.narrow ? space::m : space::xl, gap = p.narrow ? space::s : space::l,
                y = at.y + (space::header - space::control) / 2;
    float left = at.x + edge, right = at.x + size.x - space::m;
    {
        Typed typed(19, Weight::semibold);
        left += draw_text({left, at.y + 16}, 140, tr(T::product), c.ink) + gap;
    }
    const char* languages[] = {tr(T::language_zh), tr(T::language_en)};
    right -= segment_width(languages[0]) + segment_width(languages[1]);
    ImGui::SetCursorScreenPos({right, y});
    const int chosen = segments("language", languages, int(p.state.language));
    if (chosen != int(p.state.language)) p.queue.push(act::SetLanguage{Language(chosen)});
    if (!p.narrow) { // on phones it stands below
        right -= button_width(tr(T::palette_button)) + space::l;
        ImGui::SetCursorScreenPos({right, y});
        if (button("find", tr(T::palette_button), ButtonKind::quiet, p.keeper.loaded()))
            p.queue.push(act::SetPalette{PaletteText{}});
    }
    const Mark mark = saved_mark(p);
    YearChoice years(p);
    float tagline = 0, saved = status_width(mark.words);
    if (!p.narrow) {
        Typed typed(type::axis);
        tagline = text_width(tr(T::tagline)) + gap;
    }
    float steps = p.state.undo.empty() && p.state.redo.empty()
                      ? 0
                      : button_width(tr(T::undo)) + space::s + button_width(tr(T::redo)) + gap;
    const char* who = p.keeper.who().c_str();
    float desk = *who && p.office() ? button_width(who) + gap : 0;
    const float offer = p.narrow || p.state.newer.empty() ? 0 : button_width(tr(T::newer)) + gap;
    const auto left_over = [&] { return right - left - tagline - gap - steps - saved - desk - offer - gap; };
    const auto fits = [&] { return years.width() <= left_over(); };
    if (!fits()) tagline = 0;
    if (!fits()) desk = 0;
    if (!fits()) years.fold();
    if (!fits()) saved = std::min(saved, status_width(mark.words) / 2 + 24); // two lines
    if (!fits()) steps = 0;
    years.cut(left_over()); // what lies in no year has a long name
    if (tagline > 0) {
        Typed typed(type::axis);
        draw_text({left - gap + space::s, at.y + 24}, tagline, tr(T::tagline), c.soft);
        left += tagline;
    }
    if (desk > 0) { // where it is changed
        right -= desk;
        ImGui::SetCursorScreenPos({right, y});
        if (button("desk", who)) p.queue.push(act::OpenPage{PageId::data});
    }
    right -= gap + saved;
    const bool two_lines = saved < status_width(mark.words);
    ImGui::SetCursorScreenPos({right, at.y + (two_lines ? 10 : 20)});
    ImGui::BeginGroup();
    status_mark("saved", mark.tone, mark.words, saved);
    ImGui::EndGroup();
    if (offer > 0) {
        right -= offer;
        ImGui::SetCursorScreenPos({right, y});
        if (button("newer", tr(T::newer))) ask_newer(p);
    }
    if (steps > 0) {
        right -= steps;
        ImGui::SetCursorScreenPos({right, y});
        if (button("undo", tr(T::undo), ButtonKind::quiet, !p.state.undo.empty())) p.queue.push(act::Undo{});
        ImGui::SameLine(0, space::s);
        if (button("redo", tr(T::redo), ButtonKind::quiet, !p.state.redo.empty())) p.queue.push(act::Redo{});
    }
    // Above the page's left edge, when there is room for that.
    const float page = at.x + space::nav + space::xl;
    if (!p.narrow && page + years.width() + gap <= right) left = std::max(left, page);
    ImGui::SetCursorScreenPos({left, y});
    ImGui::BeginGroup();
    years.draw();
    ImGui::EndGroup();
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
    // All of it stands on a small screen too.
    const float rows = float(entries.size() + std::size(shown_registers)), group = 26,
                high = p.narrow
                           ? 34
                           : std::clamp(std::floor((ImGui::GetContentRegionAvail().y - group) / rows) - 2,
                                        24.f, 34.f);
    const auto name_of = [&](const PageWords& words) {
        return tr(p.narrow && words.page == PageId::registers ? T::nav_registers_short : words.name);
    };
    const auto wide = [](const char* name) {
        const Typed typed(type::body, Weight::semibold);
        return text_width(name);
    };
    // On a phone: what the names leave is shared alike.
    float spare = width - wide(tr(T::nav_find));
    for (const PageWords* entry : entries) spare -= wide(name_of(*entry));
    const auto part = [&](const std::string& id, const char* name, bool chosen) {
        ImGui::BeginChild(ImGui::GetID(id.c_str()), {wide(name) + spare / float(entries.size() + 1), high},
                          ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
        const bool pressed = nav_item(id.c_str(), name, chosen, {}, 0.5f, high);
        ImGui::EndChild();
        ImGui::SameLine(0, 0);
        return pressed;
    };
    for (const PageWords* entry : entries) {
        const std::string id = "nav." + std::string(entry->id);
        const char* name = name_of(*entry);
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
    else if (status.state == SaveState::damaged && p.keeper.demo())
        banner("banner.damaged", Tone::bad, tr(T::banner_demo_damaged));
    else if (status.state == SaveState::damaged)
        pressed = banner("banner.damaged", Tone::bad, tr(T::banner_damaged, {why}),
                         p.keeper.replaceable() ? tr(T::restore) : nullptr,
                         p.ledger.records() ? tr(T::save_copy) : nullptr);
    else if (status.state == SaveState::follows)
        pressed = p.keeper.silent()
                      ? banner("banner.silent", Tone::soon, tr(T::banner_silent), tr(T::take_over))
                      : banner("banner.follows", Tone::calm, tr(T::banner_follows));
    else if (status.state == SaveState::memory && p.keeper.demo())
        banner("banner.demo", Tone::calm,
               tr(T::banner_demo) + (p.state.invented ? std::string(" ") + tr(T::demo_invented) : ""));
    else if (status.state == SaveState::memory && p.ledger.records())
        pressed = banner("banner.memory", Tone::soon, tr(T::banner_memory), nullptr, tr(T::save_copy));
    else if (const auto& mended = p.keeper.mended())
        pressed = banner("banner.mended", Tone::soon,
                         tr(T::banner_mended, {problem_words(p.catalog, {mended->what})}), tr(T::close),
                         tr(T::save_copy));
    else if (p.state.backup.problem)
        pressed = banner("banner.folder", Tone::bad,
                         tr(T::banner_folder, {problem_words(p.catalog, *p.state.backup.problem)}),
                         tr(T::retry), tr(T::save_copy));
    else if (p.state.backup.folder == BackupFolder::State::asks && p.writable())
        pressed = banner("banner.folder", Tone::soon,
                         tr(T::folder_asks, {shown(p.state.backup.name), copied_at(p)}), tr(T::folder_allow));
    else if (const auto days = p.keeper.days_without_backup(); days)
        pressed = banner("banner.backup", Tone::soon, tr(T::banner_backup, {std::to_string(*days)}), nullptr,
                         tr(T::save_copy));
    else if (p.phone && !p.state.newer.empty()) // elsewhere the offer stands in the header
        pressed = banner("banner.newer", Tone::calm, tr(T::newer), tr(T::ask_newer_yes)) ? 3 : 0;
    else
        return;
    ImGui::Dummy({1, space::xs});
    if (pressed == 3) return ask_newer(p);
    if (pressed == 1 && status.state == SaveState::damaged)
        p.queue.push(act::ImportFile{});
    else if (pressed == 1 && status.state == SaveState::follows)
        p.queue.push(act::TakeOver{});
    else if (pressed == 1 && status.state == SaveState::failed)
        p.queue.push(act::RetrySave{});
    else if (pressed == 1 && p.keeper.mended())
        p.queue.push(act::DismissMended{});
    else if (pressed == 1 && p.state.backup.problem)
        p.queue.push(act::CopyNow{});
    else if (pressed == 1)
        p.queue.push(act::AllowFolder{});
    if (pressed == 2) p.queue.push(act::ExportFile{});
}

} // namespace mj
