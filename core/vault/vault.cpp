#include "core/vault/vault.hpp"

#include "core/base/crc32c.hpp"

#include <algorithm>
#include <cassert>
#include <cstdio>

namespace mj {
namespace {

constexpr size_t chunk_limit = 16 << 10; // larger chunks cost two to four times as much to rewrite

constexpr const char *head_name = "HEAD", *head_copy_name = "HEAD-copy";

void put_head(Batch& batch, const Head& head) {
    for (const char* name : {head_name, head_copy_name}) batch.puts.emplace_back(name, encode_head(head));
}

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

} // namespace

std::string Vault::marker() const {
    if (!head_kept_) return {};
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%llx %x %llx", static_cast<unsigned long long>(head_.database),
                  head_.epoch, static_cast<unsigned long long>(acknowledged_));
    return buffer;
}

void Vault::open(std::string marker, uint64_t identity, std::function<void(Opened)> opened) {
    assert(state_ == VaultState::opening && identity != 0);
    storage_.load([this, alive = std::weak_ptr<char>(alive_), marker = std::move(marker), identity,
                   opened = std::move(opened)](Outcome<Files> files) {
        if (alive.expired()) return;
        Opened out;
        if (files)
            found(std::move(*files), marker, identity, out);
        else
            out.damage = files.problem();
        if (out.damage) {
            state_ = VaultState::damaged;
            problem_ = out.damage;
        } else {
            state_ = head_kept_ ? VaultState::saved : VaultState::empty;
        }
        opened(std::move(out));
    });
}

