// The facts from which somebody's claims are reckoned, as they are typed. Kept nowhere but here.
#pragma once
#include "core/reckon/claims.hpp"

#include <array>
#include <string>

namespace mj {

struct Reckon {
    enum Fact : uint8_t {
        monthly,
        local,
        years,
        months,
        owed_months,
        owed_days,
        workday,
        restday,
        holiday,
        leave,
        count
    };
    std::array<std::string, count> texts;
    int chosen = monthly; ///< into which is typed

    /// A digit, '.' or '<', which takes the last one away. What cannot be part of the number is not taken.
    void take(char key);
    bool written() const;
    WorkFacts facts() const;
    bool operator==(const Reckon&) const = default;
};

} // namespace mj
