// Everything that can be gone to or done, found by a few letters: Chinese, pinyin initials or English.
#pragma once
#include "app/state/place.hpp"
#include "app/text/texts.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

enum class PaletteAction : uint8_t {
    undo,
    redo,
    import_file,
    export_file,
    chinese,
    english,
    present,
    lock,
    report,
    checks,
    look_system,
    look_light,
    look_dark,
    look_contrast,
    count
};

struct PaletteHit {
    enum class Kind : uint8_t { page, section, reg, figure, employer, action };
    Kind kind = Kind::page;
    int index = 0; ///< PageId, section of a board, register, indicator, row of the employer or PaletteAction
    RecordId record; ///< of an employer
    std::string name;
};

/// Pages and their sections first, then actions, registers, figures, employers; of each the names that begin with the text before the
/// others. Without a text: pages and actions, but no looks. At most `most`.
std::vector<PaletteHit> find_hits(const Ledger& ledger, std::string_view text, size_t most);

} // namespace mj
