// The check digit of a unified social credit code (GB 32100).
#pragma once
#include <string_view>

namespace mj {

/// The 18th character that belongs to the first 17, or 0 when one of them cannot stand in a code.
char credit_check(std::string_view code);
bool is_credit_code(std::string_view code);

} // namespace mj
