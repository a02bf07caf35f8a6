// How much of everything a sample year has: quantities of records and sums over them, never figures.
#pragma once
#include "core/sample/maker.hpp"

#include <string>

namespace mj {

/// One year of one batch.
struct Year {
    int year;
    int kind;  ///< -1 the year before the known one, 0 the known one, 1 the one after, up to the sample's end
    int batch; ///< 0..scale-1
    Date from, to; ///< days that may be used
    SampleDice dice;

    /// The known year's quantity, or what a neighbouring year makes of it: a few per cent off, part of a year in part.
    int count(std::string_view subject, int known) const;
    Date day(SampleDice& d, const int (&month_weights)[12]) const; ///< a working day where one is near
    Date any_day(SampleDice& d) const;
};

constexpr int even_months[12] = {8, 6, 9, 8, 8, 9, 9, 9, 9, 8, 9, 9};
constexpr int wage_months[12] = {21, 9, 5, 4, 5,  6,
                                 6,  7, 7, 8, 10, 14}; ///< arrears come to light before Spring Festival

/// What later registers refer to.
struct Pool {
    std::vector<RecordId> employers; ///< of this batch; the first come up again and again
    std::vector<bool> construction;
    std::vector<RecordId> organisations, mediators;
    std::vector<RecordId> injuries; ///< work-injury recognitions of the year
    std::vector<RecordId> filed;    ///< leads of the year that became a case
    std::vector<RecordId> mediations;
    size_t some_employer(SampleDice& dice) const { return size_t(dice.skewed(int(employers.size()))); }
};

std::string case_number(const char* kind, int year, int number); ///< 渝涪劳人调〔2023〕0987号

// One register family each. make_standing, make_calendars and make_employers once or once a batch; the others once a year and batch.
void make_standing(Maker& make, int year, SampleDice dice, Pool& pool);
void make_employers(Maker& make, int year, int batch, SampleDice dice, Pool& pool);
void make_calendars(Maker& make, int year, SampleDice dice);
void make_study(Maker& make, const Year& y);
void make_service(Maker& make, const Year& y);
void make_credit(Maker& make, const Year& y, const Pool& pool);
void make_warnings(Maker& make, const Year& y, const Pool& pool);
void make_inspections(Maker& make, const Year& y, const Pool& pool);
void make_leads(Maker& make, const Year& y, Pool& pool);
void make_mediations(Maker& make, const Year& y, Pool& pool);
void make_arbitrations(Maker& make, const Year& y, const Pool& pool);
void make_injuries(Maker& make, const Year& y, Pool& pool);
void make_litigation(Maker& make, const Year& y, const Pool& pool);
void make_petitions(Maker& make, const Year& y);

} // namespace mj
