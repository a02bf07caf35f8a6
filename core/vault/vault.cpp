#include "core/vault/vault.hpp"

#include "core/base/crc32c.hpp"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <set>

namespace mj {
namespace {

struct Marker {
    uint64_t database = 0, sequence = 0;
    uint32_t epoch = 0;
};

std::optional<Marker> parse_marker(const std::string& text) {
    unsigned long long database, sequence;
    unsigned epoch;
    if (std::sscanf(text.c_str(), "%llx %x %llx", &database, &epoch, &sequence) != 3) return std::nullopt;
    return Marker{database, sequence, epoch};
}

Problem read_only() { return {say(Said::store_read_only), {}, say(Said::export_then_restore)}; }

} // namespace

Opened::Opened() = default;
Opened::Opened(Opened&&) = default;
Opened::~Opened() = default;

std::string Vault::marker() const {
    if (!head_kept_) return {};
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%llx %x %llx", static_cast<unsigned long long>(head_.database),
                  head_.epoch, static_cast<unsigned long long>(acknowledged_));
    return buffer;
}

void Vault::open(std::function<std::string()> marker, uint64_t identity, std::function<void(Opened)> opened) {
    assert(state_ == VaultState::opening && identity != 0);
    storage_.load([this, alive = std::weak_ptr<char>(alive_), marker = std::move(marker), identity,
                   opened = std::move(opened)](Outcome<Files> files) {
        if (alive.expired()) return;
        Opened out;
        if (files)
            found(std::move(*files), marker(), identity, out);
        else
            out.damage = files.problem();
        if (out.damage) {
            state_ = VaultState::damaged;
            problem_ = out.damage;
        } else {
            state_ = head_kept_ ? VaultState::saved : VaultState::empty;
            mend_due_ = out.mended.has_value();
            if (!storage_.writer())
                former_head_.clear(); // the window that writes makes it
            else if (!former_head_.empty())
                copy_former();
            else if (mend_due_)
                mend_head();
        }
        opened(std::move(out));
    });
}

/// The one of the two that is sound, when there is one; else nothing, and damage unless there is nothing at all.
/// `known`: something was saved here.
std::optional<Head> Vault::find_head(Opened& out, bool known) {
    std::optional<Head> sound;
    for (const char* name : {head_file, head_copy_file}) {
        const auto file = out.files.find(name);
        const bool there = file != out.files.end();
        auto head = there ? decode_head(file->second)
                          : Outcome<Head>(Problem{say(Said::head_missing), say(Said::at_head, name),
                                                  say(Said::restore_backup)});
        if (head && !sound) {
            sound = std::move(*head);
            find_former(out.files, file->second);
        }
        if (!head && there && head_format(file->second)) { // this program is too old to go on with the other
            out.damage = head.problem();
            return std::nullopt;
        }
        if (!head && !out.mended) out.mended = head.problem();
    }
    if (!sound) {
        if (!out.files.empty())
            out.damage = out.mended;
        else if (known)
            out.damage = Problem{say(Said::all_lost), say(Said::at_store), say(Said::restore_backup)};
        out.mended.reset();
    } else if (out.mended) {
        out.mended = Problem{say(Said::head_mended), out.mended->where};
    }
    return sound;
}

void Vault::found(Files files, const std::string& marker_text, uint64_t identity, Opened& out) {
    const auto lose = [&](Saying what, Spot where) {
        if (!out.damage) out.damage = Problem{std::move(what), std::move(where), say(Said::restore_backup)};
    };
    out.files = std::move(files);
    listed_ = true;
    const auto marker = parse_marker(marker_text);
    fresh_.database = marker ? marker->database : identity;
    fresh_.epoch = marker ? marker->epoch : 0;
    fresh_.journal_from = marker ? marker->sequence + 1 : 1;
    auto head = find_head(out, marker.has_value());
    if (!head) {
        head_.database = identity;
        return;
    }
    head_ = std::move(*head);
    head_kept_ = true;
    std::set<std::string> needed;
    const auto take = [&](const std::vector<SegmentEntry>& list, std::vector<ByteView>& to) {
        for (const SegmentEntry& segment : list) {
            const std::string name = segment_name(segment.id);
            needed.insert(name);
            const auto file = out.files.find(name);
            if (file == out.files.end() || file->second.size() != segment.length ||
                crc32c(file->second) != segment.crc)
                lose(say(Said::segment_lost), say(Said::at_segment, name));
            else
                to.push_back(file->second);
        }
    };
    take(head_.segments, out.segments);
    take(head_.archive, out.archive);
    for (auto it = out.files.lower_bound("seg-"); it != out.files.end() && it->first.starts_with("seg-");
         ++it) {
        if (needed.count(it->first)) continue;
        leftover_.push_back(it->first);
        // Nothing gets the name of a file that is to be deleted.
        head_.next_segment = std::max(head_.next_segment, segment_id(it->first) + 1);
    }
    next_ = head_.journal_from;
    const auto journal = out.files.lower_bound(chunk_name(next_));
    for (auto it = out.files.lower_bound("j-"); it != journal; ++it) leftover_.push_back(it->first);
    for (auto it = journal; it != out.files.end() && it->first.starts_with("j-"); ++it) {
        ChunkReading reading = read_chunk(head_, it->second, it->first);
        for (const RecordView& record : reading.records) {
            if (record.sequence != next_) {
                lose(say(Said::journal_missing), say(Said::at_words, it->first));
                break;
            }
            out.journal.push_back({record.type, record.payload});
            ++next_;
            ++journal_records_;
        }
        if (reading.problem) lose(reading.problem->what, reading.problem->where);
        if (out.damage) break; // what stands behind a gap may build on what is gone
        chunks_.push_back(it->first);
        chunk_ = it->second;
        journal_bytes_ += it->second.size();
    }
    acknowledged_ = next_ - 1;
    out.settled = size_t(std::min(head_.settled, acknowledged_) - head_.journal_from + 1);
    if (marker && marker->database != head_.database)
        lose(say(Said::other_store), say(Said::at_store));
    else if (marker && (marker->epoch > head_.epoch || marker->sequence > acknowledged_))
        lose(say(Said::changes_lost,
                 marker->sequence > acknowledged_ ? marker->sequence - acknowledged_ : uint64_t(1)),
             say(Said::at_store));
}

