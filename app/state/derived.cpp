#include "app/state/derived.hpp"

#include "app/state/next_number.hpp"
#include "app/state/search.hpp"
#include "core/query/page.hpp"
#include "core/report/draft.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace mj {

void Derived::look_at(const Ledger& ledger, uint64_t revision, Date today) {
    if (ledger_ == &ledger && revision_ == revision && today_ == today) return;
    ledger_ = &ledger;
    revision_ = revision;
    today_ = today;
    known_.reset();
    figures_.clear();
    groups_.clear();
    few_.clear();
    knows_.clear();
    rows_.reset();
    filter_rows_.reset();
    told_ = {};
    clocks_.reset();
    last_move_.reset();
    clocked_ = {};
    problems_.reset();
    linked_ = {};
    board_.reset();
    repeated_.reset();
    chosen_.reset();
    events_.reset();
    sums_.reset();
    chain_.reset();
    proposals_.reset();
    handed_.reset();
    lately_.reset();
    goals_.reset();
    hits_.reset();
    checks_.reset();
    alarms_.reset();
    left_out_.reset();
    next_numbers_.reset();
    answer_.reset();
    report_.reset();
    receipt_.reset();
    warnings_.reset();
    warned_.reset();
    signals_.reset();
    repair_.restart(ledger, today);
    repair_wanted_ = false;
    bin_.reset();
    batches_.reset();
}

const Repair& Derived::repair(int most) {
    if (!std::exchange(repair_wanted_, true) && most) repair_.step(Deadline(std::chrono::milliseconds(most)));
    return repair_;
}

const Bin& Derived::bin(const Chronicle& chronicle, int64_t since, int most) {
    if (!bin_) bin_.emplace(*ledger_, chronicle, since).step(Deadline(std::chrono::milliseconds(most)));
    return *bin_;
}

const Batches& Derived::batches(const Chronicle& chronicle, int64_t since) {
    if (!batches_) batches_.emplace(*ledger_, chronicle, since);
    return *batches_;
}

const WarnedShares& Derived::warned(Date day) {
    return warned_.get(day, [&] { return warned_shares(*ledger_, warnings(day)); });
}

const std::vector<Warning>& Derived::warnings(Date day) {
    return warnings_.get(day, [&] { return read_warnings(*ledger_, day); });
}

const std::vector<SignalMonth>& Derived::signals(Date day) {
    return signals_.get(day, [&] { return read_signals(*ledger_, day); });
}

const std::vector<PaletteHit>& Derived::hits(const std::string& text, size_t most) {
    return hits_.get({text, language()}, [&] { return find_hits(*ledger_, text, most); });
}

const std::vector<EmployerRow>& Derived::repeated(int year) {
    return repeated_.get(year, [&] { return repeated_employers(*ledger_, known().until_today(year), 2); });
}

const std::vector<EmployerRow>& Derived::repeated(int year, const Place& place) {
    return chosen_.get({year, place.search, place.sort},
                       [&] { return chosen_employers(*ledger_, repeated(year), place.search, place.sort); });
}

const ContractChain& Derived::chain(RecordId employer) {
    return chain_.get(employer, [&] { return chain_of(*ledger_, employer); });
}

const GradeProposals& Derived::proposals(int year) {
    return proposals_.get(year, [&] { return propose_grades(*ledger_, known().until_today(year)); });
}

const Handed& Derived::handed(int year, Date day) {
    return handed_.get({year, day}, [&] { return handed_in(*ledger_, year, day); });
}

const Handed& Derived::lately(Date day) {
    const Date last = last_month_over(day);
    return lately_.get(last, [&] { return handed_in(*ledger_, last.year(), last); });
}

const std::vector<GoalStand>& Derived::goals(int year, Date day) {
    return goals_.get({year, day}, [&] { return goals_of(*ledger_, year, figures(year), day); });
}

const std::vector<EmployerEvent>& Derived::events(RecordId employer) {
    return events_.get(employer, [&] { return events_of(*ledger_, employer); });
}

