// Tables of an office: opened and read beside the page, checked here in slices, taken as one change.
#include "app/action/actor.hpp"
#include "app/text/texts.hpp"
#include "core/intake/rejected.hpp"

#include <algorithm>

namespace mj {

void Actor::open_table(std::string name, Bytes file) {
    if (!keeper_.writable()) return not_taken({}, read_only());
    state_.intake = Intake{std::move(name)};
    state_.intake->reg = table_reg_;
    state_.intake->number = ++tables_opened_;
    host_.tables.open(std::move(file), [this](Outcome<std::vector<SheetOffer>> sheets) {
        queue_.push(act::TableOpened{std::move(sheets)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::TableOpened& a) {
    if (!state_.intake) return;
    if (!a.sheets) { // there is nothing to choose
        act::DropTable drop;
        on(drop);
        return not_taken({}, a.sheets.problem());
    }
    state_.intake->sheets = std::move(*a.sheets);
    state_.intake->sheet = best_sheet(state_.intake->sheets, state_.intake->reg);
    if (state_.intake->reg >= 0) read_table_again();
}

template <> void Actor::on(act::ChooseTable& a) {
    if (!state_.intake || a.sheet >= state_.intake->sheets.size()) return;
    Intake& intake = *state_.intake;
    if (intake.writing || intake.reading_again || (intake.reg >= 0 && !intake.reading && !intake.problem))
        return; // one answer is waited for
    intake.sheet = a.sheet;
    intake.reg = a.reg;
    intake.plan.reset();
    intake.reading.reset();
    intake.mapping = {};
    intake.recalled = intake.as_before = intake.planned = false;
    if (a.reg >= 0) read_table_again();
}

void Actor::read_table_again() {
    Intake& intake = *state_.intake;
    const Catalog& catalog = keeper_.ledger().catalog();
    if (!intake.recalled) {
        intake.mapping.words = Mappings::parse(host_.prefs.get(tables_key).value_or(""))
                                   .words(catalog.registers[size_t(intake.reg)].id);
        drop_unknown(catalog, intake.reg, intake.mapping);
    }
    intake.problem.reset();
    intake.written.clear();
    intake.unwritten.reset();
    intake.part = 0;
    intake.reading_again = true;
    host_.tables.read(intake.sheet, intake.reg, map_text(intake.mapping), [this](Outcome<Reading> reading) {
        queue_.push(act::TableRead{std::move(reading)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::TableRead& a) {
    if (!state_.intake) return;
    Intake& intake = *state_.intake;
    intake.reading_again = false;
    intake.plan.reset(); // it is of the reading that goes
    intake.planned = false;
    if (!a.reading) {
        intake.problem = a.reading.problem();
        return;
    }
    intake.reading = std::move(*a.reading);
    intake.names.clear();
    for (size_t c = 0; c < intake.reading->columns.size(); ++c)
        intake.names.push_back(column_name(*intake.reading, c));
    intake.apart = rows_apart(*intake.reading, intake.mapping);
    intake.order = rows_in_order(*intake.reading);
    intake.proposed = proposed_codes(keeper_.ledger().catalog(), *intake.reading);
    if (std::exchange(intake.again, false) || recall_mapping()) return read_table_again();
    if (intake.reading->failed) return;
    plan_table();
    // Small ones at once: what is shown would go for a frame, and the focus with it.
    work_on_table(Deadline(std::chrono::milliseconds(8)));
}

void Actor::plan_table() {
    Intake& intake = *state_.intake;
    intake.planned = false;
    intake.revision = keeper_.revision();
    PlanWish wish;
    wish.on_error = intake.drafts ? OnError::drafts : OnError::good_rows;
    wish.links = intake.links;
    wish.next = keeper_.new_id(); // the following are free: none is given while this is open
    wish.now = host_.clock.now();
    wish.today = host_.clock.today();
    intake.plan = std::make_unique<Plan>(keeper_.ledger(), *intake.reading, wish);
}

bool Actor::work_on_table(const Deadline& deadline) {
    if (!state_.intake) return false;
    Intake& intake = *state_.intake;
    if (!intake.plan || intake.reading_again) intake.part = host_.tables.progress();
    if (intake.plan && intake.revision != keeper_.revision()) plan_table(); // another window has written
    if (!intake.planning()) return false;
    intake.planned = intake.plan->step(deadline);
    intake.part = intake.plan->progress();
    if (intake.planned) intake.reasons = reasons_of(*intake.plan);
    host_.window.wake();
    return true;
}

template <> void Actor::on(act::SetIntake& a) {
    if (!state_.intake || !state_.intake->planned || state_.intake->reading_again) return;
    state_.intake->drafts = a.drafts;
    state_.intake->links = a.links;
    plan_table();
}

template <> void Actor::on(act::WriteRejected&) {
    if (!state_.intake || !state_.intake->planned || state_.intake->writing || state_.intake->reading_again)
        return;
    Intake& intake = *state_.intake;
    const bool text = intake.sheets.front().name.empty();
    const std::string name = intake.file.substr(0, intake.file.rfind('.')) + tr(T::intake_rejected_file) +
                             (text ? ".csv" : ".xlsx");
    rejected_ = host_.download.begin(
        name, text ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {},
        true);
    intake.writing = true;
    intake.written.clear();
    intake.unwritten.reset();
    const auto told = [this, name](Outcome<Given> outcome) {
        queue_.push(act::RejectedWritten{name, std::move(outcome)});
        host_.window.wake();
    };
    host_.tables.reject(rejected_rows(*intake.reading, intake.plan->rows(), intake.plan->problems()),
                        [this, told](Outcome<Bytes> file) {
                            if (!file) return told(file.problem());
                            rejected_->write(*file);
                            rejected_->finish(told);
                        });
}

template <> void Actor::on(act::RejectedWritten& a) {
    rejected_.reset();
    if (!state_.intake) return;
    state_.intake->writing = false;
    if (!a.outcome)
        state_.intake->unwritten = a.outcome.problem();
    else if (*a.outcome != Given::declined)
        state_.intake->written = std::move(a.file);
}

template <> void Actor::on(act::TakeTable&) {
    if (!state_.intake || !state_.intake->planned || state_.intake->writing || state_.intake->reading_again ||
        !keeper_.writable() || state_.intake->revision != keeper_.revision() ||
        state_.intake->plan->change().edits.empty())
        return;
    const Intake intake = std::move(*state_.intake);
    act::DropTable drop;
    on(drop);
    const Change& change = intake.plan->change();
    Notice notice;
    notice.kind = Notice::Kind::table_taken;
    notice.name = intake.file;
    notice.records = intake.count(PlannedRow::Kind::fresh);
    notice.changed = intake.count(PlannedRow::Kind::changed);
    notice.drafts = intake.plan->drafts();
    for (int reg = 0; reg < int(keeper_.ledger().catalog().registers.size()); ++reg) {
        const auto added = std::count_if(change.edits.begin(), change.edits.end(), [&](const Edit& edit) {
            return edit.reg == reg && reg != intake.reg && edit.kind == Edit::Kind::add;
        });
        if (added) notice.others.push_back({reg, uint64_t(added)});
    }
    notice.left = intake.count(PlannedRow::Kind::rejected) + intake.count(PlannedRow::Kind::doubtful) -
                  intake.plan->drafts();
    commit(change, {{}, {}, -1, {}, intake.file, intake.sheets[intake.sheet].name}, telling(notice),
           Cause::merge);
    rebase_drafts();
    act::OpenRegister open{intake.reg};
    on(open);
    settle_year();
}

template <> void Actor::on(act::GiveForm& a) {
    if (std::exchange(forming_, true)) return;
    std::string name = tr(T::form_file, {pick(keeper_.ledger().catalog().registers[size_t(a.reg)].name)});
    host_.tables.form(a.reg, [this, name = std::move(name)](Outcome<Bytes> file) { give_form(name, file); });
}

void Actor::give_form(const std::string& name, const Outcome<Bytes>& file) {
    forming_ = false;
    if (!state_.intake) host_.tables.close(); // what makes them takes memory
    const auto tell = [this, name](const Outcome<Given>& given) {
        Notice notice;
        notice.kind = given ? Notice::Kind::form_handed : Notice::Kind::export_failed;
        notice.name = name;
        if (!given) notice.problem = given.problem();
        queue_.push(act::Tell{std::move(notice)});
        host_.window.wake();
    };
    if (!file) return tell(file.problem());
    form_ = host_.download.begin(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                 {}, false);
    form_->write(*file);
    form_->finish(tell);
}

template <> void Actor::on(act::DropTable&) {
    forming_ = false;
    host_.tables.close();
    rejected_.reset();
    state_.intake.reset();
}

} // namespace mj
