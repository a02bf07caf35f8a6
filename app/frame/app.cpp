#include "app/frame/app.hpp"

#include "app/frame/dialogue.hpp"
#include "app/frame/overlays.hpp"
#include "app/frame/shell.hpp"
#include "app/frame/show.hpp"
#include "app/page/paper.hpp"
#include "app/port/touch.hpp"
#include "app/state/address.hpp"
#include "app/state/pages.hpp"
#include "app/theme/theme.hpp"
#include "app/widget/controls.hpp"
#include "app/widget/draw.hpp"

namespace mj {
struct App::Parts {
    Parts(const Host& ports, Catalog rows) : host(ports), catalog(std::move(rows)) {}
    Host host;
    Catalog catalog;
    AppState state;
    Queue queue;
    Keeper keeper{catalog, host};
    Derived derived{catalog};
    Actor actor{host, state, keeper, derived, queue};
    uint64_t readings = 0;
    uint64_t shown_turn = 0;
    int64_t midnight = 0; ///< the next one, at which a frame is drawn; seconds UTC
    int drawn_step = 0;   ///< of the history
    bool ready = false, painted = false, held = false, popup_before = false;
    struct Described {
        Language language;
        PageId page;
        int reg;
        bool operator==(const Described&) const = default;
    };
    std::optional<Described> described;
    std::optional<Look> worn;
    struct Shown {
        int step, year;
        Place place;
        bool operator==(const Shown&) const = default;
    };
    std::optional<Shown> shown; // in the address bar

    /// The name of the page, for the browser's window and history; of a record only its register's.
    std::string page_name() const {
        const Place& place = state.history.current();
        const PageWords* words = page_words(place.page);
        return words ? tr(words->name) : pick(catalog.registers[size_t(place.reg)].name);
    }

    void describe() {
        const Place& place = state.history.current();
        const Described now{state.language, place.page, place.reg};
        if (described == now) return;
        described = now;
        set_language(state.language);
        host.window.describe(language_tag(state.language), page_name() + " · " +
                                                               pick(catalog.offices.front().name) + " · " +
                                                               tr(T::product));
    }

    void dress() {
        const SystemLook asked = host.window.system_look();
        const Look look = state.look.value_or(asked.contrast ? Look::contrast
                                              : asked.dark   ? Look::dark
                                                             : Look::light);
        if (worn == look) return;
        worn = look;
        apply_style(host.fonts, look);
        host.window.show_look(look_name(look));
    }

    void look() { derived.look_at(keeper.ledger(), keeper.revision(), host.clock.today()); }

    /// The next day begins also before a page that nobody touches.
    void await_midnight() {
        const int64_t now = host.clock.now(), local = now + host.clock.utc_offset(now),
                      left = 86400 - (local % 86400 + 86400) % 86400;
        if (now < midnight && now + left >= midnight) return;
        midnight = now + left;
        host.window.wake_after(double(left) + 1); // timers may be a little early
    }

    /// The place of the page in the address bar. What stood there when the page was opened is gone to first.
    void address() {
        if (state.show) shown.reset(); // the bar says nothing then, see Window::stand
        if (!keeper.loaded() || state.show) return;
        if (!shown) {
            if (const std::string opened = host.window.address(); !opened.empty())
                queue.push(act::Navigate{act::Navigate::opened, opened});
            host.window.watch_address([this](int step, std::string address) {
                queue.push(act::Navigate{step, std::move(address)});
                host.window.wake();
            });
            actor.apply();
        }
        Shown now{state.history.step(), state.year, state.history.current()};
        if (shown == now) return;
        host.window.show_address(now.step, address_of(catalog, derived.charts(), now.place, now.year));
        shown = std::move(now);
    }

