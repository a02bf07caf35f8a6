#include "core/vault/vault.hpp"

namespace mj {
namespace {

std::string former_name(std::string_view name) { return std::string(former_prefix) + std::string(name); }

} // namespace

/// Whether a copy is there, and whether one has to be made of the store that has this sound head.
void Vault::find_former(const Files& files, const Bytes& head) {
    auto it = files.lower_bound(former_prefix);
    for (; it != files.end() && it->first.starts_with(former_prefix); ++it) former_.push_back(it->first);
    const auto kept = files.find(former_name(head_file));
    former_whole_ = kept != files.end();
    const auto format = head_format(head);
    if (format && *format < Head::format && (!former_whole_ || kept->second != head)) former_head_ = head;
}

/// A file at a time, each in a transaction of its own. What is asked for meanwhile waits.
void Vault::copy_former() {
    for (const auto* list : {&head_.segments, &head_.archive})
        for (const SegmentEntry& segment : *list) to_copy_.push_back(segment_name(segment.id));
    to_copy_.insert(to_copy_.end(), chunks_.begin(), chunks_.end());
    if (former_.empty()) return copy_next();
    Batch going; // a copy that was begun and not ended, or one of an earlier change
    going.deletes = std::exchange(former_, {});
    former_whole_ = false;
    put_former(std::move(going), false);
}

void Vault::copy_next() {
    if (to_copy_.empty()) { // a copy without a head is none
        Batch heads;
        for (const char* name : {head_file, head_copy_file})
            heads.puts.emplace_back(former_name(name), former_head_);
        return put_former(std::move(heads), true);
    }
    in_flight_ = true;
    state_ = VaultState::saving;
    std::string name = std::move(to_copy_.back());
    to_copy_.pop_back();
    storage_.read(name,
                  [this, alive = std::weak_ptr<char>(alive_), name](Outcome<std::optional<Bytes>> read) {
                      if (alive.expired()) return;
                      if (!read) return former_copied(read.problem());
                      if (!*read)
                          return former_copied(Problem{say(Said::kept_unread), say(Said::at_words, name)});
                      Batch batch;
                      batch.puts.emplace_back(former_name(name), std::move(**read));
                      put_former(std::move(batch), false);
                  });
}

void Vault::put_former(Batch batch, bool last) {
    for (const auto& put : batch.puts) former_.push_back(put.first);
    send(std::move(batch),
         [this, last](Outcome<> done) { done && !last ? copy_next() : former_copied(std::move(done)); });
}

/// Without a copy nothing is written that has a head; what people do goes on into the journal.
void Vault::former_copied(Outcome<> done) {
    in_flight_ = false;
    to_copy_.clear();
    former_whole_ = done.ok();
    former_problem_.reset();
    if (done)
        former_head_.clear();
    else
        former_problem_ = done.problem();
    std::optional<Turn> refused;
    if (!done && turn_ && turn_->after == 0) refused = std::exchange(turn_, std::nullopt);
    if (!done && storage_.lost()) {
        state_ = VaultState::failed;
        problem_ = done.problem();
    } else {
        state_ = appends_.empty() && !turn_ ? VaultState::saved : VaultState::saving;
        if (done && mend_due_)
            mend_head();
        else
            start();
    }
    if (refused) refused->done(std::move(done));
}

void Vault::read_former(std::function<void(Outcome<Files>)> read) const {
    struct Reading {
        std::vector<std::string> names;
        Files files;
        std::function<void(Outcome<Files>)> done;
        std::function<void(const std::shared_ptr<Reading>&)> next;
    };
    const auto reading = std::make_shared<Reading>();
    reading->names = former_;
    reading->done = std::move(read);
    reading->next = [this](const std::shared_ptr<Reading>& r) {
        if (r->names.empty()) return r->done(std::move(r->files));
        storage_.read(r->names.back(),
                      [r, alive = std::weak_ptr<char>(alive_)](Outcome<std::optional<Bytes>> file) {
                          if (alive.expired()) return;
                          const std::string name = std::move(r->names.back());
                          r->names.pop_back();
                          if (!file || !*file)
                              return r->done(file ? Problem{say(Said::kept_unread), say(Said::at_words, name)}
                                                  : file.problem());
                          r->files.emplace(name.substr(former_prefix.size()), std::move(**file));
                          r->next(r);
                      });
    };
    reading->next(reading);
}

void Vault::forget_former() {
    forget_due_ = true;
    former_whole_ = false;
    if (state_ == VaultState::saved) start();
}

/// True when it is on its way alone.
bool Vault::drop_former() {
    if (!std::exchange(forget_due_, false)) return false;
    leftover_.insert(leftover_.end(), former_.begin(), former_.end());
    former_.clear();
    if (turn_ || !appends_.empty()) return false;
    Batch batch;
    batch.deletes = leftover_;
    send(std::move(batch), [this](const Outcome<>& done) {
        if (done) leftover_.clear();
        state_ = appends_.empty() && !turn_ ? VaultState::saved : VaultState::saving;
        start();
    });
    return true;
}

} // namespace mj
