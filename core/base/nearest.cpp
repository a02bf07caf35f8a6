#include "core/base/nearest.hpp"

#include <algorithm>

namespace mj {
namespace {

size_t distance(std::string_view a, std::string_view b) {
    std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& list) {
    std::string_view found;
    size_t least = size_t(-1);
    for (const std::string_view one : list)
        if (const size_t d = distance(word, one); d < least) found = one, least = d;
    return found;
}

std::string_view slip_of(std::string_view word, const std::vector<std::string_view>& list) {
    const std::string_view found = nearest(word.substr(0, 100), list);
    return distance(word.substr(0, 100), found) <= std::max<size_t>(found.size() / 4, 1) ? found
                                                                                         : std::string_view();
}

} // namespace mj
