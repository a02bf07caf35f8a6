// Actions about keys of offices.
#pragma once
#include "app/port/download.hpp"
#include "app/state/state.hpp"

namespace mj::act {

struct MakeKey {};
struct KeyMade {
    std::string file;
    Outcome<OfficeKey> key;
};
struct KeyGiven {
    OfficeKey key;
    std::string file;
    bool secret;
    Outcome<Given> outcome;
};
struct KeyTried {
    OfficeKey key;
    Notice notice; ///< when it is kept
    std::optional<Problem> problem;
};
struct GiveKey {}; ///< its public part
struct ForgetKey {};
struct RememberKey {
    std::string typed; ///< the fingerprint, as its office says it
};
struct ForgetKnown {
    std::string office; ///< id
};
struct KnowAgain { ///< what was forgotten
    KnownKey key;
};

} // namespace mj::act
