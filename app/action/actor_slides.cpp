// Slides before the public: what turns them, and the way back to the office.
#include "app/action/actor.hpp"

namespace mj {

void Actor::wait(int seconds) {
    const int64_t due = host_.clock.ticks() + seconds;
    if (std::exchange(state_.show->due, due) == due) return;
    host_.window.wake_after(seconds + 0.1); // the clock knows whole seconds
}

void Actor::show_slide(size_t at) {
    Show& show = *state_.show;
    const auto& pages = state_.slides.pages;
    show.at = at % pages.size();
    show.part = 0;
    show.touched = false;
    show.turns++;
    state_.explained = -1;
    state_.apply = {};
    Place place;
    place.page = pages[show.at];
    state_.history.restart(place);
    wait(state_.slides.seconds);
}

template <> void Actor::on(act::SetSlides& a) {
    if (a.slides.pages.empty()) return;
    state_.slides = std::move(a.slides);
    host_.prefs.put(slides_key, slides_text(state_.slides));
}

template <> void Actor::on(act::Present& a) {
    if (a.on == state_.show.has_value() || (a.on && (busy() || state_.progress || state_.question))) return;
    if (a.on) {
        state_.show.emplace();
        state_.show->history = state_.history;
        state_.show->language = state_.language;
        host_.window.stand(true, [this] { queue_.push(act::Present{false}); });
        show_slide(0);
    } else {
        state_.history = std::move(state_.show->history);
        state_.language = state_.show->language;
        state_.show.reset();
        state_.explained = -1;
        state_.apply = {};
        host_.window.stand(false);
    }
    set_masking(a.on);
}

template <> void Actor::on(act::TurnSlide& a) {
    if (!state_.show) return;
    const size_t count = state_.slides.pages.size();
    show_slide(state_.show->at + count + size_t(a.by));
}

template <> void Actor::on(act::HoldSlides& a) {
    if (!state_.show) return;
    state_.show->paused = a.on;
    if (!a.on) return show_slide(state_.show->at);
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::SlideDue& a) {
    if (!state_.show || host_.clock.ticks() < state_.show->due) return;
    Show& show = *state_.show;
    if (show.touched) { // whoever it was has gone
        state_.language = show.language;
        show.paused = false;
        return show_slide(0);
    }
    if (!a.more) return show_slide(show.at + 1);
    ++show.part;
    ++show.turns;
    wait(state_.slides.seconds);
}

template <> void Actor::on(act::SlideTouched&) {
    if (!state_.show) return;
    state_.show->touched = true;
    wait(state_.show->paused ? Slides::held : state_.apply.begun() ? Slides::writing : Slides::idle);
}

} // namespace mj
