// What one ledger has to take over so that it becomes the union with another one, found in slices: what is plain, and what
// somebody decides.
#pragma once
#include "core/intake/common_version.hpp"
#include "core/intake/same_key.hpp"
#include "core/ledger/past.hpp"

namespace mj {

/// Two versions of a field say different things and neither is known to follow from the other.
struct Clash {
    int reg;
    RecordId id;
    int field; ///< -1: the state
    Value ours, theirs;
    State state;                          ///< of the record here
    int64_t ours_changed, theirs_changed; ///< the record, seconds since 1970
    bool theirs_newer;
    /// 1 theirs, 0 ours, unasked: the other side has not changed it since both had the same. -1: somebody decides.
    int8_t settled = -1;
    int same = -1; ///< of a record of MergeFound::same, whose id here is `id`
};

/// A record of theirs that has the business key of one of ours under another id.
struct SameKey {
    Edit record;          ///< theirs, as an addition
    RecordId ours;        ///< of the record here
    bool by_name = false; ///< not by the key: one of the two has none
    int needs = -1;       ///< of MergeFound::same: the key is the same only when that one is joined
    bool known = false;   ///< it was joined before
    std::vector<FieldValue> fills = {}; ///< what only theirs has
    std::vector<int> differing = {};    ///< fields that clash; -1: the state
    State state = {};                   ///< of the record here
    int64_t ours_changed = 0;
};

struct MergeFound {
    uint64_t fresh = 0;             ///< without those that are the same or come back
    uint64_t newer = 0;             ///< of theirs, without those that clash
    uint64_t kept = 0;              ///< ours is the same or newer
    bool whole = true;              ///< all edits were kept: there were not too many
    Change change;                  ///< the fresh and the newer ones
    std::vector<Edit> returning;    ///< removed here, and there in the file
    bool returning_changed = false; ///< one of them has been changed there since
    std::vector<SameKey> same;
    std::vector<Clash> clashes; ///< those of one record together; also what is settled
};

struct MergeChoice {
    std::vector<int8_t> theirs; ///< of each clash: 1 the file's, 0 ours, -1 not yet decided
    std::vector<int8_t> join;   ///< of each of the same key: 1 they are one, 0 both stay, -1 not yet decided
    bool bring_back = true;     ///< what was deleted here
    bool joins(const MergeFound& found, size_t same) const; ///< with all that it needs
    /// Whether the clash is to be decided.
    bool asks(const MergeFound& found, size_t clash) const {
        const Clash& of = found.clashes[clash];
        return of.settled < 0 && (of.same < 0 || joins(found, size_t(of.same)));
    }
};

/// What was removed here stays so if it is the same there. Nothing else is decided but what is settled: records of one key
/// that do not contradict each other are one.
MergeChoice undecided(const MergeFound& found);

/// All as one change. A record becomes theirs when all of it is theirs and theirs is newer; else a decision is a change of its
/// own, newer than both, and the change tells of the version decided against, so that it is not asked about again.
Change merged_change(MergeFound found, const Catalog& catalog, const MergeChoice& choice, int64_t now);

class MergeInto final : public Task {
  public:
    /// All must outlive it and stay as they are: both ledgers, and what was done to each as far as it is known. More than
    /// `most` edits are counted but not kept.
    MergeInto(const Ledger& ours, const Ledger& theirs, const Chronicle& chronicle, const Chronicle& history,
              size_t most);
    bool step(const Deadline& deadline) override;
    float progress() const override;
    const std::optional<Problem>& problem() const override { return problem_; }

    MergeFound take() { return std::move(found_); } ///< once

  private:
    enum class Part : uint8_t { past, wanted, common, keys, names, pairs, rows, done };
    template <class F> bool each_row(const Ledger& of, const Deadline& deadline, F f);
    void name(int reg, uint32_t row);
    void pair(int reg, uint32_t row);
    void row(int reg, uint32_t row);
    int64_t same_here(int reg, uint32_t row) const;
    bool may_be(int reg, uint32_t here) const;
    void compare_same(SameKey& same, int index, uint32_t row);
    void want(int reg, uint32_t row);
    bool both_altered(const RecordHead& ours, const RecordHead& theirs) const;
    int8_t settled(const Edit& common, const Clash& clash) const;
    void differing(Edit edit, uint32_t found);
    void keep(Edit edit);

    const Ledger &ours_, &theirs_;
    size_t most_, edits_ = 0;
    Past past_;
    CommonVersions common_;
    std::vector<int> order_;
    std::vector<int> names_of_;  // by register, see name_beside_key()
    std::vector<KeyRows> names_; // rows here by their folded names
    Joined joined_;              // all that may be the same
    IdMap<uint32_t> same_;       // position, by their id
    IdSet taken_;                // of ours, that have one
    Part part_ = Part::past;
    size_t reg_ = 0;
    uint32_t row_ = 0;
    uint64_t seen_ = 0;
    MergeFound found_;
    std::optional<Problem> problem_;
};

} // namespace mj
