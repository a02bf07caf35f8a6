// A backup beside what is here, so that somebody sees that it can be read and what he would get back.
#include "app/action/actor.hpp"
#include "app/state/name.hpp"

namespace mj {
namespace {

Compared::Line compared_line(const Edit& edit, const Ledger& here, const Ledger& file) {
    Compared::Line out{edit.reg, Compared::Side::differs, record_name(here, edit.reg, edit.head.id), {}};
    if (edit.kind == Edit::Kind::add) {
        out.side = Compared::Side::file_only;
        out.name = record_name(file, edit.reg, edit.head.id);
    } else if (edit.kind == Edit::Kind::remove) {
        out.side = Compared::Side::here_only;
    } else {
        for (const FieldValue& value : edit.values) out.fields.push_back(value.field);
        const Table& table = here.table(edit.reg);
        const int64_t row = table.find(edit.head.id);
        if (row >= 0 && table.head(uint32_t(row)).state != edit.head.state) out.fields.push_back(-1);
    }
    return out;
}

} // namespace

void Actor::show_comparison(Work& work, Notice notice) {
    const std::optional<Holding> file = work.take();
    if (!file) { // a table, an application, calendars
        notice.kind = Notice::Kind::import_failed;
        notice.problem =
            Problem{say(Said::not_data), say(Said::in_named, notice.name), say(Said::choose_backup)};
        return notify(std::move(notice));
    }
    Difference& difference = *work.difference();
    Compared out;
    out.name = work.name();
    out.records = work.records();
    out.signer = work.signer();
    out.file_only = difference.added();
    out.here_only = difference.removed();
    out.differing = difference.changed();
    if (const auto change = difference.take())
        for (const Edit& edit : change->edits) {
            if (out.lines.size() == Compared::most_lines) break;
            Compared::Line line = compared_line(edit, keeper_.ledger(), file->ledger);
            if (line.side == Compared::Side::differs && line.fields.empty())
                --out.differing; // another time of change alone
            else
                out.lines.push_back(std::move(line));
        }
    state_.compared = std::move(out);
    state_.confirmation = Confirmation{};
    state_.confirmation->kind = Confirmation::Kind::compared;
}

} // namespace mj