    void keys() {
        const ImGuiIO& io = ImGui::GetIO();
        if (io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_L, false)) queue.push(act::CloseLock{true});
        if (state.confirmation || state.progress || state.intake || state.passphrase || state.pin ||
            state.explained >= 0 || state.coded >= 0)
            return;
        if (state.show && ImGui::IsKeyPressed(ImGuiKey_LeftArrow, false)) queue.push(act::TurnSlide{-1});
        if (state.show && ImGui::IsKeyPressed(ImGuiKey_RightArrow, false)) queue.push(act::TurnSlide{1});
        if (state.show) return;
        if (keeper.loaded() && io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_K, false)) {
            if (state.palette)
                queue.push(act::SetPalette{});
            else
                queue.push(act::SetPalette{PaletteText{}});
        }
        if (state.palette) return;
        if (!io.WantTextInput && io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_Z)) {
            if (io.KeyShift)
                queue.push(act::Redo{});
            else
                queue.push(act::Undo{});
        }
        if (!io.WantTextInput && io.KeyCtrl && ImGui::IsKeyPressed(ImGuiKey_Y)) queue.push(act::Redo{});
        if (io.KeyAlt && ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) queue.push(act::Back{});
        if (io.KeyAlt && ImGui::IsKeyPressed(ImGuiKey_RightArrow)) queue.push(act::Forward{});
        // What came in before the key, a pasted table above all, is not left for another page.
        const bool open = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
        const bool popup = std::exchange(popup_before, open) || open; // Escape has closed it by now
        if (!queue.empty()) return;
        const Place& place = state.history.current();
        if (!popup && !io.WantTextInput && ImGui::IsKeyPressed(ImGuiKey_Escape, false) &&
            (place.page == PageId::list || place.page == PageId::record) && !state.draft(place.record))
            queue.push(act::Back{});
    }

    PageContext page_context() {
        const bool phone = ImGui::GetIO().DisplaySize.x < space::narrow;
        return {catalog, keeper.ledger(), keeper, state, derived, queue, host.clock, phone, phone};
    }

    void draw() {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        const PageContext p = page_context();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(size);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
        ImGui::Begin("main", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                         ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoScrollWithMouse);
        ImGui::PopStyleVar(3);
        if (keeper.committing())
            draw_progress(p);
        else
            draw_whole(p);
        ImGui::End();
        show_cut_text();
        painted = keeper.loaded() && !keeper.committing() &&
                  state.history.current().page == PageId::overview && p.ledger.records() > 0;
    }

    void draw_whole(const PageContext& p) {
        if (state.show)
            draw_show(p, shown_turn);
        else
            draw_office(p);
        draw_overlays(p);
    }

    void draw_office(const PageContext& p) {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        draw_header(p);
        const float bottom = p.narrow ? space::bottom_bar : 0, left = p.narrow ? 0 : space::nav,
                    high = size.y - space::header - bottom - 1;
        const ImVec2 inset{p.narrow ? space::s : 10, p.narrow ? 11.f : space::m};
        ImGui::SetCursorPos({0, p.narrow ? size.y - bottom : space::header + 1});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, inset);
        ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0);
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{space::s, 2});
        ImGui::BeginChild("navigation", {p.narrow ? size.x : left, p.narrow ? bottom : high},
                          ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_Borders);
        if (keeper.loaded()) draw_navigation(p);
        ImGui::EndChild();
        ImGui::PopStyleVar(3);
        ImGui::SetCursorPos({left, space::header + 1});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{p.narrow ? space::m : space::xl, space::l});
        const Place& place = state.history.current();
        const std::string id =
            "page" + std::to_string(int(place.page)) + "." + std::to_string(place.reg) + place.record.text();
        // What is gone to begins at its top; what is gone back to stands where it was.
        const int step = state.history.step();
        if (step > drawn_step) ImGui::SetNextWindowScroll({0, 0});
        drawn_step = step;
        ImGui::BeginChild(id.c_str(), {size.x - left, high}, ImGuiChildFlags_AlwaysUseWindowPadding,
                          ImGuiWindowFlags_NoBackground);
        ImGui::PopStyleVar();
        if (keeper.loaded()) {
            draw_banners(p);
            PageContext page = p;
            page.narrow = size.x - left < space::narrow;
            page_of(place.page)(page);
        }
        ImGui::EndChild();
    }
};

