// Records of a register by folded texts or keys, found by their hashes and compared after that.
#pragma once
#include "core/ledger/ledger.hpp"

#include <algorithm>

namespace mj {

/// A record's business key as one text; empty when a part of it is missing.
std::string business_key(const Register& reg, const std::vector<FieldValue>& values);
std::string business_key(const Table& table, const Register& reg, uint32_t row);

class RecordIndex {
  public:
    void add(std::string_view key, uint32_t row);
    void settle();
    /// Calls f(row) for the rows whose key may be this one.
    template <class F> void each(std::string_view key, F f) const {
        const uint64_t hash = SipHash().of(key);
        auto at = std::lower_bound(rows_.begin(), rows_.end(), std::pair<uint64_t, uint32_t>{hash, 0});
        for (; at != rows_.end() && at->first == hash; ++at) f(at->second);
    }

  private:
    std::vector<std::pair<uint64_t, uint32_t>> rows_; // by hash
};

} // namespace mj
