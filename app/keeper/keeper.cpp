#include "app/keeper/keeper.hpp"

#include "core/ledger/codec.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <random>

namespace mj {
namespace {

constexpr size_t compact_bytes = 1 << 20;
constexpr size_t compact_records = 5000;
constexpr int most_torn = 30;
constexpr int64_t retry_seconds = 3;

// Settings beside the vault; all may be lost.
constexpr std::string_view marker_key = "vault", saved_at_key = "saved_at", sequence_key = "sequence";

int64_t number(const std::optional<std::string>& text) {
    int64_t n = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), n);
    return n;
}

uint64_t fresh_identity() {
    std::random_device random;
    const uint64_t n = uint64_t(random()) << 32 | random();
    return n ? n : 1;
}

/// 20 bits of the database's name, never 0: that desk belongs to samples.
uint32_t desk_of(uint64_t database) {
    const uint32_t desk = uint32_t((database * 0x9E3779B97F4A7C15u) >> 44);
    return desk ? desk : 1;
}

/// Whether apply() may be called. A field that has become required since is no reason to lose the change.
bool applicable(const Ledger& ledger, const Change& change) {
    for (const FieldProblem& p : ledger.check(change)) {
        if (p.field < 0) return false;
        const Edit& edit = change.edits[p.edit];
        const auto& fields = ledger.catalog().registers[size_t(edit.reg)].fields;
        for (const FieldValue& fv : edit.values)
            if (fv.field == p.field && check_value(ledger.catalog(), fields[size_t(fv.field)], fv.value))
                return false;
    }
    return true;
}

} // namespace

Keeper::Keeper(const Catalog& catalog, const Host& host)
    : catalog_(catalog),
      prefs_(host.prefs),
      clock_(host.clock),
      storage_(host.storage),
      window_(host.window),
      vault_(std::make_unique<Vault>(host.storage)),
      ledger_(catalog) {}

void Keeper::open() {
    storage_.watch([this](StorageNews news) { heard(news); });
    read_store();
}

void Keeper::read_store() {
    if (reading_) {
        read_again_ = true;
        return;
    }
    reading_ = true;
    vault_ = std::make_unique<Vault>(storage_);
    vault_->open(prefs_.get(marker_key).value_or(""), fresh_identity(),
                 [this](Opened opened) { this->opened(std::move(opened)); });
}

void Keeper::heard(StorageNews news) {
    if (news == StorageNews::fenced) return; // what waits here says itself that it is not saved
    torn_ = 0;
    if (loaded_ || reading_) read_store();
}

void Keeper::opened(Opened opened) {
    reading_ = false;
    follows_ = !storage_.writer();
    if (opened.damage && follows_ && ++torn_ < most_torn) return read_store(); // the writer was at it
    base_ += ledger_.revision() + 1;
    ledger_ = Ledger(catalog_);
    damage_ = opened.damage;
    if (auto problem = read(opened); problem && !damage_) damage_ = std::move(problem);
    saved_at_ = number(prefs_.get(saved_at_key));
    last_sequence_ = std::max(last_sequence_, uint32_t(number(prefs_.get(sequence_key))));
    loaded_ = true;
    ++readings_;
    if (std::exchange(read_again_, false)) read_store();
}

std::optional<Problem> Keeper::read(const Opened& opened) {
    std::optional<Problem> out;
    std::vector<ByteView> good;
    for (const ByteView segment : opened.segments) {
        if (auto done = decode_rows(ledger_, segment); done) {
            good.push_back(segment);
        } else { // the ledger is spoilt by a half-read segment: once more without it
            if (!out) out = done.problem();
            ledger_ = Ledger(catalog_);
            for (const ByteView other : good) (void)decode_rows(ledger_, other);
        }
    }
    for (const ByteView payload : opened.journal) {
        auto change = decode_change(catalog_, payload);
        if (!change) return out ? out : change.problem();
        if (!applicable(ledger_, *change))
            return out ? out
                       : Problem{"a saved change does not fit the saved records", "journal",
                                 "restore a backup file"};
        ledger_.apply(*change);
    }
    return out;
}

