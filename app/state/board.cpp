#include "app/state/board.hpp"

#include "core/base/exact.hpp"
#include "core/indicator/figures.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int64_t yuan_100 = 10'000; // in fen
constexpr int64_t classes[] = {0,
                               10 * yuan_100,
                               50 * yuan_100,
                               100 * yuan_100,
                               500 * yuan_100,
                               1'000 * yuan_100,
                               5'000 * yuan_100,
                               INT64_MAX};
constexpr int class_count = int(std::size(classes)) - 1;
constexpr uint32_t first_source = 1'000; // of what always limits; clauses of fields go by their position

/// The first of the months chosen to the last of them, within the period.
Period months_in(const Period& period, const BoardFilter& choice) {
    const int year = period.to.year();
    const Date from = Date::of(year, choice.from, 1),
               to = Date::of(year, choice.to, days_in_month(year, choice.to));
    return {std::max(period.from, from), std::min(period.to, to)};
}

Condition within(int field, const Period& period) {
    Condition out;
    out.field = field;
    out.test = Test::between;
    out.from = period.from.days;
    out.to = period.to.days;
    return out;
}

Condition of_class(int field, int code) {
    Condition out;
    out.field = field;
    out.test = code == 0 ? Test::missing : Test::between;
    if (code == 0) return out;
    out.from = classes[code - 1];
    out.to = classes[code] - (code < class_count);
    return out;
}

} // namespace

Bits counted(const Ledger& ledger, int reg, std::span<const Condition> conditions) {
    Bits rows = living(ledger.table(reg), true);
    for (const Condition& condition : conditions) keep_fitting(ledger, reg, condition, rows);
    return rows;
}

BoardSource source_of(const Catalog& catalog, int section) {
    const BoardSection& s = board_sections()[size_t(section)];
    BoardSource out;
    out.reg = catalog.find_register(s.reg);
    if (out.reg < 0) return out;
    out.date = catalog.registers[size_t(out.reg)].date;
    const int like = s.like.empty() ? -1 : catalog.find_indicator(s.like);
    if (like < 0) return out;
    const Formula& formula = catalog.indicators[size_t(like)].of;
    out.date = formula.from;
    out.where = formula.where;
    return out;
}

std::vector<Condition> conditions_of(const Catalog& catalog, const BoardFilter& choice, const Period& period,
                                     int except) {
    BoardSource source = source_of(catalog, choice.section);
    if (source.reg < 0) return {};
    std::vector<Condition> out = std::move(source.where);
    out.push_back(within(source.date, except == source.date ? period : months_in(period, choice)));
    for (const auto& [field, code] : choice.codes) {
        if (field == except) continue;
        const Field& f = catalog.registers[size_t(source.reg)].fields[size_t(field)];
        if (f.type == FieldType::money) {
            out.push_back(of_class(field, code));
            continue;
        }
        if (out.back().field != field) {
            out.emplace_back();
            out.back().test = Test::is;
            out.back().field = field;
        }
        out.back().codes.push_back(uint16_t(code));
    }
    return out;
}

std::span<const int64_t> Board::amount_classes() { return {classes, size_t(class_count)}; }

Board::Board(const Ledger& ledger, int section, Period now, Period before)
    : ledger_(ledger),
      section_(section),
      source_(source_of(ledger.catalog(), section)),
      now_{now, nullptr},
      before_{before, nullptr} {
    const BoardSection& s = board_sections()[size_t(section)];
    const Catalog& catalog = ledger.catalog();
    if (source_.reg < 0) return;
    if (!s.like.empty()) like_ = catalog.find_indicator(s.like);
    Formula dated;
    dated.reg = source_.reg;
    dated.from = source_.date;
    knows_before_ = kept_by(ledger, dated, before.to);
    const Register& reg = catalog.registers[size_t(source_.reg)];
    if (source_.date != reg.date) {
        const Table& table = ledger.table(source_.reg);
        const Bits rows = counted(ledger, source_.reg, source_.where);
        for (uint32_t row = 0; row < rows.rows(); ++row)
            undated_ += rows.has(row) && !table.column(source_.date).has(row);
    }
    fields_.push_back(source_.date);
    for (size_t i = 0; i < s.charts.size(); ++i) {
        const int field = reg.find(s.charts[i].field);
        if (field < 0) continue;
        Marks marks;
        marks.chart = int(i);
        marks.field = field;
        marks_.push_back(std::move(marks));
        const bool linked = s.charts[i].shape != Shape::amounts;
        if (linked && std::find(fields_.begin(), fields_.end(), field) == fields_.end())
            fields_.push_back(field);
    }
    for (const std::string_view id : s.sums)
        if (const int field = reg.find(id); field >= 0) sum_fields_.push_back(field);
    for (Side* side : {&now_, &before_}) {
        std::vector<Binning> binnings;
        for (const int field : fields_) {
            Binning by;
            by.field = field;
            if (field == source_.date) {
                by.kind = Binning::Kind::months;
                by.from = side->period.from.year() * 12;
                by.bins = 12;
            }
            binnings.push_back(by);
        }
        side->linked = std::make_unique<Linked>(ledger, source_.reg, std::move(binnings), sum_fields_);
        const Condition year = within(source_.date, side->period);
        uint32_t source = first_source;
        side->linked->where(source++, &year);
        for (const Condition& condition : source_.where) side->linked->where(source++, &condition);
    }
}

