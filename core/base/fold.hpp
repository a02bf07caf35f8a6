// Text made comparable for searching, and the letters by which Chinese names are typed. For well-formed UTF-8; other bytes
// are taken over as they are.
#pragma once
#include <string>
#include <string_view>

namespace mj {

/// Appends `utf8` with full-width ASCII (U+FF01 to FF5E) and the wide space (U+3000) as ASCII, and letters of ASCII,
/// Latin-1, Greek and Cyrillic (U+0370 to 052F) in small where Unicode's simple mapping says so; the rest as it is. Never
/// longer than before, and folding twice changes nothing more.
void fold(std::string_view utf8, std::string& out);

/// Whether fold would change it.
bool folds(std::string_view utf8);

/// The first letter, a to z, of a Han character's reading in pinyin (the commonest in names): U+4E00 to 9FA5 and U+3007.
/// 0 for other characters and for the ten without a reading.
char initial(char32_t c);

/// Appends the initials of Han, and letters and digits folded; other characters are dropped. Reads whole words where they
/// sound unlike their characters alone (a list of about 150, tools/make-tables.mjs), and three surnames, if the text is
/// nothing but two or three Han: so the reading of a name or word is right as a rule, not always.
void initials(std::string_view utf8, std::string& out);

} // namespace mj
