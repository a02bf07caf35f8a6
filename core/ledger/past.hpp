// What the chronicle knows of versions and removals: lets a file that comes be read in the light of what was done here.
#pragma once
#include "core/base/task.hpp"
#include "core/ledger/chronicle.hpp"

namespace mj {

class Past {
  public:
    /// Both must outlive it; the chronicle stays as it is until step() has finished.
    Past(const Catalog& catalog, const Chronicle& chronicle) : catalog_(catalog), chronicle_(chronicle) {}
    bool step(const Deadline& deadline); ///< true when finished
    float progress() const { return chronicle_.entries() ? float(next_) / float(chronicle_.entries()) : 1; }

    /// The version of that time was here and was changed into another.
    bool former(RecordId id, int64_t changed) const { return former_.contains(hash(id, changed)); }
    /// The version of that time came with a file and did not stay under its own id.
    bool turned_away(RecordId id, int64_t changed) const { return away_.contains(hash(id, changed)); }
    /// The record was removed by somebody since all records were replaced.
    bool removed(RecordId id) const { return removed_.contains(id.bits); }
    /// The record was removed as that version, by somebody since all records were replaced.
    bool removed_as(RecordId id, int64_t changed) const { return removed_as_.contains(hash(id, changed)); }
    /// As the record was when it came here first; nothing when that was before all records were replaced.
    std::optional<Edit> first(RecordId id);

  private:
    static uint64_t hash(RecordId id, int64_t changed);
    void look(const Entry& entry, bool since_replaced);
    const Catalog& catalog_;
    const Chronicle& chronicle_;
    size_t next_ = 0;
    IdMap<uint32_t> former_; // how often
    IdSet away_, removed_, removed_as_;
    IdMap<uint32_t> made_; // entry by record
    size_t read_at_ = size_t(-1);
    std::optional<Entry> read_; // the last that first() looked into
};

} // namespace mj
