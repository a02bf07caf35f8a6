#include "core/ledger/journal.hpp"

#include "core/ledger/codec.hpp"

namespace mj {

std::optional<Problem> take_action(Ledger& ledger, Chronicle& chronicle, uint8_t type, ByteView payload,
                                   bool settled) {
    const Catalog& catalog = ledger.catalog();
    if (type < journal_change || type > journal_packed)
        return Problem{say(Said::journal_unknown), say(Said::at_journal), say(Said::reload_newer)};
    Entry entry;
    if (type != journal_change) {
        auto read = decode_entry(catalog, payload);
        if (!read) return read.problem();
        entry = std::move(*read);
        chronicle.add(payload);
    } else {
        auto change = decode_change(catalog, payload);
        if (!change) return change.problem();
        entry.change = std::move(*change);
    }
    if (settled) {
        ledger.replay(entry.change);
        return std::nullopt;
    }
    if (!ledger.possible(entry.change).empty())
        return Problem{say(Said::change_unfit), say(Said::at_journal), say(Said::restore_backup)};
    entry.before = ledger.apply(entry.change);
    if (type == journal_change) chronicle.add(encode_entry(catalog, entry));
    return std::nullopt;
}

} // namespace mj
