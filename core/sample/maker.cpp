#include "core/sample/maker.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr int64_t day_seconds = 86400, china_offset = 8 * 3600;

bool fits(FieldType have, FieldType want) {
    return have == want || (want == FieldType::count && have == FieldType::money);
}

} // namespace

void Maker::miss(Saying what) {
    if (!problem) problem = Problem{std::move(what), say(Said::at_sample), say(Said::own_catalogue)};
}

RowMaker Maker::row(std::string_view reg, Date day, SampleDice& dice) {
    int at = ledger.catalog().find_register(reg);
    if (at < 0) {
        miss(say(Said::sample_register, reg));
        at = 0;
    }
    const Date known = std::min(day, until);
    RecordHead head;
    head.id = ledger.next_id(office_, 0);
    head.created = known.days * day_seconds - china_offset + dice.between(9 * 3600, 17 * 3600);
    head.changed = head.created + dice.roll(1800);
    head.state = until.days - known.days < 14 ? State::checked : State::approved;
    return {*this, at, ledger.append(at, head)};
}

int RowMaker::find(std::string_view field, FieldType type) {
    const Register& reg = maker_.ledger.catalog().registers[size_t(reg_)];
    const int f = reg.find(field);
    if (f >= 0 && fits(reg.fields[size_t(f)].type, type)) return f;
    maker_.miss(say(Said::sample_field, reg.id, field));
    return -1;
}

RowMaker& RowMaker::code(std::string_view field, std::string_view id) {
    const int f = find(field, FieldType::code);
    if (f < 0) return *this;
    const Catalog& catalog = maker_.ledger.catalog();
    const CodeList& list =
        catalog.code_lists[size_t(catalog.registers[size_t(reg_)].fields[size_t(f)].codes)];
    const int code = list.find(id);
    if (code < 0)
        maker_.miss(say(Said::sample_code, list.id, id));
    else
        maker_.ledger.set(reg_, row_, f, int64_t(code + 1));
    return *this;
}

RowMaker& RowMaker::code(std::string_view field, int position) {
    if (const int f = find(field, FieldType::code); f >= 0)
        maker_.ledger.set(reg_, row_, f, int64_t(position + 1));
    return *this;
}

RowMaker& RowMaker::flag(std::string_view field, bool yes) {
    if (const int f = find(field, FieldType::flag); f >= 0) maker_.ledger.set(reg_, row_, f, int64_t(yes));
    return *this;
}

RowMaker& RowMaker::date(std::string_view field, Date date) {
    return date > maker_.until ? *this : limit(field, date);
}

RowMaker& RowMaker::limit(std::string_view field, Date date) {
    const int f = find(field, FieldType::date);
    if (f >= 0 && date.has()) maker_.ledger.set(reg_, row_, f, int64_t(date.days));
    return *this;
}

RowMaker& RowMaker::number(std::string_view field, int64_t n) {
    if (const int f = find(field, FieldType::count); f >= 0) maker_.ledger.set(reg_, row_, f, n);
    return *this;
}

RowMaker& RowMaker::text(std::string_view field, std::string text) {
    if (const int f = find(field, FieldType::text); f >= 0) maker_.ledger.set(reg_, row_, f, std::move(text));
    return *this;
}

RowMaker& RowMaker::link(std::string_view field, RecordId id) {
    const int f = find(field, FieldType::link);
    if (f >= 0 && id.has()) maker_.ledger.set(reg_, row_, f, int64_t(id.bits));
    return *this;
}

RecordId RowMaker::id() const { return maker_.ledger.table(reg_).head(row_).id; }

} // namespace mj
