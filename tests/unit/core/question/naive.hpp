// What a question means, said without the program: every record looked at, everything written out.
#pragma once
#include "core/question/answer.hpp"
#include "tests/unit/core/query/slowly.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace mj::test {

class Naive {
  public:
    Naive(const Ledger& ledger, const Question& question) : ledger_(ledger), q_(question) {}

    bool is(int reg, const Where& where, uint32_t row) const {
        const Table& table = ledger_.table(reg);
        const auto all_of = [&](int of, uint32_t other) {
            for (const Where& part : where.parts)
                if (!is(of, part, other)) return false;
            return true;
        };
        switch (where.kind) {
        case Where::Kind::test: return slowly_holds(ledger_, reg, where.test, row);
        case Where::Kind::all: return all_of(reg, row);
        case Where::Kind::any:
            for (const Where& part : where.parts)
                if (is(reg, part, row)) return true;
            return false;
        case Where::Kind::none:
            for (const Where& part : where.parts)
                if (is(reg, part, row)) return false;
            return true;
        case Where::Kind::leads: {
            const auto other = led(reg, where.field, row);
            const int target = ledger_.catalog().registers[size_t(reg)].fields[size_t(where.field)].target;
            return other && counts(target, *other) && all_of(target, *other);
        }
        case Where::Kind::led_by:
            for (uint32_t r = 0; r < ledger_.table(where.reg).rows(); ++r)
                if (counts(where.reg, r) &&
                    number(where.reg, where.field, r) == int64_t(table.head(row).id.bits) &&
                    all_of(where.reg, r))
                    return true;
            return false;
        }
        return false;
    }

    /// Groups as texts, with the rows of each; of the time asked about, or the one compared with.
    std::map<std::vector<std::string>, std::vector<uint32_t>> groups(bool before) const {
        std::map<std::vector<std::string>, std::vector<uint32_t>> out;
        for (uint32_t row = 0; row < ledger_.table(q_.reg).rows(); ++row) {
            if (!asked(row, before)) continue;
            std::vector<std::string> key;
            for (const Dimension& by : q_.by) key.push_back(key_of(by, row, before));
            out[key].push_back(row);
        }
        return out;
    }

    /// Of these rows; nothing: not known. `all`: how many there are in that time.
    std::optional<double> reckoned(const Reckoned& r, const std::vector<uint32_t>& rows, size_t all) const {
        std::vector<double> values;
        std::set<std::pair<int64_t, std::string>> different;
        double fitting = 0;
        for (const uint32_t row : rows) {
            if (r.how == How::share) {
                bool fits = true;
                for (const Where& part : r.of) fits = fits && is(q_.reg, part, row);
                fitting += fits;
            }
            if (r.field < 0 || r.how == How::rate) continue;
            const Value value = ledger_.table(q_.reg).column(r.field).get(row);
            if (!value.index()) continue;
            if (r.how == How::distinct) {
                const auto* text = std::get_if<std::string>(&value);
                different.emplace(text ? 0 : std::get<int64_t>(value), text ? *text : std::string());
                continue;
            }
            const auto until = r.until < 0 ? std::optional<int64_t>(0) : number(q_.reg, r.until, row);
            if (!until) continue;
            const auto n = double(std::get<int64_t>(value));
            values.push_back(r.until < 0 ? n : double(*until) - n);
        }
        double sum = 0;
        for (const double n : values) sum += n;
        std::sort(values.begin(), values.end());
        switch (r.how) {
        case How::count: return double(rows.size());
        case How::share: {
            const double of = r.of.empty() ? double(all) : double(rows.size());
            if (of == 0) return std::nullopt;
            return 100 * (r.of.empty() ? double(rows.size()) : fitting) / of;
        }
        case How::sum:
            if (values.empty() && !rows.empty()) return std::nullopt;
            return sum;
        case How::distinct: return double(different.size());
        case How::rate: break;
        default:
            if (values.empty()) return std::nullopt;
        }
        if (r.how == How::mean) return sum / double(values.size());
        if (r.how == How::least) return values.front();
        if (r.how == How::most) return values.back();
        return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
    }

