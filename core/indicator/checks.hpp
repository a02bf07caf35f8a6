// Whether the figures of a period agree with one another.
#pragma once
#include "core/indicator/figures.hpp"

namespace mj {

struct CheckResult {
    enum class Word : uint8_t { agrees, differs, empty };
    std::vector<Decimal> parts; ///< what stands on the left
    Decimal whole;              ///< what it must be, or be at most
    Word word = Word::empty;    ///< empty: nothing was recorded, which agrees with nothing
};

/// In the order of Catalog::checks; `figures` as figures() gives them.
std::vector<CheckResult> check_figures(const Catalog& catalog, const std::vector<Figure>& figures);

} // namespace mj
