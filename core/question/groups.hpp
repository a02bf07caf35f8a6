// Which group each record falls into: a part of core/question alone.
#pragma once
#include "core/question/answer.hpp"

namespace mj {

/// The groups of some records by one dimension.
class Grouping {
  public:
    /// `back`: the dates are of the time compared with, and fall where they would in the time asked about.
    Grouping(const Ledger& ledger, const Question& question, size_t dimension, const AskedSpan& span,
             bool back);

    int64_t key(uint32_t row) const;
    /// The days that fall into the group of this first day.
    Period days_of(Date key) const;

  private:
    Date moved(Date day, int times) const;
    int64_t dated(Date day) const;

    Dimension by_;
    const Table* target_ = nullptr; ///< of a link
    const Column* column_;          ///< of the field
    const Column* link_ = nullptr;
    int months_ = 0, days_ = 0; ///< by which dates are moved forward
    int32_t first_ = 0;         ///< of keys_
    std::vector<int32_t> keys_; ///< by day, where there are not too many
};

/// The first day of the day, week, month, quarter or year a day lies in.
Date begin_of(Grain grain, Date day);
Date next_of(Grain grain, Date begin); ///< the first day of the one after it
int64_t class_begin(int64_t amount);

} // namespace mj
