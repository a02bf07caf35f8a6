// Several ledgers as one: all records by id, of each the version that was changed last. The order of the ledgers and one given
// twice make no difference.
#pragma once
#include "core/base/task.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

/// Two versions of a record say different things and none of them is the one the other began with.
struct MergeConflict {
    int reg;
    RecordId id;
    int field; ///< -1: the state
    Value kept, other;
};

struct Merged {
    Ledger ledger;
    std::vector<MergeConflict> conflicts; ///< by register, id and field
    uint64_t differing = 0;               ///< records of which there was more than one version
};

/// All of one catalogue; at least one.
Merged merge_ledgers(const std::vector<const Ledger*>& ledgers);

/// A MergeConflict between two ledgers, of which somebody decides.
struct Clash {
    int reg;
    RecordId id;
    int field; ///< -1: the state
    Value ours, theirs;
    State state;                          ///< of the record here
    int64_t ours_changed, theirs_changed; ///< the record, seconds since 1970
    bool theirs_newer;
};

/// What one ledger has to take over so that it becomes the union with another one, found in slices. The same as
/// merge_ledgers(), but that records with a clash are left to whoever decides.
class MergeInto final : public Task {
  public:
    /// Both must outlive it and stay as they are. More than `most` edits are counted but not kept.
    MergeInto(const Ledger& ours, const Ledger& theirs, size_t most)
        : ours_(ours), theirs_(theirs), most_(most) {}
    bool step(const Deadline& deadline) override;
    float progress() const override;
    const std::optional<Problem>& problem() const override { return problem_; }

    uint64_t fresh() const { return fresh_; }
    uint64_t newer() const { return newer_; }               ///< of theirs, without those that clash
    uint64_t kept() const { return kept_; }                 ///< ours is the same or newer
    bool whole() const { return fresh_ + newer_ <= most_; } ///< all of them were kept
    std::vector<Clash>& clashes() { return clashes_; }      ///< to be taken
    Change take() { return std::move(change_); }            ///< the fresh and the newer ones, once

  private:
    void row(int reg, uint32_t row);
    void keep(Edit edit);

    const Ledger &ours_, &theirs_;
    size_t most_;
    int reg_ = 0;
    uint32_t row_ = 0;
    uint64_t seen_ = 0, fresh_ = 0, newer_ = 0, kept_ = 0;
    std::vector<Clash> clashes_;
    Change change_;
    std::optional<Problem> problem_;
};

/// Adds what `theirs` says of those clashes, one entry for each. A record becomes theirs when all of it is theirs and theirs
/// is newer; else the decision is a change of its own, newer than both, so that it holds wherever the two meet again.
void add_decided(const std::vector<Clash>& clashes, const std::vector<int8_t>& theirs, int64_t now,
                 Change& change);

} // namespace mj
