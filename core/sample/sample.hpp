// Invented records of a bureau for demonstration, tests and benchmarks. Same arguments, same records on any machine.
#pragma once
#include "core/base/task.hpp"
#include "core/ledger/ledger.hpp"

#include <memory>

namespace mj {

struct SampleWish {
    std::string office = "fuling";
    int year =
        2023; ///< the year whose figures are known; the year before and the next up to `until` come too
    uint64_t seed = 1;
    int scale = 1;                      ///< multiplies every count of records, 1..1000
    Date until = Date::of(2024, 6, 30); ///< last day of the following year that has records
};

class SampleTask : public Task {
  public:
    static Outcome<std::unique_ptr<SampleTask>> start(const Catalog& catalog, const SampleWish& wish);
    virtual Ledger take() = 0; ///< After step() returned true; once.
};

} // namespace mj
