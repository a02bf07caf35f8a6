#include "core/base/encoding.hpp"
#include "core/base/gb18030.hpp"
#include "core/base/utf8.hpp"
#include "tests/unit/core/base/utf8_of.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <vector>

using namespace mj;
using mj::test::utf8_of;

namespace {

constexpr Encoding all[] = {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030};

ByteView view(std::string_view s) { return {reinterpret_cast<const uint8_t*>(s.data()), s.size()}; }

/// "E4 B8" -> two bytes
std::string bytes_of(std::string_view hex) {
    std::string out;
    for (size_t i = 0; i + 1 < hex.size(); i += 3)
        out += char(std::strtol(std::string(hex.substr(i, 2)).c_str(), nullptr, 16));
    return out;
}

std::string decoded(std::string_view bytes, Encoding from, size_t piece = 1 << 16) {
    Decoder decoder(from);
    std::string out;
    for (size_t at = 0; at < bytes.size(); at += piece)
        if (!decoder.feed(view(bytes.substr(at, piece)), out)) return decoder.problem().text();
    if (!decoder.finish()) return decoder.problem().text();
    CHECK(decoder.offset() == bytes.size());
    return out;
}

/// The private characters whose cells got characters of their own in 2022.
const std::map<char32_t, char32_t> moved{
    {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14},
    {0xE792, 0xFE15}, {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19},
    {0xE81E, 0x9FB4}, {0xE826, 0x9FB5}, {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8},
    {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB}};

/// Where decoding fails, whole and byte by byte alike; -1 if it does not.
int64_t failure(std::string_view bytes, Encoding from) {
    int64_t at[2] = {-1, -1};
    std::string out[2];
    for (int by_one = 0; by_one < 2; ++by_one) {
        Decoder decoder(from);
        bool ok = true;
        for (size_t i = 0; i < bytes.size() && ok; i += by_one ? 1 : bytes.size())
            ok = decoder.feed(view(by_one ? bytes.substr(i, 1) : bytes), out[by_one]);
        if (ok && decoder.finish()) continue;
        at[by_one] = int64_t(decoder.offset());
        CHECK(decoder.problem().where.text() == "byte " + std::to_string(decoder.offset()));
        CHECK_FALSE(decoder.feed(view("a"), out[by_one]));
        CHECK_FALSE(decoder.finish());
    }
    CHECK(at[0] == at[1]);
    CHECK(out[0] == out[1]);
    return at[0];
}

const std::string mixed =
    "a,é;ß\r\n重庆市涪陵区“调解”〇㐂\U00020087\U0001F600\uFFFD\uE000，１２３ plain ASCII all along\n终";

} // namespace

TEST_CASE("encoding: every character of the BMP and some of the others come back") {
    std::string text, wanted;
    const auto add = [&](char32_t c) {
        text += utf8_of(c);
        const auto other = moved.find(c);
        wanted += utf8_of(other == moved.end() ? c : other->second);
    };
    for (char32_t c = 1; c <= 0xFFFF; ++c)
        if (c < 0xD800 || c > 0xDFFF) add(c);
    for (char32_t c = 0x10000; c <= 0x10FFFF; c += 97) add(c);
    add(0x10FFFF);
    add(0);
    for (const Encoding e : all) {
        CAPTURE(name_of(e));
        const std::string back = decoded(encoded(text, e, true), e);
        CHECK((back == (e == Encoding::gb18030 ? wanted : text)));
    }
}

