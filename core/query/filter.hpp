// One filter of a selection: what the cells of one field must be.
#pragma once
#include "core/ledger/ledger.hpp"
#include "core/query/bits.hpp"

namespace mj {

/// A condition a person has set. Only what the kind names is looked at.
struct Filter {
    enum class Kind : uint8_t {
        range, ///< date, count, money: from <= cell <= to; missing never fits
        codes, ///< code: one of `codes` (column numbers, 0 = missing); flag: 0 = no, 1 = yes, 255 = missing
        contains, ///< text: contains `text`, folded, or its pinyin initials do
        missing,  ///< has no value (whose cells codes are: by `codes`, with 0 or 255)
        linked,   ///< link: to a row of the target register whose bit is set in `rows`
    };
    Kind kind = Kind::range;
    int field = -1;
    int64_t from = INT64_MIN + 1, to = INT64_MAX; ///< days, numbers, fen
    std::vector<uint16_t> codes;
    std::string text;
    Bits rows;
};

/// Keeps in `rows` those that fit. The field's type must fit the kind; `rows` has a bit for every row of the table.
void keep_fitting(const Ledger& ledger, int reg, const Filter& filter, Bits& rows);

/// Whether one row fits: what keep_fitting does, slowly.
bool fits(const Ledger& ledger, int reg, const Filter& filter, uint32_t row);

/// The living rows; drafts and void ones too, unless `counting`.
Bits living(const Table& table, bool counting = false);

/// Living rows that fit all filters.
Bits select(const Ledger& ledger, int reg, std::span<const Filter> filters);

} // namespace mj
