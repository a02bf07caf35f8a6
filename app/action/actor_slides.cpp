// Slides before the public: what turns them, and the way back to the office.
#include "app/action/actor.hpp"
#include "app/state/own_records.hpp"

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
    show.touched = show.counted = false;
    show.turns++;
    state_.explained = state_.coded = -1;
    state_.apply = {};
    state_.reckon = {};
    state_.pin.reset();
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

/// Where there are no records the guides are what can be shown; those who begin it with records chose.
bool Actor::fit_slides() {
    if (!keeper_.loaded() || keeper_.ledger().records()) return false;
    state_.slides.pages = {PageId::rights};
    return true;
}

void Actor::look_for_own() {
    const Ledger& ledger = keeper_.ledger();
    state_.invented = ledger.records() && !own_records(ledger);
}

void Actor::begin_show(const StandLock& lock) {
    act::CancelTask cancel;
    on(cancel);
    act::DropPassphrase drop;
    on(drop);
    act::DropTable drop_table;
    on(drop_table);
    act::Answer no{false};
    on(no);
    state_.palette.reset();
    state_.pin.reset();
    state_.show.emplace();
    state_.show->lock = lock;
    state_.show->history = state_.history;
    state_.show->language = state_.language;
    look_for_own();
    host_.window.stand(true);
    set_masking(true);
    keeper_.only_read(true);
    fit_slides();
    show_slide(0);
}

void Actor::end_show() {
    state_.history = std::move(state_.show->history);
    state_.language = state_.show->language;
    state_.slides = parse_slides(host_.prefs.get(slides_key).value_or(""));
    Notice notice;
    notice.kind = Notice::Kind::stand_files;
    notice.records = state_.show->lock.files;
    notice.sealed = state_.office_key.has_value();
    Notice log;
    log.kind = Notice::Kind::stand_log;
    log.stand = state_.show->lock.log;
    state_.show.reset();
    state_.pin.reset();
    state_.explained = state_.coded = -1;
    state_.apply = {};
    state_.reckon = {};
    host_.window.stand(false);
    set_masking(false);
    keeper_.only_read(false);
    if (notice.records) notify(std::move(notice));
    if (log.stand.people) notify(std::move(log));
    recall_drafts();
}

/// Staff who end the presentation open nothing, so they are not counted.
void Actor::log_look(PageId page) {
    Show& show = *state_.show;
    StandLog& log = show.lock.log;
    log.people += !std::exchange(show.counted, true);
    log.guides += page == PageId::rights;
    log.reckoned += page == PageId::reckon;
    log.applied += page == PageId::apply;
    keep_lock();
}

template <> void Actor::on(act::RecordStand& a) {
    const Catalog& catalog = keeper_.ledger().catalog();
    const int reg = catalog.find_register("outreach");
    if (reg < 0) return;
    const Register& of = catalog.registers[size_t(reg)];
    act::NewDraft draft{
        reg, {{of.date, host_.clock.today().text()}, {of.find("audience"), std::to_string(a.people)}}};
    on(draft);
}

bool Actor::keep_lock() { return host_.prefs.put(stand_key, stand_text(state_.show->lock)); }

/// The setting speaks for all windows of the site: a lock in it is a presentation in each.
template <> void Actor::on(act::FollowStand&) {
    const auto kept = host_.prefs.get(stand_key);
    if (!state_.show) {
        if (kept && !kept->empty()) begin_show(parse_stand(*kept));
    } else if (!kept) {
        keep_lock(); // the settings were cleared, but nobody gave the PIN
    } else if (kept->empty()) {
        end_show();
    } else {
        state_.show->lock = parse_stand(*kept);
    }
}

template <> void Actor::on(act::Present& a) {
    if (a.on == state_.show.has_value() || (a.on && (busy() || state_.progress || state_.confirmation)))
        return;
    state_.pin.emplace();
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::GivePin& a) {
    if (!state_.pin) return;
    if (!state_.show) {
        const StandLock lock = new_stand_lock(a.digits);
        state_.pin->kept = host_.prefs.put(stand_key, stand_text(lock));
        host_.prefs.put(year_key, std::to_string(state_.year)); // for a reload
        if (state_.pin->kept) begin_show(lock);
        return;
    }
    act::FollowStand follow; // tries in another window count too
    on(follow);
    if (!state_.show || state_.show->lock.wait(host_.clock.now())) return;
    StandLock& lock = state_.show->lock;
    if (lock.opens(a.digits)) {
        host_.prefs.put(stand_key, "");
        return end_show();
    }
    state_.pin->wrong = true;
    ++lock.wrong;
    lock.tried = host_.clock.now();
    keep_lock();
    host_.window.wake_after(double(lock.wait(lock.tried)) + 0.1);
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::DropPin&) { state_.pin.reset(); }

template <> void Actor::on(act::TurnSlide& a) {
    if (!state_.show) return;
    const size_t count = state_.slides.pages.size();
    const bool counted = state_.show->counted;
    show_slide(state_.show->at + count + size_t(a.by));
    state_.show->counted = counted; // whoever turns looks by himself, and is still the same
    log_look(state_.history.current().page);
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
    act::FollowStand follow;
    on(follow);
    if (!state_.show) return;
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
    wait(state_.show->paused                                 ? Slides::held
         : state_.apply.written() || state_.reckon.written() ? Slides::writing
                                                             : Slides::idle);
}

} // namespace mj
