// What a page gets and the list of pages. A page draws and puts actions into the queue; it changes nothing itself.
#pragma once
#include "app/action/actions.hpp"
#include "app/keeper/keeper.hpp"
#include "app/state/derived.hpp"

namespace mj {

struct PageContext {
    const Catalog& catalog;
    const Ledger& ledger;
    const Keeper& keeper;
    const AppState& state;
    Derived& derived;
    Queue& queue;
    const Clock& clock;
    bool phone;  ///< so narrow that the navigation stands below
    bool narrow; ///< no more room for the page than on a phone held across

    /// Of the figures that are shown.
    ReportingPeriod asked() const { return {state.year, state.history.current().part()}; }
    bool office() const { return !state.show; } ///< not before the public
    bool leads_to(PageId page) const { return office() || state.slides.leads_to(page); }
    bool writable() const { return office() && keeper.writable(); }
};

using DrawPage = void (*)(const PageContext&);
void draw_overview(const PageContext&);
void draw_board(const PageContext&);
void draw_employers(const PageContext&);
void draw_deadlines(const PageContext&);
void draw_warnings(const PageContext&);
void draw_rights(const PageContext&);
void draw_apply(const PageContext&);
void draw_reckon(const PageContext&);
void draw_explore(const PageContext&);
void draw_report(const PageContext&);
void draw_passing(const PageContext&);
void draw_handed(const PageContext&);
void draw_registers(const PageContext&);
void draw_list(const PageContext&);
void draw_record(const PageContext&);
void draw_slides(const PageContext&);
void draw_data(const PageContext&);
void draw_about(const PageContext&);
void draw_repair(const PageContext&);
void draw_bin(const PageContext&);
DrawPage page_of(PageId id);

T state_text(State state);
/// Of a record's field, or of its state (-1), for people.
std::string value_words(const PageContext& p, int reg, int field, const Value& value);

} // namespace mj
