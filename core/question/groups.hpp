// Which group each record falls into: a room of core/question alone.
#pragma once
#include "core/question/answer.hpp"

namespace mj {

/// The groups of some records by one dimension.
class Grouping {
  public:
    /// `back` dates are of the time compared with; they fall where they would in the time asked about.
    Grouping(const Ledger& ledger, const Question& question, size_t dimension, const AskedSpan& span,
             bool back);

    int64_t key(uint32_t row) const;

  private:
    int64_t dated(Date day) const;

    const Ledger& ledger_;
    Dimension by_;
    const Table* target_ = nullptr; ///< of a link
    const Column* column_;          ///< of the field
    const Column* link_ = nullptr;
    Versus versus_ = Versus::nothing;
    int32_t shift_ = 0;
    int32_t first_ = 0;         ///< of keys_
    std::vector<int32_t> keys_; ///< by day, where there are not too many
};

/// The first day of the day, week, month, quarter or year a day lies in.
Date begin_of(Grain grain, Date day);
Date next_of(Grain grain, Date begin); ///< the first day of the one after it
int64_t class_begin(int64_t amount);

} // namespace mj