const std::vector<EmployerSum>& Derived::sums(RecordId employer, int year) {
    return sums_.get({employer, year}, [&] { return sums_of(*ledger_, events(employer), year); });
}

const std::vector<FieldProblem>& Derived::problems(int reg, RecordId id) {
    return problems_.get({reg, id}, [&]() -> std::vector<FieldProblem> {
        const int64_t row = ledger_->table(reg).find(id);
        return row < 0 ? std::vector<FieldProblem>() : ledger_->problems_of(reg, uint32_t(row), today_);
    });
}

const std::vector<Event>& Derived::story(const Chronicle& chronicle, int reg, RecordId id) {
    if (told_ != id) {
        story_ = chronicle.of(catalog_, reg, id);
        told_ = id;
    }
    return story_;
}

Board& Derived::board(int section, int year) {
    if (!board_ || board_->section() != section || board_year_ != year) {
        const BoardSource source = source_of(catalog_, section);
        const KnownPeriod view = source.reg < 0 ? year_view(year) : known().view(source.reg, year);
        board_ = std::make_unique<Board>(*ledger_, section, view.known, view.before);
        board_year_ = year;
        board_ready_ = board_->prepare(Deadline(std::chrono::milliseconds(8)));
    }
    return *board_;
}

void Derived::work(const Deadline& deadline) {
    if (board_working())
        board_ready_ = board_->prepare(deadline);
    else if (bin_ && !bin_->finished())
        bin_->step(deadline);
    else if (batches_ && !batches_->finished())
        batches_->step(deadline);
    else if (repair_wanted_)
        repair_.step(deadline);
}

Date Derived::last_move() {
    if (!last_move_) last_move_ = mj::last_move(*ledger_, today_);
    return *last_move_;
}

const Clocks& Derived::clocks(Date day, int year) {
    return clocks_.get({day, year}, [&] { return read_clocks(*ledger_, day, Period::of_year(year)); });
}

const std::vector<ClockReading>& Derived::clocks_of(int reg, RecordId id, Date day) {
    if (clocked_ == Of{reg, id} && clocked_on_ == day) return readings_;
    clocked_ = {reg, id};
    clocked_on_ = day;
    readings_.clear();
    const int64_t row = ledger_->table(reg).find(id);
    const WorkDays days = work_days(*ledger_);
    for (size_t rule = 0; row >= 0 && rule < catalog_.clocks.size(); ++rule) {
        if (catalog_.clocks[rule].reg != reg) continue;
        if (const auto reading = read_clock(*ledger_, days, int(rule), uint32_t(row), day,
                                            stops_are_recorded(*ledger_, int(rule))))
            readings_.push_back(*reading);
    }
    return readings_;
}

const std::vector<CheckResult>& Derived::checks(int year) {
    return checks_.get(year, [&] { return run_checks(*ledger_, Period::of_year(year)); });
}

const Alarms& Derived::alarms(Date day, int year) {
    return alarms_.get({day, year},
                       [&] { return alarms_of(catalog_, clocks(day, year), warnings(day), lately(day)); });
}

const std::vector<RecordId>& Derived::of_receipt(const Guide& guide, const std::string& code) {
    return receipt_.get({guide.id, code}, [&] {
        std::vector<RecordId> out;
        for (const uint32_t row : find_receipts(*ledger_, guide, code))
            out.push_back(ledger_->table(guide.form.reg).head(row).id);
        return out;
    });
}

const std::vector<Derived::Linking>& Derived::linking(int reg, RecordId id) {
    if (linked_ == Of{reg, id}) return linking_;
    linked_ = {reg, id};
    linking_.clear();
    for (int r = 0; r < int(catalog_.registers.size()); ++r) {
        const auto& fields = catalog_.registers[size_t(r)].fields;
        for (int f = 0; f < int(fields.size()); ++f) {
            if (fields[size_t(f)].type != FieldType::link || fields[size_t(f)].target != reg) continue;
            const auto count = uint32_t(linked_rows(r, f, id).size());
            if (count) linking_.push_back({r, f, count});
        }
    }
    return linking_;
}

