// How far the records reach. Figures are of a reporting period as far as it is known, beside the same days of the year before;
// what is planned, or dated after today by mistake, is neither counted nor taken for knowledge.
#pragma once
#include "core/indicator/reporting_period.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {

/// No record of a bureau is older: a date before it was mistyped.
constexpr int first_year = 1990;

/// By register: whether figures or limits follow its records from their own date on, so that a year without any is worth a question.
std::vector<bool> of_events(const Catalog& catalog);

struct KnownPeriod {
    Period whole; ///< as it was asked for
    Period
        known; ///< of it, up to the day up to which it is known; ends before it begins when nothing of it is
    Period before; ///< the same days of the year before
    bool partial() const { return known != whole; }
    bool empty() const { return known.to < known.from; }
};

/// What happened stands in date fields by which figures place a record in time, at which clocks begin and stop, or which are
/// their register's own date. Limits and ends of validity are none of these.
///
/// A register is known up to its newest such date that is not after today, when it has records in ten of the twelve months that end
/// there: what comes later has not been handed in. In a register with fewer records silence says nothing, so it is known as far as
/// the whole office is: up to the newest date of the registers of the first kind, or of all when there are none.
class Known {
  public:
    /// Reads all dates of the ledger. `today`: dates after it have not happened.
    Known(const Ledger& ledger, Date today);

    Date today() const { return today_; }
    /// In which records lie, by the dates of figures and of registers that figures or limits look at, ascending; none before first_year, none after today's,
    /// unless all are (then the machine's date is wrong).
    const std::vector<int>& years() const { return years_; }
    /// Records with a date before and after all those years.
    size_t outside() const { return outside_; }
    Date reach() const { return reach_; } ///< of the office; missing: nothing lies on or before today
    Date reach(int reg) const;            ///< of a register

    /// Whole when it is over and no more than a twelfth of it is missing: nobody works on every last day.
    KnownPeriod view(ReportingPeriod asked) const { return view(asked, reach_); }
    KnownPeriod view(int reg, ReportingPeriod asked) const { return view(asked, reach(reg)); }
    KnownPeriod view(const Indicator& indicator, ReportingPeriod asked) const; ///< of what it is made from
    Period until_today(int year) const; ///< the year, without what lies after today

    /// Rows of a register with a date after today, in row order; records that are void do not count.
    const std::vector<uint32_t>& ahead(int reg) const { return registers_[size_t(reg)].ahead; }
    const std::vector<uint32_t>& early(int reg) const {
        return registers_[size_t(reg)].early;
    } ///< before first_year, likewise

  private:
    struct Reach {
        Date newest; ///< also of what came into force
        bool monthly = false;
        std::vector<uint32_t> ahead, early;
    };
    KnownPeriod view(ReportingPeriod asked, Date reach) const;
    Date today_, reach_;
    std::vector<int> years_;
    size_t outside_ = 0;
    std::vector<Reach> registers_;
};

} // namespace mj
