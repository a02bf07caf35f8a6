#include "app/page/page.hpp"

#include "app/state/name.hpp"
#include "core/ledger/unread.hpp"

namespace mj {

DrawPage page_of(PageId id) {
    switch (id) {
    case PageId::overview: return draw_overview;
    case PageId::disputes:
    case PageId::inspection:
    case PageId::training:
    case PageId::outreach:
    case PageId::service: return draw_board;
    case PageId::employers: return draw_employers;
    case PageId::deadlines: return draw_deadlines;
    case PageId::warnings: return draw_warnings;
    case PageId::rights: return draw_rights;
    case PageId::apply: return draw_apply;
    case PageId::reckon: return draw_reckon;
    case PageId::explore: return draw_explore;
    case PageId::report: return draw_report;
    case PageId::passing: return draw_passing;
    case PageId::handed: return draw_handed;
    case PageId::registers: return draw_registers;
    case PageId::list: return draw_list;
    case PageId::record: return draw_record;
    case PageId::slides: return draw_slides;
    case PageId::data: return draw_data;
    case PageId::about: return draw_about;
    case PageId::repair: return draw_repair;
    case PageId::bin: return draw_bin;
    }
    return draw_overview;
}

T state_text(State state) {
    constexpr T texts[] = {T::state_draft, T::state_checked, T::state_approved, T::state_void};
    return texts[size_t(state)];
}

namespace {

std::string unread_words(const Register& reg, std::string_view text) {
    std::string out;
    for (int f = 0; f < int(reg.fields.size()); ++f) {
        const std::string words = unread_in(reg, text, f);
        if (words.empty()) continue;
        if (!out.empty()) out += tr(T::story_join);
        out += f == reg.unread ? words : tr(T::story_first, {pick(reg.fields[size_t(f)].name), words});
    }
    return out;
}

} // namespace

std::string value_words(const PageContext& p, int reg, int field, const Value& value) {
    const int64_t* number = std::get_if<int64_t>(&value);
    if (value.index() == 0) return tr(T::no_choice);
    if (field < 0) return tr(state_text(State(*number)));
    const Register& about = p.catalog.registers[size_t(reg)];
    const Field& of = about.fields[size_t(field)];
    if (field == about.unread && !masking()) return unread_words(about, *std::get_if<std::string>(&value));
    if (of.type != FieldType::link) return cell_text(p.catalog, of, value);
    return record_name(p.ledger, of.target, RecordId{uint64_t(*number)});
}

} // namespace mj
