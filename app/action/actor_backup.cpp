// Copies of all records in a folder, without a person: an hour after the last one, when something has changed and nobody writes.
#include "app/action/actor.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

constexpr int64_t apart = 3600, quiet = 30,
                  again = 600; // seconds: between copies, after a change, after a failure

} // namespace

void Actor::watch_folder() {
    if (const auto kept = host_.prefs.get(copied_key)) { // when, and what the store held
        const char *at = kept->data(), *const end = at + kept->size();
        const auto number = [&](auto& n) {
            at = std::from_chars(at, end, n).ptr;
            if (at < end) ++at;
        };
        number(state_.backup.at), number(copied_.first), number(copied_.second);
    }
    host_.folder.watch([this] { host_.window.wake(); });
}

template <> void Actor::on(act::ChooseFolder& a) {
    if (!a.sealed) return host_.folder.choose({});
    state_.passphrase = PassphraseAsked{};
    state_.passphrase->folder = true;
}

template <> void Actor::on(act::AllowFolder&) { host_.folder.allow(); }

template <> void Actor::on(act::ForgetFolder&) {
    copy_.reset();
    host_.folder.forget();
    host_.prefs.remove(copied_key);
    copied_ = {};
    state_.backup = {};
}

template <> void Actor::on(act::CopyNow&) { copy_now_ = true; }

void Actor::tend_folder() {
    BackupShown& shown = state_.backup;
    shown.folder = host_.folder.state();
    shown.name = host_.folder.name();
    shown.sealed = host_.folder.seals();
    shown.writing = copy_ != nullptr;
    if (auto refusal = host_.folder.refusal())
        notify({0, Notice::Kind::export_failed, shown.name, 0, std::move(refusal), 0});
    if (copy_ || shown.folder != BackupFolder::State::ready || state_.show || busy() || !keeper_.writable() ||
        keeper_.status().state != SaveState::saved || !keeper_.ledger().records())
        return;
    const Kept now_is{keeper_.database(), keeper_.sequence()};
    if (now_is == copied_ && !copy_now_ && shown.at) return;
    const int64_t now = host_.clock.now();
    if (now_is != seen_) {
        seen_ = now_is;
        changed_at_ = now;
    }
    const int64_t due = shown.problem ? copy_tried_ + again : std::max(changed_at_ + quiet, shown.at + apart);
    const bool first = shown.at == 0 || shown.at > now; // or by a clock that was wrong
    const bool wanted = std::exchange(copy_now_, false) || (first && !shown.problem);
    if (!wanted && now < due) return host_.window.wake_after(double(due - now));
    copy_tried_ = now;
    copying_ = now_is;
    copied_revision_ = keeper_.revision();
    copy_ = copy_work(keeper_.ledger(), &keeper_.chronicle(), host_.folder,
                      file_name(shown.sealed ? "mjsealed" : "json"), host_.keys, state_.office_key);
    shown.writing = true;
}

/// What is being read must not have changed: then it is begun anew, when it is quiet.
bool Actor::work_on_copy(const Deadline& deadline) {
    if (!copy_) return false;
    if (keeper_.revision() != copied_revision_ || keeper_.committing() || keeper_.replacing()) {
        copy_.reset();
        state_.backup.writing = false;
        return false;
    }
    if (!copy_->step(deadline)) return !copy_->waiting();
    const Outcome<Given> given = copy_->given();
    const std::string name = copy_->name();
    copy_.reset();
    BackupShown& shown = state_.backup;
    shown.writing = false;
    host_.window.wake();
    if (!given) {
        shown.problem = given.problem();
        return false;
    }
    shown.problem.reset();
    shown.at = host_.clock.now();
    copied_ = copying_;
    host_.prefs.put(copied_key, std::to_string(shown.at) + " " + std::to_string(copied_.first) + " " +
                                    std::to_string(copied_.second));
    keeper_.backed_up(shown.at);
    host_.folder.list([this, name](const Outcome<std::vector<std::string>>& names) {
        if (!names) return; // the next copy tries again
        auto going = outdated_copies(*names, keeper_.ledger().catalog().offices.front().id);
        std::erase(going, name); // whatever the clock says
        if (!going.empty()) host_.folder.remove(going);
    });
    return false;
}

} // namespace mj
