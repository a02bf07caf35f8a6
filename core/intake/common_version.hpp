// What a record was when two ledgers last had it in common, from what the other one tells of itself.
#pragma once
#include "core/ledger/codec.hpp"
#include "core/ledger/past.hpp"

namespace mj {

class CommonVersions {
  public:
    /// All must outlive it; `ours` is read first.
    CommonVersions(const Catalog& catalog, const Chronicle& theirs, const Past& ours)
        : catalog_(catalog), theirs_(theirs), ours_(ours), next_(theirs.entries()) {}

    void want(RecordId id, int64_t ours_changed) { wanted_[id.bits].ours_changed = ours_changed; }
    /// Goes back through what they did, until each wanted record is as it was here once, or is now. True when finished.
    bool step(const Deadline& deadline);

    /// Its head, and its values in the fields that they have changed since. None: it is not known.
    const Edit* of(RecordId id) const;

  private:
    struct Way {
        int64_t ours_changed = 0;
        Edit version = {};
        bool found = false, ended = false;
    };
    void back(const Edit& edit);

    const Catalog& catalog_;
    const Chronicle& theirs_;
    const Past& ours_;
    size_t next_;
    std::optional<ChangeReader> edits_; // what takes entry next_ - 1 back
    IdMap<Way> wanted_;
};

} // namespace mj
