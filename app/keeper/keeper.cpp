#include "app/keeper/keeper.hpp"

#include "core/ledger/codec.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <random>

namespace mj {
namespace {

constexpr int most_torn = 30;

// Settings beside the vault; all may be lost.
constexpr std::string_view marker_key = "vault", saved_at_key = "saved_at", sequence_key = "sequence",
                           backed_up_key = "backed_up_at";

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

} // namespace

/// Whether apply() may be called. A field that has become required since is no reason to lose the change.
bool Keeper::applicable(const Ledger& ledger, const Change& change) {
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

Keeper::Keeper(const Catalog& catalog, const Host& host, Limits limits)
    : catalog_(catalog),
      limits_(limits),
      prefs_(host.prefs),
      clock_(host.clock),
      storage_(host.storage),
      window_(host.window),
      vault_(std::make_unique<Vault>(host.storage)),
      ledger_(catalog),
      blocks_(catalog, limits.segment) {}

void Keeper::open() {
    storage_.watch([this](StorageNews news, const Batch& batch) { heard(news, batch); });
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

void Keeper::heard(StorageNews news, const Batch& batch) {
    if (news == StorageNews::fenced) return; // what waits here says itself that it is not saved
    torn_ = 0;
    if (news == StorageNews::changed && loaded_ && follows_ && !reading_ && !damage_)
        if (const auto actions = vault_->follow(batch)) {
            for (const Opened::Action& action : *actions)
                if (take(action, false)) return read_store();
            return;
        }
    if (loaded_ || reading_) read_store();
}

void Keeper::opened(Opened opened) {
    reading_ = false;
    follows_ = !storage_.writer();
    if (opened.damage && follows_ && ++torn_ < most_torn) return read_store(); // the writer was at it
    base_ += ledger_.revision() + 1;
    ledger_ = Ledger(catalog_);
    chronicle_ = {};
    checkpointing_ = false;
    damage_ = opened.damage;
    for (const auto& problem : {read_rows(opened), read_journal(opened)})
        if (problem && !damage_) damage_ = problem;
    saved_at_ = number(prefs_.get(saved_at_key));
    backed_up_at_ = number(prefs_.get(backed_up_key));
    last_sequence_ = std::max(last_sequence_, uint32_t(number(prefs_.get(sequence_key))));
    loaded_ = true;
    ++readings_;
    take_up();
    if (std::exchange(read_again_, false)) read_store();
}

std::optional<Problem> Keeper::read_rows(const Opened& opened) {
    std::optional<Problem> out;
    std::vector<ByteView> good;
    blocks_ = Blocks(catalog_, limits_.segment);
    std::vector<uint32_t> rows(catalog_.registers.size());
    for (const ByteView segment : opened.segments)
        if (const auto seen = peek_rows(catalog_, segment)) rows[size_t(seen->reg)] += seen->to;
    for (size_t r = 0; r < rows.size(); ++r) ledger_.reserve(int(r), rows[r]);
    for (const ByteView segment : opened.segments) {
        if (const auto rows = decode_rows(ledger_, segment); rows) {
            good.push_back(segment);
            blocks_.stored(rows->reg, rows->from, rows->to, segment.size());
        } else { // the ledger is spoilt by a half-read segment: once more without it
            if (!out) out = rows.problem();
            ledger_ = Ledger(catalog_);
            for (const ByteView other : good) (void)decode_rows(ledger_, other);
        }
    }
    blocks_.loaded(ledger_);
    return out;
}

std::optional<Problem> Keeper::read_journal(const Opened& opened) {
    for (const ByteView file : opened.archive)
        if (auto done = chronicle_.read(file); !done) return done.problem();
    archived_ = chronicle_.entries();
    for (size_t i = 0; i < opened.journal.size(); ++i)
        if (auto problem = take(opened.journal[i], i < opened.settled)) return problem;
    return std::nullopt;
}

/// A change from the journal. `settled`: it may be in the rows already, together with later ones.
std::optional<Problem> Keeper::take(const Opened::Action& action, bool settled) {
    const auto& [type, payload] = action;
    if (type != journal_change && type != journal_entry)
        return Problem{"a journal record of a kind this program does not know", "journal",
                       "reload the page to get the newer program"};
    Entry entry;
    if (type == journal_entry) {
        auto read = decode_entry(catalog_, payload);
        if (!read) return read.problem();
        entry = std::move(*read);
        chronicle_.add(payload);
    } else {
        auto change = decode_change(catalog_, payload);
        if (!change) return change.problem();
        entry.change = std::move(*change);
    }
    if (settled) {
        ledger_.replay(entry.change);
        return std::nullopt;
    }
    if (!applicable(ledger_, entry.change))
        return Problem{"a saved change does not fit the saved records", "journal", "restore a backup file"};
    entry.before = ledger_.apply(entry.change);
    if (type == journal_change) chronicle_.add(encode_entry(catalog_, entry));
    return std::nullopt;
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
    const SaveState kept = storage_.lasting() ? SaveState::saved : SaveState::memory;
    switch (vault_->state()) {
    case VaultState::opening: out.state = SaveState::loading; break;
    case VaultState::empty: out.state = SaveState::empty; break;
    case VaultState::saving: // what has failed is shown until it is mended
        out.problem = vault_->problem();
        out.state = out.problem                    ? SaveState::failed
                    : vault_->waiting() || coming_ ? SaveState::saving
                                                   : kept; // a checkpoint
        break;
    case VaultState::saved: out.state = kept; break;
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

Change Keeper::commit(const Change& change, Saved saved, Cause cause) {
    assert(writable() && !coming_);
    Entry entry{clock_.now(), cause, change, ledger_.apply(change)};
    Bytes payload = encode_entry(catalog_, entry);
    chronicle_.add(payload);
    vault_->append(journal_entry, std::move(payload), [this, saved = std::move(saved)](Outcome<> done) {
        if (!done) return; // only a damaged vault says so, and that is never written
        acknowledged();
        if (saved) saved();
    });
    return std::move(entry.before);
}

void Keeper::replace(Ledger ledger, std::function<void(Outcome<>)> done) {
    assert(replaceable() && !coming_);
    coming_.emplace(std::move(ledger));
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

void Keeper::backed_up() {
    backed_up_at_ = clock_.now();
    prefs_.put(backed_up_key, std::to_string(backed_up_at_));
}

void Keeper::acknowledged() {
    if (!backed_up_at_) backed_up(); // there was nothing before
    saved_at_ = clock_.now();
    prefs_.put(saved_at_key, std::to_string(saved_at_));
    prefs_.put(marker_key, vault_->marker());
}

} // namespace mj
