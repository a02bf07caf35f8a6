#include "core/base/gb18030.hpp"

#include "core/base/tables.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

namespace mj {
namespace {

constexpr size_t columns = 190; // 40 to 7E, 80 to FE
constexpr size_t cell_count = 126 * columns;
constexpr uint16_t no_cell = 0xFFFF;
constexpr uint32_t supplementary = 189000; // 90308130 is U+10000

constexpr size_t cell_of(uint8_t lead, uint8_t trail) {
    return (lead - 0x81u) * columns + trail - (trail < 0x7F ? 0x40u : 0x41u);
}

struct Change {
    uint8_t lead, trail;
    char16_t now;
};
constexpr std::array<Change, 18> changed_2022{{
    {0xA6, 0xD9, 0xFE10},
    {0xA6, 0xDA, 0xFE12},
    {0xA6, 0xDB, 0xFE11},
    {0xA6, 0xDC, 0xFE13},
    {0xA6, 0xDD, 0xFE14},
    {0xA6, 0xDE, 0xFE15},
    {0xA6, 0xDF, 0xFE16},
    {0xA6, 0xEC, 0xFE17},
    {0xA6, 0xED, 0xFE18},
    {0xA6, 0xF3, 0xFE19},
    {0xFE, 0x59, 0x9FB4},
    {0xFE, 0x61, 0x9FB5},
    {0xFE, 0x66, 0x9FB6},
    {0xFE, 0x67, 0x9FB7},
    {0xFE, 0x6D, 0x9FB8},
    {0xFE, 0x7E, 0x9FB9},
    {0xFE, 0x90, 0x9FBA},
    {0xFE, 0xA0, 0x9FBB},
}};
constexpr char32_t m_acute = 0x1E3F, m_acute_before_2005 = 0xE7C7;

class Table {
  public:
    Table() {
        unpack();
        cell_.fill(no_cell);
        for (size_t i = 0; i < cell_count; ++i) cell_[char_[i]] = uint16_t(i);
        // Four bytes are for what has no cell in the edition of 2000, in order.
        uint16_t index = 0;
        bool in_range = false;
        for (char32_t c = 0x80; c <= 0xFFFF; ++c) {
            const bool four = cell_[c] == no_cell && (c < 0xD800 || c > 0xDFFF);
            if (four && !in_range) ranges_.push_back({uint16_t(c), index});
            in_range = four;
            index = uint16_t(index + four);
        }
        four_byte_count_ = index;
        for (const Change& change : changed_2022) {
            const size_t cell = cell_of(change.lead, change.trail);
            char_[cell] = change.now;
            cell_[change.now] = uint16_t(cell); // the private one keeps it as well
        }
        char_[cell_[m_acute_before_2005]] = m_acute;
        std::swap(cell_[m_acute], cell_[m_acute_before_2005]);
    }

    char32_t at_cell(size_t cell) const { return char_[cell]; }
    uint16_t cell_of_char(char32_t c) const { return cell_[c]; }

    uint32_t four_byte_count() const { return four_byte_count_; }
    char32_t at_index(uint32_t index) const {
        const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), index,
                                            [](uint32_t i, const Range& r) { return i < r.index; });
        const Range& range = after[-1];
        const char32_t c = range.first + (index - range.index);
        return c == m_acute ? m_acute_before_2005 : c;
    }
    uint32_t index_of(char32_t c) const {
        if (c == m_acute_before_2005) c = m_acute;
        const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), c,
                                            [](char32_t x, const Range& r) { return x < r.first; });
        return uint32_t(after[-1].index + (c - after[-1].first));
    }

  private:
    struct Range {
        uint16_t first, index; ///< a character, and how many four-byte ones come before it
    };

    void unpack() {
        std::vector<bool> own(tables::last_han + 1);
        for (const uint16_t c : tables::gb_loose)
            if (c >= tables::first_han && c <= tables::last_han) own[c] = true;
        size_t cell = 0, loose = 0;
        char32_t han = tables::first_han;
        for (size_t r = 0; r + 1 < tables::gb_runs.size(); r += 2) {
            const uint16_t count = tables::gb_runs[r], start = tables::gb_runs[r + 1];
            for (uint16_t k = 0; k < count && cell < cell_count; ++k) {
                if (start == 1)
                    while (own[han]) ++han;
                char_[cell++] = start == 0   ? tables::gb_loose[loose++]
                                : start == 1 ? uint16_t(han++)
                                             : uint16_t(start + k);
            }
        }
    }

    std::array<uint16_t, cell_count> char_{};
    std::array<uint16_t, 0x10000> cell_;
    std::vector<Range> ranges_;
    uint32_t four_byte_count_ = 0;
};

const Table& table() {
    static const auto made = std::make_unique<const Table>();
    return *made;
}

} // namespace

int gb18030_step(const uint8_t* p, size_t n, char32_t& c) {
    if (!n) return 0;
    if (p[0] < 0x80) {
        c = p[0];
        return 1;
    }
    if (p[0] == 0x80 || p[0] == 0xFF) return -1;
    if (n < 2) return 0;
    if (p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF) {
        c = table().at_cell(cell_of(p[0], p[1]));
        return 2;
    }
    if (p[1] < 0x30 || p[1] > 0x39) return -2;
    if (n < 3) return 0;
    if (p[2] < 0x81 || p[2] == 0xFF) return -3;
    if (n < 4) return 0;
    if (p[3] < 0x30 || p[3] > 0x39) return -4;
    const uint32_t index =
        ((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 1260 + (p[2] - 0x81u) * 10 + (p[3] - 0x30u);
    if (index >= supplementary) {
        c = 0x10000 + (index - supplementary);
        return c <= 0x10FFFF ? 4 : -4;
    }
    if (index >= table().four_byte_count()) return -4;
    c = table().at_index(index);
    return 4;
}

size_t put_gb18030(char32_t c, char* to) {
    if (c < 0x80) {
        to[0] = char(c);
        return 1;
    }
    uint32_t index = c - 0x10000 + supplementary;
    if (c < 0x10000) {
        if (const uint16_t cell = table().cell_of_char(c); cell != no_cell) {
            const size_t column = cell % columns;
            to[0] = char(0x81 + cell / columns);
            to[1] = char(column + (column < 0x3F ? 0x40 : 0x41));
            return 2;
        }
        index = table().index_of(c);
    }
    to[3] = char(0x30 + index % 10);
    to[2] = char(0x81 + index / 10 % 126);
    to[1] = char(0x30 + index / 1260 % 10);
    to[0] = char(0x81 + index / 12600);
    return 4;
}

} // namespace mj
