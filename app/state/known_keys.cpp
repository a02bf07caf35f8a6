#include "app/state/known_keys.hpp"

#include "app/text/texts.hpp"
#include "core/base/fold.hpp"
#include "core/base/hex.hpp"

#include <algorithm>

namespace mj {

void FileSigner::looked(const Outcome<bool>& fits) {
    if (!fits)
        is = Is::unlooked;
    else if (!*fits)
        is = Is::broken;
}

FileSigner signer_said(const std::string& office, const std::optional<SignedBy>& by,
                       const std::optional<OfficeKey>& ours, const KnownKeys& known) {
    using Is = FileSigner::Is;
    FileSigner out;
    out.office = office;
    if (by) {
        out.key = by->key.digest();
        out.fingerprint = by->key.fingerprint();
        out.is = !ours ? Is::stranger : ours->is(by->key) ? Is::ours : Is::another;
    }
    known.judge(out);
    return out;
}

const KnownKey* KnownKeys::of(std::string_view office) const {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const KnownKey& k) { return k.office == office; });
    return at == all.end() ? nullptr : &*at;
}

void KnownKeys::forget(std::string_view office) {
    std::erase_if(all, [&](const KnownKey& k) { return k.office == office; });
}

void KnownKeys::judge(FileSigner& signer) const {
    const KnownKey* const known = of(signer.office);
    if (!known || !(signer.comparable() || signer.is == FileSigner::Is::nobody)) return;
    signer.is = !signer.comparable()       ? FileSigner::Is::missing
                : signer.key == known->key ? FileSigner::Is::known
                                           : FileSigner::Is::renamed;
    signer.known = fingerprint_of(known->key);
    signer.since = known->since;
}

std::string KnownKeys::text() const {
    std::string out;
    for (const KnownKey& k : all) out += k.since.text() + ' ' + to_hex(k.key) + ' ' + k.office + '\n';
    return out;
}

KnownKeys read_known_keys(const Catalog& catalog, std::string_view text) {
    constexpr size_t day = 10, digits = 64, office = day + digits + 2;
    KnownKeys out;
    while (!text.empty() && out.all.size() < KnownKeys::most) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.size() <= office || line[day] != ' ' || line[office - 1] != ' ') continue;
        KnownKey key{std::string(line.substr(office)), {}, {}};
        const auto since = Date::parse(line.substr(0, day));
        if (!since || !from_hex(line.substr(day + 1, digits), key.key) ||
            catalog.find_office(key.office) < 0 || out.of(key.office))
            continue;
        key.since = *since;
        out.all.push_back(std::move(key));
    }
    return out;
}

std::string fingerprint_digits(std::string_view typed) {
    std::string out;
    fold(typed, out);
    std::erase_if(out, [](char c) { return !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'); });
    return out;
}

std::string office_name(const Catalog& catalog, std::string_view id) {
    const int at = catalog.find_office(id);
    return at < 0 ? std::string(id) : pick(catalog.offices[size_t(at)].name);
}

} // namespace mj
