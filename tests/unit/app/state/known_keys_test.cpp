#include "app/state/known_keys.hpp"

#include <doctest/doctest.h>

using namespace mj;

namespace {

KnownKey known_key(std::string office, uint8_t first) {
    return {std::move(office), Digest{first}, Date::of(2024, 2, 29)};
}

/// Of what is kept, by a catalogue that has these offices and many more.
KnownKeys read_keys(std::string_view text) {
    static const Catalog catalog = [] {
        Catalog out;
        for (const char* id : {"east", "west", "north"}) out.offices.emplace_back().id = id;
        for (int i = 0; i < 200; ++i) out.offices.emplace_back().id = "office-" + std::to_string(i);
        return out;
    }();
    return read_known_keys(catalog, text);
}

} // namespace

TEST_CASE("known keys come back as they were kept, and what is damaged of them is not known") {
    const KnownKeys kept{{known_key("east", 1), known_key("west", 2)}};
    const std::string text = kept.text();
    const KnownKeys read = read_keys(text);
    REQUIRE(read.all.size() == 2);
    CHECK(read.text() == text);
    CHECK(read.of("west")->key == Digest{2});
    CHECK(read.of("north") == nullptr);
    for (size_t at = 0; at < text.find('\n'); ++at) {
        std::string wrong = text;
        wrong[at] = '#';
        const KnownKeys damaged = read_keys(wrong);
        const KnownKey* const east = damaged.of("east");
        CHECK_MESSAGE((east == nullptr || (east->key == Digest{1} && east->since == kept.all[0].since)), at);
        CHECK_MESSAGE(damaged.of("west"), at);
    }
    for (size_t size = 0; size < text.size() / 2; ++size)
        CHECK(read_keys(text.substr(0, size)).of("west") == nullptr);
    // A name that came twice would be known with whichever was looked at.
    CHECK(read_keys(text + KnownKeys{{known_key("east", 3)}}.text()).of("east")->key == Digest{1});
    std::string many;
    for (int i = 0; i < 200; ++i) many += KnownKeys{{known_key("office-" + std::to_string(i), 1)}}.text();
    CHECK(read_keys(many).all.size() == KnownKeys::most);
    // A line that is no such line, or of no office there is, keeps no other out.
    std::string strange;
    for (int i = 0; i < 200; ++i) strange += KnownKeys{{known_key("nobody-" + std::to_string(i), 1)}}.text();
    for (const size_t at : {size_t(10), size_t(75)}) {
        std::string joined = KnownKeys{{known_key("east", 2)}}.text();
        REQUIRE(joined[at] == ' ');
        joined[at] = '0';
        strange += joined;
    }
    strange += KnownKeys{{known_key("east office", 2)}}.text() + KnownKeys{{known_key("east ", 2)}}.text();
    const KnownKeys left = read_keys(strange + text);
    CHECK(left.text() == text);
}

TEST_CASE(
    "a key that the office's name is known with is known, another is warned of, and so is none at all") {
    using Is = FileSigner::Is;
    const KnownKeys keys{{known_key("east", 1)}};
    const auto judged = [&](Is is, std::string office, uint8_t key) {
        FileSigner signer;
        signer.is = is, signer.office = std::move(office), signer.key = Digest{key};
        keys.judge(signer);
        return signer;
    };
    CHECK(judged(Is::stranger, "east", 1).is == Is::known);
    CHECK(judged(Is::another, "east", 1).is == Is::known);
    CHECK(judged(Is::another, "east", 1).since == Date::of(2024, 2, 29));
    CHECK(judged(Is::another, "east", 2).is == Is::renamed);
    CHECK(judged(Is::another, "east", 2).known == fingerprint_of(Digest{1}));
    CHECK(judged(Is::nobody, "east", 0).is == Is::missing);
    CHECK(judged(Is::stranger, "west", 1).is ==
          Is::stranger); // a key speaks for the office it was compared with
    CHECK(judged(Is::nobody, "west", 0).is == Is::nobody);
    CHECK(judged(Is::ours, "east", 2).is == Is::ours);
    CHECK(judged(Is::broken, "east", 1).is == Is::broken);
}

TEST_CASE("a fingerprint is typed as people type it") {
    const std::string is = fingerprint_digits(fingerprint_of(Digest{0x3f, 0x2a, 0x91, 0xc0}));
    CHECK(is == "3f2a91c000000000");
    CHECK(fingerprint_digits(" 3F2A-91C0 0000 0000") == is);
    CHECK(fingerprint_digits("３ｆ２ａ　９１Ｃ０００００００００") == is);
    CHECK(fingerprint_digits("3f2a 91c0") != is);
}
