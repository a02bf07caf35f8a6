#include "core/query/linked.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint16_t not_counted = 0x8000;

int64_t month_of(int32_t day) {
    const Date d{day};
    return int64_t(d.year()) * 12 + d.month() - 1;
}

uint8_t clamp_bin(int64_t i, int bins) { return uint8_t(1 + std::clamp<int64_t>(i, 0, bins - 2)); }

} // namespace

std::optional<Problem> Linked::check(const Ledger& ledger, int reg, std::span<const Binning> charts,
                                     std::span<const int> sums) {
    const Register& r = ledger.catalog().registers[size_t(reg)];
    const auto bad = [&](SaidWith<0> what, int field, SaidWith<0> fix) {
        Problem out{say(what), say(Said::at_register, r.id), say(fix)};
        if (field >= 0) out.where.add(say(Said::at_field, r.fields[size_t(field)].id));
        return out;
    };
    if (charts.empty() || charts.size() > size_t(most_sources))
        return bad(Said::charts_number, -1, Said::leave_some);
    for (const Binning& by : charts) {
        if (by.field < 0 || by.field >= int(r.fields.size()))
            return bad(Said::no_field, -1, Said::see_schema);
        const Field& field = r.fields[size_t(by.field)];
        const bool coded = field.type == FieldType::code || field.type == FieldType::flag;
        const bool number =
            field.type == FieldType::count || field.type == FieldType::date || field.type == FieldType::money;
        if ((by.kind == Binning::Kind::codes && !coded) ||
            (by.kind == Binning::Kind::months && field.type != FieldType::date) ||
            (by.kind == Binning::Kind::equal && !number))
            return bad(Said::chart_bins_kind, by.field, Said::bin_as);
        if (by.kind == Binning::Kind::codes && field.type == FieldType::code &&
            ledger.catalog().code_lists[size_t(field.codes)].codes.size() >= size_t(most_bins))
            return bad(Said::chart_codes, by.field, Said::coarser_list);
        if (by.kind != Binning::Kind::codes && (by.bins < 1 || by.bins >= most_bins || by.width < 1))
            return bad(Said::chart_bins, by.field, Said::wider_bins);
        if (by.kind == Binning::Kind::months && (by.from < 12 || by.from > 12 * 9000))
            return bad(Said::chart_month, by.field, Said::chart_year);
    }
    for (const int sum : sums)
        if (sum < 0 || sum >= int(r.fields.size()) ||
            (r.fields[size_t(sum)].type != FieldType::count &&
             r.fields[size_t(sum)].type != FieldType::money))
            return bad(Said::chart_sums, sum, Said::name_sum);
    return std::nullopt;
}

Linked::Linked(const Ledger& ledger, int reg, std::vector<Binning> charts, std::vector<int> sums)
    : ledger_(ledger), table_(ledger.table(reg)), reg_(reg), sums_(std::move(sums)) {
    const Register& r = ledger.catalog().registers[size_t(reg)];
    for (const Binning& by : charts) {
        Chart chart;
        chart.by = by;
        const Field& field = r.fields[size_t(by.field)];
        chart.bins = by.bins + 1;
        if (by.kind == Binning::Kind::codes)
            chart.bins = field.type == FieldType::flag
                             ? 3
                             : int(ledger.catalog().code_lists[size_t(field.codes)].codes.size()) + 1;
        if (by.kind == Binning::Kind::months) {
            const auto first = [&](int64_t month) {
                return Date::of(int(month / 12), int(month % 12) + 1, 1).days;
            };
            chart.first_day = first(by.from);
            chart.month.resize(size_t(first(by.from + by.bins) - chart.first_day));
            for (size_t i = 0; i < chart.month.size(); ++i)
                chart.month[i] = uint8_t(1 + month_of(chart.first_day + int32_t(i)) - by.from);
        }
        chart.chosen.assign(size_t(chart.bins), 1);
        chart.counts.resize(size_t(chart.bins));
        charts_.push_back(std::move(chart));
    }
    also_.resize(charts_.size());
    scratch_.resize(1 << 16);
    touched_ = table_.touched().size();
    totals_.resize(1 + sums_.size());
}

