#include "app/state/typed.hpp"

#include "app/text/texts.hpp"
#include "core/base/shown.hpp"
#include "core/intake/understand.hpp"
#include "core/ledger/ledger.hpp"

namespace mj {
namespace {

bool as_people_write(const Field& field) {
    return field.type == FieldType::date || field.type == FieldType::money || field.type == FieldType::count;
}

SaidWith<0> how_to_write(const Field& field) {
    return field.type == FieldType::date    ? SaidWith<0>(Said::write_date)
           : field.type == FieldType::money ? SaidWith<0>(Said::write_money)
                                            : SaidWith<0>(Said::write_digits);
}

} // namespace

Outcome<Value> typed_value(const Catalog& catalog, const Field& field, std::string_view text, Date today) {
    if (!as_people_write(field)) return parse_value(catalog, field, text);
    Hints hints;
    hints.today = today;
    Understood got = understand(catalog, field, text, hints);
    if (got.kind == Understood::Kind::empty) return Value{};
    if (got.kind == Understood::Kind::value) return std::move(got.value);
    got.said.arguments = {shown(text, longest_quote)}; // where a table would name its column too
    const Name why{sentence(got.said, true), sentence(got.said, false)};
    return Problem{got.proposal.empty() ? say(Said::not_understood, why)
                                        : say(Said::not_understood_but, why, got.proposal),
                   say(Said::at_some_field, field.id), say(how_to_write(field))};
}

std::string taken_for(const Catalog& catalog, const Field& field, std::string_view text, Date today) {
    if (text.empty() || !as_people_write(field)) return {};
    const auto value = typed_value(catalog, field, text, today);
    if (!value || value_text(catalog, field, *value) == text) return {};
    return value->index() ? cell_text(catalog, field, *value) : tr(T::nothing);
}

} // namespace mj
