// What can be asked for of a table that is taken in: which one, and what its columns, words and rows are.
#pragma once
#include "app/state/state.hpp"

namespace mj::act {

struct ChooseTable {
    uint32_t sheet;
    int reg; ///< -1: not yet chosen
};
/// What a column of the table is: a field's id, "" for none, "+id" to be appended to that text.
struct AssignColumn {
    uint32_t column;
    std::string field;
};
struct AssignDates {
    uint32_t column;
    DateOrder order;       ///< ask: as it was
    DateOrder short_order; ///< likewise
    int century;           ///< 0: as it was
    bool sure = false;     ///< they are right as they are read
};
/// In what unit its numbers are, as a power of ten.
struct AssignUnit {
    uint32_t column;
    int power;
};
/// What a word of the table stands for: a code's id, "" for nothing.
struct AssignWord {
    uint32_t word; ///< position in the reading's words
    std::string code;
};
/// A field that the table has no column for has this value in all rows, or says what that column says; "": it has none.
struct AssignFill {
    int field;
    std::string value;
    std::optional<size_t> column = {}; ///< position in the reading
};
/// Rows of the table, by their lines, are records or are left out; nothing: what they are by themselves.
struct AssignRows {
    std::vector<uint64_t> lines;
    std::optional<bool> take;
    std::string text = {}; ///< what a single one begins with
};
struct ShowRows {
    RowsShown only;
};                        ///< of the table
struct AssignAsBefore {}; ///< the columns of a table without heads, as the last such table had them
struct ForgetAssigned {}; ///< and what was remembered of such tables

} // namespace mj::act
