// Where one is, and how it is looked at.
#include "app/action/actor.hpp"
#include "app/state/address.hpp"
#include "app/state/boards.hpp"

#include <algorithm>

namespace mj {
namespace {

Place list_of(int reg, ListFilter filter) {
    Place place;
    place.page = PageId::list;
    place.reg = reg;
    place.filter = std::move(filter);
    return place;
}

Place page_at(PageId page) {
    Place place;
    place.page = page;
    return place;
}

/// Where a page is mostly come to from.
Place above(const Catalog& catalog, const Place& place) {
    switch (place.page) {
    case PageId::record: return list_of(place.reg, {});
    case PageId::list: break;
    case PageId::about:
    case PageId::bin: return page_at(PageId::data);
    default: return {};
    }
    Place out = page_at(PageId::registers);
    if (const auto* board = std::get_if<BoardFilter>(&place.filter); board && board->section >= 0) {
        out = page_at(board_sections()[size_t(board->section)].page);
        out.filter = *board;
    } else if (const auto* link = std::get_if<LinkFilter>(&place.filter); link && link->field >= 0) {
        out = page_at(PageId::record);
        out.reg = catalog.registers[size_t(place.reg)].fields[size_t(link->field)].target;
        out.record = link->to;
    } else if (std::holds_alternative<SettledFilter>(place.filter)) {
        out = page_at(PageId::deadlines);
    } else if (std::holds_alternative<FigureFilter>(place.filter) ||
               std::holds_alternative<CheckFilter>(place.filter)) {
        out = {};
        if (place.part()) out.filter = PartFilter{place.part()};
    }
    return out;
}

} // namespace

/// A page that was opened anew, by its address or a reload, has nothing behind it: it is left for the one above it.
void Actor::back() {
    if (state_.history.can_back())
        state_.history.back();
    else if (const Place& here = state_.history.current(); !state_.show && here.page != PageId::overview)
        state_.history.amend(above(keeper_.ledger().catalog(), here));
}

void Actor::go(Place place) {
    if (state_.show && !state_.slides.leads_to(place.page)) return;
    if (state_.show) log_look(place.page);
    state_.history.open(std::move(place));
}

template <> void Actor::on(act::OpenPage& a) {
    state_.condition.clear();
    Place place;
    place.page = a.page;
    place.filter = std::move(a.filter);
    // A dashboard opens on its first section, or where that has no records yet on the first that has some.
    const auto sections = board_sections();
    const Ledger& ledger = keeper_.ledger();
    const auto kept = [&](const BoardSection& section) {
        const int reg = ledger.catalog().find_register(section.reg);
        return reg >= 0 && ledger.table(reg).records() > 0;
    };
    if (const int first = first_section(a.page);
        first >= 0 && place.filter == ListFilter() && !kept(sections[size_t(first)])) {
        const auto found = std::find_if(sections.begin(), sections.end(),
                                        [&](const BoardSection& s) { return s.page == a.page && kept(s); });
        BoardFilter filter;
        filter.section = int(found - sections.begin());
        if (found != sections.end()) place.filter = filter;
    }
    go(std::move(place));
}

template <> void Actor::on(act::OpenRegister& a) { go(list_of(a.reg, {})); }

template <> void Actor::on(act::OpenFigure& a) {
    const Indicator& indicator = keeper_.ledger().catalog().indicators[size_t(a.indicator)];
    go(list_of(indicator.part(a.bottom).reg,
               FigureFilter{a.indicator, a.bottom && indicator.ratio, false, a.part, a.unsaid}));
}

template <> void Actor::on(act::OpenCheck& a) {
    const Check& check = keeper_.ledger().catalog().checks[size_t(a.check)];
    go(list_of(check.of.reg, CheckFilter{a.check, a.broken}));
}

template <> void Actor::on(act::OpenCell& a) {
    go(list_of(derived_.charts()[size_t(a.chart)].by.reg, CellFilter{a.chart, a.code, a.month}));
}

template <> void Actor::on(act::OpenBoardRecords& a) { go(list_of(a.reg, a.choice)); }

template <> void Actor::on(act::OpenSettled& a) {
    go(list_of(keeper_.ledger().catalog().clocks[size_t(a.of.rule)].reg, a.of));
}

template <> void Actor::on(act::OpenAnswered& a) {
    const int reg = a.question.reg;
    go(list_of(reg, AskedFilter{std::move(a.question)}));
}

template <> void Actor::on(act::AddCondition& a) { state_.condition = std::move(a.about); }

template <> void Actor::on(act::OpenAhead& a) { go(list_of(a.reg, AheadFilter{a.early})); }

template <> void Actor::on(act::OpenLinked& a) { go(list_of(a.reg, LinkFilter{a.field, a.to})); }

template <> void Actor::on(act::OpenRecord& a) {
    Place place;
    place.page = PageId::record;
    place.reg = a.reg;
    place.record = a.id;
    go(place);
    if (a.field < 0) return;
    act::StartDraft start{a.reg, a.id};
    on(start);
    state_.reveal_field = a.field;
}

template <> void Actor::on(act::Back&) { back(); }
template <> void Actor::on(act::Forward&) { state_.history.forward(); }

template <> void Actor::on(act::Navigate& a) {
    auto to = parse_address(keeper_.ledger().catalog(), derived_.charts(), a.address);
    if (to && a.step == act::Navigate::opened)
        state_.history.restart(std::move(to->place));
    else if (!state_.history.go_to(a.step) && to)
        go(std::move(to->place));
    const auto& years = derived_.years();
    if (to && std::find(years.begin(), years.end(), to->year) != years.end()) state_.year = to->year;
}

template <> void Actor::on(act::SetYear& a) {
    state_.year = a.year;
    host_.prefs.put(year_key, std::to_string(a.year));
}

template <> void Actor::on(act::PrintPage&) { host_.window.print(); }
template <> void Actor::on(act::Explain& a) { state_.explained = a.indicator; }
template <> void Actor::on(act::NewerWaits& a) {
    state_.newer = std::move(a.version);
    state_.news = std::move(a.news);
}
template <> void Actor::on(act::ShowCode& a) { state_.coded = a.guide; }
template <> void Actor::on(act::OpenNotices&) { host_.window.show_file("notices.txt"); }

template <> void Actor::on(act::SetPalette& a) { state_.palette = std::move(a.palette); }

template <> void Actor::on(act::Run& a) {
    const PaletteHit& hit = a.hit;
    switch (hit.kind) {
    case PaletteHit::Kind::page: queue_.push(act::OpenPage{PageId(hit.index)}); break;
    case PaletteHit::Kind::section: {
        BoardFilter whole;
        whole.section = hit.index;
        queue_.push(act::OpenPage{board_sections()[size_t(hit.index)].page});
        queue_.push(act::SetFilter{whole});
        break;
    }
    case PaletteHit::Kind::reg: queue_.push(act::OpenRegister{hit.index}); break;
    case PaletteHit::Kind::figure: queue_.push(act::OpenFigure{hit.index}); break;
    case PaletteHit::Kind::employer:
        queue_.push(act::OpenRecord{keeper_.ledger().catalog().find_register("employer"), hit.record});
        break;
    case PaletteHit::Kind::action:
        switch (PaletteAction(hit.index)) {
        case PaletteAction::undo: queue_.push(act::Undo{}); break;
        case PaletteAction::redo: queue_.push(act::Redo{}); break;
        case PaletteAction::import_file: queue_.push(act::ImportFile{}); break;
        case PaletteAction::export_file: queue_.push(act::ExportFile{}); break;
        case PaletteAction::chinese: queue_.push(act::SetLanguage{Language::zh}); break;
        case PaletteAction::english: queue_.push(act::SetLanguage{Language::en}); break;
        case PaletteAction::present: queue_.push(act::Present{true}); break;
        case PaletteAction::lock:
            if (state_.lock.on)
                queue_.push(act::CloseLock{true});
            else if (state_.lock.possible)
                queue_.push(act::SetLock{});
            else
                queue_.push(act::OpenPage{PageId::data});
            break;
        case PaletteAction::report:
            queue_.push(act::OpenPage{PageId::overview});
            queue_.push(act::Reveal{OverviewPart::figures});
            break;
        case PaletteAction::checks:
            queue_.push(act::OpenPage{PageId::overview});
            queue_.push(act::Reveal{OverviewPart::checks});
            break;
        case PaletteAction::look_system: queue_.push(act::SetLook{}); break;
        case PaletteAction::look_light: queue_.push(act::SetLook{Look::light}); break;
        case PaletteAction::look_dark: queue_.push(act::SetLook{Look::dark}); break;
        case PaletteAction::look_contrast: queue_.push(act::SetLook{Look::contrast}); break;
        case PaletteAction::count: break;
        }
    }
}

template <> void Actor::on(act::Reveal& a) {
    state_.reveal = a.part;
    state_.reveal_field = -1;
}

template <> void Actor::on(act::SetAsOf& a) { state_.as_of_newest = a.newest; }

template <> void Actor::on(act::SetLanguage& a) {
    state_.language = a.language;
    if (!state_.show) host_.prefs.put(language_key, a.language == Language::zh ? "zh-CN" : "en");
}

template <> void Actor::on(act::SetLook& a) {
    state_.look = a.look;
    if (a.look)
        host_.prefs.put(look_key, look_name(*a.look));
    else
        host_.prefs.remove(look_key);
}

template <> void Actor::on(act::SetSearch& a) {
    Place place = state_.history.current();
    place.search = std::move(a.text);
    state_.history.amend(std::move(place));
}

template <> void Actor::on(act::SetSort& a) {
    Place place = state_.history.current();
    place.sort = a.field;
    place.descending = a.descending;
    state_.history.amend(std::move(place));
}

template <> void Actor::on(act::SetFilter& a) {
    if (state_.show && !a.filter.index()) return; // all records of a register are the office's
    Place place = state_.history.current();
    place.filter = a.filter;
    if (const auto* figure =
            std::get_if<FigureFilter>(&a.filter)) { // the two parts of a ratio may be of two registers
        const Indicator& indicator = keeper_.ledger().catalog().indicators[size_t(figure->indicator)];
        const int reg = indicator.part(figure->bottom).reg;
        if (reg != place.reg) place.sort = -1;
        place.reg = reg;
    }
    state_.history.amend(std::move(place));
}

} // namespace mj