std::vector<uint32_t> Derived::linked_rows(int reg, int field, RecordId to) const {
    std::vector<uint32_t> out;
    const Table& table = ledger_->table(reg);
    const auto links = table.column(field).links();
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (links[row] == to.bits && table.alive(row)) out.push_back(row);
    return out;
}

const Known& Derived::known() {
    if (!known_) known_.emplace(*ledger_, today_);
    return *known_;
}

int Derived::best_year() {
    const auto& all = years();
    if (all.empty()) return 0;
    const KnownPeriod last = year_view(all.back());
    const bool begun = last.partial() && last.known.to.month() < 12;
    return begun && all.size() > 1 ? all[all.size() - 2] : all.back();
}

const FigurePair& Derived::pair(ReportingPeriod asked) {
    const auto [it, fresh] = figures_.try_emplace({asked.year, asked.part});
    if (fresh) it->second = mj::figures(*ledger_, known(), asked);
    return it->second;
}

Groups Derived::by_month(int chart, const Period& period) const {
    Groups out = group(*ledger_, charts_[size_t(chart)].by, period);
    for (auto& months : out.values) months.resize(12);
    out.months = 12;
    return out;
}

const Groups& Derived::groups(int chart, int year) {
    const auto [it, fresh] = groups_.try_emplace({chart, year});
    if (fresh) {
        const KnownPeriod view = known().view(charts_[size_t(chart)].by.reg, year);
        it->second = {by_month(chart, view.known), by_month(chart, view.before)};
    }
    return it->second.first;
}

const Groups& Derived::groups_before(int chart, int year) {
    groups(chart, year);
    return groups_.find({chart, year})->second.second;
}

bool Derived::sums_few(int chart, int year, bool before) {
    GroupBy by = charts_[size_t(chart)].by;
    if (by.sum < 0) return false;
    const auto [it, fresh] = few_.try_emplace({chart, year});
    if (fresh) {
        by.where.emplace_back().field = by.sum; // where there is one
        by.sum = -1;
        const auto few = [&](const Period& period) {
            for (const auto& months : group(*ledger_, by, period).values)
                for (const int64_t n : months)
                    if (n && n < fewest_said) return true;
            return false;
        };
        const KnownPeriod view = known().view(by.reg, year);
        it->second = {few(view.known), few(view.before)};
    }
    return before ? it->second.second : it->second.first;
}

bool Derived::knows_before(int chart, int year) {
    const auto [it, fresh] = knows_.try_emplace({chart, year});
    if (fresh) {
        Formula dated;
        dated.reg = charts_[size_t(chart)].by.reg;
        dated.from = charts_[size_t(chart)].by.date;
        it->second = kept_by(*ledger_, dated, Period::of_year(year - 1).to);
    }
    return it->second;
}

std::vector<uint32_t> Derived::filtered(const Place& place, int year) {
    const auto so_far = [&] { return known().view(place.reg, year).known; };
    if (const auto* figure = std::get_if<FigureFilter>(&place.filter)) {
        const Indicator& indicator = catalog_.indicators[size_t(figure->indicator)];
        const KnownPeriod view = known().view(indicator, ReportingPeriod(year, figure->part));
        if (view.empty() || (figure->part && yearly(indicator))) return {};
        if (figure->unsaid) return unsaid_rows(*ledger_, indicator.of, view.known, today_);
        return figure->rest ? rest_of(*ledger_, indicator, view.known, today_)
                            : rows_of(*ledger_, indicator.part(figure->bottom), view.known, today_);
    }
    if (const auto* cell = std::get_if<CellFilter>(&place.filter))
        return group_rows(*ledger_, charts_[size_t(cell->chart)].by, so_far(), cell->code, cell->month);
    if (const auto* of = std::get_if<AheadFilter>(&place.filter))
        return of->early ? known().early(place.reg) : known().ahead(place.reg);
    if (const auto* of = std::get_if<StateFilter>(&place.filter)) {
        const Table& table = ledger_->table(place.reg);
        std::vector<uint32_t> rows;
        for (uint32_t row = 0; row < table.rows(); ++row)
            if (table.alive(row) && table.head(row).state == of->state) rows.push_back(row);
        return rows;
    }
    if (const auto* of = std::get_if<CheckFilter>(&place.filter))
        return of->broken ? checks(year)[size_t(of->check)].broken
                          : rows_of(*ledger_, catalog_.checks[size_t(of->check)].of, Period::of_year(year));
    if (const auto* of = std::get_if<SettledFilter>(&place.filter))
        return settled_rows(*ledger_, of->rule, of->on, Period::of_year(year));
    if (const auto* link = std::get_if<LinkFilter>(&place.filter))
        return linked_rows(place.reg, link->field, link->to);
    if (const auto* asked = std::get_if<AskedFilter>(&place.filter))
        return sorted(*ledger_, place.reg, records_of(*ledger_, asked->question), {});
    if (const auto* board = std::get_if<BoardFilter>(&place.filter)) {
        const Bits rows = counted(*ledger_, place.reg, conditions_of(catalog_, *board, so_far()));
        return sorted(*ledger_, place.reg, rows, {});
    }
    return sorted(*ledger_, place.reg, living(ledger_->table(place.reg)), {});
}

