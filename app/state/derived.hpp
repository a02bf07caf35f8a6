// What pages show and nobody types in: figures, groups and lists, computed once per revision of the records.
#pragma once
#include "app/state/alarms.hpp"
#include "app/state/batches.hpp"
#include "app/state/bin.hpp"
#include "app/state/board.hpp"
#include "app/state/charts.hpp"
#include "app/state/employers.hpp"
#include "app/state/goals.hpp"
#include "app/state/handed.hpp"
#include "app/state/palette.hpp"
#include "app/state/place.hpp"
#include "app/state/repair.hpp"
#include "core/clock/clocks.hpp"
#include "core/exchange/application.hpp"
#include "core/indicator/checks.hpp"
#include "core/ledger/chronicle.hpp"
#include "core/question/answer.hpp"
#include "core/report/report.hpp"
#include "core/warning/grades.hpp"
#include "core/warning/warnings.hpp"

#include <map>
#include <memory>
#include <tuple>

namespace mj {

/// What was made last, and for which key.
template <class K, class V> class Kept {
  public:
    template <class F> const V& get(const K& key, F make) {
        if (!kept_ || kept_->first != key) kept_.emplace(key, make());
        return kept_->second;
    }
    void reset() { kept_.reset(); }

  private:
    std::optional<std::pair<K, V>> kept_;
};

class Derived {
  public:
    explicit Derived(const Catalog& catalog) : catalog_(catalog), charts_(charts_of(catalog)) {}

    /// Once a frame; forgets everything when the revision or the day is another one. The ledger must outlive the frame.
    void look_at(const Ledger& ledger, uint64_t revision, Date today);

    const std::vector<Chart>& charts() const { return charts_; }
    const Known& known(); ///< how far the records reach
    const std::vector<int>& years() { return known().years(); }
    int best_year(); ///< the last one that is complete, or the last, or 0
    KnownPeriod year_view(int year) { return known().view(year); }
    const std::vector<Figure>& figures(ReportingPeriod asked) { return pair(asked).now; }
    const std::vector<Figure>& figures_before(ReportingPeriod asked) { return pair(asked).before; }
    /// By month of the year, as far as it is known.
    const Groups& groups(int chart, int year);
    const Groups& groups_before(int chart, int year); ///< the same days of the year before
    bool knows_before(int chart, int year);           ///< whether anything was kept by then
    /// Whether one of its sums, or of the year before, is of fewer records than is told the public.
    bool sums_few(int chart, int year, bool before);
    /// The charts of a section of a dashboard. When they read many rows first, that is board_working().
    Board& board(int section, int year);
    bool board_working() const { return board_ && !board_ready_; }
    /// What is to be repaired, looked for while nothing else is done; the first call takes up to so many milliseconds.
    const Repair& repair(int most = 0);
    /// What was removed since then, likewise.
    const Bin& bin(const Chronicle& chronicle, int64_t since, int most = 0);
    /// What came with files since then, likewise.
    const Batches& batches(const Chronicle& chronicle, int64_t since);
    bool working() const {
        return board_working() || (bin_ && !bin_->finished()) || (batches_ && !batches_->finished()) ||
               (repair_wanted_ && !repair_.finished());
    }
    void work(const Deadline& deadline); ///< a slice; the board first
    /// The rows of a list, filtered, searched and sorted. Valid until the next call.
    const std::vector<uint32_t>& rows(const Place& place, int year);
    const std::vector<uint32_t>& filter_rows(const Place& place, int year); ///< without search and order
    const Answer& answer(const Question& question);
    /// `draft`: as that text has it; none: as the records are.
    const Report& report(const ReportTemplate& form, ReportingPeriod period,
                         const std::string* draft = nullptr);
    const std::string& next_number(int reg, int field);
    const LeftOut& left_out(const Place& place, int year); ///< of what a figure or check looks at
    Date last_move(); ///< the newest day on which a clock began or was stopped
    /// All clocks as they stand on that day; how those were kept whose last day lies in the year.
    const Clocks& clocks(Date day, int year);
    const std::vector<ClockReading>& clocks_of(int reg, RecordId id,
                                               Date day); ///< of one record, in order of rule
    struct Linking {
        int reg, field;
        uint32_t records;
    };
    /// Which records link to this one, by register and field; in order of the catalogue, none without records.
    const std::vector<Linking>& linking(int reg, RecordId id);
    const std::vector<RecordId>& of_receipt(const Guide& guide,
                                            const std::string& code); ///< what has this code
    const std::vector<Warning>& warnings(Date day);
    const WarnedShares& warned(Date day);
    const std::vector<SignalMonth>& signals(Date day);
    const std::vector<EmployerRow>& repeated(int year); ///< with two records or more
    /// Of those the ones the place searches for, in its order.
    const std::vector<EmployerRow>& repeated(int year, const Place& place);
    const std::vector<EmployerEvent>& events(RecordId employer);
    const std::vector<EmployerSum>& sums(RecordId employer, int year); ///< of its events in the year
    const ContractChain& chain(RecordId employer);
    const GradeProposals& proposals(int year);
    const Handed& handed(int year, Date day);
    /// In the year of the last month that is over on the day.
    const Handed& lately(Date day);
    const std::vector<CheckResult>& checks(int year); ///< in the catalogue's order
    const Alarms& alarms(Date day, int year);
    const std::vector<GoalStand>& goals(int year, Date day);
    /// What the palette finds, in the language in use.
    const std::vector<PaletteHit>& hits(const std::string& text, size_t most);
    /// What is wrong or odd in a record as it is kept.
    const std::vector<FieldProblem>& problems(int reg, RecordId id);
    /// What was done to a record, newest first.
    const std::vector<Event>& story(const Chronicle& chronicle, int reg, RecordId id);

