// The records that were removed lately and are still gone, looked for in the chronicle in slices.
#pragma once
#include "core/base/keyed_hash.hpp"
#include "core/base/task.hpp"
#include "core/ledger/chronicle.hpp"

namespace mj {

/// A bit for each field of a record whose link leads to no record.
uint64_t links_gone(const Ledger& ledger, const Edit& record);

class Bin {
  public:
    static constexpr int days = 30; ///< that a removed record is listed, after that of its removal

    struct Line {
        int reg = -1;
        RecordId id;
        int64_t at = 0; ///< seconds UTC, of the last removal
        Value title;
        uint64_t gone = 0; ///< see links_gone()
        std::string who;   ///< removed it; "": not known
    };

    /// What was removed since then, seconds UTC. Both must outlive the search.
    Bin(const Ledger& ledger, const Chronicle& chronicle, int64_t since)
        : ledger_(&ledger), chronicle_(&chronicle), since_(since), next_(chronicle.entries()) {}
    bool step(const Deadline& deadline); ///< true when finished
    bool finished() const { return next_ <= chronicle_->since_replaced(); }
    const std::vector<Line>& lines() const {
        return lines_;
    } ///< the last removed first; grows until finished

  private:
    const Ledger* ledger_;
    const Chronicle* chronicle_;
    int64_t since_;
    size_t next_; // entries before it are still to be looked at
    IdSet seen_;
    std::vector<Line> lines_;
};

} // namespace mj