void Vault::found(Files files, const std::string& marker_text, uint64_t identity, Opened& out) {
    const auto lose = [&](std::string what, std::string where) {
        if (!out.damage) out.damage = Problem{std::move(what), std::move(where), "restore a backup file"};
    };
    out.files = std::move(files);
    listed_ = true;
    const auto marker = parse_marker(marker_text);
    fresh_.database = marker ? marker->database : identity;
    fresh_.epoch = marker ? marker->epoch : 0;
    fresh_.journal_from = marker ? marker->sequence + 1 : 1;
    const auto read_head = [&](const char* name) -> std::optional<Outcome<Head>> {
        const auto file = out.files.find(name);
        if (file == out.files.end()) return std::nullopt;
        return decode_head(file->second);
    };
    auto head = read_head(head_name);
    if (!head || !*head) { // its copy shows what there is, but this store is not one to write on
        auto copy = read_head(head_copy_name);
        if (head)
            out.damage = head->problem();
        else if (!out.files.empty())
            lose("the table of contents is missing", head_name);
        else if (marker)
            lose("the browser has lost everything that was saved here", "store");
        if (!copy || !*copy) {
            head_.database = identity;
            return;
        }
        head = std::move(copy);
    }
    head_ = std::move(**head);
    head_kept_ = true;
    for (const SegmentEntry& segment : head_.segments) {
        const auto file = out.files.find(segment_name(segment.id));
        if (file == out.files.end() || file->second.size() != segment.length ||
            crc32c(file->second) != segment.crc) {
            lose("a segment is missing or damaged", segment_name(segment.id));
            continue;
        }
        out.segments.push_back(file->second);
    }
    for (auto it = out.files.lower_bound("seg-"); it != out.files.end() && it->first.starts_with("seg-");
         ++it)
        if (std::none_of(head_.segments.begin(), head_.segments.end(),
                         [&](const SegmentEntry& s) { return segment_name(s.id) == it->first; }))
            leftover_.push_back(it->first);
    next_ = head_.journal_from;
    const auto journal = out.files.lower_bound(chunk_name(next_));
    for (auto it = out.files.lower_bound("j-"); it != journal; ++it) leftover_.push_back(it->first);
    for (auto it = journal; it != out.files.end() && it->first.starts_with("j-"); ++it) {
        ChunkReading reading = read_chunk(head_, it->second, it->first);
        for (const RecordView& record : reading.records) {
            if (record.sequence != next_) {
                lose("journal records are missing", it->first);
                break;
            }
            out.journal.push_back(record.payload);
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
    if (marker && marker->database != head_.database)
        lose("this is not the store that was last saved here", "store");
    else if (marker && (marker->epoch > head_.epoch || marker->sequence > acknowledged_))
        lose("the last " +
                 std::to_string(marker->sequence > acknowledged_ ? marker->sequence - acknowledged_ : 1) +
                 " saved changes are missing",
             "store");
}

void Vault::append(Bytes payload, Callback done) {
    assert(state_ != VaultState::opening);
    if (state_ == VaultState::damaged) {
        done(Problem{"the store is damaged and read-only", "",
                     "export what is left, then restore a backup file"});
        return;
    }
    appends_.push_back({std::move(payload), std::move(done)});
    if (state_ != VaultState::failed) start();
}

void Vault::replace(std::vector<Bytes> segments, Callback done) {
    assert(state_ != VaultState::opening && !replace_);
    if (state_ == VaultState::damaged && !listed_) {
        done(Problem{"the store is damaged and read-only", "",
                     "export what is left, then restore a backup file"});
        return;
    }
    replace_ = Replace{std::move(segments), std::move(done), appends_.size()};
    start();
}

void Vault::retry() {
    if (state_ == VaultState::failed) start();
}

void Vault::start() {
    if (in_flight_) return;
    if (replace_ && replace_->after == 0)
        commit_replace();
    else if (!appends_.empty())
        commit_appends();
}

void Vault::commit_appends() {
    const size_t count = replace_ ? replace_->after : appends_.size();
    Batch batch;
    Bytes chunk = chunk_;
    std::vector<std::string> names;
    std::string name = chunks_.empty() ? std::string() : chunks_.back();
    size_t added = 0;
    bool touched = false;
    for (size_t i = 0; i < count; ++i) {
        if (name.empty() || chunk.size() + appends_[i].payload.size() + record_overhead > chunk_limit) {
            if (touched) batch.puts.emplace_back(name, std::move(chunk));
            chunk.clear();
            name = chunk_name(next_ + i);
            names.push_back(name);
        }
        ByteWriter record;
        put_record(record, head_, next_ + i, appends_[i].payload);
        chunk.insert(chunk.end(), record.view().begin(), record.view().end());
        added += record.size();
        touched = true;
    }
    batch.puts.emplace_back(name, chunk);
    if (!head_kept_ || head_due_) put_head(batch, head_);
    batch.deletes = leftover_;
    in_flight_ = true;
    state_ = VaultState::saving;
    storage_.commit(std::move(batch), [this, alive = std::weak_ptr<char>(alive_), count, added,
                                       chunk = std::move(chunk), names = std::move(names)](Outcome<> done) {
        if (alive.expired()) return;
        in_flight_ = false;
        if (!done) {
            state_ = VaultState::failed;
            problem_ = done.problem();
            return;
        }
        problem_.reset();
        head_kept_ = true;
        head_due_ = false;
        leftover_.clear();
        chunk_ = chunk;
        chunks_.insert(chunks_.end(), names.begin(), names.end());
        next_ += count;
        journal_bytes_ += added;
        journal_records_ += count;
        if (replace_) replace_->after -= count;
        acknowledge(count);
    });
}

/// The oldest `count` that waited are durable.
void Vault::acknowledge(size_t count) {
    acknowledged_ = next_ - 1;
    std::vector<Append> finished(std::make_move_iterator(appends_.begin()),
                                 std::make_move_iterator(appends_.begin() + ptrdiff_t(count)));
    appends_.erase(appends_.begin(), appends_.begin() + ptrdiff_t(count));
    state_ = appends_.empty() && !replace_ ? VaultState::saved : VaultState::saving;
    start();
    for (const Append& append : finished) append.done(Done{});
}

Head Vault::next_generation(Head head, uint64_t journal_from, std::vector<Bytes>& segments, Batch& batch) {
    head.epoch = std::max(head.epoch, head_.epoch) + 1;
    head.journal_from = journal_from;
    head.segments.clear();
    for (Bytes& bytes : segments) {
        head.segments.push_back({head.next_segment++, uint32_t(bytes.size()), crc32c(bytes)});
        batch.puts.emplace_back(segment_name(head.segments.back().id), std::move(bytes));
    }
    put_head(batch, head);
    return head;
}

void Vault::begin_generation(Head head) {
    problem_.reset();
    head_ = std::move(head);
    head_kept_ = true;
    head_due_ = false;
    next_ = head_.journal_from;
    chunks_.clear();
    chunk_.clear();
    journal_bytes_ = journal_records_ = 0;
}

void Vault::commit_replace() {
    const bool renewing = state_ == VaultState::damaged;
    if (renewing) next_ = std::max(next_, fresh_.journal_from);
    Batch batch;
    Head head = next_generation(renewing ? fresh_ : head_, next_, replace_->segments, batch);
    batch.whole = renewing;
    if (!renewing) batch.deletes = leftover_;
    in_flight_ = true;
    state_ = VaultState::saving;
    storage_.commit(std::move(batch), [this, alive = std::weak_ptr<char>(alive_), head = std::move(head),
                                       renewing](Outcome<> done) {
        if (alive.expired()) return;
        in_flight_ = false;
        const Callback callback = std::move(replace_->done);
        replace_.reset();
        if (done) {
            leftover_.clear();
            if (!renewing) {
                leftover_ = chunks_; // the old generation goes with the next commit, when this one is certain
                for (const SegmentEntry& segment : head_.segments)
                    leftover_.push_back(segment_name(segment.id));
            }
            begin_generation(head);
            acknowledged_ = next_ - 1;
        } else if (renewing) {
            state_ = VaultState::damaged;
            callback(std::move(done));
            return;
        } else if (storage_.lost()) {
            state_ = VaultState::failed;
            problem_ = done.problem();
            callback(std::move(done));
            return;
        } else { // perhaps durable all the same: the next commit puts the old HEAD back
            head_due_ = true;
            for (const SegmentEntry& segment : head.segments) {
                std::string name = segment_name(segment.id);
                if (std::find(leftover_.begin(), leftover_.end(), name) == leftover_.end())
                    leftover_.push_back(std::move(name));
            }
        }
        state_ = !appends_.empty() ? VaultState::saving : head_kept_ ? VaultState::saved : VaultState::empty;
        start();
        callback(std::move(done));
    });
}

void Vault::rewrite(std::vector<Bytes> segments) {
    assert(lost() && !in_flight_ && !replace_);
    Batch batch;
    batch.whole = true;
    const size_t count = appends_.size();
    Head head = next_generation(head_, next_ + count, segments, batch);
    in_flight_ = true;
    state_ = VaultState::saving;
    storage_.commit(std::move(batch), [this, alive = std::weak_ptr<char>(alive_), count,
                                       head = std::move(head)](Outcome<> done) {
        if (alive.expired()) return;
        in_flight_ = false;
        if (!done) {
            state_ = VaultState::failed;
            problem_ = done.problem();
            return;
        }
        leftover_.clear();
        begin_generation(head);
        acknowledge(count);
    });
}

} // namespace mj
