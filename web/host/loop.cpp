#include "web/host/loop.hpp"

#include "app/frame/app.hpp"
#include "app/port/probe.hpp"
#include "core/report/report_write.hpp"
#include "web/bridge/glyphs.hpp"
#include "web/bridge/page.hpp"
#include "web/bridge/probe.hpp"
#include "web/bridge/text_input.hpp"
#include "web/host/pixel_snap.hpp"

#include <GLES3/gl3.h>
#include <algorithm>
#include <cmath>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>
#include <utility>

extern "C" {
void mj_js_page_fit(mj::PageSize* out);
void mj_js_page_ask_frame();
void mj_js_page_ask_work();
int mj_js_page_held();
void mj_js_page_opened(double part);
void mj_js_page_state(const char* state);
void mj_js_page_timer(double seconds);
int mj_js_page_whole();
double mj_js_page_event_time();
int mj_js_page_event_cancels();
int SDL_SendMouseButton(SDL_Window* window, Uint32 mouse, Uint8 state, Uint8 button); // SDL's own
}

namespace mj {

Driver* driver = nullptr;

namespace {

Loop* loop = nullptr;

double now() { return emscripten_get_now() / 1000; }

// Seconds until a field's caret appears or disappears; Dear ImGui shows it for 0.8 of every 1.2 s.
double caret_flip(const ImGuiContext& g) {
    const double at = std::fmod(std::max(0.0, double(g.InputTextState.CursorAnim)), 1.2);
    return (at < 0.8 ? 0.8 : 1.2) - at + 0.01;
}

// A window that has just appeared is measured first and shown a frame later.
bool unsettled(const ImGuiContext& g) {
    return std::any_of(g.Windows.begin(), g.Windows.end(), [](const ImGuiWindow* window) {
        // A child scrolled out of sight stays hidden in every frame: nothing is to come of it.
        const bool child = window->Flags & ImGuiWindowFlags_ChildWindow;
        return window->Active && (window->Appearing || (!child && window->HiddenFramesCanSkipItems > 0) ||
                                  window->HiddenFramesCannotSkipItems > 0);
    });
}

bool is_finger(const SDL_Event& event) {
    return event.type == SDL_FINGERDOWN || event.type == SDL_FINGERMOTION || event.type == SDL_FINGERUP;
}

// Puts right what SDL makes of an event. It writes when it was told: to a page that was busy a finger that rests would be one
// that throws. It takes a finger that the system took away for one that left. And a button let go outside the page is let
// go in no window: there is only ours.
int as_it_happened(void* window, SDL_Event* event) {
    if (is_finger(*event)) {
        event->tfinger.timestamp = uint32_t(mj_js_page_event_time());
        event->tfinger.pressure = mj_js_page_event_cancels() ? -1 : 1;
    }
    if (event->type == SDL_MOUSEBUTTONUP)
        event->button.windowID = SDL_GetWindowID(*static_cast<SDL_Window**>(window));
    return 1;
}

void touched(Touch& touch, const SDL_TouchFingerEvent& event) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const Touch::Phase phase = event.type == SDL_FINGERDOWN     ? Touch::Phase::down
                               : event.type == SDL_FINGERMOTION ? Touch::Phase::move
                               : event.pressure < 0             ? Touch::Phase::cancel
                                                                : Touch::Phase::up;
    touch.finger(phase, event.fingerId, {event.x * size.x, event.y * size.y}, event.timestamp);
}

} // namespace

Loop::Loop() {
    loop = this;
    driver = this;
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); // fingers are translated by Touch
    SDL_SetEventFilter(as_it_happened, &window_);
}

bool Loop::open_window() {
    if (window_) return true;
    if (SDL_Init(SDL_INIT_VIDEO) == 0) {
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
        // Rectangles and glyphs need none of these.
        for (const SDL_GLattr none : {SDL_GL_ALPHA_SIZE, SDL_GL_DEPTH_SIZE, SDL_GL_STENCIL_SIZE})
            SDL_GL_SetAttribute(none, 0);
        // Neither resizable nor aware of ratios: the loop sizes the canvas. Without a title, which would be the page's.
        window_ = SDL_CreateWindow(nullptr, 0, 0, 640, 480, SDL_WINDOW_OPENGL);
    }
    const SDL_GLContext context = window_ ? SDL_GL_CreateContext(window_) : nullptr;
    alive_ = context != nullptr;
    if (!context) {
        mj_js_page_state("no-webgl");
        return false;
    }
    SDL_GL_MakeCurrent(window_, context);
    // Every change is kept when it is made: mostly there is nothing to ask on leaving (see Window::hold).
    emscripten_set_beforeunload_callback(nullptr, nullptr);
    ImGui_ImplSDL2_InitForOpenGL(window_, context);
    ImGui_ImplOpenGL3_Init("#version 300 es");
    if (glyphs_noisy()) mj_js_page_state("noisy");
    SDL_AddEventWatch(watch, this);
    start_text_input(); // takes over from the backend
    return true;
}