uint8_t Linked::bin_of(const Chart& chart, uint32_t row) const {
    const Column& column = table_.column(chart.by.field);
    if (!column.has(row)) return 0;
    if (chart.by.kind == Binning::Kind::codes)
        return column.type() == FieldType::flag ? uint8_t(column.flags()[row] + 1)
                                                : uint8_t(column.codes()[row]);
    const int64_t cell = column.number(row);
    if (chart.by.kind == Binning::Kind::months)
        return clamp_bin(month_of(int32_t(cell)) - chart.by.from, chart.bins);
    return cell < chart.by.from ? uint8_t(1) : clamp_bin((cell - chart.by.from) / chart.by.width, chart.bins);
}

void Linked::bin_rows(Chart& chart, uint32_t from, uint32_t to) {
    chart.bin.reserve(table_.rows());
    chart.bin.resize(to);
    const Column& column = table_.column(chart.by.field);
    if (chart.by.kind == Binning::Kind::codes && column.type() == FieldType::code) {
        const auto cells = column.codes();
        for (uint32_t row = from; row < to; ++row) chart.bin[row] = uint8_t(cells[row]);
    } else if (chart.by.kind == Binning::Kind::months) {
        const auto cells = column.numbers();
        const auto days = uint32_t(chart.month.size());
        for (uint32_t row = from; row < to; ++row) {
            const uint32_t day = uint32_t(cells[row]) - uint32_t(chart.first_day);
            chart.bin[row] = day < days ? chart.month[day] : bin_of(chart, row);
        }
    } else {
        for (uint32_t row = from; row < to; ++row) chart.bin[row] = bin_of(chart, row);
    }
}

uint16_t Linked::fail_of(uint32_t row) const {
    uint16_t out = table_.counts(row) ? 0 : not_counted;
    for (int c = 0; c < charts(); ++c) {
        const Chart& chart = charts_[size_t(c)];
        if (c != active_ && chart.clause && !chart.chosen[chart.bin[row]]) out |= bit(c);
    }
    for (const auto& extra : extras_)
        if (!holds(extra.second.condition, RowCells{table_, row})) out |= uint16_t(1u << extra.second.bit);
    return out;
}

void Linked::note_sums(uint32_t from, uint32_t to) {
    for (const int sum : sums_)
        if (const Column& column = table_.column(sum); column.type() == FieldType::money)
            for (const int64_t cell : column.money().subspan(from, to - from))
                largest_ = std::max(largest_, cell); // missing is the least there is
}

bool Linked::prepare(const Deadline& deadline) {
    while (rows_ < table_.rows()) {
        read_rows(std::min(table_.rows(), rows_ + slice_rows));
        if (deadline.passed()) break;
    }
    return rows_ == table_.rows();
}

float Linked::prepared() const { return table_.rows() ? float(rows_) / float(table_.rows()) : 1; }

void Linked::read_rows(uint32_t to) {
    for (Chart& chart : charts_) bin_rows(chart, rows_, to);
    fail_.reserve(table_.rows());
    fail_.resize(to);
    note_sums(rows_, to);
    for (; rows_ < to; ++rows_) fail_[rows_] = fail_of(rows_);
    built_ = false;
}

void Linked::sync() {
    const auto& touched = table_.touched();
    if (rows_ == table_.rows() && touched_ == touched.size()) return;
    for (; touched_ < touched.size(); ++touched_) {
        const uint32_t row = touched[touched_];
        if (row >= rows_) continue;
        for (Chart& chart : charts_) chart.bin[row] = bin_of(chart, row);
        fail_[row] = fail_of(row);
        note_sums(row, row + 1);
    }
    read_rows(table_.rows());
}

