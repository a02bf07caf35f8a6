// What a store keeps of each user action behind its segments.
#pragma once
#include "core/ledger/chronicle.hpp"

namespace mj {

enum Journal : uint8_t {
    journal_change = 1, ///< a change alone (before there was a chronicle)
    journal_entry = 2,  ///< an entry of the chronicle
    journal_signed = 3, ///< one with a byline: a program from before bylines says that it does not know it
    journal_packed = 4, ///< one of many edits, packed, which is likewise
};

/// Does an action of the journal again, and adds it to the chronicle. `settled`: it may be in the rows already, together with
/// later ones. A problem leaves the ledger as it was.
std::optional<Problem> take_action(Ledger& ledger, Chronicle& chronicle, uint8_t type, ByteView payload,
                                   bool settled);

} // namespace mj
