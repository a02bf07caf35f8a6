#include "app/state/derived.hpp"

#include "app/state/search.hpp"
#include "core/query/page.hpp"

#include <algorithm>
#include <set>

namespace mj {

void Derived::look_at(const Ledger& ledger, uint64_t revision) {
    if (ledger_ == &ledger && revision_ == revision) return;
    ledger_ = &ledger;
    revision_ = revision;
    figures_.clear();
    groups_.clear();
    knows_.clear();
    years_known_ = false;
    rows_.reset();
    filter_rows_.reset();
    told_ = {};
    clocks_.reset();
    last_start_.reset();
    clocked_ = {};
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
    standing_.reset();
    receipt_.reset();
    warnings_.reset();
    warned_.reset();
    signals_.reset();
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
    return repeated_.get(year, [&] { return repeated_employers(*ledger_, Period::of_year(year), 2); });
}

const std::vector<EmployerRow>& Derived::repeated(int year, const Place& place) {
    return chosen_.get({year, place.search, place.sort},
                       [&] { return chosen_employers(*ledger_, repeated(year), place.search, place.sort); });
}

const ContractChain& Derived::chain(RecordId employer) {
    return chain_.get(employer, [&] { return chain_of(*ledger_, employer); });
}

const GradeProposals& Derived::proposals(int year) {
    return proposals_.get(year, [&] { return propose_grades(*ledger_, Period::of_year(year)); });
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

const std::vector<Event>& Derived::story(const Chronicle& chronicle, RecordId id) {
    if (told_ != id) {
        story_ = chronicle.of(catalog_, id);
        told_ = id;
    }
    return story_;
}

Board& Derived::board(int section, int year) {
    if (!board_ || board_->section() != section || board_year_ != year) {
        const YearView view = year_view(year);
        board_ = std::make_unique<Board>(*ledger_, section, view.period, view.before);
        board_year_ = year;
        board_ready_ = board_->prepare(Deadline(std::chrono::milliseconds(8)));
    }
    return *board_;
}

void Derived::work(const Deadline& deadline) { board_ready_ = board_->prepare(deadline); }

Date Derived::last_start() {
    if (!last_start_) last_start_ = mj::last_start(*ledger_);
    return *last_start_;
}

const Clocks& Derived::clocks(Date day) {
    return clocks_.get(day, [&] { return read_clocks(*ledger_, day, Period::year_to(day)); });
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
        if (const auto reading = read_clock(*ledger_, days, int(rule), uint32_t(row), day))
            readings_.push_back(*reading);
    }
    return readings_;
}

const std::vector<CheckResult>& Derived::checks(int year) {
    return checks_.get(year, [&] { return run_checks(*ledger_, year_view(year).period); });
}

const Alarms& Derived::alarms(Date day) {
    return alarms_.get(day, [&] { return alarms_of(catalog_, clocks(day), warnings(day), lately(day)); });
}

RecordId Derived::of_receipt(const Guide& guide, const std::string& code) {
    return receipt_.get({guide.id, code}, [&] {
        const int64_t row = find_receipt(*ledger_, guide, code);
        return row < 0 ? RecordId{} : ledger_->table(guide.form.reg).head(uint32_t(row)).id;
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

void Derived::find_years() {
    if (years_known_) return;
    years_known_ = true;
    years_.clear();
    newest_ = {};
    std::set<std::pair<int, int>> columns; // register, date field
    for (const Indicator& indicator : catalog_.indicators)
        if (indicator.of.when == When::date) columns.emplace(indicator.of.reg, indicator.of.from);
    std::set<int> found;
    for (const auto& [reg, field] : columns) {
        const Table& table = ledger_->table(reg);
        const auto days = table.column(field).numbers();
        const bool arrives = field == catalog_.registers[size_t(reg)].date; // a day due may lie ahead
        Period known{Date{1},
                     Date{0}}; // the year of the row before: most rows stand beside others of their year
        for (uint32_t row = 0; row < table.rows(); ++row) {
            const Date date{days[row]};
            if (!date.has() || !table.counts(row)) continue;
            if (arrives) newest_ = std::max(newest_, date);
            if (known.holds(date)) continue;
            known = Period::of_year(date.year());
            found.insert(date.year());
        }
    }
    years_.assign(found.begin(), found.end());
}

const std::vector<int>& Derived::years() {
    find_years();
    return years_;
}

Date Derived::newest() {
    find_years();
    return newest_;
}

int Derived::best_year() {
    find_years();
    if (years_.empty()) return 0;
    return newest_.month() < 12 && years_.size() > 1 ? years_[years_.size() - 2] : years_.back();
}

YearView Derived::year_view(int year) {
    find_years();
    YearView out;
    out.period = Period::of_year(year);
    out.known = out.period;
    if (newest_.has() && newest_.year() == year && newest_.month() < 12) out.known.to = newest_;
    out.before = out.known.year_before();
    return out;
}

const std::vector<Figure>& Derived::figures_of(const Period& period) {
    const auto [it, fresh] = figures_.try_emplace({period.from.days, period.to.days});
    if (fresh) it->second = mj::figures(*ledger_, period);
    return it->second;
}

const std::vector<Figure>& Derived::figures(int year) { return figures_of(year_view(year).known); }
const std::vector<Figure>& Derived::figures_before(int year) { return figures_of(year_view(year).before); }

const Groups& Derived::groups(int chart, int year) {
    const auto [it, fresh] = groups_.try_emplace({chart, year});
    if (fresh) it->second = group(*ledger_, charts_[size_t(chart)].by, Period::of_year(year));
    return it->second;
}

const Groups& Derived::groups_before(int chart, int year) { return groups(chart, year - 1); }

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
    const Period period = Period::of_year(year);
    if (const auto* figure = std::get_if<FigureFilter>(&place.filter)) {
        const Indicator& indicator = catalog_.indicators[size_t(figure->indicator)];
        const Period known = year_view(year).known;
        return figure->rest ? rest_of(*ledger_, indicator, known)
                            : rows_of(*ledger_, indicator.part(figure->bottom), known);
    }
    if (const auto* cell = std::get_if<CellFilter>(&place.filter))
        return group_rows(*ledger_, charts_[size_t(cell->chart)].by, period, cell->code, cell->month);
    if (const auto* of = std::get_if<CheckFilter>(&place.filter))
        return of->broken ? checks(year)[size_t(of->check)].broken
                          : rows_of(*ledger_, catalog_.checks[size_t(of->check)].of, period);
    if (const auto* link = std::get_if<LinkFilter>(&place.filter))
        return linked_rows(place.reg, link->field, link->to);
    if (const auto* board = std::get_if<BoardFilter>(&place.filter)) {
        const Bits rows = counted(*ledger_, place.reg, filters_of(catalog_, *board, period));
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

const Derived::Standing& Derived::standing(const Place& place, int year) {
    return standing_.get({place.reg, place.filter, year}, [&] {
        Standing out;
        const Table& table = ledger_->table(place.reg);
        for (const uint32_t row : filter_rows(place, year))
            out.drafts += table.head(row).state == State::draft;
        if (const auto* figure = std::get_if<FigureFilter>(&place.filter))
            out.voids =
                voids_of(*ledger_, catalog_.indicators[size_t(figure->indicator)].part(figure->bottom),
                         year_view(year).known);
        if (const auto* check = std::get_if<CheckFilter>(&place.filter))
            out.voids = voids_of(*ledger_, catalog_.checks[size_t(check->check)].of, year_view(year).period);
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