    bool asked(uint32_t row, bool before) const {
        if (!counts(q_.reg, row)) return false;
        for (const Where& where : q_.where)
            if (!is(q_.reg, where, row)) return false;
        if (!q_.timed()) return true;
        const auto day =
            number(q_.reg, q_.date < 0 ? ledger_.catalog().registers[size_t(q_.reg)].date : q_.date, row);
        const Period period = before ? before_of() : q_.in;
        return day && *day >= period.from.days && *day <= period.to.days;
    }

  private:
    bool counts(int reg, uint32_t row) const {
        const Table& table = ledger_.table(reg);
        if (!table.alive(row)) return false;
        const State state = table.head(row).state;
        return state == State::checked || state == State::approved;
    }
    std::optional<int64_t> number(int reg, int field, uint32_t row) const {
        const Value value = ledger_.table(reg).column(field).get(row);
        if (const auto* n = std::get_if<int64_t>(&value)) return *n;
        return std::nullopt;
    }
    std::optional<uint32_t> led(int reg, int field, uint32_t row) const {
        const auto to = number(reg, field, row);
        const int target = ledger_.catalog().registers[size_t(reg)].fields[size_t(field)].target;
        for (uint32_t r = 0; to && r < ledger_.table(target).rows(); ++r)
            if (ledger_.table(target).alive(r) && int64_t(ledger_.table(target).head(r).id.bits) == *to)
                return r;
        return std::nullopt;
    }
    /// The tests ask about whole years and whole quarters that are known.
    Period before_of() const {
        if (q_.versus == Versus::year) return q_.in.year_before();
        const int months =
            (q_.in.to.year() - q_.in.from.year()) * 12 + q_.in.to.month() - q_.in.from.month() + 1;
        int year = q_.in.from.year(), month = q_.in.from.month() - months;
        while (month < 1) month += 12, --year;
        return {Date::of(year, month, 1), q_.in.from.plus(-1)};
    }
    std::string key_of(const Dimension& by, uint32_t row, bool before) const {
        int reg = q_.reg;
        if (by.via >= 0) {
            const auto other = led(reg, by.via, row);
            reg = ledger_.catalog().registers[size_t(reg)].fields[size_t(by.via)].target;
            if (!other || !counts(reg, *other)) return "";
            row = *other;
        }
        const Field& field = ledger_.catalog().registers[size_t(reg)].fields[size_t(by.field)];
        const Value value = ledger_.table(reg).column(by.field).get(row);
        if (!value.index()) return "";
        if (by.grain == Grain::value) return value_text(ledger_.catalog(), field, value);
        const int64_t n = std::get<int64_t>(value);
        if (by.grain == Grain::size) {
            const std::string digits = std::to_string(n);
            if (n == 0) return value_text(ledger_.catalog(), field, Value{int64_t(0)});
            const char first = digits[0] >= '5' ? '5' : digits[0] >= '2' ? '2' : '1';
            const std::string low = first + std::string(digits.size() - 1, '0');
            return value_text(ledger_.catalog(), field, Value{int64_t(std::stoll(low))});
        }
        Date day{int32_t(n)};
        int year = day.year(), month = day.month(), d = day.day();
        if (before && by.grain == Grain::week) {
            const auto monday = [](Date first) { return first.days - first.weekday(); };
            return day.plus(monday(q_.in.from) - monday(before_of().from) - day.weekday()).text();
        }
        if (before && q_.versus == Versus::year) {
            ++year;
            if (month == 2 && d == 29 && days_in_month(year, 2) == 28) d = 28;
        } else if (before) {
            const Period was = before_of();
            if (by.grain == Grain::day) return day.plus(q_.in.from.days - was.from.days).text();
            // By as many whole months, quarters or years as the two times begin apart.
            const auto number = [&](Date first) {
                const int months = first.year() * 12 + first.month() - 1;
                return by.grain == Grain::month     ? months
                       : by.grain == Grain::quarter ? months / 3 * 3
                                                    : months / 12 * 12;
            };
            month += number(q_.in.from) - number(was.from);
            while (month > 12) month -= 12, ++year;
            d = 1;
        }
        day = Date::of(year, month, d);
        const std::string text = day.text();
        switch (by.grain) {
        case Grain::week: return day.plus(-day.weekday()).text();
        case Grain::month: return text.substr(0, 7);
        case Grain::quarter: return text.substr(0, 5) + "Q" + std::to_string((month + 2) / 3);
        case Grain::year: return text.substr(0, 4);
        default: return text;
        }
    }

    const Ledger& ledger_;
    const Question& q_;
};

} // namespace mj::test