void Loop::start(App& app) {
    app_ = &app;
    wake(3);
}

int Loop::watch(void* self, SDL_Event* event) {
    // A sentinel is SDL's own mark, put there by polling.
    if (event->type != SDL_POLLSENTINEL) static_cast<Loop*>(self)->wake(3);
    return 0;
}

void Loop::wake(int frames) {
    if (app_ && app_->loaded()) say_opened();
    frames_ = std::max(frames_, frames);
    if (alive_ && !drawing_ && app_) mj_js_page_ask_frame();
}

void Loop::stir() {
    if (app_ && app_->working())
        ask_work();
    else
        wake(2);
}

void Loop::went_on() { // and again soon
    if (now() - drawn_ > between_frames()) wake(1);
}

// As often as progress can be followed, but drawing costs more than a slice of the work: it gets a tenth of the time.
double Loop::between_frames() const { return std::clamp(10 * lag_, 0.1, 1.0); }

void Loop::ask_work() {
    work_wanted_ = true;
    ask_when_idle();
}

void Loop::ask_when_idle() {
    if (!work_asked_) mj_js_page_ask_work();
    work_asked_ = true;
}

void Loop::work() {
    work_asked_ = false;
    if (drawing_ || !app_) return;
    if (std::exchange(just_drawn_, false)) lag_ = now() - drawn_;
    const bool wanted = std::exchange(work_wanted_, false);
    const bool more = app_->working() && app_->work();
    if (more) ask_work();  // even when no frame comes: the window may be covered
    if (!app_->loaded()) { // nothing is drawn yet
        mj_js_page_opened(double(app_->opened_part()));
        return;
    }
    say_opened();
    if (wanted && (!app_->working() || now() - drawn_ > between_frames())) wake(1);
}

void Loop::wake_after(double seconds) {
    due_.insert(now() + std::max(0.0, seconds));
    arm();
}

void Loop::arm() {
    double next = own_due_;
    if (!due_.empty()) next = std::min(next, *due_.begin());
    if (next == armed_) return;
    armed_ = next;
    mj_js_page_timer(next == never ? -1 : std::max(0.0, next - now()));
}

void Loop::timer() {
    const double passed = now() + 0.005; // browsers may be a little early
    const bool wished = !due_.empty() && *due_.begin() <= passed;
    due_.erase(due_.begin(), due_.upper_bound(passed));
    if (own_due_ <= passed) own_due_ = never;
    armed_ = never;
    arm();
    wake(wished ? 2 : 1);
}

void Loop::take_events() {
    if (!mj_js_page_whole()) return; // what is done before waits in SDL's queue
    SDL_Event event;
    while (SDL_PollEvent(&event))
        if (is_finger(event))
            touched(touch_, event.tfinger);
        else
            ImGui_ImplSDL2_ProcessEvent(&event);
}

// SDL ignores those that it does not know to be held.
void Loop::release() {
    if (window_)
        for (const Uint8 button : {SDL_BUTTON_LEFT, SDL_BUTTON_MIDDLE, SDL_BUTTON_RIGHT})
            SDL_SendMouseButton(window_, 0, SDL_RELEASED, button);
}

bool Loop::check() { return app_ && !drawing_ && app_->check(); }

void Loop::leave() {
    if (app_ && !drawing_) app_->leave();
}

void Loop::repaint() {
    painted_.forget();
    draw_now(true);
}

std::string Loop::paper() { return app_ && !drawing_ ? app_->paper() : std::string(); }

void Loop::context(bool alive) {
    alive_ = alive;
    painted_.forget();
    if (alive || !window_)
        wake(2); // everything is made anew
    else
        ImGui_ImplOpenGL3_DestroyDeviceObjects(); // now: the next context would not know these names
}

// The exact ratio and a size that gives exactly the canvas's pixels: otherwise fractional ratios would draw
// every glyph anew at each new size.
void Loop::fit() {
    PageSize page{};
    mj_js_page_fit(&page);
    if (page.width != wide_ || page.height != high_) painted_.forget(); // a canvas of another size is empty
    wide_ = page.width, high_ = page.height;
    zoom_ = 1;
    if (large_) { // text of 14 is 20 on a screen of 1024 by 768, and the page is not yet a phone's
        const double fits = std::min(page.width / 716, page.height / 537) / page.ratio;
        zoom_ = float(std::clamp(fits, 1.0, 3.0));
        page.ratio *= double(zoom_);
    }
    const double width = page.width / page.ratio, height = page.height / page.ratio;
    int w = 0, h = 0;
    SDL_GetWindowSize(window_, &w, &h);
    if (w != int(width) || h != int(height)) // SDL scales the mouse by it
        SDL_SetWindowSize(window_, std::max(1, int(width)), std::max(1, int(height)));
    ImGuiIO& io = ImGui::GetIO();
    // A hundredth of a pixel: the backend cuts size times scale down to whole pixels.
    io.DisplaySize =
        ImVec2(float((page.width + 0.01) / page.ratio), float((page.height + 0.01) / page.ratio));
    io.DisplayFramebufferScale = ImVec2(float(page.ratio), float(page.ratio));
}

