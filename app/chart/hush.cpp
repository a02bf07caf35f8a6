#include "app/chart/hush.hpp"

#include "app/text/texts.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int64_t most_few = fewest_said - 1;

int64_t* smallest_said(std::span<int64_t> parts) {
    int64_t* out = nullptr;
    for (int64_t& part : parts)
        if (part != not_said && !too_few(part) && (!out || part < *out)) out = &part;
    return out;
}

} // namespace

void hush(std::span<int64_t> parts, bool some) {
    if (!masking()) return;
    int64_t few = 0, sum = 0; // how many are too few, and what is known of the sum of all that is not said
    for (const int64_t part : parts)
        if (too_few(part)) ++few, sum += part;
    if (few == 0) return;
    // Of one its sum tells all. Of several only a sum near the highest or lowest does: a step before that too it is hushed, or the
    // hushing itself would tell. That there is nothing harms nobody.
    const auto tells = [&](int64_t of) {
        return few == 1 || of >= few * most_few - 1 || (some && of <= few + 1);
    };
    if (!tells(sum)) return;
    for (int64_t hushed = 1;; ++hushed) {
        int64_t* const part = smallest_said(parts);
        if (!part) return;
        sum += *part;
        *part = not_said;
        // Whoever knows how this is done knows that what is hushed is neither small nor as large as what is still said, and why it
        // was not enough before: three sums must be left, which tests/unit/app/chart/hush_test.cpp tries out.
        const int64_t* const larger = smallest_said(parts);
        int64_t possible = 0, last = 0;
        for (int64_t other = some ? few : 0; other <= few * most_few; ++other) {
            const int64_t rest = sum - other;
            if (!tells(other) || rest < hushed * fewest_said || (larger && rest > hushed * (*larger - 1)))
                continue;
            ++possible;
            last = other;
        }
        if (possible > 2 || (possible == 1 && last == 0)) return;
    }
}

} // namespace mj
