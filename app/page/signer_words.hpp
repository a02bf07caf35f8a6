// Whose a file is, in words.
#pragma once
#include "app/page/page.hpp"

namespace mj {

std::string signer_words(const Catalog& catalog, const FileSigner& signer);
ImU32 signer_colour(const FileSigner& signer);
/// False: it is not signed, and nobody signs here.
bool signer_said_here(const AppState& state, const FileSigner& signer);

} // namespace mj