App::App(const Host& host, Catalog catalog) {
    parts_ = std::make_unique<Parts>(host, std::move(catalog));
    parts_->actor.recall_settings();
    parts_->describe();
    parts_->dress();
    parts_->keeper.open();
}

App::~App() = default;

bool App::frame() {
    Parts& a = *parts_;
    pass_wheel_on();
    a.dress();
    if (a.keeper.readings() != a.readings) {
        a.readings = a.keeper.readings();
        a.actor.look_again();
    }
    a.look();
    a.await_midnight();
    a.keys();
    if (!a.shown) a.address();
    a.draw();
    a.ready = a.keeper.loaded();
    const bool acted = a.actor.apply();
    if (acted) a.actor.keep_drafts();
    a.address();
    a.describe();
    a.actor.work();
    a.keeper.keep();
    a.actor.tend_folder();
    a.actor.tend_lock();
    if (const bool hold = a.keeper.status().state == SaveState::failed; hold != a.held)
        a.host.window.hold(a.held = hold);
    return dialogue_outgrown() || acted;
}

bool App::working() const {
    return parts_->keeper.opening() || parts_->derived.working() || parts_->actor.copying() ||
           (parts_->state.progress && parts_->queue.empty()) ||
           (parts_->state.intake && parts_->state.intake->planning());
}
bool App::work() {
    if (parts_->keeper.opening()) return parts_->keeper.work(Deadline(std::chrono::milliseconds(16)));
    if (parts_->keeper.committing()) {
        const bool more = parts_->actor.work();
        parts_->keeper.keep();
        return more;
    }
    // The records may have been exchanged since the last frame: what is half read of the former ones is forgotten.
    parts_->look();
    if (parts_->derived.working()) {
        parts_->derived.work(Deadline(std::chrono::milliseconds(8)));
        const bool planning = parts_->state.intake && parts_->state.intake->planning();
        if (!parts_->state.progress && !planning) return parts_->derived.working();
    }
    const bool more = parts_->actor.work();
    parts_->keeper.keep();
    return more;
}
bool App::check() { return parts_->keeper.check(); }
void App::leave() { parts_->keeper.leave(); }

float App::opened_part() const { return parts_->keeper.opened_part(); }
std::string App::paper() {
    const bool shown = parts_->keeper.loaded() && !parts_->keeper.committing() && !parts_->state.show;
    return shown ? page_paper(parts_->page_context()) : std::string();
}
bool App::loaded() const { return parts_->keeper.loaded(); }
bool App::ready() const { return parts_->ready; }
bool App::figures_painted() const { return parts_->painted; }

std::vector<ProbeFigure> App::figures() const {
    Parts& a = *parts_;
    std::vector<ProbeFigure> out;
    if (!a.keeper.loaded() || a.keeper.committing() || a.keeper.ledger().records() == 0 || a.state.show)
        return out;
    a.look();
    const auto& figures = a.derived.figures({a.state.year, a.state.history.current().part()});
    for (size_t i = 0; i < figures.size(); ++i) {
        const Indicator& indicator = a.catalog.indicators[i];
        out.push_back({indicator.id, figures[i].value ? figures[i].value->text() : "", indicator.unit.zh,
                       figure_text(figures[i])});
    }
    return out;
}

ProbeSaved App::saved() const {
    const Keeper& keeper = parts_->keeper;
    const SaveStatus status = keeper.status();
    constexpr const char* names[] = {"loading", "empty",  "saved",   "saving",
                                     "failed",  "memory", "damaged", "follows"};
    return {names[size_t(status.state)], status.at, keeper.revision(), keeper.sequence(),
            status.problem ? status.problem->text() : std::string()};
}

} // namespace mj
