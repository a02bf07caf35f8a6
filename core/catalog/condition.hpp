// What a record must be: one condition on one of its fields. Formulas, clocks, warnings, rules, charts, lists, the search and
// the module all ask by it; core/ledger/condition.hpp says what it means, core/query/condition.hpp asks it of all rows at once.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace mj {

enum class Test : uint8_t {
    is,          ///< code or flag is one of `codes`
    is_not,      ///< code is present and none of `codes`
    yes,         ///< flag is yes
    no,          ///< flag is no
    present,     ///< has a value
    missing,     ///< has none
    not_after,   ///< date <= date in `other`, both present
    within_days, ///< date <= `other` + `days`, both present
    at_most,     ///< count or amount <= that in `other`, both present
    between,     ///< date, count or amount: `from` <= it <= `to`
    contains, ///< text contains `text`, folded, or its pinyin initials do; an empty one is contained in all
    same,     ///< text is `text`, or link leads to the record of which `from` has the bits
    credit_code, ///< text is a unified social credit code, by its check digit
};

/// Only what the test names is looked at.
struct Condition {
    int field = -1;
    Test test = Test::present;
    std::vector<uint16_t> codes; ///< column numbers (position + 1), of a flag no = 1 and yes = 2; missing = 0
    int other = -1;
    int days = 0;
    int64_t from = INT64_MIN + 1, to = INT64_MAX; ///< days, numbers, fen
    std::string text = {};
    bool operator==(const Condition&) const = default;
    /// A code or an answer that is missing leaves it open.
    bool answers() const {
        return test == Test::is || test == Test::is_not || test == Test::yes || test == Test::no;
    }
    /// Says nothing of a record in which what it compares is missing.
    bool compares() const { return other >= 0 || test == Test::between || test == Test::credit_code; }
};

} // namespace mj
