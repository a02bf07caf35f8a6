// The records that break a rule of the gate (Ledger::problems_of), of the whole ledger, looked for in slices.
#pragma once
#include "core/base/task.hpp"
#include "core/ledger/ledger.hpp"

#include <span>

namespace mj {

/// What was found when all records had been looked at.
struct Repairs {
    /// A rule where it is broken; the order is the page's.
    struct Rule {
        Importance importance = Importance::error;
        int reg = -1, field = -1, check = -1; ///< -1: the record itself; no check of the catalogue
        Said code = Said::nothing;
        auto operator<=>(const Rule&) const = default;
    };
    struct Line {
        RecordId id;
        Problem problem;
    };
    struct Group {
        Rule rule;
        uint32_t problems = 0;
        std::vector<Line> lines; ///< the first of them, in order of row
    };
    std::vector<Group> groups;
    uint64_t looked = 0;              ///< all records but void ones
    uint64_t records = 0;             ///< of these, that break some rule
    uint64_t drafts = 0;              ///< … that are drafts, as if they were checked
    uint64_t errors = 0;              ///< … that are none, and break one of importance `error`
    uint64_t problems = 0, lines = 0; ///< of all groups
    Date day;                         ///< that was taken for today
};

class Repair {
  public:
    static constexpr size_t most_lines = 1000; ///< that are told one by one; all are counted

    /// From the first record on. What was found before stays until this is finished. The ledger must outlive the search.
    void restart(const Ledger& ledger, Date today);
    bool step(const Deadline& deadline); ///< true when finished
    bool finished() const { return ledger_ && !searching_; }
    float progress() const;                                              ///< 0..1
    const Repairs* found() const { return found_ ? &*found_ : nullptr; } ///< nullptr: never finished yet

  private:
    struct Rows {
        Repairs::Rule rule;
        uint32_t problems = 0;
        std::vector<uint32_t> first; ///< a row as often as it breaks the rule
    };
    Rows& rows_of(const Repairs::Rule& rule);
    void look(int reg, uint32_t row);
    void finish();

    const Ledger* ledger_ = nullptr;
    bool searching_ = false;
    int reg_ = 0;
    uint32_t row_ = 0;
    std::vector<Rows> rows_; // in order of rule
    Repairs next_;
    std::optional<Repairs> found_;
};

/// How many lines each group of so many problems has, together at most `most`: the small ones whole, the large ones alike.
std::vector<uint32_t> shares(std::span<const uint32_t> problems, size_t most);

} // namespace mj
