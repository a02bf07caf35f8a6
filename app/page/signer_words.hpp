// Whose a file is, in words.
#pragma once
#include "app/page/page.hpp"

namespace mj {

std::string signer_words(const Catalog& catalog, const FileSigner& signer);
ImU32 signer_colour(const FileSigner& signer);
bool signer_in_doubt(const FileSigner& signer); ///< it is signed, and nobody here knows with whose key
/// False: it is not signed, and nobody signs here.
bool signer_said_here(const AppState& state, const FileSigner& signer);

} // namespace mj
