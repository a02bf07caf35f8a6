// Invented people, companies and numbers; none is or looks like a real one.
#pragma once
#include "core/sample/dice.hpp"

#include <string>

namespace mj {

std::string person_name(SampleDice& dice);
std::string company_name(SampleDice& dice, int trade); ///< trade 0..trade_count-1
constexpr int trade_count = 10;
std::string_view trade_industry(int trade); ///< code of the list "industry"

/// 18 characters with a right check character (GB 32100-2015); area 000000 belongs to nobody.
std::string credit_code(uint32_t number);
std::string phone_number(SampleDice& dice); ///< begins with 000: no such area

} // namespace mj
