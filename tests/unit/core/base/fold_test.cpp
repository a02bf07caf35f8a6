#include "core/base/fold.hpp"
#include "tests/unit/core/base/utf8_of.hpp"

#include <doctest/doctest.h>

using namespace mj;
using mj::test::utf8_of;

namespace {

std::string folded(std::string_view text) {
    std::string out;
    fold(text, out);
    return out;
}
std::string letters(std::string_view text) {
    std::string out;
    initials(text, out);
    return out;
}

} // namespace

TEST_CASE("fold: small letters and half width, the rest as it is") {
    CHECK(folded("ABC xyz 019 [@`{") == "abc xyz 019 [@`{");
    CHECK(folded("ＡＢＣ　ｘｙｚ（２０２３）！～") == "abc xyz(2023)!~");
    CHECK(folded("ÀÖ×ØÞ ßàö÷øÿ µ") == "àö×øþ ßàö÷øÿ µ");
    CHECK(folded("ΑΩ ΆΈΉΊΌΎΏ ΪΫ ς ϴϹϺ Ϳ ϘϯϿ") == "αω άέήίόύώ ϊϋ ς θϲϻ ϳ ϙϯͽ");
    CHECK(folded("АЯ ЀЏ Ёё ѠѡҀ ҊӀӁӍ Ԯ") == "ая ѐџ ёё ѡѡҁ ҋӏӂӎ ԯ");
    CHECK(folded("重庆市涪陵区、。《》ŁłĀ") == "重庆市涪陵区、。《》ŁłĀ");
    CHECK(folded("A\xE4\xB8") == "a\xE4\xB8");
    CHECK(folded("").empty());
}

TEST_CASE("fold: folds says so for every character at every place, and folding twice is folding once") {
    size_t changed = 0;
    for (char32_t c = 1; c <= 0xFFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        const std::string text = utf8_of(c), once = folded(text);
        changed += once != text;
        if (folds(text) != (once != text) || folded(once) != once || once.size() > text.size())
            FAIL(uint32_t(c));
    }
    CHECK(changed == 26 + 94 + 1 + 30 + 57 + 148); // ASCII, full width, wide space, Latin-1, Greek, Cyrillic
    for (const std::string special : {"A", "É", "Ω", "Я", "　", "！", "Ｚ"})
        for (const std::string filling : {"a", "中"})
            for (size_t before = 0; before < 40; ++before) {
                std::string text, wanted;
                for (size_t i = 0; i < before; ++i) text += filling;
                wanted = text + folded(special) + "ende" + folded(special) + filling;
                text += special + "ende" + special + filling;
                CHECK(folds(text));
                CHECK(folded(text) == wanted);
                CHECK_FALSE(folds(wanted));
            }
}

TEST_CASE("initials: a letter for each Han character") {
    CHECK(initial(U'啊') == 'a');
    CHECK(initial(U'涪') == 'f');
    CHECK(initial(U'〇') == 'l');
    CHECK(initial(U'重') == 'z'); // marked as the beginning of a word in the table
    for (const char32_t c : {U'a', U'，', U'\u5159', U'\u4DFF', U'\u9FA6', U'\U00020000', U'\0'})
        CHECK(initial(c) == 0);
    size_t none = 0;
    for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) {
        const char letter = initial(c);
        none += letter == 0;
        if (letter && (letter < 'a' || letter > 'z' || letter == 'i' || letter == 'u' || letter == 'v'))
            FAIL(uint32_t(c));
    }
    CHECK(none == 10);
}

TEST_CASE("initials: names as they are typed") {
    const std::pair<const char*, const char*> wanted[] = {
        {"重庆市涪陵区", "cqsflq"},
        {"重庆市长寿区", "cqscsq"},
        {"厦门市思明区", "xmssmq"},
        {"西安市长安区", "xascaq"},
        {"长沙", "cs"},
        {"六安市", "las"},
        {"番禺区", "pyq"},
        {"西藏自治区", "xzzzq"},
        {"中国农业银行股份有限公司重庆市分行", "zgnyyhgfyxgscqsfh"},
        {"违法行为", "wfxw"},
        {"部分行为", "bfxw"},
        {"调解委员会", "tjwyh"},
        {"调查处理", "dccl"},
        {"协调", "xt"},
        {"会计师事务所", "kjssws"},
        {"社会计划", "shjh"},
        {"参保人数", "cbrs"},
        {"董事长", "dsz"},
        {"公司长期拖欠", "gscqtq"},
        {"局长", "jz"},
        {"重大违法", "zdwf"},
        {"重新立案", "cxla"},
        {"单小明", "sxm"},
        {"单位", "dw"},
        {"用人单位", "yrdw"},
        {"解晓东", "xxd"},
        {"解除", "jc"},
        {"曾国强", "zgq"},
        {"曾经", "cj"},
        {"仇英", "qy"},
        {"翟志刚", "zzg"},
        {"覃塘区", "qtq"},
        {"张三（女）, Ａ座 3-2", "zsnaz32"},
        {"Müller GmbH №5", "mllergmbh5"},
        {"，。！", ""},
        {"", ""},
        {"a\xE4\xB8", "a"},
    };
    for (const auto& pair : wanted) CHECK_MESSAGE(letters(pair.first) == pair.second, pair.first);
    std::string out = "x-";
    initials("涪陵", out);
    CHECK(out == "x-fl");
}
