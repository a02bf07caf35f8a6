#include "core/question/answer.hpp"

#include <algorithm>

namespace mj {
namespace {

int cost(const Where& where) { // conditions on the record itself first: they leave fewer to the others
    return where.kind == Where::Kind::test ? 0 : 1;
}

void keep(const Ledger& ledger, int reg, const Where& where, Bits& rows);

void keep_all(const Ledger& ledger, int reg, std::span<const Where> parts, Bits& rows) {
    for (int turn = 0; turn < 2; ++turn)
        for (const Where& part : parts)
            if (cost(part) == turn) keep(ledger, reg, part, rows);
}

/// The records that count and are led to by records whose bit is set.
Bits led_to(const Ledger& ledger, int target, const Table& from, int field, const Bits& leading) {
    const Table& table = ledger.table(target);
    Bits out(table.rows());
    const auto links = from.column(field).links();
    leading.each([&](uint32_t row) {
        const int64_t at = links[row] ? table.find(RecordId{links[row]}) : -1;
        if (at >= 0) out.set(uint32_t(at));
        return true;
    });
    return out;
}

void keep(const Ledger& ledger, int reg, const Where& where, Bits& rows) {
    switch (where.kind) {
    case Where::Kind::test: return keep_fitting(ledger, reg, where.test, rows);
    case Where::Kind::all: return keep_all(ledger, reg, where.parts, rows);
    case Where::Kind::any: {
        Bits some(rows.rows());
        for (const Where& part : where.parts) {
            Bits fitting = rows;
            keep(ledger, reg, part, fitting);
            some |= fitting;
        }
        rows = std::move(some);
        return;
    }
    case Where::Kind::none:
        for (const Where& part : where.parts) {
            Bits fitting = rows;
            keep(ledger, reg, part, fitting);
            rows.drop(fitting);
        }
        return;
    case Where::Kind::leads: {
        const int target = ledger.catalog().registers[size_t(reg)].fields[size_t(where.field)].target;
        Bits targets = living(ledger.table(target), true);
        keep_all(ledger, target, where.parts, targets);
        return keep_linked(ledger, reg, where.field, targets, rows);
    }
    case Where::Kind::led_by: {
        Bits leading = living(ledger.table(where.reg), true);
        keep_all(ledger, where.reg, where.parts, leading);
        rows &= led_to(ledger, reg, ledger.table(where.reg), where.field, leading);
        return;
    }
    }
}

} // namespace

Bits fulfilling(const Ledger& ledger, int reg, std::span<const Where> where, bool counting) {
    Bits out = living(ledger.table(reg), counting);
    keep_all(ledger, reg, where, out);
    return out;
}

std::string key_text(const Ledger& ledger, const Question& question, size_t dimension, int64_t key) {
    const Dimension& by = question.by[dimension];
    const int reg = register_of(ledger.catalog(), question.reg, by);
    const Field& field = field_of(ledger.catalog(), question.reg, by);
    if (key == not_given || (key == 0 && by.grain == Grain::value)) return {};
    const auto value = [&](int64_t n) { return value_text(ledger.catalog(), field, Value{n}); };
    switch (by.grain) {
    case Grain::value: break;
    case Grain::day:
    case Grain::week: return Date{int32_t(key)}.text();
    case Grain::month: return Date{int32_t(key)}.text().substr(0, 7);
    case Grain::quarter: {
        const Date day{int32_t(key)};
        return day.text().substr(0, 5) + "Q" + std::to_string(day.month() / 3 + 1);
    }
    case Grain::year: return Date{int32_t(key)}.text().substr(0, 4);
    case Grain::size: return value(key);
    }
    if (field.type == FieldType::flag) return key == 2 ? "yes" : "no";
    if (field.type == FieldType::text)
        return std::string(ledger.table(reg).column(by.field).pool().text(uint32_t(key)));
    return value(key);
}

} // namespace mj
