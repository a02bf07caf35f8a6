// What a signed file says of itself, and what a reader makes of one that was changed. The signatures are real ones in the journeys.
#include "core/base/hex.hpp"
#include "core/exchange/json_file.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

#include <doctest/doctest.h>

using namespace mj;
using namespace mj::test;

namespace {

OfficeKey signing_key() {
    OfficeKey key;
    key.office = "here";
    key.sign.fill(4), key.seal.fill(5);
    return key;
}

Signature some_signature() {
    Signature out;
    for (size_t i = 0; i < out.size(); ++i) out[i] = uint8_t(i);
    return out;
}

Ledger some_records(const Catalog& catalog) {
    Ledger ledger(catalog);
    for (uint32_t i = 0; i < 300; ++i)
        ledger.set(0, ledger.append(0, {id(i + 1), 1, 1, State::checked}), f_no,
                   "第" + std::to_string(i) + "号");
    return ledger;
}

/// `digest`: what was asked to be signed.
std::string signed_file(const Ledger& ledger, Digest& digest) {
    std::string out;
    const auto task = JsonExport::start(
        ledger, "here",
        [&](ByteView piece) { out.append(reinterpret_cast<const char*>(piece.data()), piece.size()); }, true);
    while (!task->to_sign()) REQUIRE_FALSE(task->step(Deadline::never()));
    digest = *task->to_sign();
    CHECK_FALSE(task->step(Deadline::never())); // it waits
    CHECK(digest == *task->to_sign());
    task->sign(signing_key(), some_signature());
    CHECK(task->step(Deadline::never()));
    REQUIRE_FALSE(task->problem());
    return out;
}

const size_t no_such = std::string::npos;

} // namespace

TEST_CASE(
    "a signed file says of what it is signed, and comes in as the unsigned one does, by pieces of any size") {
    const Catalog catalog = small_catalog();
    const Ledger ledger = some_records(catalog);
    Digest digest;
    const std::string text = signed_file(ledger, digest), plain = exported(ledger);
    const size_t at = text.find("\"signed\"");
    REQUIRE(at != no_such);
    CHECK(digest == sha256(view(text).first(at)));
    CHECK(with_checksum(text) == text);
    CHECK(text.find("\"version\":2") != no_such);
    CHECK(plain.find("\"version\":1") != no_such);
    for (const size_t piece : {0, 1, 7, 64, 100, 4096}) {
        CAPTURE(piece);
        const auto task = imported(catalog, text, piece);
        REQUIRE_FALSE(task->problem());
        REQUIRE(task->signed_by());
        const SignedBy& by = *task->signed_by();
        CHECK(by.fits);
        CHECK(by.digest == digest);
        CHECK(by.signature == some_signature());
        CHECK(by.key.fingerprint() == signing_key().fingerprint());
        CHECK_FALSE(by.key.secret());
        CHECK(exported(task->take()) == plain);
        CHECK_FALSE(imported(catalog, plain, piece)->signed_by());
    }
    CHECK(signed_words(digest) == "mingjing data sha256:" + to_hex(digest) + "\n");
}

TEST_CASE("whoever changes a signed file and its checksum is found out by the digest") {
    const Catalog catalog = small_catalog();
    Digest digest;
    const std::string text = signed_file(some_records(catalog), digest);
    const size_t end = text.find("\"signed\"");
    int found = 0;
    for (size_t at = text.find("\"registers\""); at < end; ++at) {
        if (text[at] < '0' || text[at] > '9' || at % 11) continue; // some of them: each reads the file whole
        std::string changed = text;
        changed[at] = changed[at] == '7' ? '8' : '7';
        const auto task = imported(catalog, with_checksum(changed));
        if (task->problem()) continue; // of another kind
        REQUIRE(task->signed_by());
        CHECK_FALSE(task->signed_by()->fits);
        ++found;
    }
    CHECK(found > 20);
}

TEST_CASE(
    "nothing stands behind a signature, none is in an unsigned file, and none is missing from a signed one") {
    const Catalog catalog = small_catalog();
    Digest digest;
    const std::string text = signed_file(some_records(catalog), digest);
    const size_t at = text.find("\"signed\""), end = text.find("\"checksum\""),
                 registers = text.find("\"registers\"");
    const std::string member = text.substr(at, end - at);
    const auto error = [&](std::string changed) {
        return import_error(catalog, with_checksum(std::move(changed)));
    };
    std::string earlier = text;
    earlier.erase(at, member.size());
    CHECK(error(earlier).find("was taken out") != no_such);
    earlier.insert(registers, member);
    CHECK(error(earlier).find("behind the signature") != no_such);
    std::string twice = text;
    twice.insert(at, member);
    CHECK(error(twice) != "");
    std::string old = text;
    old.replace(old.find("\"version\":2"), 11, "\"version\":1");
    CHECK(error(old).find("signed") != no_such);
    for (const char* part : {"sha256", "sign\"", "seal", "signature"}) {
        std::string short_of_one = text;
        short_of_one.erase(short_of_one.find(':', short_of_one.find(part, at)) + 2, 1);
        CAPTURE(part);
        CHECK(error(short_of_one).find("a signature") != no_such);
        std::string named = text;
        named[named.find(part, at)] = 'x';
        CHECK(error(named).find("a signature") != no_such);
    }
    std::string without = text;
    without.erase(without.rfind(",\"signature\""), 13 + 3 + 128);
    CHECK(error(without).find("a signature") != no_such);
}