bool Board::prepare(const Deadline& deadline) {
    if (source_.reg < 0) return true;
    return now_.linked->prepare(deadline) && before_.linked->prepare(deadline);
}

float Board::prepared() const {
    return source_.reg < 0 ? 1 : (now_.linked->prepared() + before_.linked->prepared()) / 2;
}

void Board::choose(const BoardFilter& choice) {
    if (source_.reg < 0 || (read_ && choice == choice_)) return;
    const bool months_only = read_ && choice.codes == choice_.codes;
    const Register& reg = ledger_.catalog().registers[size_t(source_.reg)];
    for (Side* side : {&now_, &before_}) {
        Linked& linked = *side->linked;
        if (!months_only) {
            for (int chart = 1; chart < int(fields_.size()); ++chart) {
                std::vector<int> bins;
                for (const auto& [field, code] : choice.codes)
                    if (field == fields_[size_t(chart)]) bins.push_back(code);
                if (bins.empty())
                    linked.clear(chart);
                else
                    linked.pick(chart, bins);
            }
            for (const Marks& marks : marks_) {
                if (reg.fields[size_t(marks.field)].type != FieldType::money) continue;
                const auto it = std::find_if(choice.codes.begin(), choice.codes.end(),
                                             [&](const auto& c) { return c.first == marks.field; });
                const Condition condition =
                    it == choice.codes.end() ? Condition{} : of_class(marks.field, it->second);
                linked.where(uint32_t(marks.field), it == choice.codes.end() ? nullptr : &condition);
            }
        }
        if (choice.whole_year()) {
            linked.clear(0);
            linked.activate(0);
        } else
            linked.brush(0, choice.from, choice.to + 1);
    }
    if (!months_only) days_.clear();
    choice_ = choice;
    read_ = true;
    read();
}

std::optional<int64_t> Board::previous() const {
    const int n = choice_.to - choice_.from + 1, first = choice_.from - n;
    if (choice_.whole_year() || marks_.empty()) return std::nullopt;
    if (first < 1 && before_.period.to != Date::of(before_.period.to.year(), 12, 31)) return std::nullopt;
    int64_t out = 0;
    for (int month = first; month < choice_.from; ++month)
        out = plus(out, month < 1 ? marks_[0].before[size_t(month + 11)] : marks_[0].now[size_t(month - 1)]);
    return out;
}

int Board::previous_total() const {
    const std::string_view sum = board_sections()[size_t(section_)].charts[0].sum;
    if (sum.empty()) return 0;
    const int field = ledger_.catalog().registers[size_t(source_.reg)].find(sum);
    const auto at = std::find(sum_fields_.begin(), sum_fields_.end(), field);
    return at == sum_fields_.end() ? -1 : int(at - sum_fields_.begin()) + 1;
}

void Board::read() {
    const BoardSection& s = board_sections()[size_t(section_)];
    for (Marks& marks : marks_) {
        const BoardChart& chart = s.charts[size_t(marks.chart)];
        for (const auto& [side, out] : {std::pair{&now_, &marks.now}, std::pair{&before_, &marks.before}}) {
            if (chart.shape == Shape::amounts) {
                read_classes(marks, *side, *out);
                continue;
            }
            if (!chart.sum.empty()) {
                (side == &now_ ? marks.few : marks.few_before) = read_sums(marks, chart, *side, *out);
                continue;
            }
            const auto at = std::find(fields_.begin(), fields_.end(), marks.field);
            const auto counts = side->linked->counts(int(at - fields_.begin()));
            out->assign(counts.begin() + (chart.shape == Shape::months), counts.end());
        }
    }
    for (const auto& [side, out] : {std::pair{&now_, &totals_}, std::pair{&before_, &totals_before_}}) {
        const auto totals = side->linked->totals();
        out->assign(totals.begin(), totals.end());
    }
    unfilled_.assign(totals_.size(), 0);
    for (size_t i = 1; i < totals_.size(); ++i) {
        if (totals_[i]) continue;
        const Column& column = ledger_.table(source_.reg).column(sum_fields_[i - 1]);
        bool any = false;
        now_.linked->rows().each([&](uint32_t row) { return !(any = column.has(row)); });
        if (!any) unfilled_[i] = totals_[0];
    }
    read_adding(now_, adding_);
    read_adding(before_, adding_before_);
    read_steps();
    read_fall();
}

