// Any question to the registers: which records, over which time, grouped by what, reckoned how, compared with what, in which
// order. The page 分析, the address bar and the command line ask by it; question_text.hpp writes and reads it, answer.hpp answers it.
#pragma once
#include "core/base/date.hpp"
#include "core/catalog/catalog.hpp"

#include <array>
#include <vector>

namespace mj {

/// What a record must be: a condition on itself, several of them, or one on records it is linked with.
struct Where {
    enum class Kind : uint8_t {
        test,  ///< `test` holds
        all,   ///< every one of `parts`
        any,   ///< at least one of `parts`
        none,  ///< not one of `parts`
        leads, ///< the record its link field `field` leads to counts, and is all of `parts`
        led_by ///< some record of register `reg` that leads here by its field `field` counts, and is all of `parts`
    };
    Kind kind = Kind::test;
    Condition test = {};
    int reg = -1, field = -1;
    std::vector<Where> parts = {};
    bool operator==(const Where&) const = default;
};

/// How the values of a field fall into groups.
enum class Grain : uint8_t {
    value, ///< code, yes or no, link, text: each value
    day,
    week, ///< from Monday on
    month,
    quarter,
    year,
    size ///< amounts and counts: classes of 1, 2 and 5 times a power of ten
};

struct Dimension {
    int field = -1; ///< of the register, or of the one that `via` leads to
    Grain grain = Grain::value;
    int via = -1; ///< link field of the register, or -1
    bool operator==(const Dimension&) const = default;
};

enum class How : uint8_t {
    count, ///< records
    share, ///< per cent of the group's records that are all of `of`; without any, the group's part of all records
    sum,      ///< of `field`
    mean,     ///< of `field`, of the records that have it
    median,   ///< likewise; between two middle ones their mean
    least,    ///< likewise
    most,     ///< likewise
    distinct, ///< different values of `field`
    rate      ///< records to each 1,000 records of register `reg` whose `field` has the group's code
};

struct Reckoned {
    How how = How::count;
    int field = -1;
    int until = -1; ///< the value is the days from date `field` to this date
    int reg = -1;   ///< rate: whose `field` it is
    std::vector<Where> of = {};
    bool operator==(const Reckoned&) const = default;
};

enum class Versus : uint8_t {
    nothing,
    year,  ///< the same days of the year before
    before ///< as long a time just before
};

/// In which order the groups come.
enum class Ranked : uint8_t {
    key,    ///< by the groups themselves: codes as the catalogue has them, days as they come
    value,  ///< by the first of `reckon`
    before, ///< by what that was before
    change  ///< by the difference of the two
};

struct Question {
    int reg = -1;
    std::vector<Where> where; ///< all of them
    int date = -1;            ///< date field that places a record in time; -1: the register's own
    Period in;                ///< no days: any time, also records without a date
    Versus versus = Versus::nothing;
    std::vector<Dimension> by;     ///< at most most_dimensions
    std::vector<Reckoned> reckon;  ///< at least one
    Ranked ranked = Ranked::value; ///< see usual_order()
    bool descending = true;
    uint32_t limit = 0; ///< so many groups; 0: all
    static constexpr size_t most_dimensions = 2, most_reckoned = 6;

    bool timed() const { return in.from.has(); }
    bool operator==(const Question&) const = default;
};

/// What a number of the answer is.
enum class Unit : uint8_t { records, per_cent, money, number, days, per_thousand };

/// The field's date, or the register's own where the question names none; -1: it has none.
int date_of(const Catalog& catalog, const Question& question);
/// The field a dimension groups by, and its register.
const Field& field_of(const Catalog& catalog, int reg, const Dimension& by);
int register_of(const Catalog& catalog, int reg, const Dimension& by);
bool is_date(Grain grain);
/// Orders the groups as they are wanted where nothing is said: by time or size as these grow, else the largest number first.
void usual_order(Question& question);
/// The grains a field can have, the usual one first; none: it cannot be grouped by.
std::vector<Grain> grains_of(const Field& field);
Unit unit_of(const Catalog& catalog, int reg, const Reckoned& reckoned);

/// What is wrong with it: fields that are not there or do not fit. Of a question that passes everything can be asked.
std::optional<Problem> check_question(const Catalog& catalog, const Question& question);

} // namespace mj