TEST_CASE("encoding: every sequence of GB18030 for the BMP comes back, but for 18 old ones") {
    size_t two = 0, four = 0, old = 0;
    std::vector<bool> seen(0x10000);
    const auto again = [&](std::string_view bytes) {
        const auto* p = reinterpret_cast<const uint8_t*>(bytes.data());
        char32_t c = 0;
        if (gb18030_step(p, bytes.size(), c) != int(bytes.size())) return false;
        for (size_t n = 1; n < bytes.size(); ++n)
            if (char32_t none; gb18030_step(p, n, none) != 0) return false;
        char to[4];
        const bool same = std::string_view(to, put_gb18030(c, to)) == bytes;
        if (!same) ++old;
        return same ? !seen[c] && (seen[c] = true) : bytes.size() == 4 && seen[c];
    };
    for (int lead = 0x81; lead <= 0xFE; ++lead)
        for (int trail = 0x40; trail <= 0xFE; ++trail)
            if (trail != 0x7F) two += again({std::string{char(lead), char(trail)}});
    for (int i = 0; i < 39420; ++i)
        four += again({std::string{char(0x81 + i / 12600), char(0x30 + i / 1260 % 10),
                                   char(0x81 + i / 10 % 126), char(0x30 + i % 10)}});
    CHECK(two == 23940);
    CHECK(four == 39420);
    CHECK(old == 18);
}

TEST_CASE("encoding: GB18030 as the standard prints it") {
    const std::pair<char32_t, const char*> known[] = {
        {0x20AC, "A2 E3"},         {0x4E02, "81 40"},        {0x554A, "B0 A1"},
        {0x9F44, "F7 FE"},         {0x3007, "A9 96"},        {0x2014, "A1 AA"},
        {0x00B7, "A1 A4"},         {0x1E3F, "A8 BC"},        {0xE7C7, "81 35 F4 37"},
        {0xE000, "AA A1"},         {0xE4C6, "A1 40"},        {0xE5E5, "A3 A0"},
        {0xE765, "A7 A0"},         {0xFE10, "A6 D9"},        {0xFE19, "A6 F3"},
        {0x9FB4, "FE 59"},         {0x9FBB, "FE A0"},        {0x0080, "81 30 81 30"},
        {0x00A5, "81 30 84 36"},   {0x3400, "81 39 EE 39"},  {0x4DAE, "FE 9F"},
        {0xFFFF, "84 31 A4 39"},   {0xFEFF, "84 31 95 33"},  {0xE816, "FE 51"},
        {0x10000, "90 30 81 30"},  {0x20000, "95 32 82 36"}, {0x20087, "95 32 90 31"},
        {0x10FFFF, "E3 32 9A 35"}, {0x9FA6, "82 35 8F 33"},  {0xD7FF, "83 36 C7 38"},
    };
    for (const auto& pair : known) {
        const char32_t c = pair.first;
        const char* hex = pair.second;
        CAPTURE(hex);
        CHECK((encoded(utf8_of(c), Encoding::gb18030, false) == bytes_of(hex)));
        char32_t back = 0;
        const std::string bytes = bytes_of(hex);
        CHECK(gb18030_step(view(bytes).data(), bytes.size(), back) == int(bytes.size()));
        CHECK(back == c);
    }
    CHECK(decoded(bytes_of("84 31 82 36 82 35 90 37"), Encoding::gb18030) ==
          utf8_of(0xFE10) + utf8_of(0x9FB4));
}

TEST_CASE("encoding: a mixed text may be cut anywhere") {
    for (const Encoding e : all)
        for (const bool with_mark : {false, true}) {
            const std::string bytes = encoded(mixed, e, with_mark);
            CHECK((by_mark(view(bytes)) == (with_mark ? std::optional(e) : std::nullopt)));
            for (const size_t piece : {1, 2, 3, 5, 17}) CHECK(decoded(bytes, e, piece) == mixed);
            for (size_t cut = 0; cut <= bytes.size(); ++cut) {
                Decoder decoder(e);
                std::string out;
                CHECK(decoder.feed(view(bytes).first(cut), out));
                CHECK(decoder.offset() <= cut);
                CHECK(decoder.offset() + 4 > cut);
                CHECK(decoder.feed(view(bytes).subspan(cut), out));
                CHECK(decoder.finish());
                CHECK(out == mixed);
            }
        }
    CHECK(decoded("\xEF\xBB\xBF"
                  "\xEF\xBB\xBF"
                  "a",
                  Encoding::utf8) == "\uFEFF"
                                     "a"); // only the first is a mark
    CHECK(decoded("", Encoding::utf16le).empty());
    CHECK(encoded("a\xE4\xB8", Encoding::utf16be, false) == std::string("\0a\xFF\xFD\xFF\xFD", 6));
}

