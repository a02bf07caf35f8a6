// The sample office as it is first made, for tests that only look at it.
#pragma once
#include "core/sample/sample.hpp"
#include "tests/unit/core/real_catalog.hpp"

namespace mj::test {

inline const Ledger& sample_ledger() {
    static const Ledger ledger = [] {
        auto task = SampleTask::start(real_catalog(), {});
        REQUIRE(task);
        REQUIRE((*task)->step(Deadline::never()));
        return (*task)->take();
    }();
    return ledger;
}

} // namespace mj::test
