// Columns that stay straight with Chinese text, and cells of other notations.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace mj::cli {

/// Columns a terminal needs: 2 for Chinese characters and full-width forms, 0 for combining marks.
size_t terminal_width(std::string_view text);

/// Filled with blanks to this width.
std::string left(std::string_view text, size_t width);
std::string right(std::string_view text, size_t width);

/// A line about texts that had hidden characters (shown.hpp); empty when there were none.
std::string cleaned_words(uint64_t texts);

/// A cell of CSV (core/base/csv_cell.hpp).
std::string csv_cell(std::string_view text);

} // namespace mj::cli