TEST_CASE("encoding: wrong UTF-8 is found where it stands") {
    const char* wrong[] = {
        "80",          "BF",       "C0 80",    "C1 BF",       "F5 80 80 80", "F8 88 80 80", "FE",
        "FF",          "C2 41",    "C2 C2",    "DF FF",       "E0 80 80",    "E0 9F BF",    "E4 41",
        "E4 B8 41",    "E4 B8 E4", "ED A0 80", "ED BF BF",    "EF BF C0",    "F0 80 80 80", "F0 8F BF BF",
        "F0 9F 98 41", "F0 9F 41", "F0 41",    "F4 90 80 80", "F4 8F BF FF", "F4 8F FF"};
    for (const char* hex : wrong) {
        CAPTURE(hex);
        const std::string bytes = bytes_of(hex);
        for (const std::string before : {"", "x", "中", "éé", "中文ab"})
            for (size_t n = 0; n < 20; ++n) {
                const std::string start = std::string(n, 'a') + before;
                REQUIRE(failure(start + bytes + "后面还有很多很多文字 and more", Encoding::utf8) ==
                        int64_t(start.size()));
                REQUIRE_FALSE(valid_utf8(start + bytes));
            }
    }
    for (const std::string& whole : {utf8_of(0xE9), utf8_of(0x4E2D), utf8_of(0x1F600)})
        for (size_t n = 1; n < whole.size(); ++n) {
            CHECK(failure("abc" + whole.substr(0, n), Encoding::utf8) == 3);
            CHECK(failure(std::string(16, 'a') + whole.substr(0, n), Encoding::utf8) == 16);
        }
    Decoder decoder(Encoding::utf8);
    std::string out;
    CHECK_FALSE(decoder.feed(view("ab\xE4\xB8"
                                  "c"),
                             out));
    CHECK(decoder.problem().text() ==
          "byte 2: E4 B8 63 is not UTF-8 (choose the right encoding, or save the file as UTF-8)");
    CHECK(out == "ab");
}

TEST_CASE("encoding: UTF-8 sixteen bytes at a time says what one by one says") {
    std::mt19937 random(7);
    const std::string_view parts[] = {"a",  "plain ascii text", "é", "中", "重庆市", "\u0E01",
                                      "한", "\uFFFD",           "😀"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        while (text.size() < 60) text += parts[random() % std::size(parts)];
        for (uint32_t k = random() % 3; k; --k) text[random() % text.size()] = char(random());
        text.resize(text.size() - random() % 5);
        size_t at = 0;
        for (int n = 1; n > 0; at += size_t(std::max(n, 0))) {
            char32_t c;
            n = utf8_step(view(text).data() + at, text.size() - at, c);
        }
        REQUIRE(valid_utf8_prefix(text) == at);
    }
}

TEST_CASE("encoding: wrong UTF-16 and GB18030 are found where they stand") {
    const std::pair<Encoding, const char*> wrong[] = {
        {Encoding::utf16le, "00 DC 41 00"}, {Encoding::utf16le, "00 D8 41 00"},
        {Encoding::utf16le, "00 D8 00 D8"}, {Encoding::utf16be, "DF FF 00 41"},
        {Encoding::utf16be, "DB FF 00 41"}, {Encoding::utf16le, "41"},
        {Encoding::utf16be, "D8 00 DC"},    {Encoding::gb18030, "80"},
        {Encoding::gb18030, "FF"},          {Encoding::gb18030, "81 7F"},
        {Encoding::gb18030, "FE FF"},       {Encoding::gb18030, "81 20"},
        {Encoding::gb18030, "B0"},          {Encoding::gb18030, "81 30 80 30"},
        {Encoding::gb18030, "81 30 FF"},    {Encoding::gb18030, "81 30 41"},
        {Encoding::gb18030, "81 30 81 2F"}, {Encoding::gb18030, "81 30 81 3A"},
        {Encoding::gb18030, "84 31 A5 30"}, {Encoding::gb18030, "8F 39 FE 39"},
        {Encoding::gb18030, "E3 32 9A 36"}, {Encoding::gb18030, "FE 39 FE 39"},
        {Encoding::gb18030, "81 30"},       {Encoding::gb18030, "81 30 81"}};
    for (const auto& pair : wrong) {
        const Encoding e = pair.first;
        const char* hex = pair.second;
        CAPTURE(hex);
        const std::string start = encoded(mixed, e, true), bytes = bytes_of(hex);
        CHECK(failure(start + bytes, e) == int64_t(start.size()));
        CHECK(failure(bytes, e) == 0);
    }
}

