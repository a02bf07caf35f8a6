// UTF-8 as bytes that are known to be well formed.
#pragma once
#include <string_view>

namespace mj {

/// Well formed as in RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

/// Without ASCII blanks and the ideographic space (U+3000) at both ends.
std::string_view trimmed(std::string_view text);

} // namespace mj
