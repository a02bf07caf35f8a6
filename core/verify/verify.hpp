// A report's prose against the figures of the registers: which indicator each figure in it is of, and whether it agrees.
#pragma once
#include "core/verify/amount.hpp"

#include <span>

namespace mj {

enum class Verdict : uint8_t {
    agrees,
    differs,
    not_found, ///< the registers cannot say it: they have no value, or no indicator is meant
    asked,     ///< it could be of several indicators, none of which has this value
};
std::string_view id_of(Verdict verdict);

/// One figure of the text; of several rates said in one, one each.
struct Verified {
    int indicator = -1; ///< -1: of none
    Verdict verdict = Verdict::not_found;
    size_t at = 0, line = 0; ///< characters from 0, lines from 1
    std::string found;       ///< as it is written, with its unit
    std::string clause;      ///< the words around it
    std::vector<int> others; ///< when asked: which others it could be of
};

struct Verification {
    std::vector<Verified> figures; ///< in the order of the text
    std::vector<int> missing;      ///< indicators with a value that the text does not speak of
    bool all_agree() const;        ///< of a text without figures nothing does
};

/// `figures`: of the year, by indicator. `text`: well-formed UTF-8.
Verification verify(const Catalog& catalog, std::span<const Figure> figures, int year, std::string_view text);

} // namespace mj
