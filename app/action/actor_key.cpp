// The office's key: made, taken in, given away in part, and used to open what was sealed to it.
#include "app/action/actor.hpp"
#include "core/exchange/application.hpp"

namespace mj {

/// As the settings have it: another window may have changed it.
void Actor::recall_key() {
    state_.keys_possible = host_.keys.possible();
    const auto kept = host_.prefs.get(office_key_key);
    auto key = read_office_key(keeper_.ledger().catalog(), kept.value_or(""));
    if (key)
        state_.office_key = std::move(*key);
    else
        state_.office_key.reset();
    state_.known_keys =
        read_known_keys(keeper_.ledger().catalog(), host_.prefs.get(known_keys_key).value_or(""));
}

template <> void Actor::on(act::MakeKey&) {
    recall_key();
    if (busy() || !host_.keys.possible() || keeper_.status().state == SaveState::follows ||
        state_.making_key || (state_.office_key && !state_.office_key->secret()))
        return;
    state_.passphrase = PassphraseAsked{};
    state_.passphrase->key = true;
}

/// It is in use only when its file is there: what is sealed to a key that nobody has is lost. The file of one that is in use
/// can be had again.
void Actor::make_key(const std::string& passphrase) {
    const std::string file = tr(T::key_file, {host_.clock.today().text()}) + ".mjsealed";
    state_.making_key = true;
    key_file_ = host_.download.begin(file, "application/octet-stream", passphrase, true);
    if (state_.office_key) return give_key(*state_.office_key, true, file);
    host_.keys.make([this, file](Outcome<OfficeKey> key) {
        queue_.push(act::KeyMade{file, std::move(key)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::KeyMade& a) {
    if (!a.key) {
        state_.making_key = false;
        key_file_.reset();
        return notify({0, Notice::Kind::export_failed, a.file, 0, a.key.problem(), 0});
    }
    a.key->office = keeper_.ledger().catalog().offices.front().id;
    give_key(*a.key, true, a.file);
}

void Actor::give_key(const OfficeKey& key, bool secret, const std::string& file) {
    key_file_->write(view_of(write_office_key(key, secret)));
    key_file_->finish([this, key, secret, file](Outcome<Given> done) {
        queue_.push(act::KeyGiven{key, file, secret, std::move(done)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::KeyGiven& a) {
    using Kind = Notice::Kind;
    key_file_.reset();
    state_.making_key = false;
    Notice notice;
    notice.name = a.file;
    notice.kind = a.secret ? kind_of(a.outcome, Kind::key_kept, Kind::key_handed)
                           : kind_of(a.outcome, Kind::key_given, Kind::key_given);
    if (!a.outcome) notice.problem = a.outcome.problem();
    if (!a.outcome || *a.outcome == Given::declined) return notify(std::move(notice));
    recall_key();
    if (!a.secret)
        notify(std::move(notice));
    else if (state_.office_key && !state_.office_key->is(a.key)) // it has come while this one was made
        not_taken(std::move(notice), other_key(a.key));
    else
        keep_key(a.key, std::move(notice));
}

Problem Actor::other_key(const OfficeKey& key) const {
    return {
        say(Said::key_held, key.fingerprint(), state_.office_key->fingerprint()), {}, say(Said::forget_key)};
}

void Actor::keep_key(const OfficeKey& key, Notice notice) {
    if (!host_.prefs.put(office_key_key, write_office_key(key, key.secret())))
        return not_taken(std::move(notice), {say(Said::storage_full), {}, say(Said::free_space)});
    state_.office_key = key;
    recall_progress(); // whose it is may be known now
    notify(std::move(notice));
}

template <> void Actor::on(act::GiveKey&) {
    if (busy() || !state_.office_key || key_file_) return;
    const std::string file = tr(T::key_file_public, {host_.clock.today().text()}) + ".json";
    key_file_ = host_.download.begin(file, "application/json", {}, true);
    give_key(*state_.office_key, false, file);
}

/// The public part can be had again; of the other one it is asked.
template <> void Actor::on(act::ForgetKey&) {
    if (!state_.office_key) return;
    if (!state_.office_key->secret()) return drop_key();
    Confirmation asked;
    asked.kind = Confirmation::Kind::drop_key;
    asked.name = state_.office_key->fingerprint();
    state_.confirmation = std::move(asked);
}

void Actor::drop_key() {
    host_.prefs.remove(office_key_key);
    state_.office_key.reset();
}

/// Nothing but the fingerprint as the office says it makes its key known.
template <> void Actor::on(act::RememberKey& a) {
    FileSigner* const signer = state_.compared       ? &state_.compared->signer
                               : state_.confirmation ? &state_.confirmation->signer
                                                     : nullptr;
    if (!signer || !signer->comparable() ||
        fingerprint_digits(a.typed) != fingerprint_digits(signer->fingerprint))
        return;
    recall_key();
    signer->unkept = remember_key({signer->office, signer->key, host_.clock.today()});
    if (signer->unkept) return;
    state_.known_keys.judge(*signer);
    if (coming_) coming_notice_.signer = *signer;
}

/// Problem: it is not remembered.
std::optional<Problem> Actor::remember_key(KnownKey key) {
    KnownKeys known = state_.known_keys;
    if (known.of(key.office)) return std::nullopt; // another window may have been told
    if (known.all.size() == KnownKeys::most)
        return Problem{say(Said::keys_full, uint64_t(KnownKeys::most)), {}, say(Said::forget_one)};
    known.all.push_back(std::move(key));
    if (!host_.prefs.put(known_keys_key, known.text()))
        return Problem{say(Said::storage_full), {}, say(Said::free_space)};
    state_.known_keys = std::move(known);
    return std::nullopt;
}

template <> void Actor::on(act::ForgetKnown& a) {
    recall_key();
    const KnownKey* const known = state_.known_keys.of(a.office);
    if (!known) return;
    Notice notice;
    notice.kind = Notice::Kind::known_forgotten;
    notice.name = office_name(keeper_.ledger().catalog(), a.office);
    notice.forgotten = *known;
    state_.known_keys.forget(a.office);
    if (state_.known_keys.all.empty())
        host_.prefs.remove(known_keys_key);
    else
        host_.prefs.put(known_keys_key, state_.known_keys.text());
    notify(std::move(notice));
}

template <> void Actor::on(act::KnowAgain& a) {
    recall_key();
    Notice notice;
    notice.name = office_name(keeper_.ledger().catalog(), a.key.office);
    notice.problem = remember_key(std::move(a.key));
    notice.kind = notice.problem ? Notice::Kind::known_not : Notice::Kind::known_again;
    notify(std::move(notice));
}

void Actor::take_in_key(const std::string& text, Notice notice) {
    const auto key = read_office_key(keeper_.ledger().catalog(), text);
    if (!key) return not_taken(std::move(notice), key.problem());
    if (state_.making_key) return;
    notice.kind = key->secret() ? Notice::Kind::key_taken : Notice::Kind::key_taken_public;
    notice.name = key->fingerprint();
    if (const auto& held = state_.office_key) {
        if (!held->is(*key)) return not_taken(std::move(notice), other_key(*key));
        if (held->secret() || !key->secret()) return notify(std::move(notice));
    }
    state_.making_key = true;
    try_key(*key, [this, key = *key, notice](std::optional<Problem> problem) {
        queue_.push(act::KeyTried{key, notice, std::move(problem)});
        host_.window.wake();
    });
}

/// Its parts belong together: what is sealed to it opens, and what it signs is found sound.
void Actor::try_key(const OfficeKey& key, std::function<void(std::optional<Problem>)> done) {
    static constexpr std::string_view words = "mingjing";
    const Problem useless{say(Said::key_useless), {}, say(Said::other_key_file)};
    host_.keys.seal(key, view_of(words), [this, key, done, useless](const Outcome<Bytes>& sealed) {
        if (!sealed) return done(sealed.problem());
        if (!key.secret()) return done(std::nullopt);
        host_.keys.open(key, *sealed, [this, key, done, useless](const Outcome<Bytes>& opened) {
            if (!opened) return done(useless);
            host_.keys.sign(key, words, [this, key, done, useless](const Outcome<Signature>& made) {
                if (!made) return done(useless);
                host_.keys.verify(key, words, *made, [done, useless](const Outcome<bool>& fits) {
                    done(fits && *fits ? std::nullopt : std::optional(useless));
                });
            });
        });
    });
}

template <> void Actor::on(act::KeyTried& a) {
    state_.making_key = false;
    recall_key();
    if (a.problem) return not_taken(std::move(a.notice), std::move(*a.problem));
    if (state_.office_key && !state_.office_key->is(a.key))
        return not_taken(std::move(a.notice), other_key(a.key));
    keep_key(a.key, std::move(a.notice));
}

void Actor::open_sealed(const Bytes& sealed, Notice notice) {
    if (!state_.office_key || !state_.office_key->secret())
        return not_taken(std::move(notice), {say(Said::key_not_here), {}, say(Said::open_in_office)});
    opening_ = true;
    host_.keys.open(*state_.office_key, sealed, [this, file = notice.name](Outcome<Bytes> opened) {
        queue_.push(act::ApplicationOpened{file, std::move(opened)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::ApplicationOpened& a) {
    opening_ = false;
    Notice notice;
    notice.name = a.file;
    if (!a.opened) {
        Problem problem = a.opened.problem();
        if (problem.what.code == Said::key_opens_not && state_.office_key)
            problem.fix = say(Said::look_at_key, state_.office_key->fingerprint());
        return not_taken(std::move(notice), std::move(problem));
    }
    auto application = read_application(keeper_.ledger().catalog(), *a.opened);
    if (!application) return not_taken(std::move(notice), application.problem());
    application->sealed = true;
    take_in(*application);
}

} // namespace mj
