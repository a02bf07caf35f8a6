#include "core/question/groups.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int64_t most_days = 200'000; // the years 1900 to 2199 and more

} // namespace

Date begin_of(Grain grain, Date day) {
    switch (grain) {
    case Grain::week: return day.plus(-day.weekday());
    case Grain::month: return Date::of(day.year(), day.month(), 1);
    case Grain::quarter: return Date::of(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    case Grain::year: return Date::of(day.year(), 1, 1);
    default: return day;
    }
}

Date next_of(Grain grain, Date begin) {
    switch (grain) {
    case Grain::week: return begin.plus(7);
    case Grain::month: return begin_of(grain, begin.plus(31));
    case Grain::quarter: return begin_of(grain, begin.plus(92));
    case Grain::year: return begin_of(grain, begin.plus(366));
    default: return begin.plus(1);
    }
}

int64_t class_begin(int64_t amount) {
    if (amount <= 0) return 0;
    int64_t power = 1;
    while (amount / 10 >= power) power *= 10;
    return amount >= 5 * power ? 5 * power : amount >= 2 * power ? 2 * power : power;
}

int64_t class_end(int64_t from) {
    if (from <= 0) return 1;
    int64_t power = 1;
    while (from / 10 >= power) power *= 10;
    return from == power ? 2 * power : from == 2 * power ? 5 * power : 10 * power;
}

Grouping::Grouping(const Ledger& ledger, const Question& question, size_t dimension, const AskedSpan& span,
                   bool back)
    : by_(question.by[dimension]) {
    const Table& table = ledger.table(question.reg);
    if (by_.via >= 0) {
        link_ = &table.column(by_.via);
        target_ = &ledger.table(register_of(ledger.catalog(), question.reg, by_));
    }
    column_ = &(target_ ? *target_ : table).column(by_.field);
    if (!is_date(by_.grain)) return;
    if (back) {
        const Date now = begin_of(by_.grain, span.now.from), then = begin_of(by_.grain, span.before.from);
        if (by_.grain >= Grain::month)
            months_ = (now.year() - then.year()) * 12 + now.month() - then.month();
        else if (by_.grain == Grain::day && question.versus == Versus::year)
            months_ = 12;
        else
            days_ = now.days - then.days;
    }
    int32_t least = INT32_MAX, most = INT32_MIN;
    for (const int32_t day : column_->numbers())
        if (day != Column::no_i32) least = std::min(least, day), most = std::max(most, day);
    if (least > most || int64_t(most) - least >= most_days) return;
    first_ = least;
    keys_.reserve(size_t(most - least + 1));
    for (int32_t day = least; day <= most; ++day) keys_.push_back(int32_t(dated(Date{day})));
}

/// So many times forward, or back; the last days of a month stay in it.
Date Grouping::moved(Date day, int times) const {
    if (months_ == 0) return day.plus(days_ * times);
    const int month = day.year() * 12 + day.month() - 1 + months_ * times, year = month / 12;
    return Date::of(year, month % 12 + 1, std::min(day.day(), days_in_month(year, month % 12 + 1)));
}

int64_t Grouping::dated(Date day) const { return begin_of(by_.grain, moved(day, 1)).days; }

Period Grouping::days_of(Date key) const {
    return {moved(key, -1), moved(next_of(by_.grain, key), -1).plus(-1)};
}

int64_t Grouping::key(uint32_t row) const {
    if (link_) {
        const uint64_t id = link_->links()[row];
        const int64_t at = id ? target_->find(RecordId{id}) : -1;
        if (at < 0 || !target_->counts(uint32_t(at))) return by_.grain == Grain::value ? 0 : not_given;
        row = uint32_t(at);
    }
    switch (column_->type()) {
    case FieldType::code: return column_->codes()[row];
    case FieldType::flag: return column_->has(row) ? column_->flags()[row] + 1 : 0;
    case FieldType::link: return int64_t(column_->links()[row]);
    case FieldType::text: return column_->texts()[row];
    case FieldType::count:
    case FieldType::money: return column_->has(row) ? class_begin(column_->number(row)) : not_given;
    case FieldType::date: break;
    }
    const int32_t day = column_->numbers()[row];
    if (day == Column::no_i32) return not_given;
    return keys_.empty() ? dated(Date{day}) : keys_[size_t(day - first_)];
}

} // namespace mj
