// The lock on what is kept: set and taken off, and closed when everything is durable.
#include "app/action/actor.hpp"
#include "app/action/hindrance.hpp"

#include <algorithm>
#include <charconv>

namespace mj {

void Actor::watch_lock() {
    LockShown& shown = state_.lock;
    shown.possible = host_.lock.possible();
    if (const auto kept = host_.prefs.get(lock_after_key))
        std::from_chars(kept->data(), kept->data() + kept->size(), shown.minutes);
    host_.lock.after(shown.minutes);
    host_.lock.watch([this] {
        queue_.push(act::CloseLock{});
        host_.window.wake();
    });
    shown.on = host_.lock.on();
}

template <> void Actor::on(act::SetLock&) {
    if (busy() || !keeper_.writable()) return;
    state_.passphrase = PassphraseAsked{};
    state_.passphrase->lock = true;
}

void Actor::turn_lock(const std::string& passphrase) {
    const SaveState kept = keeper_.status().state;
    if (busy() || state_.lock.turning || !keeper_.writable() || !state_.lock.possible) return;
    if (kept != SaveState::saved && kept != SaveState::empty)
        return notify({0, Notice::Kind::lock_failed, "", 0,
                       Problem{say(Said::earlier_unsaved), {}, say(Said::try_again)}, 0});
    state_.lock.turning = true;
    host_.lock.turn(passphrase, [this](Outcome<> done) {
        queue_.push(act::LockTurned{std::move(done)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::LockTurned& a) {
    using Kind = Notice::Kind;
    state_.lock.turning = false;
    const bool was = std::exchange(state_.lock.on, host_.lock.on());
    std::erase_if(state_.notices, [](const Notice& n) { // what they say is so no longer
        return n.kind == Kind::lock_set || n.kind == Kind::lock_changed || n.kind == Kind::lock_dropped ||
               n.kind == Kind::lock_failed;
    });
    if (!a.outcome) return notify({0, Kind::lock_failed, "", 0, a.outcome.problem(), 0});
    const Kind kind = !state_.lock.on ? Kind::lock_dropped : was ? Kind::lock_changed : Kind::lock_set;
    notify({0, kind, "", 0, std::nullopt, 0});
}

template <> void Actor::on(act::SetLockAfter& a) {
    state_.lock.minutes = a.minutes;
    host_.prefs.put(lock_after_key, std::to_string(a.minutes));
    host_.lock.after(a.minutes);
}

template <> void Actor::on(act::CloseLock& a) {
    if (!state_.lock.on || state_.show) return;
    closing_ = true;
    closing_all_ |= a.all;
}

/// What is not yet durable is waited for. What would be lost keeps the lock open: whoever wanted it closed is told.
void Actor::tend_lock() {
    if (!closing_) return;
    const bool unfinished = goes_with_page(state_);
    const SaveState kept = keeper_.status().state;
    if (!unfinished && (busy() || keeper_.replacing() || keeper_.committing() || kept == SaveState::saving ||
                        kept == SaveState::loading))
        return;
    closing_ = false;
    const bool asked = std::exchange(closing_all_, false);
    const bool told = std::any_of(state_.notices.begin(), state_.notices.end(),
                                  [](const Notice& n) { return n.kind == Notice::Kind::lock_open; });
    const auto stays = [&](Problem why) {
        if (!told) notify({0, Notice::Kind::lock_open, "", 0, std::move(why), 0});
    };
    if (unfinished) {
        if (asked) stays({say(Said::lock_unfinished), {}, say(Said::finish_first)});
    } else if (kept == SaveState::failed || state_.drafts_lost) {
        stays({say(Said::earlier_unsaved), {}, say(Said::copy_then_reload)});
    } else {
        host_.lock.close(asked);
    }
}

} // namespace mj
