#include "core/base/credit_code.hpp"

namespace mj {

char credit_check(std::string_view code) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0, weight = 1;
    for (const char c : code.substr(0, 17)) {
        const size_t value = alphabet.find(c);
        if (value == std::string_view::npos) return 0;
        sum += int(value) * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[size_t((31 - sum % 31) % 31)];
}

bool is_credit_code(std::string_view code) { return code.size() == 18 && credit_check(code) == code[17]; }

} // namespace mj
