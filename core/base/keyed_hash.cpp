#include "core/base/keyed_hash.hpp"

#include <random>

namespace mj {

uint64_t random_bits() {
    std::random_device random;
    const uint64_t high = random();
    return high << 32 | random();
}

const HashKey& hash_key() {
    static const HashKey key{random_bits(), random_bits()};
    return key;
}

} // namespace mj
