// What has to be done to one ledger so that it holds what another one holds, found in slices.
#pragma once
#include "core/base/task.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

bool same_cell(const Column& a, uint32_t i, const Column& b, uint32_t j); ///< of columns of one field

/// What makes the record of `from` stand in `to`, where it is row `found` or, below 0, missing: an update of what differs
/// with the other's head, or an addition. Both are of the register `reg`.
Edit taking_over(int reg, const Table& from, uint32_t row, const Table& to, int64_t found);

class Difference {
  public:
    /// Both must outlive it and stay as they are. More than `most` edits are counted but not kept.
    Difference(const Ledger& present, const Ledger& coming, size_t most)
        : present_(present), coming_(coming), most_(most) {}

    bool step(const Deadline& deadline); ///< True when finished.
    float progress() const;

    uint64_t added() const { return added_; }
    uint64_t changed() const { return changed_; }
    uint64_t removed() const { return removed_; }
    /// Once, when finished; nothing when there are too many, or when a record was made at another time than the one here.
    std::optional<Change> take();

  private:
    void coming_row(int reg, uint32_t row);
    void present_row(int reg, uint32_t row);
    void keep(Edit edit);

    const Ledger &present_, &coming_;
    size_t most_;
    int reg_ = 0;
    uint32_t row_ = 0;
    bool backwards_ = false; // first the coming rows of a register, then the present ones
    uint64_t seen_ = 0, added_ = 0, changed_ = 0, removed_ = 0;
    bool sayable_ = true;
    Change change_;
};

} // namespace mj
