// Linked charts over one register: each chart counts the rows that fit every clause except its own, totals those that
// fit all. A clause belongs to its source: a chart, or a caller's number (a search box, another page).
//
// When a chart becomes active, one scan fills a table (its bins × the bins of each other chart), summed up along the
// active chart's bins. Every further choice in that chart, a brush or a click, is answered from these sums: its cost
// depends on the number of bins, not of rows. (The idea of imMens, Liu et al. 2013, and Falcon, Moritz et al. 2019.)
#pragma once
#include "core/base/task.hpp"
#include "core/query/condition.hpp"

#include <map>

namespace mj {

/// How a field's cells fall into bins. Bin 0 is missing; values outside fall into the first or the last bin.
struct Binning {
    enum class Kind : uint8_t {
        codes,  ///< code, flag: bin = column number; no = 1, yes = 2
        months, ///< date: `from` is year * 12 + month - 1
        equal,  ///< count, date, money: `width` wide from `from` on, in the column's unit
    };
    int field = -1;
    Kind kind = Kind::codes;
    int64_t from = 0, width = 1;
    int bins = 1; ///< beside bin 0; for codes the length of the list is taken
};

class Linked {
  public:
    static constexpr uint32_t slice_rows = 16'384; ///< two milliseconds of reading
    static constexpr int most_bins = 255;          ///< with bin 0
    static constexpr int most_sources = 15;

    /// `charts` must not be empty, nor more than most_sources; `sums` are count or money fields. The ledger must
    /// outlive this. What is wrong with the arguments is said by check().
    Linked(const Ledger& ledger, int reg, std::vector<Binning> charts, std::vector<int> sums);
    static std::optional<Problem> check(const Ledger& ledger, int reg, std::span<const Binning> charts,
                                        std::span<const int> sums);

    /// Reads rows that are new since the last question, a slice after the other; true when all are read. Every question
    /// does so by itself, at once: about 0.1 s for a million rows and ten charts.
    bool prepare(const Deadline& deadline);
    float prepared() const; ///< 0..1

    int charts() const { return int(charts_.size()); }
    int bins(int chart) const { return charts_[size_t(chart)].bins; } ///< with bin 0

    void activate(int chart);                ///< Makes its table now; the others' clauses stay.
    void brush(int chart, int from, int to); ///< Chooses the bins [from, to) and makes the chart active.
    void pick(int chart, std::span<const int> bins);
    void clear(int chart);
    bool chosen(int chart, int bin) const; ///< true for all bins when the chart has no clause
    /// A clause of no chart; without a condition the source's clause goes. False: too many sources.
    bool where(uint32_t source, const Condition* condition);

    /// Per bin; valid until the next change of a clause.
    std::span<const uint32_t> counts(int chart);
    /// The number of rows, and each sum (missing cells add nothing; at most sum_limit).
    std::span<const int64_t> totals();
    Bits rows(); ///< those that fit every clause
    size_t bytes() const;

  private:
    struct Chart {
        Binning by;
        int bins = 0;
        std::vector<uint8_t> bin;   // per row
        std::vector<uint8_t> month; // Kind::months: per day from the first of `from` on
        int32_t first_day = 0;
        bool clause = false;
        std::vector<uint8_t> chosen; // per bin
        std::vector<uint32_t> table; // [active's bins + 1][bins], summed up
        std::vector<uint32_t> counts;
    };
    struct Extra {
        int bit;
        Condition condition;
    };

    void sync();
    uint8_t bin_of(const Chart& chart, uint32_t row) const;
    void bin_rows(Chart& chart, uint32_t from, uint32_t to);
    void read_rows(uint32_t to);
    void note_sums(uint32_t from, uint32_t to);
    uint16_t fail_of(uint32_t row) const;
    void commit(int chart);
    void release(int chart);
    void choose(int chart, std::vector<uint8_t> chosen);
    void build();
    void list_rows(bool fitting, bool single);
    void build_own(bool dense, bool all);
    int free_counts() const;
    void sum_up(int chart);
    void answer();
    void add_totals();
    uint16_t bit(int chart) const { return uint16_t(1u << chart); }

    const Ledger& ledger_;
    const Table& table_;
    int reg_;
    std::vector<Chart> charts_;
    std::vector<int> sums_;
    std::map<uint32_t, Extra> extras_;
    uint32_t rows_ = 0;
    size_t touched_ = 0;
    // Per row: one bit per source whose clause it does not fit, the active chart's left out; the highest: not counted.
    std::vector<uint16_t> fail_;
    int active_ = 0;
    bool built_ = false, answered_ = false;
    // [active's bins + 1][1 + sums]: rows and sums, summed up. They may wrap round; their differences are right while
    // largest_, the largest cell, times the rows is a sum that can be said. Else totals are added up row by row.
    std::vector<uint64_t> own_;
    int64_t largest_ = 0;
    std::vector<uint32_t> scratch_;           // one chart's table before it is summed up
    std::vector<uint32_t> list_;              // rows that fit all clauses but the active chart's
    std::vector<uint8_t> list_bin_;           // their bins in the active chart
    std::vector<std::vector<uint32_t>> also_; // per chart: rows that fail its clause alone
    std::vector<int64_t> totals_;
};

} // namespace mj
