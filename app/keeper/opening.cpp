#include "app/keeper/keeper.hpp"
#include "app/keeper/settings.hpp"
#include "core/base/keyed_hash.hpp"
#include "core/ledger/codec.hpp"
#include "core/ledger/journal.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

constexpr int most_torn = 30;

int64_t number(const std::optional<std::string>& text) {
    int64_t n = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), n);
    return n;
}

uint64_t fresh_identity() {
    const uint64_t n = random_bits();
    return n ? n : 1;
}

uint32_t small(int64_t n) { return uint32_t(std::clamp<int64_t>(n, 0, UINT32_MAX)); }

} // namespace

Keeper::Given Keeper::given(const std::string& setting) {
    const size_t gap = setting.find(" ");
    return {gap == setting.npos ? 0 : small(number(setting.substr(gap + 1))), small(number(setting))};
}

/// What has been read so far of a store that was found.
struct Keeper::Opening {
    Opening(const Catalog& catalog, size_t segment_bytes, Opened found, bool follows)
        : store(std::move(found)), follows(follows), ledger(catalog), blocks(catalog, segment_bytes) {}
    Opened store;
    bool follows;
    Ledger ledger;
    Blocks blocks;
    std::optional<Problem> problem; // the first
    size_t next = 0;                // segment
    size_t bytes = 0, done = 0;     // of all segments
};

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

Keeper::~Keeper() = default;

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
    vault_->open(
        [this] { return storage_.lasting() ? prefs_.get(setting::marker).value_or("") : std::string(); },
        fresh_identity(), [this](Opened opened) { this->opened(std::move(opened)); });
}

void Keeper::heard(StorageNews news, const Batch& batch) {
    if (news == StorageNews::fenced)
        return; // keep() follows; what waits here says itself that it is not saved
    if (news == StorageNews::lost) {
        if (!loaded_ || follows_ || reading_) return;
        vault_->lose({say(Said::kept_lost), {}, say(Said::write_all_again)});
        if (vault_->lost()) retry();
        return;
    }
    if (news == StorageNews::awake) { // the writer's marker says whether something was missed
        const auto marker = prefs_.get(setting::marker);
        if (!loaded_ || !follows_ || !marker || *marker == vault_->marker()) return;
    }
    torn_ = 0;
    if (news == StorageNews::changed && loaded_ && follows_ && !reading_ && !damage_)
        if (const auto actions = vault_->follow(batch)) {
            for (const Opened::Action& action : *actions)
                if (take_action(ledger_, chronicle_, action.type, action.payload, false)) return read_store();
            return;
        }
    if (loaded_ || reading_) read_store();
}

void Keeper::opened(Opened opened) {
    const bool follows = !storage_.writer();
    if (opened.damage && follows && ++torn_ < most_torn) { // the writer was at it
        reading_ = false;
        return read_store();
    }
    opening_ = std::make_unique<Opening>(catalog_, limits_.segment, std::move(opened), follows);
    Opening& o = *opening_;
    std::vector<uint32_t> rows(catalog_.registers.size());
    for (const ByteView segment : o.store.segments) {
        o.bytes += segment.size();
        if (const auto seen = peek_rows(catalog_, segment)) rows[size_t(seen->reg)] += seen->to;
    }
    for (size_t r = 0; r < rows.size(); ++r) o.ledger.reserve(int(r), rows[r]);
    if (o.bytes <= limits_.at_once)
        work(Deadline::never());
    else
        window_.wake();
}

float Keeper::opened_part() const {
    return opening_ && opening_->bytes ? float(opening_->done) / float(opening_->bytes) : 0;
}

bool Keeper::work(const Deadline& deadline) {
    if (!opening_) return false;
    Opening& o = *opening_;
    while (o.next < o.store.segments.size()) {
        read_segment(o);
        if (deadline.passed()) return true;
    }
    finish_opening();
    return opening();
}

void Keeper::read_segment(Opening& o) {
    auto& segments = o.store.segments;
    const ByteView segment = segments[o.next];
    o.done += segment.size();
    if (const auto rows = decode_rows(o.ledger, segment)) {
        o.blocks.stored(rows->reg, rows->from, rows->to, segment.size());
        ++o.next;
    } else { // the ledger is spoilt by a half-read segment: once more without it
        if (!o.problem) o.problem = rows.problem();
        o.ledger = Ledger(catalog_);
        segments.erase(segments.begin() + ptrdiff_t(o.next));
        for (size_t i = 0; i < o.next; ++i) (void)decode_rows(o.ledger, segments[i]);
    }
}

void Keeper::finish_opening() {
    const std::unique_ptr<Opening> o = std::move(opening_);
    o->blocks.loaded(o->ledger);
    Chronicle chronicle;
    size_t archived = 0;
    const auto problem = read_journal(o->store, o->ledger, chronicle, archived);
    damage_ = o->store.damage ? o->store.damage : o->problem ? o->problem : problem;
    if (vault_->state() == VaultState::empty && ledger_.records()) { // this window has what the store had
        damage_ = Problem{say(Said::all_lost), say(Said::at_store), say(Said::restore_backup)};
    } else {
        base_ += ledger_.revision() + 1;
        ledger_ = std::move(o->ledger);
        blocks_ = std::move(o->blocks);
        chronicle_ = std::move(chronicle);
        archived_ = archived;
    }
    checkpointing_ = false;
    if (!damage_ && o->store.mended) mended_ = o->store.mended;
    saved_at_ = number(prefs_.get(setting::saved_at));
    backed_up_at_ = number(prefs_.get(setting::backed_up));
    given_ = std::max(given_, given(prefs_.get(setting::sequence).value_or("")));
    follows_ = o->follows;
    reading_ = false;
    loaded_ = true;
    ++readings_;
    if (!follows_ && !damage_ && storage_.lasting() && vault_->state() == VaultState::saved)
        prefs_.put(setting::marker,
                   vault_->marker()); // it may have been lost, or stand under its former name
    take_up();
    window_.wake();
    if (std::exchange(read_again_, false)) return read_store();
    if (storage_.lost()) heard(StorageNews::lost, {}); // while it was read
}

std::optional<Problem> Keeper::read_journal(const Opened& store, Ledger& ledger, Chronicle& chronicle,
                                            size_t& archived) {
    for (const ByteView file : store.archive)
        if (auto done = chronicle.read(file); !done) return done.problem();
    archived = chronicle.entries();
    for (size_t i = 0; i < store.journal.size(); ++i)
        if (auto problem = take_action(ledger, chronicle, store.journal[i].type, store.journal[i].payload,
                                       i < store.settled))
            return problem;
    return std::nullopt;
}

} // namespace mj