/// A chart's clause, which the table answered while the chart was active, goes into the rows' bits.
void Linked::commit(int c) {
    const Chart& chart = charts_[size_t(c)];
    if (!chart.clause) return;
    uint16_t look[256];
    for (int b = 0; b < chart.bins; ++b) look[b] = chart.chosen[size_t(b)] ? 0 : bit(c);
    const uint8_t* bins = chart.bin.data();
    uint16_t* fail = fail_.data();
    for (uint32_t row = 0; row < rows_; ++row) fail[row] |= look[bins[row]];
}

void Linked::release(int c) {
    const uint16_t keep = uint16_t(~bit(c));
    uint16_t* fail = fail_.data();
    for (uint32_t row = 0; row < rows_; ++row) fail[row] &= keep;
}

void Linked::activate(int c) {
    sync();
    if (c != active_) {
        commit(active_);
        if (charts_[size_t(c)].clause) release(c);
        active_ = c;
        built_ = answered_ = false;
    }
    if (!built_) build();
}

void Linked::choose(int c, std::vector<uint8_t> chosen) {
    activate(c);
    Chart& chart = charts_[size_t(c)];
    chart.clause = true;
    chart.chosen = std::move(chosen);
    answered_ = false;
}

void Linked::brush(int c, int from, int to) {
    std::vector<uint8_t> chosen(size_t(bins(c)), 0);
    for (int b = std::max(from, 0); b < std::min(to, bins(c)); ++b) chosen[size_t(b)] = 1;
    choose(c, std::move(chosen));
}

void Linked::pick(int c, std::span<const int> picked) {
    std::vector<uint8_t> chosen(size_t(bins(c)), 0);
    for (const int b : picked)
        if (b >= 0 && b < bins(c)) chosen[size_t(b)] = 1;
    choose(c, std::move(chosen));
}

void Linked::clear(int c) {
    Chart& chart = charts_[size_t(c)];
    if (!chart.clause) return;
    sync();
    chart.clause = false;
    std::fill(chart.chosen.begin(), chart.chosen.end(), uint8_t(1));
    answered_ = false;
    if (c == active_) return;
    release(c);
    built_ = false;
}

bool Linked::chosen(int c, int b) const { return charts_[size_t(c)].chosen[size_t(b)]; }

bool Linked::where(uint32_t source, const Condition* condition) {
    sync();
    const auto old = extras_.find(source);
    if (!condition && old == extras_.end()) return true;
    int at = old != extras_.end() ? old->second.bit : charts();
    while (old == extras_.end() &&
           std::any_of(extras_.begin(), extras_.end(), [at](const auto& e) { return e.second.bit == at; }))
        ++at;
    if (at >= most_sources) return false;
    const uint16_t own = uint16_t(1u << at), rest = uint16_t(~own);
    if (condition) {
        Bits good(rows_, true);
        keep_fitting(ledger_, reg_, *condition, good);
        for (uint32_t row = 0; row < rows_; ++row)
            fail_[row] = uint16_t((fail_[row] & rest) | (good.has(row) ? 0 : own));
        extras_[source] = {at, *condition};
    } else {
        for (uint32_t row = 0; row < rows_; ++row) fail_[row] &= rest;
        extras_.erase(old);
    }
    built_ = answered_ = false;
    return true;
}

Bits Linked::rows() {
    sync();
    Bits out(rows_, true);
    out.keep(std::span<const uint16_t>(fail_), [](uint16_t fail) { return fail == 0; });
    const Chart& chart = charts_[size_t(active_)];
    const uint8_t* chosen = chart.chosen.data();
    if (chart.clause)
        out.keep(std::span<const uint8_t>(chart.bin), [chosen](uint8_t b) { return chosen[b]; });
    return out;
}

size_t Linked::bytes() const {
    size_t sum = fail_.capacity() * 2 + (scratch_.capacity() + list_.capacity()) * 4 + list_bin_.capacity();
    for (const Chart& chart : charts_) sum += chart.bin.capacity() + chart.table.capacity() * 4;
    for (const auto& rows : also_) sum += rows.capacity() * 4;
    return sum;
}

} // namespace mj
