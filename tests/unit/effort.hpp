// How often a test that tries at random, or everywhere, tries: all of it, or a tenth (MJ_QUICK in the environment) for
// whoever waits after an edit, and as WebAssembly, where what is tried natively is tried again.
#pragma once
#include <cstdlib>

namespace mj::test {

inline bool hasty() { return std::getenv("MJ_QUICK"); }
inline int effort(int whole) { return hasty() ? (whole + 9) / 10 : whole; }

} // namespace mj::test
