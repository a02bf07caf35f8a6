// Tables of an office: opened and read beside the page, checked here in slices, taken as one change.
#include "app/action/actor.hpp"
#include "app/text/texts.hpp"
#include "core/intake/rejected.hpp"

#include <algorithm>

namespace mj {

void Actor::open_table(std::string name, Bytes file) {
    if (!keeper_.writable()) return not_taken({}, read_only());
    if (std::exchange(left_waits_, false)) host_.tables.close(); // with the file before
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
    offer_registers();
    if (state_.intake->reg >= 0) read_table_again();
}

void Actor::offer_registers() {
    Intake& intake = *state_.intake;
    intake.offered = registers_offered(keeper_.ledger().catalog(), intake.sheets[intake.sheet], intake.file,
                                       Mappings::parse(host_.prefs.get(tables_key).value_or("")));
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
    intake.recalled = intake.planned = false;
    intake.only = RowsShown::all;
    intake.kept.clear();
    intake.lacked.clear();
    intake.wanted.clear();
    intake.layout.clear();
    offer_registers();
    if (a.reg >= 0) read_table_again();
}

void Actor::read_table_again() {
    Intake& intake = *state_.intake;
    const Catalog& catalog = keeper_.ledger().catalog();
    if (!intake.recalled) {
        intake.mapping.words = Mappings::parse(host_.prefs.get(tables_key).value_or(""))
                                   .words(catalog.registers[size_t(intake.reg)].id);
        for (Mapping::Word& word : intake.mapping.words) word.before = true;
        drop_unknown(catalog, intake.reg, intake.mapping);
    }
    intake.problem.reset();
    intake.written.clear();
    intake.unwritten.reset();
    intake.part = 0;
    intake.reading_again = true;
    host_.tables.read(intake.sheet, intake.reg,
                      map_text(catalog.registers[size_t(intake.reg)], intake.mapping),
                      [this](Outcome<Reading> reading) {
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
    if (intake.planned) {
        intake.reasons = reasons_of(*intake.plan);
        note_asked(intake, keeper_.ledger().catalog());
        intake.listed = rows_listed(intake);
        const auto& fields = keeper_.ledger().catalog().registers[size_t(intake.reg)].fields;
        intake.changing = fields_changing(*intake.plan, fields.size());
        host_.window.wake(); // until then the progress is shown now and then
    }
    return true;
}

template <> void Actor::on(act::ShowRows& a) {
    if (!state_.intake || !state_.intake->planned) return;
    Intake& intake = *state_.intake;
    intake.only = a.only;
    intake.kept.clear();
    intake.listed = rows_listed(intake);
}

template <> void Actor::on(act::SetIntake& a) {
    if (!state_.intake || !state_.intake->planned || state_.intake->reading_again) return;
    state_.intake->drafts = a.drafts;
    state_.intake->links = a.links;
    plan_table();
}

std::string Actor::rejected_name(const Intake& intake) const {
    const bool text = intake.sheets.front().name.empty();
    return intake.file.substr(0, intake.file.rfind('.')) + tr(T::intake_rejected_file) +
           (text ? ".csv" : ".xlsx");
}

std::unique_ptr<DownloadFile> Actor::begin_rejected(const std::string& name) {
    const bool text = name.ends_with(".csv");
    return host_.download.begin(
        name, text ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {},
        true);
}

/// The rows that did not get in, made while the file is still open: they can be wanted when it has gone.
void Actor::keep_left(const Intake& intake) {
    for (Notice& n : state_.notices) n.gives_left = false;
    left_name_ = rejected_name(intake);
    left_ = {};
    auto rows = intake.plan->rows();
    for (PlannedRow& row : rows)
        if (row.draft) row.kind = PlannedRow::Kind::fresh; // it got in
    left_waits_ = true;
    host_.tables.reject(rejected_rows(*intake.reading, rows, intake.plan->problems()),
                        [this](Outcome<Bytes> file) {
                            if (file) left_ = std::move(*file);
                            left_waits_ = false;
                            if (!state_.intake && !forming_) host_.tables.close();
                        });
}

template <> void Actor::on(act::GiveLeft&) {
    if (left_.empty() || rejected_) return;
    rejected_ = begin_rejected(left_name_);
    rejected_->write(left_);
    rejected_->finish([this](Outcome<Given> outcome) {
        queue_.push(act::RejectedWritten{left_name_, std::move(outcome)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::WriteRejected&) {
    if (!state_.intake || !state_.intake->planned || state_.intake->writing || state_.intake->reading_again)
        return;
    Intake& intake = *state_.intake;
    const std::string name = rejected_name(intake);
    rejected_ = begin_rejected(name);
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
    if (!state_.intake) { // those of a table that was taken
        if (a.outcome && *a.outcome == Given::declined) return;
        Notice notice;
        notice.kind = a.outcome ? Notice::Kind::left_handed : Notice::Kind::export_failed;
        notice.name = std::move(a.file);
        if (!a.outcome) notice.problem = a.outcome.problem();
        return notify(std::move(notice));
    }
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
    remember_taken();
    Intake intake = std::move(*state_.intake);
    rejected_.reset();
    state_.intake.reset();
    Change change = intake.plan->take();
    Notice notice;
    notice.kind = Notice::Kind::table_taken;
    notice.name = intake.file;
    notice.records = intake.count(PlannedRow::Kind::fresh);
    notice.changed = intake.count(PlannedRow::Kind::changed);
    notice.drafts = intake.plan->drafts();
    std::vector<Notice::Added> added(keeper_.ledger().catalog().registers.size());
    for (const Edit& edit : change.edits) {
        if (edit.reg == intake.reg || edit.kind != Edit::Kind::add) continue;
        Notice::Added& of = added[size_t(edit.reg)];
        of.reg = edit.reg;
        ++of.records;
        of.drafts += edit.head.state == State::draft;
    }
    std::copy_if(added.begin(), added.end(), std::back_inserter(notice.others),
                 [](const Notice::Added& a) { return a.records > 0; });
    for (size_t i = 0; i < intake.sheets.size(); ++i)
        if (const SheetOffer& sheet = intake.sheets[i]; i != intake.sheet && sheet.rows && !sheet.hidden)
            notice.sheets.push_back(sheet.name);
    notice.left = intake.count(PlannedRow::Kind::rejected) + intake.count(PlannedRow::Kind::doubtful) -
                  intake.plan->drafts();
    notice.gives_left = notice.left > 0;
    if (notice.left)
        keep_left(intake);
    else
        forming_ = false, host_.tables.close();
    commit(std::move(change), {{}, {}, -1, {}, intake.file, intake.sheets[intake.sheet].name},
           telling(notice), Cause::merge, [this, reg = intake.reg] {
               drop_told_tables();
               rebase_drafts();
               act::OpenRegister open{reg};
               on(open);
               settle_year();
           });
}

template <> void Actor::on(act::GiveForm& a) {
    if (std::exchange(forming_, true)) return;
    std::string name = tr(T::form_file, {pick(keeper_.ledger().catalog().registers[size_t(a.reg)].name)});
    host_.tables.form(a.reg, [this, name = std::move(name)](Outcome<Bytes> file) { give_form(name, file); });
}

void Actor::give_form(const std::string& name, const Outcome<Bytes>& file) {
    forming_ = false;
    if (!state_.intake && !left_waits_) host_.tables.close(); // what makes them takes memory
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
