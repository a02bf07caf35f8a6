#include "core/indicator/checks.hpp"

namespace mj {

std::vector<CheckResult> check_figures(const Catalog& catalog, const std::vector<Figure>& figures) {
    std::vector<CheckResult> out;
    for (const Check& check : catalog.checks) {
        CheckResult& result = out.emplace_back();
        const Figure& whole = figures[size_t(check.whole)];
        bool known = whole.value.has_value();
        if (check.parts.empty()) {
            result.parts = {{whole.top, 0}};
            result.whole = {whole.bottom, 0};
        } else {
            for (const int part : check.parts) {
                const auto& value = figures[size_t(part)].value;
                known = known && value;
                result.parts.push_back(value.value_or(Decimal{}));
            }
            result.whole = whole.value.value_or(Decimal{});
        }
        int64_t sum = 0;
        for (const Decimal& part : result.parts) sum += part.units;
        if (!known || (sum == 0 && result.whole.units == 0)) continue;
        const bool agrees = check.at_most ? sum <= result.whole.units : sum == result.whole.units;
        result.word = agrees ? CheckResult::Word::agrees : CheckResult::Word::differs;
    }
    return out;
}

} // namespace mj
