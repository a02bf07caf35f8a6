// Keys of offices whose fingerprint somebody has compared with what the office says: one an office, as the settings keep them.
#pragma once
#include "core/base/date.hpp"
#include "core/exchange/json.hpp"

#include <optional>
#include <vector>

namespace mj {

/// Whose a data file is, as far as that is known.
struct FileSigner {
    enum class Is : uint8_t {
        nobody,   ///< it is not signed
        ours,     ///< the office's key that is here
        known,    ///< the key that is known as its office's
        another,  ///< some other key than ours
        stranger, ///< a key, and none is here to compare
        renamed,  ///< its office is known with another key
        missing,  ///< it is not signed, and its office is known with a key
        broken,   ///< the signature does not fit the file
        unlooked, ///< this browser cannot look
    };
    Is is = Is::nobody;
    std::string office = {}; ///< id, as the file says
    Digest key = {};
    std::string fingerprint = {};       ///< of that key
    std::string known = {};             ///< known, renamed, missing: the fingerprint that is known
    Date since = {};                    ///< likewise: the day on which it was compared
    std::optional<Problem> unkept = {}; ///< why it was compared and is not known

    void looked(const Outcome<bool>& fits); ///< what the browser says of the signature
    bool comparable() const { return is == Is::another || is == Is::stranger; } ///< and then known
    bool sound() const { return is != Is::broken && is != Is::renamed; }        ///< as far as is known
};

struct KnownKey {
    std::string office; ///< id
    Digest key;         ///< OfficeKey::digest()
    Date since;         ///< compared on that day
};

struct KnownKeys {
    static constexpr size_t most = 100;
    std::vector<KnownKey> all; ///< in the order in which they came

    const KnownKey* of(std::string_view office) const; ///< nullptr: none
    void forget(std::string_view office);
    /// Says of a key that is not ours, and of a file without one, what is known of its office.
    void judge(FileSigner& signer) const;
    std::string text() const; ///< for the settings
};

/// Of a file that says it is of that office, before the browser has looked at its signature.
FileSigner signer_said(const std::string& office, const std::optional<SignedBy>& by,
                       const std::optional<OfficeKey>& ours, const KnownKeys& known);

/// What cannot be read of it, or is of an office that the catalogue does not have, is not known, and takes nobody's place.
KnownKeys read_known_keys(const Catalog& catalog, std::string_view text);

/// Of a fingerprint as somebody types it: in groups or not, in capitals, in wide letters.
std::string fingerprint_digits(std::string_view typed);
/// What people call it; the id of one that the catalogue does not have.
std::string office_name(const Catalog& catalog, std::string_view id);

} // namespace mj
