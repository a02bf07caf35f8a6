#include "core/question/answer.hpp"
#include "core/question/groups.hpp"

namespace mj {
namespace {

Where test_of(int field, Test test) {
    Where out;
    out.test.field = field;
    out.test.test = test;
    return out;
}

/// That the record itself, not one it leads to, falls into the group of this key.
Where in_group(const Ledger& ledger, const Grouping& grouping, int reg, const Dimension& by, int64_t key) {
    const Field& field = ledger.catalog().registers[size_t(reg)].fields[size_t(by.field)];
    if (key == not_given || (key == 0 && by.grain == Grain::value)) return test_of(by.field, Test::missing);
    if (by.grain == Grain::value) {
        const bool coded = field.type == FieldType::code || field.type == FieldType::flag;
        Where out = test_of(by.field, coded ? Test::is : Test::same);
        if (coded)
            out.test.codes = {uint16_t(key)};
        else if (field.type == FieldType::link)
            out.test.from = key;
        else
            out.test.text = ledger.table(reg).column(by.field).pool().text(uint32_t(key));
        return out;
    }
    Where out = test_of(by.field, Test::between);
    if (by.grain == Grain::size) {
        out.test.from = key;
        out.test.to = class_end(key) - 1;
    } else {
        const Period days = grouping.days_of(Date{int32_t(key)});
        out.test.from = days.from.days;
        out.test.to = days.to.days;
    }
    return out;
}

} // namespace

Question records_behind(const Ledger& ledger, const Question& question, const AskedSpan& span,
                        const std::optional<GroupKey>& key, bool before) {
    Question out = question;
    out.by.clear();
    out.reckon.assign(1, {});
    out.versus = Versus::nothing;
    out.limit = 0;
    usual_order(out);
    if (question.timed()) {
        const Period& days = before ? span.before : span.now;
        if (days.from <= days.to)
            out.in = days;
        else // a time that has not come: no record has a date in it and none
            out.where.push_back(test_of(date_of(ledger.catalog(), question), Test::missing));
    }
    for (size_t d = 0; key && d < question.by.size(); ++d) {
        const Dimension& by = question.by[d];
        const Grouping grouping(ledger, question, d, span, before);
        const int reg = register_of(ledger.catalog(), question.reg, by);
        Where where = in_group(ledger, grouping, reg, by, (*key)[d]);
        if (by.via >= 0) {
            // What has no value is also what leads nowhere.
            const bool missing = where.test.test == Test::missing;
            Where other;
            other.kind = Where::Kind::leads;
            other.field = by.via;
            other.parts = {missing ? test_of(by.field, Test::present) : std::move(where)};
            where = {};
            where.kind = Where::Kind::none;
            where.parts = {other};
            if (!missing) where = std::move(other);
        }
        out.where.push_back(std::move(where));
    }
    return out;
}

} // namespace mj
