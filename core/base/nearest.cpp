#include "core/base/nearest.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <string>

namespace mj {
namespace {

template <class Text> size_t distance(const Text& a, const Text& b) {
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

std::u32string first_characters(std::string_view text) {
    constexpr size_t most = 100;
    std::u32string out;
    while (!text.empty() && out.size() < most) {
        char32_t c = 0;
        const int n = utf8_step(reinterpret_cast<const uint8_t*>(text.data()), text.size(), c);
        if (n <= 0) break;
        out += c;
        text.remove_prefix(size_t(n));
    }
    return out;
}

/// What tells one thing from another that is written alike.
std::u32string telling(const std::u32string& text) {
    constexpr std::u32string_view marks = U"0123456789零〇一二两三四五六七八九十百千万甲乙丙丁不未无有非否没"
                                          U"免上下左右东南西北前后内外大小新老男女正副";
    std::u32string out;
    for (const char32_t c : text)
        if (marks.find(c) != marks.npos) out += c;
    return out;
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

std::optional<size_t> slip(std::string_view word, std::string_view meant) {
    const std::u32string a = first_characters(word), b = first_characters(meant);
    const size_t least = std::min(a.size(), b.size()), most = std::max(a.size(), b.size());
    constexpr size_t one_alone = 1, few = 3, part = 4;
    if (least <= one_alone || telling(a) != telling(b)) return std::nullopt;
    const size_t apart = distance(a, b);
    if (apart > std::max<size_t>(most / part, 1)) return std::nullopt;
    const bool swapped = std::is_permutation(a.begin(), a.end(), b.begin(), b.end());
    if (most <= few && least == most && !swapped) return std::nullopt;
    return apart;
}

int likeness(std::string_view a, std::string_view b) {
    const std::u32string x = first_characters(a), y = first_characters(b);
    std::vector<size_t> last(y.size() + 1), row(y.size() + 1);
    for (const char32_t c : x) {
        for (size_t j = 0; j < y.size(); ++j)
            row[j + 1] = c == y[j] ? last[j] + 1 : std::max(last[j + 1], row[j]);
        std::swap(last, row);
    }
    const size_t both = x.size() + y.size();
    return both ? int(200 * last[y.size()] / both) : 100;
}

} // namespace mj
