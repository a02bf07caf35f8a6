#include "core/base/shown.hpp"
#include "core/exchange/office_key.hpp"
#include "tests/unit/core/real_catalog.hpp"

#include <doctest/doctest.h>

using namespace mj;
using test::real_catalog;

namespace {

OfficeKey some_key() {
    OfficeKey key;
    key.office = real_catalog().offices.front().id;
    for (size_t i = 0; i < key.sign.size(); ++i) key.sign[i] = uint8_t(3 * i), key.seal[i] = uint8_t(255 - i);
    key.secret_sign = Bytes(138, 7);
    key.secret_seal = Bytes(140, 9);
    return key;
}

bool same(const OfficeKey& a, const OfficeKey& b) {
    return a.office == b.office && a.sign == b.sign && a.seal == b.seal && a.secret_sign == b.secret_sign &&
           a.secret_seal == b.secret_seal;
}

} // namespace

TEST_CASE("an office's key is in its file whole, and without the secret part when that is not given away") {
    const OfficeKey key = some_key();
    const std::string whole = write_office_key(key, true), open = write_office_key(key, false);
    CHECK(looks_like_office_key(view_of(whole)));
    const auto read = read_office_key(real_catalog(), whole);
    REQUIRE(read);
    CHECK(same(*read, key));
    CHECK(read->secret());
    const auto part = read_office_key(real_catalog(), open);
    REQUIRE(part);
    CHECK_FALSE(part->secret());
    CHECK(part->fingerprint() == key.fingerprint());
    CHECK(open.find("secret") == open.npos);
    // printf, xxd and sha256sum say so too
    CHECK(key.fingerprint() == "0339 9c7a 0edc a748");
    OfficeKey other = key;
    other.seal[64] ^= 1;
    CHECK(other.fingerprint() != key.fingerprint());
}

TEST_CASE("a key file that is cut, changed, newer or of another office is refused") {
    const std::string whole = write_office_key(some_key(), true);
    for (size_t at = 0; at < whole.size(); ++at) {
        CAPTURE(at);
        if (at + 1 < whole.size()) // without its line end it is whole
            CHECK_FALSE(read_office_key(real_catalog(), whole.substr(0, at)).ok());
        std::string changed = whole;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CHECK_FALSE(read_office_key(real_catalog(), changed).ok());
    }
    OfficeKey elsewhere = some_key();
    elsewhere.office = "elsewhere";
    const auto refused = read_office_key(real_catalog(), write_office_key(elsewhere, true));
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().what == say(Said::key_elsewhere, in_quotes("elsewhere")));
    std::string newer = whole;
    newer.replace(newer.find("\"version\":1"), 11, "\"version\":2");
    CHECK(read_office_key(real_catalog(), newer).problem().fix == say(Said::newer_mingjing));
}