void Board::read_adding(const Side& side, std::vector<int64_t>& out) const {
    out.assign(totals_.size(), side.linked->totals()[0]);
    for (size_t i = 1; i < out.size(); ++i) {
        const Column& column = ledger_.table(source_.reg).column(sum_fields_[i - 1]);
        int64_t n = 0;
        side.linked->rows().each(
            [&](uint32_t row) { return (n += column.has(row) && column.number(row)) < fewest_said; });
        out[i] = n;
    }
}

/// True when one of them is of few records.
bool Board::read_sums(Marks& marks, const BoardChart& chart, const Side& side,
                      std::vector<int64_t>& out) const {
    const Register& reg = ledger_.catalog().registers[size_t(source_.reg)];
    const Table& table = ledger_.table(source_.reg);
    const int field = reg.find(chart.sum);
    const Field& by = reg.fields[size_t(marks.field)];
    const bool months = chart.shape == Shape::months;
    const size_t bins = months ? 12
                        : by.type == FieldType::flag
                            ? 3
                            : ledger_.catalog().code_lists[size_t(by.codes)].codes.size() + 1;
    out.assign(bins, 0);
    if (field < 0) return false;
    std::vector<uint32_t> records(bins);
    const Column &sums = table.column(field), &groups = table.column(marks.field);
    counted(ledger_, source_.reg, conditions_of(ledger_.catalog(), choice_, side.period, marks.field))
        .each([&](uint32_t row) {
            const size_t bin = months ? size_t(Date{groups.numbers()[row]}.month() - 1)
                               : by.type == FieldType::flag
                                   ? (groups.has(row) ? size_t(groups.flags()[row]) + 1 : 0)
                                   : groups.codes()[row];
            if (sums.has(row)) out[bin] = plus(out[bin], sums.number(row));
            records[bin] += sums.has(row) && sums.number(row);
            return true;
        });
    return std::any_of(records.begin(), records.end(), [](uint32_t n) { return n && n < fewest_said; });
}

void Board::read_classes(Marks& marks, const Side& side, std::vector<int64_t>& out) const {
    const Column& column = ledger_.table(source_.reg).column(marks.field);
    out.assign(size_t(class_count) + 1, 0);
    counted(ledger_, source_.reg, conditions_of(ledger_.catalog(), choice_, side.period, marks.field))
        .each([&](uint32_t row) {
            const int64_t value = column.money()[row];
            const auto at = std::upper_bound(classes, classes + class_count, value);
            ++out[column.has(row) ? size_t(at - classes) : 0];
            return true;
        });
}

void Board::read_steps() {
    const BoardSection& s = board_sections()[size_t(section_)];
    steps_.assign(s.steps.size(), 0);
    if (steps_.empty()) return;
    const Register& reg = ledger_.catalog().registers[size_t(source_.reg)];
    const Table& table = ledger_.table(source_.reg);
    std::vector<const Column*> columns;
    for (const std::string_view id : s.steps)
        columns.push_back(reg.find(id) < 0 ? nullptr : &table.column(reg.find(id)));
    now_.linked->rows().each([&](uint32_t row) {
        for (size_t i = 0; i < columns.size(); ++i) steps_[i] += columns[i] && columns[i]->has(row);
        return true;
    });
}

void Board::read_fall() {
    const BoardFall& fall = board_sections()[size_t(section_)].fall;
    const Register& reg = ledger_.catalog().registers[size_t(source_.reg)];
    const int amount = reg.find(fall.amount), less = reg.find(fall.less), by = reg.find(fall.by);
    fall_.clear();
    fall_unfilled_ = 0;
    if (fall.amount.empty() || amount < 0 || less < 0 || by < 0) return;
    const Table& table = ledger_.table(source_.reg);
    const Column &amounts = table.column(amount), &off = table.column(less), &groups = table.column(by);
    fall_.assign(ledger_.catalog().code_lists[size_t(reg.fields[size_t(by)].codes)].codes.size() + 2, 0);
    now_.linked->rows().each([&](uint32_t row) {
        if (amounts.has(row)) fall_[0] = plus(fall_[0], amounts.number(row));
        int64_t& part = fall_[1 + size_t(groups.codes()[row])];
        if (off.has(row)) part = plus(part, off.number(row));
        fall_unfilled_ += amounts.has(row) && !off.has(row);
        return true;
    });
}

const std::vector<int32_t>& Board::days() {
    if (!days_.empty() || source_.reg < 0) return days_;
    const Period& year = now_.period;
    days_.assign(size_t(Date::of(year.from.year(), 12, 31).days - year.from.days + 1), 0);
    const auto dates = ledger_.table(source_.reg).column(source_.date).numbers();
    BoardFilter all = choice_;
    all.from = 1;
    all.to = 12;
    counted(ledger_, source_.reg, conditions_of(ledger_.catalog(), all, year)).each([&](uint32_t row) {
        ++days_[size_t(dates[row] - year.from.days)];
        return true;
    });
    return days_;
}

} // namespace mj
