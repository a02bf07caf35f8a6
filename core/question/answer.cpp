#include "core/question/answer.hpp"

#include "core/base/sort.hpp"
#include "core/question/groups.hpp"
#include "core/question/reckon.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace mj {
namespace {

constexpr size_t most_filled = 2'000; // times without records that are shown with the others

/// Numbers keys from 0 on as they come.
class Slots {
  public:
    uint32_t of(int64_t key) {
        if (key >= 0 && key < most_dense) {
            if (size_t(key) >= dense_.size()) dense_.resize(std::max(size_t(key) + 1, dense_.size() * 2));
            uint32_t& slot = dense_[size_t(key)];
            if (!slot) slot = add(key);
            return slot - 1;
        }
        uint32_t& slot = sparse_[uint64_t(key)];
        if (!slot) slot = add(key);
        return slot - 1;
    }
    const std::vector<int64_t>& keys() const { return keys_; }

  private:
    static constexpr int64_t most_dense = 1 << 22;
    uint32_t add(int64_t key) {
        keys_.push_back(key);
        return uint32_t(keys_.size());
    }
    std::vector<uint32_t> dense_; // slot + 1
    IdMap<uint32_t> sparse_;
    std::vector<int64_t> keys_;
};

/// The records of one time, and the group of each.
struct Side {
    std::vector<uint32_t> rows, groups;
};

Bits in_time(const Ledger& ledger, const Question& question, Bits rows, const Period& period) {
    if (!question.timed()) return rows;
    Condition within;
    within.field = date_of(ledger.catalog(), question);
    within.test = Test::between;
    within.from = period.from.days;
    within.to = period.to.days;
    keep_fitting(ledger, question.reg, within, rows);
    return rows;
}

/// Gives each record of both sides its group, and returns the groups' keys.
std::vector<GroupKey> grouped(const Ledger& ledger, const Question& question, const AskedSpan& span,
                              Side (&sides)[2]) {
    Slots slots[Question::most_dimensions];
    std::vector<uint32_t> of[2][Question::most_dimensions];
    for (size_t d = 0; d < question.by.size(); ++d)
        for (int side = 0; side < 2; ++side) {
            if (sides[side].rows.empty()) continue;
            const Grouping grouping(ledger, question, d, span, side == 1);
            std::vector<uint32_t>& out = of[side][d];
            out.reserve(sides[side].rows.size());
            for (const uint32_t row : sides[side].rows) out.push_back(slots[d].of(grouping.key(row)));
        }
    std::vector<GroupKey> keys;
    if (question.by.empty()) {
        keys.emplace_back();
        for (Side& side : sides) side.groups.assign(side.rows.size(), 0);
    } else if (question.by.size() == 1) {
        for (const int64_t key : slots[0].keys()) keys.push_back({key});
        for (int side = 0; side < 2; ++side) sides[side].groups = std::move(of[side][0]);
    } else {
        const auto width = int64_t(slots[1].keys().size());
        Slots pairs;
        for (int side = 0; side < 2; ++side) {
            Side& s = sides[side];
            s.groups.reserve(s.rows.size());
            for (size_t i = 0; i < s.rows.size(); ++i)
                s.groups.push_back(pairs.of(int64_t(of[side][0][i]) * width + of[side][1][i]));
        }
        for (const int64_t pair : pairs.keys())
            keys.push_back({slots[0].keys()[size_t(pair / width)], slots[1].keys()[size_t(pair % width)]});
    }
    return keys;
}

/// Times in which nothing was done are shown as such: those between the first and the last.
void fill_times(const Catalog& catalog, const Question& question, const AskedSpan& span,
                std::vector<GroupKey>& keys) {
    if (question.by.size() != 1 || !is_date(question.by[0].grain)) return;
    const Dimension& by = question.by[0];
    std::vector<int64_t> have;
    for (const GroupKey& key : keys)
        if (key[0] != not_given) have.push_back(key[0]);
    sort_stable(have, std::less<int64_t>());
    Date from, to;
    if (question.timed() && by.via < 0 && by.field == date_of(catalog, question)) {
        from = begin_of(by.grain, span.now.from);
        to = span.now.to;
    } else if (!have.empty()) {
        from = Date{int32_t(have.front())};
        to = Date{int32_t(have.back())};
    } else
        return;
    std::vector<GroupKey> more;
    for (Date day = from; day <= to && more.size() < most_filled; day = next_of(by.grain, day))
        if (!std::binary_search(have.begin(), have.end(), int64_t(day.days))) more.push_back({day.days});
    if (more.size() < most_filled) keys.insert(keys.end(), more.begin(), more.end());
}

void count_rows(const Side& side, size_t groups, std::vector<uint32_t>& out) {
    out.assign(groups, 0);
    for (const uint32_t group : side.groups) ++out[group];
}

/// Texts in their order rather than in that of the column's dictionary.
std::vector<uint32_t> ranks_of(const Ledger& ledger, const Question& question, size_t dimension) {
    const Dimension& by = question.by[dimension];
    const Column& column = ledger.table(register_of(ledger.catalog(), question.reg, by)).column(by.field);
    return column.type() == FieldType::text ? column.pool().ranks() : std::vector<uint32_t>();
}

void order_lines(const Ledger& ledger, const Question& question, std::vector<AnswerLine>& lines) {
    std::vector<uint32_t> ranks[Question::most_dimensions];
    for (size_t d = 0; d < question.by.size(); ++d) ranks[d] = ranks_of(ledger, question, d);
    // Not given comes last, whatever the order.
    const auto place = [&](const AnswerLine& line, size_t d) {
        const int64_t key = line.key[d];
        const bool missing = key == not_given || (key == 0 && question.by[d].grain == Grain::value);
        if (missing) return std::pair(1, int64_t(0));
        return std::pair(0, ranks[d].empty() ? key : int64_t(ranks[d][size_t(key)]));
    };
    const auto by_key = [&](const AnswerLine& a, const AnswerLine& b) {
        for (size_t d = 0; d < question.by.size(); ++d)
            if (place(a, d) != place(b, d)) return place(a, d) < place(b, d);
        return false;
    };
    const auto value = [&](const AnswerLine& line) {
        if (question.ranked == Ranked::value) return line.now[0];
        if (line.before.empty()) return Ratio{};
        return question.ranked == Ranked::before ? line.before[0] : minus(line.now[0], line.before[0]);
    };
    sort_stable(lines, [&](const AnswerLine& a, const AnswerLine& b) {
        if (question.ranked == Ranked::key) {
            if (!question.descending || question.by.empty()) return by_key(a, b);
            const auto pa = place(a, 0), pb = place(b, 0);
            if (pa.first != pb.first) return pa.first < pb.first;
            return pa.second != pb.second ? pb.second < pa.second : by_key(a, b);
        }
        const Ratio left = value(a), right = value(b);
        if (left.known() != right.known()) return left.known();
        if (less(left, right) || less(right, left))
            return question.descending ? less(right, left) : less(left, right);
        return by_key(a, b);
    });
}

std::vector<int64_t> keys_of(const Question& question, const std::vector<AnswerLine>& lines, size_t d) {
    Slots slots;
    std::vector<uint64_t> rows;
    for (const AnswerLine& line : lines) {
        const uint32_t slot = slots.of(line.key[d]);
        rows.resize(std::max(rows.size(), size_t(slot) + 1));
        rows[slot] += line.rows;
    }
    std::vector<int64_t> out = slots.keys();
    if (is_date(question.by[d].grain)) {
        sort_stable(out, std::less<int64_t>());
    } else if (question.by.size() > 1) {
        std::vector<uint32_t> order(out.size());
        std::iota(order.begin(), order.end(), 0);
        sort_stable(order, [&](uint32_t a, uint32_t b) { return rows[a] > rows[b]; });
        for (size_t i = 0; i < order.size(); ++i) out[i] = slots.keys()[order[i]];
    }
    return out;
}

/// Two people of one name are two lines, which must be told apart.
std::vector<int64_t> alike(const Ledger& ledger, const Question& question, const std::vector<int64_t>& keys,
                           size_t d) {
    std::vector<int64_t> out;
    const Field& field = field_of(ledger.catalog(), question.reg, question.by[d]);
    if (field.type != FieldType::link) return out;
    const Table& table = ledger.table(field.target);
    const Column& title = table.column(ledger.catalog().registers[size_t(field.target)].title);
    if (title.type() != FieldType::text) return out;
    std::map<std::string_view, int64_t> first;
    for (const int64_t key : keys) {
        const int64_t row = key ? table.find(RecordId{uint64_t(key)}) : -1;
        if (row < 0) continue;
        const auto [it, fresh] = first.try_emplace(title.text(uint32_t(row)), key);
        if (fresh) continue;
        out.push_back(key);
        out.push_back(it->second);
    }
    sort_stable(out, std::less<int64_t>());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Of a time in which the register had no record yet, or which has not come, nothing is known: that is not the same as nothing.
void forget_unknown(const Ledger& ledger, const Question& question, Answer& answer) {
    if (!question.timed()) return;
    const Table& table = ledger.table(question.reg);
    const int date = date_of(ledger.catalog(), question);
    const auto dates = table.column(date).numbers();
    int32_t first = INT32_MAX;
    for (uint32_t row = 0; row < table.rows(); ++row)
        if (dates[row] != Column::no_i32 && dates[row] < first && table.counts(row)) first = dates[row];
    const bool times = question.by.size() == 1 && is_date(question.by[0].grain) && question.by[0].via < 0 &&
                       question.by[0].field == date;
    const Period& now = answer.span.now;
    const bool no_now = now.to < now.from || now.to.days < first;
    const bool no_before = answer.span.before.from.has() && answer.span.before.to.days < first;
    const auto forget = [](std::vector<Ratio>& numbers) { numbers.assign(numbers.size(), {}); };
    for (AnswerLine& line : answer.lines) {
        if (no_now)
            forget(line.now);
        else if (times && line.rows == 0 && line.key[0] != not_given &&
                 next_of(question.by[0].grain, Date{int32_t(line.key[0])}).days <= first)
            forget(line.now);
        if (no_before) forget(line.before);
    }
    if (no_now) forget(answer.total.now);
    if (no_before) forget(answer.total.before);
}

} // namespace

AskedSpan span_of(const Known& known, const Question& question) {
    AskedSpan out;
    out.now = question.in;
    if (!question.timed()) return out;
    const Date reach = known.reach(question.reg);
    const int32_t length = question.in.to.days - question.in.from.days + 1;
    const bool over = known.today() > question.in.to,
               whole = !reach.has() || reach >= question.in.to ||
                       (over && (question.in.to.days - reach.days) * int64_t(12) <= length);
    if (!whole) {
        out.partial = true;
        out.now.to = std::max(reach, question.in.from.plus(-1));
    }
    if (question.versus == Versus::year)
        out.before = out.now.year_before();
    else if (question.versus == Versus::before) {
        const int32_t known_days = out.now.to.days - out.now.from.days + 1;
        Date from = question.in.from.plus(-length);
        // Whole months are compared with as many whole months, though these are longer or shorter.
        const bool months = question.in.from.day() == 1 && question.in.to.plus(1).day() == 1;
        if (months) {
            const int count = (question.in.to.plus(1).year() - question.in.from.year()) * 12 +
                              question.in.to.plus(1).month() - question.in.from.month();
            const int month = question.in.from.year() * 12 + question.in.from.month() - 1 - count;
            from = Date::of(month / 12, month % 12 + 1, 1);
        }
        const Date last = question.in.from.plus(-1);
        out.before = {from, out.partial ? std::min(last, from.plus(known_days - 1)) : last};
    }
    return out;
}

Answer answer_question(const Ledger& ledger, const Question& question, const AskedSpan& span) {
    Answer out;
    out.span = span;
    const Bits all = fulfilling(ledger, question.reg, question.where);
    Side sides[2];
    sides[0].rows = in_time(ledger, question, all, span.now).list();
    const bool compared = question.versus != Versus::nothing;
    if (compared) sides[1].rows = in_time(ledger, question, all, span.before).list();
    if (question.timed()) {
        const auto dates = ledger.table(question.reg).column(date_of(ledger.catalog(), question)).numbers();
        Bits undated = all;
        undated.keep(dates, [](int32_t day) { return day == Column::no_i32; });
        out.undated = undated.count();
    }
    std::vector<GroupKey> keys = grouped(ledger, question, span, sides);
    fill_times(ledger.catalog(), question, span, keys);
    out.groups = uint32_t(keys.size());

    std::vector<uint32_t> rows, rows_before;
    count_rows(sides[0], keys.size(), rows);
    count_rows(sides[1], keys.size(), rows_before);
    out.lines.resize(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) out.lines[i] = {keys[i], rows[i], rows_before[i], {}, {}};
    out.total.rows = uint32_t(sides[0].rows.size());
    out.total.rows_before = uint32_t(sides[1].rows.size());
    const std::vector<uint32_t> one[2] = {std::vector<uint32_t>(sides[0].rows.size(), 0),
                                          std::vector<uint32_t>(sides[1].rows.size(), 0)};
    for (const Reckoned& reckoned : question.reckon)
        for (int side = 0; side < 1 + compared; ++side) {
            const std::vector<Ratio> values =
                reckon(ledger, question, reckoned, sides[side].rows, sides[side].groups, keys);
            for (size_t i = 0; i < keys.size(); ++i)
                (side ? out.lines[i].before : out.lines[i].now).push_back(values[i]);
            (side ? out.total.before : out.total.now)
                .push_back(reckon(ledger, question, reckoned, sides[side].rows, one[side], {})[0]);
        }
    forget_unknown(ledger, question, out);
    order_lines(ledger, question, out.lines);
    if (question.limit && out.lines.size() > question.limit) out.lines.resize(question.limit);
    for (size_t d = 0; d < question.by.size(); ++d) {
        out.keys[d] = keys_of(question, out.lines, d);
        out.alike[d] = alike(ledger, question, out.keys[d], d);
    }
    return out;
}

Bits records_of(const Ledger& ledger, const Question& question) {
    return in_time(ledger, question, fulfilling(ledger, question.reg, question.where), question.in);
}

} // namespace mj
