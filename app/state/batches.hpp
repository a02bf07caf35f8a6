// What came with files lately and can still be taken back, looked for in the chronicle in slices.
#pragma once
#include "core/base/task.hpp"
#include "core/ledger/chronicle.hpp"
#include "core/ledger/codec.hpp"

namespace mj {

class Batches {
  public:
    static constexpr size_t most = 10; ///< that are listed: the last ones

    struct Line {
        size_t entry = 0;                ///< of the chronicle
        Brief brief;                     ///< when, by whom, which file
        uint64_t records = 0, later = 0; ///< that bear it still; of them, changed since
    };

    /// What came since then, seconds UTC. Both must outlive the search.
    Batches(const Ledger& ledger, const Chronicle& chronicle, int64_t since)
        : ledger_(&ledger), chronicle_(&chronicle), since_(since), next_(chronicle.entries()) {}
    bool step(const Deadline& deadline); ///< true when finished
    bool finished() const { return next_ <= chronicle_->since_replaced() || lines_.size() == most; }
    const std::vector<Line>& lines() const { return lines_; } ///< the last first; grows until finished

  private:
    enum class Counted : uint8_t { not_at_all, as_it_came, later };
    Counted counted(const Edit& edit);
    void look(const Edit& edit, Line& line);
    const Ledger* ledger_;
    const Chronicle* chronicle_;
    int64_t since_;
    size_t next_; // entries before it are still to be looked at
    std::vector<Line> lines_;
    std::optional<Line> reading_; // of the entry before next_
    std::optional<ChangeReader> edits_;
    IdSet gone_;             // it added them, and they are not here
    IdMap<Counted> counted_; // by record, for its last edit in this batch
    IdMap<int64_t> made_,
        newer_; // versions by record, that this batch has made and that later ones have; seconds UTC
};

} // namespace mj