  private:
    const FigurePair& pair(ReportingPeriod asked);
    Groups by_month(int chart, const Period& period) const;
    std::vector<uint32_t> linked_rows(int reg, int field, RecordId to) const;
    std::vector<uint32_t> filtered(const Place& place, int year);

    const Catalog& catalog_;
    std::vector<Chart> charts_;
    const Ledger* ledger_ = nullptr;
    uint64_t revision_ = 0;
    Date today_;
    std::optional<Known> known_;
    std::map<std::pair<int, int>, FigurePair> figures_;               // by year and part
    std::map<std::pair<int, int>, std::pair<Groups, Groups>> groups_; // now and before, by chart and year
    std::map<std::pair<int, int>, std::pair<bool, bool>> few_;        ///< now and before: sums_few()
    std::map<std::pair<int, int>, bool> knows_;                       ///< by chart and year: knows_before()
    struct Rows {
        Place place;
        int year = 0;
        std::vector<uint32_t> rows;
    };
    std::optional<Rows> rows_, filter_rows_;
    std::unique_ptr<Board> board_;
    int board_year_ = 0;
    bool board_ready_ = false;
    Kept<int, std::vector<EmployerRow>> repeated_;
    Kept<std::tuple<int, std::string, int>, std::vector<EmployerRow>> chosen_;
    Kept<RecordId, std::vector<EmployerEvent>> events_;
    Kept<std::pair<RecordId, int>, std::vector<EmployerSum>> sums_;
    Kept<RecordId, ContractChain> chain_;
    Kept<int, GradeProposals> proposals_;
    Kept<std::pair<int, Date>, Handed> handed_;
    Kept<Date, Handed> lately_;
    Kept<int, std::vector<CheckResult>> checks_;
    Kept<std::pair<Date, int>, Alarms> alarms_;
    Kept<std::tuple<int, ListFilter, int>, LeftOut> left_out_;
    Kept<Question, Answer> answer_;
    Kept<std::tuple<std::string, std::string, std::optional<std::string>>, Report>
        report_; // template, period, draft
    Kept<std::pair<int, int>, std::string> next_numbers_;
    Kept<std::pair<int, Date>, std::vector<GoalStand>> goals_;
    Kept<std::pair<std::string, Language>, std::vector<PaletteHit>> hits_;
    Kept<std::pair<std::string, std::string>, std::vector<RecordId>> receipt_;
    Kept<Date, std::vector<Warning>> warnings_;
    Kept<Date, WarnedShares> warned_;
    Kept<Date, std::vector<SignalMonth>> signals_;
    Repair repair_;
    bool repair_wanted_ = false; // since the last change
    std::optional<Bin> bin_;
    std::optional<Batches> batches_;
    std::optional<Date> last_move_;
    Kept<std::pair<Date, int>, Clocks> clocks_;
    using Of = std::pair<int, RecordId>; // a register and its record
    Kept<Of, std::vector<FieldProblem>> problems_;
    Of linked_; // to whom
    std::vector<Linking> linking_;
    Of clocked_; // whose readings are kept, and of which day
    Date clocked_on_;
    std::vector<ClockReading> readings_;
    RecordId told_; // whose story is kept
    std::vector<Event> story_;
};

} // namespace mj