std::optional<std::vector<Opened::Action>> Vault::follow(const Batch& batch) {
    if (state_ != VaultState::saved || batch.puts.empty()) return std::nullopt;
    std::vector<Opened::Action> out;
    for (const auto& [name, bytes] : batch.puts) {
        if (name != head_file) continue;
        const auto head = decode_head(bytes);
        if (!head || head->database != head_.database || head->epoch != head_.epoch) return std::nullopt;
        head_ = *head; // segments that hold what is known already
    }
    for (const auto& [name, bytes] : batch.puts) {
        if (!name.starts_with("j-")) continue;
        const ChunkReading reading = read_chunk(head_, bytes, name);
        if (reading.problem || reading.records.empty()) return std::nullopt; // too large to be told
        for (const RecordView& record : reading.records) {
            if (record.sequence < next_) continue;
            if (record.sequence > next_) return std::nullopt; // news has been missed
            out.push_back({record.type, record.payload});
            acknowledged_ = next_++;
        }
    }
    return out;
}

void Vault::lose(Problem problem) {
    if (state_ != VaultState::saved) return;
    lost_ = true;
    state_ = VaultState::failed;
    problem_ = std::move(problem);
}

bool Vault::check(std::function<void()> found) {
    if (state_ != VaultState::saved) return false;
    std::set<std::string> files(chunks_.begin(), chunks_.end());
    if (!head_due_) files.insert({head_file, head_copy_file});
    for (const auto* list : {&head_.segments, &head_.archive})
        for (const SegmentEntry& segment : *list) files.insert(segment_name(segment.id));
    const auto next = files.upper_bound(checked_);
    if (next == files.end()) {
        checked_.clear();
        return false;
    }
    checked_ = *next;
    storage_.read(checked_, [this, alive = std::weak_ptr<char>(alive_), name = checked_, sent = sent_,
                             found = std::move(found)](Outcome<std::optional<Bytes>> read) {
        // What was written meanwhile may have changed the file, or taken it away.
        if (alive.expired() || sent != sent_ || !read || sound(name, *read)) return;
        lose({say(Said::kept_unread), say(Said::at_words, name), say(Said::write_all_again)});
        found();
    });
    return true;
}

/// Whether these are the bytes of a file that belongs to the store.
bool Vault::sound(const std::string& name, const std::optional<Bytes>& bytes) const {
    if (!bytes) return false;
    if (name.starts_with("j-")) {
        const ChunkReading chunk = read_chunk(head_, *bytes, name);
        return !chunk.problem && !chunk.records.empty() &&
               chunk_name(chunk.records.front().sequence) == name &&
               (name != chunks_.back() || *bytes == chunk_);
    }
    if (const uint64_t id = segment_id(name)) {
        for (const auto* list : {&head_.segments, &head_.archive})
            for (const SegmentEntry& segment : *list)
                if (segment.id == id) return segment.length == bytes->size() && segment.crc == crc32c(*bytes);
        return false;
    }
    const auto head = decode_head(*bytes);
    return head && *head == head_;
}

void Vault::append(uint8_t type, Bytes payload, Callback done) {
    assert(state_ != VaultState::opening);
    if (state_ == VaultState::damaged) return done(read_only());
    appends_.push_back({type, std::move(payload), std::move(done)});
    if (state_ != VaultState::failed) start();
}

void Vault::replace(Source segments, Bytes archive, Callback done) {
    if (state_ == VaultState::damaged && !listed_) return done(read_only());
    take({Turn::Kind::replace,
          std::move(segments),
          {},
          std::move(archive),
          std::move(done),
          0,
          false,
          {},
          {}});
}

void Vault::amend(Amendment amendment, Callback done) {
    assert(amendment.index < segments() || (amendment.index == segments() && !amendment.bytes.empty()));
    take({Turn::Kind::amend, {}, std::move(amendment), {}, std::move(done), 0, false, {}, {}});
}

uint64_t Vault::mark() {
    assert(appends_.empty() && !turn_);
    mark_ = next_;
    marked_bytes_ = journal_bytes_;
    marked_records_ = journal_records_;
    return mark_;
}

void Vault::settle(Bytes archive, Callback done) {
    assert(mark_);
    take({Turn::Kind::settle, {}, {}, std::move(archive), std::move(done), 0, false, {}, {}});
}

void Vault::take(Turn turn) {
    assert(state_ != VaultState::opening && !turn_);
    turn_ = std::move(turn);
    turn_->after = appends_.size();
    start();
}

void Vault::retry() {
    if (state_ == VaultState::failed) start();
}

void Vault::start() {
    if (in_flight_ || drop_former()) return;
    if (turn_ && turn_->after == 0 && !former_head_.empty() && state_ != VaultState::damaged)
        copy_former();
    else if (turn_ && turn_->after == 0)
        commit_turn();
    else if (!appends_.empty())
        commit_appends();
}

} // namespace mj
