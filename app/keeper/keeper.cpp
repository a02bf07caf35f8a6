#include "app/keeper/keeper.hpp"
#include "app/keeper/settings.hpp"
#include "core/ledger/codec.hpp"
#include "core/ledger/journal.hpp"

#include <cassert>

namespace mj {
namespace {

/// 20 bits of the database's name, never 0: that desk belongs to samples. `used_up`: the next ones.
uint32_t desk_of(uint64_t database, uint32_t used_up) {
    const uint32_t desk = (uint32_t((database * 0x9E3779B97F4A7C15u) >> 44) + used_up) & 0xFFFFF;
    return desk ? desk : 1;
}

} // namespace

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
    const SaveState kept = storage_.lasting() ? SaveState::saved : SaveState::memory;
    switch (vault_->state()) {
    case VaultState::opening: out.state = SaveState::loading; break;
    case VaultState::empty: out.state = storage_.lasting() ? SaveState::empty : kept; break;
    case VaultState::saving: // what has failed is shown until it is mended
        out.problem = vault_->problem();
        out.state = out.problem                    ? SaveState::failed
                    : vault_->waiting() || coming_ ? SaveState::saving
                                                   : kept; // a checkpoint
        break;
    case VaultState::saved: out.state = commit_ ? SaveState::saving : kept; break;
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
    const auto next = [&] {
        return ledger_.next_id(office, desk_of(vault_->database(), given_.used_up), given_.sequence);
    };
    RecordId id = next();
    for (int turn = 0; !id.has() && turn < 1 << 20; ++turn) { // mostly none, or one
        given_ = {given_.used_up + 1, 0};
        id = next();
    }
    given_.sequence = id.sequence();
    prefs_.put(setting::sequence, std::to_string(given_.sequence) +
                                      (given_.used_up ? " " + std::to_string(given_.used_up) : ""));
    return id;
}

Change Keeper::commit(const Change& change, Saved saved, Cause cause, Byline by) {
    assert(writable() && !coming_);
    by.who = who_;
    Entry entry{clock_.now(), cause, change, ledger_.apply(change), std::move(by)};
    append(encode_entry(catalog_, entry), std::move(saved));
    return std::move(entry.before);
}

void Keeper::append(Bytes payload, Saved saved) {
    chronicle_.add(payload);
    const size_t last = chronicle_.entries() - 1;
    const bool packed = is_packed(chronicle_.change(last));
    vault_->append(packed                                  ? journal_packed
                   : chronicle_.brief(last).by == Byline{} ? journal_entry
                                                           : journal_signed,
                   std::move(payload), [this, saved = std::move(saved)](Outcome<> done) {
                       if (!done) return; // only a damaged vault says so, and that is never written
                       acknowledged();
                       if (saved) saved();
                   });
}

void Keeper::take_over() {
    if (silent()) storage_.take_over();
}

void Keeper::replace(Holding coming, std::function<void(Outcome<>)> done) {
    assert(replaceable() && !coming_);
    coming_.emplace(std::move(coming));
    coming_done_ = std::move(done);
    coming_sent_ = false;
}

std::optional<int> Keeper::days_without_backup() const {
    constexpr int64_t day = 86400, many = 7;
    if (!writable() || !ledger_.records() || storage_.protection().value_or(true) || !backed_up_at_)
        return std::nullopt;
    const int64_t days = (clock_.now() - backed_up_at_) / day;
    if (days < many) return std::nullopt;
    return int(days);
}

void Keeper::backed_up(int64_t at) {
    backed_up_at_ = at;
    prefs_.put(setting::backed_up, std::to_string(backed_up_at_));
}

void Keeper::acknowledged() {
    if (!backed_up_at_) backed_up(clock_.now()); // there was nothing before
    saved_at_ = clock_.now();
    if (!storage_.lasting()) return; // the next program finds nothing, and that is no loss
    prefs_.put(setting::saved_at, std::to_string(saved_at_));
    prefs_.put(setting::marker, vault_->marker());
}

} // namespace mj
