// What is not said before the public cannot be reckoned either, also by somebody who knows how it is chosen.
#include "app/chart/hush.hpp"
#include "app/text/texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

using namespace mj;

namespace {

struct Masked {
    Masked() { set_masking(true); }
    ~Masked() { set_masking(false); }
};

/// All there is to be seen of parts: their sum, and each part that is said; -1: too few, -2: not said.
std::vector<int64_t> seen(const std::vector<int64_t>& parts, bool some) {
    std::vector<int64_t> out = parts;
    hush(out, some);
    int64_t sum = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
        sum += parts[i];
        out[i] = out[i] == not_said ? -2 : out[i] < 3 ? -1 : out[i];
    }
    out.push_back(sum);
    return out;
}

} // namespace

TEST_CASE("of four parts each, none that is too few can be told from the sum and what is "
          "said") {
    const Masked masked;
    constexpr int64_t below = 11, checked = 6; // whoever looks may think of larger ones than are checked
    for (const bool some : {false, true}) {
        const int64_t least = some ? 1 : 0;
        std::map<std::vector<int64_t>, std::vector<std::set<int64_t>>> views; // what each part could be
        std::vector<std::vector<int64_t>> all;
        for (int64_t a = least; a < below; ++a)
            for (int64_t b = least; b < below; ++b)
                for (int64_t c = least; c < below; ++c)
                    for (int64_t d = least; d < below; ++d) all.push_back({a, b, c, d});
        for (const auto& parts : all) {
            auto& could = views[seen(parts, some)];
            could.resize(parts.size());
            for (size_t i = 0; i < parts.size(); ++i) could[i].insert(parts[i]);
        }
        int told = 0;
        for (const auto& parts : all) {
            if (*std::max_element(parts.begin(), parts.end()) > checked) continue;
            const auto view = seen(parts, some);
            // Where nothing is said at all the sum itself can tell.
            if (std::none_of(view.begin(), view.end() - 1, [](int64_t part) { return part >= 3; })) continue;
            for (size_t i = 0; i < parts.size(); ++i)
                told += view[i] == -1 && parts[i] > 0 && views[view][i].size() < 2;
        }
        CHECK(told == 0);
    }
}

TEST_CASE("nothing is hushed in the office, nor where nothing is too few") {
    std::vector<int64_t> parts{1, 7, 9};
    hush(parts, true);
    CHECK(parts == std::vector<int64_t>{1, 7, 9});
    const Masked masked;
    parts = {3, 7, 9};
    hush(parts, true);
    CHECK(parts == std::vector<int64_t>{3, 7, 9});
    parts = {1, 70, 90, 50};
    hush(parts, false);
    CHECK(parts == std::vector<int64_t>{1, 70, 90, not_said});
}
