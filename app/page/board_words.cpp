#include "app/page/board_words.hpp"

namespace mj {
namespace {

std::string bound(int64_t fen) {
    return language() == Language::zh && fen >= 1'000'000
               ? grouped(Decimal{fen / 1'000'000, 0}) + tr(T::unit_wan)
               : grouped(Decimal{fen / 100, 0}) + " " + tr(T::unit_yuan);
}

} // namespace

std::string choice_name(const Catalog& catalog, const Field& field, int code) {
    if (code == 0) return tr(T::chart_unknown);
    if (field.type == FieldType::flag) return tr(code == 2 ? T::yes : T::no);
    if (field.type == FieldType::code)
        return pick(catalog.code_lists[size_t(field.codes)].codes[size_t(code - 1)].name);
    const auto classes = Board::amount_classes();
    if (code == 1) return tr(T::board_class_below, {bound(classes[1])});
    if (code == int(classes.size())) return tr(T::board_class_above, {bound(classes.back())});
    return tr(T::board_class, {bound(classes[size_t(code - 1)]), bound(classes[size_t(code)])});
}

std::string months_words(const BoardFilter& choice) {
    if (choice.whole_year()) return {};
    if (choice.from == choice.to) return month_name(choice.from);
    return tr(T::board_months, {month_name(choice.from), month_name(choice.to)});
}

std::string choice_words(const Catalog& catalog, int reg, const BoardFilter& choice) {
    std::string out = months_words(choice);
    int last = -1;
    for (const auto& [field, code] : choice.codes) {
        if (!out.empty()) out += field == last ? std::string(tr(T::list_comma)) : " · ";
        out += choice_name(catalog, catalog.registers[size_t(reg)].fields[size_t(field)], code);
        last = field;
    }
    return out;
}

std::string with_unit(const ChartUnit& unit, T more) {
    return unit.unit.empty() ? tr(more) : unit.unit + " · " + tr(more);
}

} // namespace mj
