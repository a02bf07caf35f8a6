// Whole texts of several styles: every figure is found and is of the right indicator, and one that is changed is the only one that
// differs.
#include "tests/unit/core/verify/told.hpp"
#include "tests/unit/effort.hpp"

using namespace mj;
using namespace mj::test;

namespace {

/// A text, and beside it lines of what a person read in it: id,top,bottom,found, in its order; of no indicator without id.
struct Read {
    std::string text;
    int year = 0;
    struct One {
        std::string id, found;
    };
    std::vector<One> all;
    std::map<std::string, Told> told;

    explicit Read(const std::string& name, int year) : text(verify_file(name + ".txt")), year(year) {
        std::istringstream lines(verify_file(name + ".csv"));
        std::string line;
        std::getline(lines, line);
        while (std::getline(lines, line)) {
            std::istringstream cells(line);
            std::string id, top, bottom, found;
            std::getline(cells, id, ',');
            std::getline(cells, top, ',');
            std::getline(cells, bottom, ',');
            std::getline(cells, found);
            all.push_back({id, found});
            if (!id.empty()) told[id] = {std::stoll(top), std::stoll(bottom)};
        }
    }
    Verification verified(const std::string& own) const {
        return verify(real_catalog(), figures_of(told), year, own);
    }
};

/// Where a character begins, in bytes.
size_t byte_of(const std::string& text, size_t character) {
    size_t i = 0;
    for (; i < text.size(); ++i)
        if ((text[i] & 0xC0) != 0x80 && character-- == 0) break;
    return i;
}

/// Another number in the place of a number; "" where none is written.
std::string changed(const std::string& found, int way) {
    const size_t digit = found.find_first_of("0123456789");
    if (digit != found.npos) {
        std::string out = found;
        size_t first = digit;
        // Of a round number with 余 or 约 the first digit, of others any.
        if (way == 1)
            for (size_t i = digit; i < out.size() && (isdigit(out[i]) || out[i] == '.'); ++i)
                if (isdigit(out[i]) && out[i] != '0') first = i;
        out[first] = out[first] == '9' ? '7' : char(out[first] + 1);
        return out;
    }
    const std::vector<std::string> numerals{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    size_t at = found.npos, which = 0;
    for (size_t n = 0; n < numerals.size(); ++n) {
        const size_t here = way ? found.rfind(numerals[n]) : found.find(numerals[n]);
        if (here != found.npos && (at == found.npos || (way ? here > at : here < at))) at = here, which = n;
    }
    if (at == found.npos) return {};
    std::string out = found;
    out.replace(at, 3, numerals[(which + 3) % numerals.size()]);
    return out;
}

void check_text(const Read& read) {
    const Verification sound = read.verified(read.text);
    std::string wanted;
    for (const auto& one : read.all)
        wanted += (one.id.empty() ? "- not_found " : one.id + " agrees ") + one.found + '\n';
    CHECK(told_by(sound) == wanted);
    CHECK(sound.missing.empty());

    size_t planted = 0;
    for (const Verified& one : sound.figures) {
        for (int way = 0; way < 2; ++way) {
            const std::string other = changed(one.found, way);
            if (one.indicator < 0 || other.empty()) continue;
            std::string text = read.text;
            const size_t at = byte_of(text, one.at);
            REQUIRE(text.compare(at, one.found.size(), one.found) == 0);
            text.replace(at, one.found.size(), other);
            CAPTURE(one.found);
            CAPTURE(other);
            const Verification result = read.verified(text);
            REQUIRE(result.figures.size() == sound.figures.size());
            for (size_t i = 0; i < result.figures.size(); ++i) {
                const bool here = sound.figures[i].at == one.at;
                const bool none = sound.figures[i].indicator < 0;
                CHECK(result.figures[i].indicator == sound.figures[i].indicator);
                CHECK(result.figures[i].verdict == (none   ? Verdict::not_found
                                                    : here ? Verdict::differs
                                                           : Verdict::agrees));
            }
            ++planted;
        }
    }
    CHECK(planted >= read.all.size());
}

} // namespace

TEST_CASE("a report in the official tone") { check_text(Read("linjiang-2024", 2024)); }

TEST_CASE("a press release with Chinese numerals") { check_text(Read("qingyan-2025", 2025)); }

TEST_CASE("places are counted in characters and lines") {
    const Read read("linjiang-2024", 2024);
    for (const Verified& one : read.verified(read.text).figures) {
        const size_t at = byte_of(read.text, one.at);
        CHECK(read.text.compare(at, one.found.size(), one.found) == 0);
        CHECK(size_t(std::count(read.text.begin(), read.text.begin() + long(at), '\n')) + 1 == one.line);
        CHECK(one.clause.find(one.found) != std::string::npos);
    }
}

TEST_CASE("a text of anything does no harm") {
    const Read read("qingyan-2025", 2025);
    const std::vector<std::string> parts{"《", "》",     "“",  "等多", "一",     "百",     "万",  "亿",
                                         "9",  "0",      ".",  ",",    "余",     "%",      "件",  "至",
                                         "-",  "\n",     "。", "(",    ")",      "、",     "和",  "A",
                                         "年", "分别为", "均", "全部", "三等奖", "百分之", "调解"};
    uint64_t state = 7;
    for (int n = 0; n < effort(400); ++n) {
        std::string text;
        for (int k = 0; k < 120; ++k) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            text += parts[(state >> 33) % parts.size()];
        }
        const Verification result = read.verified(text);
        for (const Verified& one : result.figures) CHECK(one.found.size() <= text.size());
    }
    CHECK(read.verified("").figures.empty());
    CHECK(read.verified("").missing.size() == read.told.size());
}
