#include "core/exchange/office_key.hpp"

#include "core/base/crc32c.hpp"
#include "core/base/hex.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"
#include "core/exchange/json_texts.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view key_format = "mingjing-key";
constexpr int key_version = 1;
constexpr size_t largest_secret = 1024; // bytes of PKCS #8; a key of P-256 has about 140

Problem key_damaged() { return {say(Said::key_damaged), {}, say(Said::other_key_file)}; }

bool take_secret(JsonTexts& read, const std::string& name, Bytes& out) {
    const std::string digits = read.take(name);
    if (digits.size() > 2 * largest_secret) return false;
    out.resize(digits.size() / 2);
    return from_hex(digits, out);
}

} // namespace

Digest OfficeKey::digest() const {
    Bytes both(sign.begin(), sign.end());
    both.insert(both.end(), seal.begin(), seal.end());
    return sha256(both);
}

std::string OfficeKey::fingerprint() const { return fingerprint_of(digest()); }

std::string fingerprint_of(const Digest& digest) {
    std::string out = to_hex(ByteView(digest).first(8));
    for (const size_t at : {12, 8, 4}) out.insert(at, " ");
    return out;
}

std::string write_office_key(const OfficeKey& key, bool secret) {
    std::string out = "{\"format\":\"" + std::string(key_format) +
                      "\",\"version\":" + std::to_string(key_version) + ",\"office\":";
    put_json_text(out, key.office);
    const auto member = [&](const char* name, ByteView bytes) {
        out += std::string(",\n\"") + name + "\":\"" + to_hex(bytes) + '"';
    };
    member("sign", key.sign);
    member("seal", key.seal);
    if (secret) {
        member("secret_sign", key.secret_sign);
        member("secret_seal", key.secret_seal);
    }
    out += ",\n";
    return out + "\"checksum\":\"" + checksum_text(crc32c(view_of(out))) + "\"}\n";
}

bool looks_like_office_key(ByteView head) { return names_format(head, key_format); }

Outcome<OfficeKey> read_office_key(const Catalog& catalog, std::string_view text) {
    JsonTexts read;
    JsonScanner scanner(read);
    if (!scanner.feed(text) || !scanner.finish() || read.take("format") != key_format) return key_damaged();
    if (auto problem = other_version(read.take("version"), key_version, key_version)) return *problem;
    OfficeKey out;
    out.office = read.take("office");
    if (catalog.offices.empty() || out.office != catalog.offices.front().id)
        return Problem{say(Said::key_elsewhere, in_quotes(out.office)), {}, say(Said::other_key_file)};
    if (!checksum_closes(text, read.take("checksum")) || !from_hex(read.take("sign"), out.sign) ||
        !from_hex(read.take("seal"), out.seal) || !take_secret(read, "secret_sign", out.secret_sign) ||
        !take_secret(read, "secret_seal", out.secret_seal) ||
        out.secret_sign.empty() != out.secret_seal.empty() || !read.texts.empty())
        return key_damaged();
    return out;
}

bool looks_sealed_to_office(ByteView head) {
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    return text.starts_with(sealed_to_mark);
}

} // namespace mj