void Loop::enlarge(bool on) {
    large_ = on;
    wake();
}

void Loop::say_opened() {
    if (!std::exchange(opened_, true)) mj_js_page_opened(1);
}

void Loop::draw_now(bool painted) {
    if (!alive_ || drawing_ || !app_) return;
    if (!app_->loaded()) { // the page's own notice is shown; the end of reading wakes the loop
        if (app_->working()) ask_work();
        return;
    }
    if (!open_window()) return;
    drawing_ = true;
    if (frames_ > 0) --frames_;
    take_events();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
    fit();
    ImGui::NewFrame();
    const bool scrolling = touch_.scroll();
    probe_begin(probe_wanted());
    const bool again = app_->frame();
    probe_end();
    ImGui::Render();
    const bool held =
        mj_js_page_held() != 0; // a change has just been sent to the storage: painted when it has answered
    if (!held && painted) paint(*ImGui::GetDrawData());
    drawing_ = false;
    drawn_ = now();
    just_drawn_ = true;
    if (app_->working()) ask_work();
    ask_when_idle(); // comes when the picture is done with: without a graphics processor that takes 50 ms and more
    update_text_input();
    update_probe();
    plan(again || scrolling || held);
}

void Loop::paint(ImDrawData& data) {
    count_frame();
    if (painted_.shows(data)) return;
    snap_glyphs(data);
    glViewport(0, 0, int(data.DisplaySize.x * data.FramebufferScale.x),
               int(data.DisplaySize.y * data.FramebufferScale.y));
    const ImVec4& paper = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
    glClearColor(paper.x, paper.y, paper.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    SDL_GL_SwapWindow(window_);
}

// What Dear ImGui itself still has to show.
void Loop::plan(bool again) {
    const ImGuiContext& g = *GImGui;
    const bool held = g.IO.MouseDown[0] || g.IO.MouseDown[1];
    const bool fading = g.DimBgRatio > 0 && g.DimBgRatio < 1;
    if (again || held || fading || unsettled(g) || g.InputEventsQueue.Size > 0)
        frames_ = std::max(frames_, 1);
    if (frames_ > 0) return mj_js_page_ask_frame();
    own_due_ = never;
    if (g.IO.WantTextInput && g.IO.ConfigInputTextCursorBlink) own_due_ = now() + caret_flip(g);
    if (g.HoverItemDelayId != 0) // a tooltip waits for the mouse to rest
        for (const float delay :
             {g.Style.HoverStationaryDelay, g.Style.HoverDelayShort, g.Style.HoverDelayNormal})
            if (g.HoverItemDelayTimer < delay)
                own_due_ = std::min(own_due_, now() + double(delay - g.HoverItemDelayTimer) + 0.01);
    arm();
}

} // namespace mj

extern "C" {
EMSCRIPTEN_KEEPALIVE void mj_frame() { mj::loop->draw_now(true); }
EMSCRIPTEN_KEEPALIVE void mj_wake(int frames) { mj::loop->wake(frames); }
EMSCRIPTEN_KEEPALIVE void mj_work() { mj::loop->work(); }
EMSCRIPTEN_KEEPALIVE int mj_check() { return mj::loop->check(); }
EMSCRIPTEN_KEEPALIVE void mj_leave() { mj::loop->leave(); }
EMSCRIPTEN_KEEPALIVE const char* mj_paper() {
    static std::string text; // until the next time
    text = mj::loop->paper();
    return text.c_str();
}
EMSCRIPTEN_KEEPALIVE void mj_repaint() { mj::loop->repaint(); }
EMSCRIPTEN_KEEPALIVE const char* mj_paper_style() { return mj::report_style(); }
EMSCRIPTEN_KEEPALIVE void mj_release() { mj::loop->release(); }
EMSCRIPTEN_KEEPALIVE void mj_timer() { mj::loop->timer(); }
EMSCRIPTEN_KEEPALIVE void mj_context(int alive) { mj::loop->context(alive != 0); }
/// A frame at once, after its first: before that there is nothing to keep from being stretched.
EMSCRIPTEN_KEEPALIVE void mj_resized() {
    if (mj::loop->dirty()) return;
    mj::loop->wake(2);
    mj::loop->draw_now(true);
}
}