SaveStatus Keeper::status() const {
    SaveStatus out;
    out.at = saved_at_;
    if (!loaded_) return out;
    if (damage_) {
        out.state = SaveState::damaged;
        out.problem = damage_;
        return out;
    }
    if (follows_) {
        out.state = SaveState::follows;
        return out;
    }
    switch (vault_->state()) {
    case VaultState::opening: out.state = SaveState::loading; break;
    case VaultState::empty: out.state = SaveState::empty; break;
    case VaultState::saving: // what has failed is shown until it is mended
        out.problem = vault_->problem();
        out.state = out.problem ? SaveState::failed : SaveState::saving;
        break;
    case VaultState::saved: out.state = storage_.lasting() ? SaveState::saved : SaveState::memory; break;
    case VaultState::failed:
        out.state = SaveState::failed;
        out.problem = vault_->problem();
        break;
    case VaultState::damaged: out.state = SaveState::damaged; break;
    }
    return out;
}

RecordId Keeper::new_id() {
    const uint16_t office = catalog_.offices.front().number;
    const uint32_t desk = desk_of(vault_->database());
    RecordId id = ledger_.next_id(office, desk);
    while (id.sequence() <= last_sequence_) id = ledger_.next_id(office, desk);
    last_sequence_ = id.sequence();
    prefs_.put(sequence_key, std::to_string(last_sequence_));
    return id;
}

Change Keeper::commit(const Change& change, Saved saved) {
    assert(writable() && !coming_);
    Change inverse = ledger_.apply(change);
    vault_->append(encode_change(catalog_, change), [this, saved = std::move(saved)](Outcome<> done) {
        if (!done) return; // only a damaged vault says so, and that is never written
        acknowledged();
        if (saved) saved();
    });
    return inverse;
}

void Keeper::replace(Ledger ledger, std::function<void(Outcome<>)> done) {
    assert(replaceable() && !coming_);
    coming_.emplace(std::move(ledger));
    coming_done_ = std::move(done);
    coming_sent_ = false;
}

void Keeper::keep() {
    if (follows_) return;
    try_again();
    const VaultState state = vault_->state();
    const bool idle = !compacting_ && (state == VaultState::saved || state == VaultState::empty || damage_);
    if (coming_ && !coming_sent_ && state == VaultState::failed) { // what failed would be lost behind it
        coming_.reset();
        std::exchange(coming_done_,
                      {})(vault_->problem().value_or(Problem{"earlier changes are not saved yet", "", ""}));
    } else if (coming_ && !coming_sent_ && idle) {
        send_coming();
    } else if (!coming_ && idle && !damage_ && compaction_due()) {
        compact();
    }
}

/// Space may have been freed: what failed is tried again from time to time.
void Keeper::try_again() {
    if (vault_->state() != VaultState::failed) {
        if (!vault_->problem()) retry_at_ = 0;
        return;
    }
    const int64_t now = clock_.now();
    if (retry_at_ == 0 || now < retry_at_) {
        if (retry_at_ == 0) retry_at_ = now + retry_seconds;
        window_.wake_after(double(retry_at_ - now));
        return;
    }
    retry_at_ = now + retry_seconds;
    retry();
}

void Keeper::send_coming() {
    coming_sent_ = true;
    vault_->replace(encode_rows(*coming_), [this](Outcome<> outcome) {
        if (outcome) {
            base_ += ledger_.revision();
            ledger_ = std::move(*coming_);
            damage_.reset();
            acknowledged();
        }
        coming_.reset();
        std::exchange(coming_done_, {})(std::move(outcome));
    });
}

void Keeper::acknowledged() {
    saved_at_ = clock_.now();
    prefs_.put(saved_at_key, std::to_string(saved_at_));
    prefs_.put(marker_key, vault_->marker());
}

bool Keeper::compaction_due() const {
    if (compact_after_) return vault_->journal_bytes() >= compact_after_;
    return vault_->journal_bytes() >= compact_bytes || vault_->journal_records() >= compact_records;
}

void Keeper::compact() {
    compacting_ = true;
    vault_->replace(encode_rows(ledger_), [this](Outcome<> done) {
        compacting_ = false;
        compact_after_ = done ? 0 : vault_->journal_bytes() + compact_bytes;
        if (done) prefs_.put(marker_key, vault_->marker());
    });
}

void Keeper::retry() {
    if (vault_->lost())
        vault_->rewrite(encode_rows(ledger_));
    else
        vault_->retry();
}

} // namespace mj
