// Texts, ids and keys that somebody chose so that they meet in a hash table: reading them takes no longer than ordinary ones.
#include "tests/unit/core/exchange/json_help.hpp"

#include <algorithm>
#include <ctime>
#include <doctest/doctest.h>
#include <functional>

using namespace mj;
using namespace mj::test;

namespace {

constexpr uint64_t golden = 0x9E3779B97F4A7C15;

/// The number whose product with an odd one is 1 (Newton: each step doubles the right bits).
constexpr uint64_t inverse(uint64_t odd) {
    uint64_t x = odd;
    for (int i = 0; i < 6; ++i) x *= 2 - odd * x;
    return x;
}
static_assert(golden * inverse(golden) == 1);

double seconds(const std::function<void()>& work) {
    const std::clock_t before = std::clock();
    work();
    return double(std::clock() - before) / CLOCKS_PER_SEC;
}

/// At most twice the time, and a moment in which nothing can be told apart. What else the machine does makes either slower, never
/// faster: both are tried in turn until they agree, and the fastest of each counts.
void no_slower(const std::function<void()>& chosen, const std::function<void()>& ordinary) {
    constexpr int most_tries = 12;
    double slow = 1e9, usual = 1e9;
    const auto agree = [&] { return slow <= 2 * usual + 0.02; };
    for (int i = 0; i < most_tries && (i < 2 || !agree()); ++i) {
        usual = std::min(usual, seconds(ordinary));
        slow = std::min(slow, seconds(chosen));
    }
    CAPTURE(slow);
    CAPTURE(usual);
    CHECK(agree());
}

// A hash without a key, as tables had it once: words of eight bytes, mixed one after the other.
uint64_t mix(uint64_t h, uint64_t word) {
    h ^= word;
    h = (h ^ h >> 32) * golden;
    return h ^ h >> 29;
}
uint64_t unmix(uint64_t h) {
    h ^= h >> 29 ^ h >> 58;
    h *= inverse(golden);
    return h ^ h >> 32;
}

std::string text_of(uint64_t first, uint64_t second) {
    std::string out(16, ' ');
    std::memcpy(out.data(), &first, 8);
    std::memcpy(out.data() + 8, &second, 8);
    return out;
}

struct Record {
    uint64_t id;
    std::string no;
};

std::string file_of(const std::vector<Record>& records) {
    std::string out =
        "{\"format\":\"mingjing\",\"version\":1,\"office\":\"here\",\"catalog\":\"test\",\"counts\":{"
        "\"thing\":" +
        std::to_string(records.size()) + "},\"registers\":{\"thing\":[";
    for (const Record& r : records) {
        if (out.back() == '}') out += ",\n";
        out += "{\"id\":\"" + RecordId{r.id}.text() +
               "\",\"created\":\"2023-01-04T09:12:00Z\",\"changed\":\"2023-01-04T09:12:00Z\",\"state\":"
               "\"draft\","
               "\"no\":\"" +
               r.no + "\"}";
    }
    return with_checksum(out + "]},\"checksum\":\"crc32c:00000000\"}");
}

std::function<void()> import_of(const std::vector<Record>& records) {
    return
        [catalog = small_catalog(), file = file_of(records)] { REQUIRE(import_error(catalog, file) == ""); };
}

constexpr uint32_t many = 80'000, few = 20'000;

/// Records whose ids are `factor` times a number, as far as a file may have them; falling, so that a search by halves finds
/// none.
std::vector<Record> multiples(uint64_t factor) {
    std::vector<Record> out;
    for (uint64_t i = few + few / 4; out.size() < few; --i)
        if (RecordId{i * factor}.sequence() <= RecordId::last_sequence) out.push_back({i * factor, "a"});
    return out;
}

} // namespace

TEST_CASE("hostile keys: 80,000 texts that met under a hash without a key take as long as others") {
    std::vector<std::string> chosen, ordinary;
    Dice dice{7};
    for (uint64_t i = 0; i < many; ++i) {
        const uint64_t first = i * 0x1234567, high = dice.roll(1u << 31);
        const uint64_t wanted = high << 32 | (high ^ 0xC0FFEE); // both halves give the same
        chosen.push_back(text_of(first, mix(16 * golden, first) ^ unmix(wanted)));
        uint64_t words[2];
        std::memcpy(words, chosen.back().data(), 16);
        const uint64_t h = mix(mix(16 * golden, words[0]), words[1]);
        REQUIRE(uint32_t(h ^ h >> 32) == 0xC0FFEE);
        ordinary.push_back(text_of(i * golden, i));
    }
    const auto intern = [](const std::vector<std::string>& texts) {
        return [&texts] {
            TextPool pool;
            std::vector<uint32_t> numbers(texts.size());
            const std::vector<std::string_view> views(texts.begin(), texts.end());
            pool.intern_all(std::span(views).first(many / 2), numbers.data());
            for (size_t i = many / 2; i < many; ++i) numbers[i] = pool.intern(texts[i]);
            bool in_order = pool.find(texts.back()) == many; // the hash decides nothing
            for (uint32_t i = 0; i < many; ++i) in_order = in_order && numbers[i] == i + 1;
            REQUIRE(in_order);
        };
    };
    no_slower(intern(chosen), intern(ordinary));
}

TEST_CASE("hostile keys: ids that meet, in any order, take as long as others") {
    // Against the table of all ids of a file, and against buckets whose numbers are the primes that libstdc++ takes.
    constexpr uint64_t primes = 20753ull * 42043 * 85229;
    const auto usual = import_of(multiples(golden));
    no_slower(import_of(multiples(inverse(golden) << 44)), usual);
    no_slower(import_of(multiples(primes)), usual);
}

TEST_CASE("hostile keys: rows that all have one business key take as long as others") {
    const Catalog catalog = small_catalog();
    const auto keys = [&](bool alike) {
        return [&catalog, alike] {
            Ledger ledger(catalog);
            for (uint32_t i = 0; i < few; ++i)
                ledger.set(0, ledger.append(0, {id(i + 1), 1, 1, State::checked}), f_no,
                           alike ? std::string("同号") : std::to_string(i));
            REQUIRE(ledger.index_keys(Deadline::never()));
            for (uint32_t row = 0; row < few; row += few / 10)
                REQUIRE(ledger.problems_of(0, row, {}).size() == (alike ? 1 : 0));
        };
    };
    no_slower(keys(true), keys(false));
}
