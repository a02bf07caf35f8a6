// Texts with what a person found in them, and figures as the tests need them.
#pragma once
#include "core/verify/verify.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/source_dir.hpp"

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace mj::test {

inline std::string verify_file(const std::string& name) {
    std::ifstream in(source_dir() + "/tests/files/verify/" + name, std::ios::binary);
    REQUIRE(in);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// A numerator and a denominator as registers would give them.
struct Told {
    int64_t top = 0, bottom = 1;
};

/// Of all indicators: those that are told, the others without a value.
inline std::vector<Figure> figures_of(const std::map<std::string, Told>& told) {
    std::vector<Figure> out;
    for (const Indicator& indicator : real_catalog().indicators) {
        Figure& figure = out.emplace_back();
        figure.bottom = 1;
        const auto one = told.find(indicator.id);
        if (one == told.end()) continue;
        figure.top = one->second.top;
        figure.bottom = one->second.bottom;
        const double scale = std::pow(10, indicator.decimals);
        const double exact =
            double(figure.top) * double(indicator.factor) / double(figure.bottom) / double(indicator.divisor);
        figure.value = Decimal{std::llround(exact * scale), indicator.decimals};
    }
    return out;
}

inline std::string id_of(int indicator) {
    return indicator < 0 ? "" : real_catalog().indicators[size_t(indicator)].id;
}

/// "mediation.cases agrees 5件", a line each.
inline std::string told_by(const Verification& result) {
    std::string out;
    for (const Verified& one : result.figures)
        out += (one.indicator < 0 ? "-" : id_of(one.indicator)) + ' ' + std::string(mj::id_of(one.verdict)) +
               ' ' + one.found + '\n';
    return out;
}

inline std::string told_by(const std::string& text, const std::map<std::string, Told>& told,
                           int year = 2024) {
    return told_by(verify(real_catalog(), figures_of(told), year, text));
}

} // namespace mj::test