TEST_CASE("encoding: detection knows real-looking texts") {
    const std::string csv =
        "编号,当事人,立案日期,金额,状态\r\nfl-2023-00123,张三,2023-05-06,12345.67,已结案\r\n"
        "fl-2023-00124,涪陵区某某建筑劳务有限公司,2023-05-09,980.00,调解\r\n"
        "fl-2023-00125,王小明（女）,2023-05-11,,一审判决、开庭\r\n";
    const std::string english = "id,name,date\r\n1,\"Müller & Söhne\",2023-05-06\r\n2,Smith,2023-05-07\r\n";
    for (const std::string& text : {csv, english})
        for (const Encoding e : all)
            for (const bool with_mark : {false, true}) {
                CAPTURE(name_of(e));
                const std::string bytes = encoded(text, e, with_mark);
                const Detection whole = detect(view(bytes), true);
                REQUIRE_MESSAGE(whole.ok(), whole.problem().text());
                CHECK(*whole == e);
                // A head may be cut anywhere; whole, it may not be cut within a character.
                for (size_t cut = 60; cut < bytes.size(); ++cut) {
                    const Detection head = detect(view(bytes).first(cut), false);
                    REQUIRE(head.ok());
                    // Until a byte says otherwise, GB18030 and UTF-8 may both be ASCII.
                    if (*head != e) REQUIRE((e == Encoding::gb18030 && text == english));
                }
            }
    CHECK(*detect({}, true) == Encoding::utf8);
    CHECK(*detect(view("plain ASCII\n"), true) == Encoding::utf8);
    CHECK(*detect(view("abc\xE4\xB8"), false) == Encoding::utf8);
    CHECK_FALSE(detect(view("abc\xE4\xB8\x80"
                            "abc\xE4"),
                       true)
                    .ok());
    CHECK(*detect(view("\xB0\xA1\xB0\xA1\xB0"), false) == Encoding::gb18030);
    CHECK_FALSE(detect(view("\xB0\xA1\xB0\xA1\xB0"), true).ok());
    CHECK_FALSE(detect(view("\xB0\xA1\xAA\xA1"), true).ok()); // a private character
}

TEST_CASE("encoding: detection refuses what is no text, and says where") {
    const auto refused_at = [](std::string_view bytes) {
        const Detection found = detect(view(bytes), true);
        return found.ok() ? std::string(name_of(*found)) : found.problem().where.text();
    };
    CHECK(refused_at(std::string_view("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16)) == "byte 8");
    CHECK(refused_at(std::string_view("PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", 14)) == "byte 5");
    CHECK(refused_at(std::string_view("\xFF\xFE\0\0a\0\0\0b\0\0\0", 12)) == "byte 0"); // UTF-32
    CHECK(refused_at(std::string_view("a\0\0\0b\0\0\0", 8)) == "byte 1");
    CHECK(refused_at(std::string_view("text\0with a zero", 16)) == "byte 4");
    CHECK(refused_at(std::string_view("a\0b\0c", 5)) == "byte 1"); // odd
    CHECK(refused_at("中文文字"
                     "\xB0\xA1\xFF 文字") == "byte 12");
    std::mt19937 random(11);
    for (int round = 0; round < 400; ++round) {
        std::string garbage(200 + round, '\0');
        for (char& c : garbage) c = char(random());
        REQUIRE_FALSE(detect(view(garbage), round % 2).ok());
    }
}