const std::vector<uint32_t>& Derived::filter_rows(const Place& place, int year) {
    if (!filter_rows_ || filter_rows_->place.filter != place.filter || filter_rows_->place.reg != place.reg ||
        filter_rows_->year != year)
        filter_rows_ = Rows{place, year, filtered(place, year)};
    return filter_rows_->rows;
}

const Answer& Derived::answer(const Question& question) {
    return answer_.get(question,
                       [&] { return answer_question(*ledger_, question, span_of(known(), question)); });
}

const Report& Derived::report(const ReportTemplate& form, ReportingPeriod period, const std::string* draft) {
    return report_.get({form.id, period.text(), draft ? std::optional(*draft) : std::nullopt}, [&] {
        const std::string& office = catalog_.offices.front().name.zh;
        return draft ? read_draft(*ledger_, known(), form, period, office, *draft)
                     : write_report(*ledger_, known(), form, period, office);
    });
}

const std::string& Derived::next_number(int reg, int field) {
    return next_numbers_.get({reg, field},
                             [&] { return mj::next_number(ledger_->table(reg), field, today_); });
}

const LeftOut& Derived::left_out(const Place& place, int year) {
    return left_out_.get({place.reg, place.filter, year}, [&]() -> LeftOut {
        if (const auto* figure = std::get_if<FigureFilter>(&place.filter)) {
            const Indicator& indicator = catalog_.indicators[size_t(figure->indicator)];
            const KnownPeriod view = known().view(indicator, ReportingPeriod(year, figure->part));
            return left_out_of(*ledger_, indicator.part(figure->bottom), view.known);
        }
        if (const auto* check = std::get_if<CheckFilter>(&place.filter))
            return left_out_of(*ledger_, catalog_.checks[size_t(check->check)].of, Period::of_year(year));
        LeftOut out;
        if (place.filter.index()) return out;
        const Table& table = ledger_->table(place.reg);
        for (uint32_t row = 0; row < table.rows(); ++row) {
            if (!table.alive(row)) continue;
            out.drafts += table.head(row).state == State::draft;
            out.voids += table.head(row).state == State::void_;
        }
        return out;
    });
}

const std::vector<uint32_t>& Derived::rows(const Place& place, int year) {
    if (rows_ && rows_->place == place && rows_->year == year) return rows_->rows;
    Bits rows(ledger_->table(place.reg).rows());
    for (const uint32_t row : filter_rows(place, year)) rows.set(row);
    if (!place.search.empty()) rows &= find_rows(*ledger_, place.reg, place.search);
    Order order{place.sort, place.descending};
    if (place.sort < 0) order = {catalog_.registers[size_t(place.reg)].date, true};
    rows_ = Rows{place, year, sorted(*ledger_, place.reg, rows, order)};
    return rows_->rows;
}

} // namespace mj
