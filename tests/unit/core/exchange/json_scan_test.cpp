#include "core/exchange/json_scan.hpp"
#include "tests/unit/core/small_catalog.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mj;
using namespace mj::test;

namespace {

/// Tokens as text, the way they came.
struct Listing final : JsonTokens {
    std::string text;
    bool token(JsonToken token, std::string_view content) override {
        constexpr std::string_view marks[] = {"{", "}", "[", "]", "k", "t", "n", "yes", "no", "null"};
        text += marks[size_t(token)];
        if (token == JsonToken::key || token == JsonToken::text || token == JsonToken::number) {
            text += '(';
            text += content;
            text += ')';
        }
        text += ' ';
        return true;
    }
};

struct Scan {
    bool ok = false;
    std::string tokens, mistake;
    JsonPlace place;
};

Scan scan(std::string_view text, size_t piece = 0) {
    Listing listing;
    JsonScanner scanner(listing);
    if (piece == 0) piece = text.size() + 1;
    bool ok = true;
    // Each piece in memory of its own, so that reading outside of it is noticed.
    for (size_t at = 0; ok && at < text.size(); at += piece)
        ok = scanner.feed(std::string(text.substr(at, piece)));
    ok = ok && scanner.finish();
    return {ok, listing.text, scanner.mistake().text(), scanner.place()};
}

} // namespace

TEST_CASE("json scanner: tokens") {
    CHECK(scan(R"( {"a":[1,-2.5e+3,true,false,null,"x\n\u00e9\ud83d\ude00中"],"b":{}} )").tokens ==
          "{ k(a) [ n(1) n(-2.5e+3) yes no null t(x\né😀中) ] k(b) { } } ");
    CHECK(scan("17").tokens == "n(17) ");
    CHECK(scan("\"\"").tokens == "t() ");
    CHECK(scan(R"("\"\\\/\b\f\n\r\t")").tokens == "t(\"\\/\b\f\n\r\t) ");
}

TEST_CASE("json scanner: mistakes name the place and what was expected") {
    struct {
        std::string_view text;
        uint64_t line, column;
        std::string_view mistake;
    } const cases[] = {
        {"", 1, 1, "the text ends too early"},
        {"{\"a\":1", 1, 7, "the text ends too early"},
        {"{\n \"中\": x}", 2, 7, "neither a number"},
        {"{\"a\" 1}", 1, 6, "'1' where a colon is expected"},
        {"{\"a\":1,}", 1, 8, "'}' where a name in quotation marks is expected"},
        {"[1,]", 1, 4, "']' where a value is expected"},
        {"[1 2]", 1, 4, "'2' where a comma or ] is expected"},
        {"{} {", 1, 4, "'{' where the end of the file is expected"},
        {"[01]", 1, 2, "\"01\" is neither a number"},
        {"[1.]", 1, 2, "\"1.\" is neither a number"},
        {"[tru]", 1, 2, "\"tru\" is neither a number"},
        {"[\"a\nb\"]", 1, 4, "the control character 0x0a inside a text"},
        {"[\"\\x\"]", 1, 4, "an unknown escape"},
        {"[\"\\u12g4\"]", 1, 7, "four hexadecimal digits"},
        {"[\"\\ud800\"]", 1, 9, "half of a surrogate pair"},
        {"[\"\\udc00\"]", 1, 8, "half of a surrogate pair"},
        {"[\"\\ud800\\n\"]", 1, 10, "half of a surrogate pair"},
        {"[\"中\xC0\x80\"]", 1, 5, "not valid UTF-8"},
        {"[\xE4\xB8\xAD]", 1, 2, "a character outside of any text"},
        {"]", 1, 1, "']' where a value is expected"},
        {"{]", 1, 2, "']' where a name"},
        {"[}", 1, 2, "'}' where a value or ] is expected"},
    };
    for (const auto& c : cases) {
        const Scan s = scan(c.text);
        CAPTURE(c.text);
        CAPTURE(s.mistake);
        CHECK_FALSE(s.ok);
        CHECK(s.mistake.find(c.mistake) != std::string::npos);
        CHECK(s.place.line == c.line);
        CHECK(s.place.column == c.column);
    }
}

TEST_CASE("json scanner: the size of the pieces makes no difference") {
    const std::string_view texts[] = {
        R"({"a":[1,-2.5e+3,true,"x\n\u00e9\ud83d\ude00中文"],
 "long":"0123456789012345678901234567890123456789012345678901234567890123456789"})",
        "{\n\"中\":\n[1,\n  \"\\ud83d\\ude0g\"]}", "[\"\\ud83d中\"]", "[1,2,03]"};
    for (const auto text : texts) {
        const Scan whole = scan(text);
        for (size_t piece = 1; piece <= 64; ++piece) {
            const Scan s = scan(text, piece);
            CAPTURE(piece);
            CHECK(s.ok == whole.ok);
            CHECK(s.tokens == whole.tokens);
            CHECK(s.mistake == whole.mistake);
            CHECK(s.place == whole.place);
        }
    }
}

TEST_CASE("json scanner: bounded") {
    CHECK(scan('"' + std::string(JsonScanner::longest_text, 'a') + '"').ok);
    CHECK_FALSE(scan('"' + std::string(JsonScanner::longest_text + 1, 'a') + '"').ok);
    CHECK_FALSE(scan('"' + std::string(JsonScanner::longest_text + 1, 'a') + '"', 1000).ok);
    CHECK_FALSE(scan('"' + std::string(10 * JsonScanner::longest_text, 'a'), 1000).ok);
    CHECK(scan(std::string(JsonScanner::deepest, '[') + std::string(JsonScanner::deepest, ']')).ok);
    CHECK(scan(std::string(JsonScanner::deepest + 1, '[')).mistake == "brackets are nested too deep");
    CHECK(scan(std::string(5000, '1')).mistake == "a number that is too long");
}

TEST_CASE("json scanner: takes and refuses what nlohmann/json does") {
    const std::string seeds[] = {
        R"({"a":[1,-2.5e+3,true,false,null,"x\n\u00e9\ud83d\ude00中"],"b":{"c":[]}})",
        R"([0,0.5,1E9,-0,"\\\"","é",[[],{}]])", "\"\\u0041\""};
    // Both halves of tokens and their neighbours, so that mutants are often nearly right.
    const std::string letters = "{}[]:,\"\\/ \n\tu09aeE+-.1tfn\x01\x7F\x80\xE4\xB8\xAD\xF0";
    Dice dice{42};
    int taken = 0, refused = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text = seeds[dice.roll(3)];
        for (uint32_t edits = dice.roll(4); edits > 0 && !text.empty(); --edits) {
            const size_t at = dice.roll(uint32_t(text.size()));
            switch (dice.roll(3)) {
            case 0: text.erase(at, 1 + dice.roll(3)); break;
            case 1: text.insert(at, 1, letters[dice.roll(uint32_t(letters.size()))]); break;
            default: text[at] = letters[dice.roll(uint32_t(letters.size()))];
            }
        }
        const bool theirs = nlohmann::json::accept(text);
        const bool ours = scan(text, dice.roll(8)).ok;
        CAPTURE(text);
        REQUIRE(ours == theirs);
        ++(theirs ? taken : refused);
    }
    CHECK(taken > 2000);
    CHECK(refused > 2000);
}
