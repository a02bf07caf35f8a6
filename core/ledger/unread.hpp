// What a table's row said that could not be read stays with its record, in the one text that the register has for it: a line
// a field, "cause: 已结案"; the further lines of a text begin with a tab. Lines that name no field are kept as they are.
#pragma once
#include "core/catalog/catalog.hpp"

namespace mj {

/// The words of a field in that text, or ""; of the register's own text (Register::unread) the lines that name no field.
std::string unread_in(const Register& reg, std::string_view text, int field);

/// The text with other words for a field; "" takes them out. Words are UTF-8 without hidden characters.
std::string with_unread(const Register& reg, std::string_view text, int field, std::string_view words);

/// How that is said beside the field.
Problem unread_problem(std::string_view words);

} // namespace mj
