// Whole-number chance: the same on every machine and compiler.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace mj {

class SampleDice {
  public:
    explicit SampleDice(uint64_t seed) : state_(seed) {}
    /// A stream of its own for one subject, so that a change in one register leaves the others as they are.
    SampleDice fork(std::string_view subject, uint64_t number) const {
        uint64_t h = state_ ^ (number + 1) * 0x9E3779B97F4A7C15u;
        for (const char c : subject) h = (h ^ uint8_t(c)) * 1099511628211u;
        return SampleDice(h);
    }
    uint64_t next() { // splitmix64
        uint64_t z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        return z ^ z >> 31;
    }
    int roll(int below) { return int((next() >> 32) * uint64_t(below) >> 32); } ///< 0..below-1
    int between(int least, int most) { return least + roll(most - least + 1); }
    bool chance(int percent) { return roll(100) < percent; }
    int skewed(int below) { return roll(roll(below) + 1); } ///< small numbers far more often
    int weighted(const int* weights, int count) {
        int total = 0;
        for (int i = 0; i < count; ++i) total += weights[i];
        int left = roll(total);
        for (int i = 0; i < count; ++i)
            if ((left -= weights[i]) < 0) return i;
        return count - 1;
    }

  private:
    uint64_t state_;
};

/// Parts in proportion to the weights that add up to `total` exactly; each part is at least `least`.
std::vector<int64_t> spread(int64_t total, int64_t least, const std::vector<int64_t>& weights);

} // namespace mj
