#include "app/page/signer_words.hpp"

namespace mj {

std::string signer_words(const Catalog& catalog, const FileSigner& signer) {
    const std::string office = office_name(catalog, signer.office);
    switch (signer.is) {
    case FileSigner::Is::nobody: return tr(T::signer_nobody);
    case FileSigner::Is::ours:
        return tr(T::signer_ours, {pick(catalog.offices.front().name), signer.fingerprint});
    case FileSigner::Is::known: return tr(T::signer_known, {office, signer.fingerprint, signer.since.text()});
    case FileSigner::Is::renamed:
        return tr(T::signer_renamed, {office, signer.fingerprint, signer.known, signer.since.text()});
    case FileSigner::Is::missing: return tr(T::signer_missing, {office, signer.known});
    case FileSigner::Is::another: return tr(T::signer_another, {signer.fingerprint});
    case FileSigner::Is::stranger: return tr(T::signer_stranger, {signer.fingerprint});
    case FileSigner::Is::broken: return tr(T::signer_broken);
    case FileSigner::Is::unlooked: return tr(T::signer_unlooked);
    }
    return {};
}

ImU32 signer_colour(const FileSigner& signer) {
    using Is = FileSigner::Is;
    return signer.is == Is::ours || signer.is == Is::known ? colours().jade
           : signer.sound()                                ? colours().ochre
                                                           : colours().cinnabar;
}

bool signer_in_doubt(const FileSigner& signer) {
    using Is = FileSigner::Is;
    return signer.is != Is::nobody && signer.is != Is::ours && signer.is != Is::known;
}

bool signer_said_here(const AppState& state, const FileSigner& signer) {
    return signer.is != FileSigner::Is::nobody || state.office_key || !state.known_keys.all.empty();
}

} // namespace mj
