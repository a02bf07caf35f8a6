// The parts of the dialogue for a table that comes in.
#pragma once
#include "app/frame/dialogue.hpp"

namespace mj {

constexpr size_t most_lines = 50; ///< rows told one by one

std::string said_words(const PageContext& p, const Noted& said);
std::string more_words(size_t all); ///< "" when all are told
/// Required fields that the table has no column for.
void required_told(const PageContext& p, const Intake& intake);
/// Each column, and which field it is.
void columns_asked(const PageContext& p, const Intake& intake);
/// Each word that is no code, and which code it stands for.
void words_asked(const PageContext& p, const Intake& intake);
/// Why rows stay out; each reason opens to its rows.
void reasons_told(const PageContext& p, const Intake& intake);
/// The rows that are no records, or are said to be: each can be said to be the other.
void rows_switched(const PageContext& p, const Intake& intake);
/// All rows, each cell as it was understood; where it was not, as it stands there.
void rows_understood(const PageContext& p, const Intake& intake);

} // namespace mj
