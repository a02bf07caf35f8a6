// What came with files lately, each to be taken back.
#include "app/page/batches.hpp"

#include "app/page/pieces.hpp"
#include "core/base/shown.hpp"

namespace mj {

void draw_batches(const PageContext& p) {
    const Batches& batches = p.derived.batches(p.keeper.chronicle(), days_ago(p.clock, Bin::days));
    if (batches.lines().empty()) return;
    heading(tr(T::batches), tr(T::batches_hint, {std::to_string(Bin::days), std::to_string(Batches::most)}));
    int n = 0;
    for (const Batches::Line& line : batches.lines()) {
        const Byline& by = line.brief.by;
        std::string name = by.file, words = local_time(p, line.brief.at);
        if (!by.sheet.empty()) name += " · " + by.sheet;
        words += " · " + tr(T::batch_records, {grouped(int64_t(line.records))});
        if (line.later) words += tr(T::batch_later, {grouped(int64_t(line.later))});
        if (!by.who.empty()) words += " · " + by.who;
        if (line_with_button(("batch." + std::to_string(n++)), name, words, colours().soft, ".withdraw",
                             tr(T::batch_withdraw), p.writable(), card_width))
            p.queue.push(act::Withdraw{line.entry});
    }
    ImGui::Dummy({1, space::s});
}

} // namespace mj
