#include "core/base/keyed_hash.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("hostile keys: the hash is SipHash with the values its authors published") {
    // Paper, appendix A: key 00 01 … 0f, text 00 01 … 0e, SipHash-2-4.
    const HashKey key{0x0706050403020100, 0x0F0E0D0C0B0A0908};
    std::string text;
    for (char c = 0; c < 15; ++c) text += c;
    CHECK(SipHash<2, 4>(key).of(text) == 0xA129CA6149BE45E5);
    // The authors' vectors for shorter texts of the same bytes, so that each length of the last word is met.
    constexpr uint64_t shorter[] = {0x726FDB47DD0E0E31, 0x74F839C593DC67FD, 0x0D6C8009D9A94F5A,
                                    0x85676696D7FB7E2D, 0xCF2794E0277187B7, 0x18765564CD99A68D,
                                    0xCBC9466E58FEE3CE, 0xAB0200F58B01D137, 0x93F5F5799A932462};
    for (size_t n = 0; n < std::size(shorter); ++n) {
        CAPTURE(n);
        CHECK(SipHash<2, 4>(key).of(std::string_view(text).substr(0, n)) == shorter[n]);
    }
}

TEST_CASE("hostile keys: each run has a key of its own") {
    CHECK(random_bits() != random_bits());
    CHECK(hash_key().low != hash_key().high);
    CHECK(SipHash().of("甲") == SipHash().of("甲")); // but one key a run
    CHECK(SipHash().of("甲") != SipHash(HashKey{1, 2}).of("甲"));
}

TEST_CASE("hostile texts: messages show what cannot be seen, in at most 60 characters, as UTF-8") {
    CHECK(in_quotes("甲 \"a\" é 😀") == "\"甲 \"a\" é 😀\"");
    CHECK(in_quotes(std::string_view("a\0b\n\t\x1B[31m\x7F", 11)) == "\"a␀b␊␉␛[31m␡\"");
    CHECK(in_quotes("\xC2\x85") == "\"\\u0085\"");                          // C1
    CHECK(in_quotes("\u202Egnp.\u2066exe") == "\"\\u202Egnp.\\u2066exe\""); // direction
    CHECK(in_quotes("甲\u200B乙\uFEFF\u2060") == "\"甲\\u200B乙\\uFEFF\\u2060\"");
    CHECK(in_quotes("\U000E0041") == "\"\\U000E0041\""); // tag
    CHECK(in_quotes("a\xFF\xC0\xAF\xED\xA0\x80z") ==
          "\"a\\xFF\\xC0\\xAF\\xED\\xA0\\x80z\"");        // overlong, surrogate
    CHECK(in_quotes("甲\xE4\xB9") == "\"甲\\xE4\\xB9\""); // cut
    for (const char* unit : {"中", "x", "\u202E", "\xFF", "\n", "😀"}) {
        for (const size_t n : {59, 60, 61, 5000}) {
            std::string text;
            for (size_t i = 0; i < n; ++i) text += unit;
            const std::string said = in_quotes(text);
            CAPTURE(said);
            CHECK(valid_utf8(said));
            CHECK(utf8_count(said) <= 62);
            CHECK(said.find('\n') == said.npos);
        }
    }
    std::string sixty;
    for (int i = 0; i < 60; ++i) sixty += "中";
    CHECK(in_quotes(sixty) == '"' + sixty + '"');
    CHECK(in_quotes(sixty + "国") == '"' + sixty.substr(0, 59 * 3) + "…\"");
}

TEST_CASE("hostile texts: names lose what cannot be seen and keep what a script needs") {
    const auto cleaned = [](std::string text) {
        const std::string before = text;
        const bool said = clean(text);
        CHECK(said == (text != before));
        CHECK(unclean(before) == (text != before));
        CHECK_FALSE(unclean(text));
        return text;
    };
    for (const char* good : {"某某“建筑”公司（涪陵）、𠅤䶮", "a\tb\r\nc", "é ñ Ж", "ئۇيغۇر\u200Cچە",
                             "ᠮᠣᠩᠭᠣ\u180Eᠯ", "👨\u200D👩\u200D👧", "葛\U000E0100", ""})
        CHECK(cleaned(good) == good);
    CHECK(cleaned("某\u200B某") == "某某");
    CHECK(cleaned("张\u200D三") == "张三");
    CHECK(cleaned("\uFEFF某公司\u202Egnp\u202C") == "某公司gnp");
    CHECK(cleaned(std::string("甲\0乙\x7F", 8)) == "甲乙");
    CHECK(cleaned("\u3164\u00AD\u2028") == "");
    // A joiner joins what stays: behind one that has gone it has gone too.
    CHECK(cleaned("甲\u180E\u200C乙") == "甲乙");
    CHECK(cleaned("\U0001F469\u202E\u200D\U0001F467") == "\U0001F469\u200D\U0001F467");
}
