// One section of a dashboard at work: its linked charts for a year beside those of the year before.
#pragma once
#include "app/state/boards.hpp"
#include "core/query/linked.hpp"

#include <memory>

namespace mj {

/// Whose records a section shows.
struct BoardSource {
    int reg = -1; ///< -1: the catalogue has none of it
    int date = -1;
    std::vector<Condition> where;
};
BoardSource source_of(const Catalog& catalog, int section);

/// The conditions of a choice, for core/query: the months it names within `period`, and the codes, but those of `except`.
std::vector<Condition> conditions_of(const Catalog& catalog, const BoardFilter& choice, const Period& period,
                                     int except = -1);
/// Rows that fit them all and count.
Bits counted(const Ledger& ledger, int reg, std::span<const Condition> conditions);

class Board {
  public:
    /// `now` and `before` are of one year each, or of its days from January on. The ledger must outlive this.
    Board(const Ledger& ledger, int section, Period now, Period before);

    bool prepare(const Deadline& deadline); ///< Reads the rows in slices; true when all are read.
    float prepared() const;                 ///< 0..1
    void choose(const BoardFilter& choice); ///< Cheap when nothing or only the months have changed.

    struct Marks {
        int chart = 0;                        ///< position in the section's charts
        int field = -1;                       ///< of the register
        std::vector<int64_t> now, before;     ///< per month 0..11, or per code, 0 = missing
        bool few = false, few_before = false; ///< one of its sums is of fewer records than is told the public
    };
    /// Those the catalogue has the fields for, in order. Valid until the next choose().
    const std::vector<Marks>& marks() const { return marks_; }
    /// The number of records, then each of the section's sums.
    const std::vector<int64_t>& totals() const { return totals_; }
    const std::vector<int64_t>& totals_before() const { return totals_before_; }
    const std::vector<int>& sums() const { return sum_fields_; }
    /// By totals(): how many are chosen, where all of them lack its field, so that its 0 is not known; else 0.
    const std::vector<int64_t>& unfilled() const { return unfilled_; }
    /// Likewise: of how many records the sum is, counted up to what is told the public.
    const std::vector<int64_t>& adding() const { return adding_; }
    const std::vector<int64_t>& adding_before() const { return adding_before_; }
    int like() const { return like_; } ///< the indicator whose records are shown, or -1
    /// What the first of the marks, the months, has in as many months just before those chosen; nothing for the whole year, or
    /// where they reach into a year before that is not known whole.
    std::optional<int64_t> previous() const;
    /// Whether any record was kept by the end of the period before: else its zeros say nothing.
    bool knows_before() const { return knows_before_; }
    int previous_total() const; ///< the position in totals() of what that is, or -1
    /// Per step of the section: how many of the chosen records have it.
    const std::vector<int64_t>& steps() const { return steps_; }

    /// What the section's amount comes to, then what is taken off it per code of its field, 0 = missing.
    const std::vector<int64_t>& fall() const { return fall_; }
    uint32_t fall_unfilled() const {
        return fall_unfilled_;
    } ///< records that have an amount, and not what goes off it
    /// Records on each day of the year, whatever months are chosen.
    const std::vector<int32_t>& days();

    int reg() const { return source_.reg; }
    int date() const { return source_.date; }
    /// Records that would be shown if their date were filled in, where that is another one than the register's own.
    uint32_t undated() const { return undated_; }
    int section() const { return section_; }
    /// The lower bounds of the classes of Shape::amounts, in fen; bin 1 begins with the first.
    static std::span<const int64_t> amount_classes();

  private:
    struct Side {
        Period period;
        std::unique_ptr<Linked> linked;
    };
    void read();
    bool read_sums(Marks& marks, const BoardChart& chart, const Side& side, std::vector<int64_t>& out) const;
    void read_adding(const Side& side, std::vector<int64_t>& out) const;
    void read_classes(Marks& marks, const Side& side, std::vector<int64_t>& out) const;
    void read_steps();
    void read_fall();

    const Ledger& ledger_;
    int section_;
    int like_ = -1;
    BoardSource source_;
    std::vector<int> fields_; ///< of the linked charts; the first is the date
    std::vector<int> sum_fields_;
    Side now_, before_;
    BoardFilter choice_;
    uint32_t undated_ = 0;
    bool read_ = false, knows_before_ = false;
    std::vector<Marks> marks_;
    std::vector<int64_t> totals_, totals_before_, unfilled_, adding_, adding_before_, steps_, fall_;
    uint32_t fall_unfilled_ = 0;
    std::vector<int32_t> days_; ///< empty: not read for what is chosen
};

} // namespace mj
