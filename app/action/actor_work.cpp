// The actor's long work: making the sample, reading and writing files, and taking what they give.
#include "app/action/actor.hpp"
#include "app/state/name.hpp"
#include "app/state/own_records.hpp"
#include "app/state/urgency.hpp"
#include "core/exchange/calendar_file.hpp"

#include <algorithm>
#include <cstdio>

namespace mj {
Notice::Kind kind_of(const Outcome<Given>& given, Notice::Kind read_back, Notice::Kind handed) {
    if (!given) return Notice::Kind::export_failed;
    return *given == Given::read_back ? read_back
           : *given == Given::handed  ? handed
                                      : Notice::Kind::work_cancelled;
}

std::string Actor::file_name(const char* ending) const {
    const int64_t local = host_.clock.now() + host_.clock.utc_offset(host_.clock.now());
    const Date day = host_.clock.today();
    const int minute = int((local % 86400 + 86400) % 86400 / 60);
    char stamp[48];
    std::snprintf(stamp, sizeof stamp, "-%04d%02d%02d-%02d%02d.%s", day.year(), day.month(), day.day(),
                  minute / 60, minute % 60, ending);
    return "mingjing-" + keeper_.ledger().catalog().offices.front().id + stamp;
}

void Actor::start(std::unique_ptr<Work> work) {
    work_ = std::move(work);
    state_.progress = Progress{work_->kind(), 0, false};
}

template <> void Actor::on(act::LoadSample&) {
    if (busy() || !keeper_.replaceable()) return;
    Confirmation asked;
    asked.kind = Confirmation::Kind::replace_by_sample;
    asked.replaced = keeper_.ledger().records();
    asked.own = own_records(keeper_.ledger());
    state_.confirmation = asked;
    if (act::Answer yes{true}; asked.replaced == 0 && keeper_.writable()) on(yes);
}

template <> void Actor::on(act::ImportFile& a) {
    if (busy() || !keeper_.replaceable()) return;
    host_.picker.pick(".json,.mjapply,.mjsealed,.mjrescue,.html,.csv,.tsv,.txt,.xlsx,.xls", !a.compare,
                      [this, asked = a](std::unique_ptr<PickedFile> file) {
                          queue_.push(act::FilePicked{std::move(file), asked.reg,
                                                      act::FilePicked::From::chosen, asked.compare});
                          host_.window.wake();
                      });
}

template <> void Actor::on(act::FilePicked& a) {
    recall_key();
    using From = act::FilePicked::From;
    if (a.from == From::dropped) return queue_.push(act::FilePicked{std::move(a.file), -1, From::waited});
    const Place& place = state_.history.current();
    if (a.from == From::waited && place.page == PageId::list) a.reg = place.reg;
    if (busy() || state_.confirmation || state_.passphrase) return;
    if (!together_) taken_together_ = open_together_ = 0, failed_together_.clear();
    more_files_ = true;
    if (a.from != From::carried) carrying_.clear();
    if (!a.file && !carrying_.empty())
        return not_taken({}, {say(Said::page_damaged), {}, say(Said::other_backup)});
    if (!a.file) return not_taken({}, {say(Said::paste_empty), {}, say(Said::copy_cells)});
    if (keeper_.status().state == SaveState::follows)
        return not_taken({}, {say(Said::only_shown), {}, say(Said::import_there)});
    if (!keeper_.replaceable()) return;
    table_reg_ = a.reg;
    comparing_ = a.compare;
    if (!a.file->sealed())
        return start(import_work(keeper_.ledger(), keeper_.chronicle(), std::move(a.file), host_.keys,
                                 state_.office_key, state_.known_keys));
    state_.passphrase = PassphraseAsked{};
    state_.passphrase->sealing = false;
    state_.passphrase->page = a.from == From::carried;
    state_.passphrase->name = a.file->name();
    locked_ = std::move(a.file);
}

template <> void Actor::on(act::ExportSealed& a) {
    if (busy() || !keeper_.loaded()) return;
    state_.passphrase = PassphraseAsked{};
    state_.passphrase->page = a.page;
}

template <> void Actor::on(act::ExportCalendar& a) {
    const Ledger& ledger = keeper_.ledger();
    const Catalog& catalog = ledger.catalog();
    std::vector<CalendarDay> days;
    for (const ClockReading& reading :
         derived_.clocks(as_of(state_, derived_, host_.clock), state_.year).open) {
        if (!reading.due.has() || !fits(a.filter, reading)) continue;
        const ClockRule& rule = catalog.clocks[size_t(reading.rule)];
        days.push_back({reading.due, rule.id + "-" + ledger.table(rule.reg).head(reading.row).id.text(),
                        pick(rule.name) + " · " + record_name(ledger, rule.reg, reading.row), rule.source});
    }
    Notice notice;
    notice.records = days.size();
    notice.name = file_name("ics");
    const std::string text = calendar_file(days, host_.clock.now());
    calendar_ = host_.download.begin(notice.name, "text/calendar", {}, true);
    calendar_->write({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    calendar_->finish([this, notice](Outcome<Given> done) mutable {
        notice.kind = kind_of(done, Notice::Kind::calendar_exported, Notice::Kind::calendar_handed);
        if (!done) notice.problem = done.problem();
        queue_.push(act::Tell{notice});
        host_.window.wake();
    });
}

template <> void Actor::on(act::GivePassphrase& a) {
    if (!state_.passphrase || state_.passphrase->trying) return;
    if (state_.passphrase->sealing) {
        const PassphraseAsked asked = *std::exchange(state_.passphrase, std::nullopt);
        if (asked.folder) return host_.folder.choose(a.text);
        if (asked.lock) return turn_lock(a.text);
        if (asked.key) return make_key(a.text);
        if (!busy()) write_file(a.text, asked.page);
        return;
    }
    state_.passphrase->trying = true;
    locked_->unlock(a.text, [this](Outcome<> outcome) { // not called any more when the file is dropped
        queue_.push(act::Unlocked{std::move(outcome)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::Unlocked& a) {
    if (!locked_ || !state_.passphrase) return;
    if (!a.outcome) {
        state_.passphrase->trying = false;
        state_.passphrase->problem = a.outcome.problem();
        return;
    }
    state_.passphrase.reset();
    start(import_work(keeper_.ledger(), keeper_.chronicle(), std::move(locked_), host_.keys,
                      state_.office_key, state_.known_keys));
}

template <> void Actor::on(act::DropPassphrase&) {
    if (locked_) carried_done();
    state_.passphrase.reset();
    locked_.reset();
}

template <> void Actor::on(act::StartOver&) {
    if (busy() || !keeper_.replaceable()) return;
    Confirmation asked;
    asked.kind = Confirmation::Kind::start_over;
    asked.replaced = keeper_.ledger().records();
    state_.confirmation = asked;
}

template <> void Actor::on(act::ExportHistory& a) { state_.without_history = !a.with; }

template <> void Actor::on(act::ExportFile& a) {
    if (busy() || !keeper_.loaded()) return;
    write_file({}, a.page);
}

void Actor::write_file(const std::string& passphrase, bool page) {
    recall_key();
    const Ledger& ledger = keeper_.ledger();
    const char* ending = page ? "html" : passphrase.empty() ? "json" : "mjsealed";
    const Chronicle* history = state_.without_history ? nullptr : &keeper_.chronicle();
    start(export_work(ledger, history, host_.download, file_name(ending), passphrase, host_.keys,
                      state_.office_key));
}

template <> void Actor::on(act::CancelTask&) {
    if (commit_) {
        if (commit_->whole()) return; // it is done, and can be undone
        drop_commit();
        return notify({0, Notice::Kind::work_cancelled, "", 0, std::nullopt, 0});
    }
    if (!work_) return;
    notify({0, Notice::Kind::work_cancelled, work_->name(), 0, std::nullopt, 0});
    work_.reset();
    state_.progress.reset();
}

void Actor::finished() {
    const std::unique_ptr<Work> work = std::move(work_);
    state_.progress.reset();
    const WorkKind kind = work->kind();
    Notice notice;
    notice.name = work->name();
    if (kind == WorkKind::export_file || kind == WorkKind::progress_file || kind == WorkKind::table_file)
        return exported(*work, std::move(notice));
    if (auto problem = work->problem()) {
        notice.kind = kind == WorkKind::sample ? Notice::Kind::sample_failed : Notice::Kind::import_failed;
        notice.problem = std::move(problem);
        notify(std::move(notice));
        return;
    }
    if (kind == WorkKind::import_file && comparing_) return show_comparison(*work, std::move(notice));
    if (const Application* application = work->application()) return take_in(*application);
    if (const Bytes* sealed = work->sealed_to_office()) return open_sealed(*sealed, std::move(notice));
    if (const std::string* text = work->key_text()) return take_in_key(*text, std::move(notice));
    if (const std::string* text = work->progress_text()) return take_in_progress(*text, std::move(notice));
    if (Bytes* table = work->table()) return open_table(std::move(notice.name), std::move(*table));
    if (const auto* calendars = work->calendars()) return take_in(*calendars, std::move(notice));
    coming_ = work->take();
    using Is = FileSigner::Is;
    const Is signer = work->signer().is;
    // A key that nobody knows is shown before anything comes in, so that it can be compared; what lies in the page is
    // whoever's the page is.
    const bool doubtful = !work->signer().sound() || signer == Is::unlooked || signer == Is::missing ||
                          (signer == Is::stranger && carrying_.empty()) ||
                          (state_.office_key && signer != Is::ours && signer != Is::known);
    notice.records = work->records();
    notice.cleaned = work->cleaned();
    notice.signer = work->signer();
    notice.kind = kind == WorkKind::sample ? Notice::Kind::sample_loaded : Notice::Kind::file_imported;
    coming_kind_ = kind;
    coming_notice_ = std::move(notice);
    coming_change_.reset();
    Confirmation asked;
    if (Difference* difference = work->difference()) {
        asked.added = difference->added();
        asked.changed = difference->changed();
        asked.removed = difference->removed();
        // Into an empty ledger a file is loaded as a whole, into one that has records as a change of them.
        // So is one that tells more of what was done to its records than is known here, unless they are the same.
        const Chronicle& told = keeper_.chronicle();
        const bool same =
            !(asked.added + asked.changed + asked.removed) && told.entries() > told.since_replaced();
        if (keeper_.writable() && keeper_.ledger().records() &&
            (same || told.tells(keeper_.ledger().catalog(), coming_->history)))
            coming_change_ = difference->take();
        if (kind == WorkKind::import_file && coming_change_ && coming_change_->edits.empty()) {
            coming_.reset();
            coming_change_.reset();
            coming_notice_.kind = Notice::Kind::file_same;
            carried_done();
            notify(std::move(coming_notice_));
            return;
        }
    }
    if (kind == WorkKind::import_file && (keeper_.ledger().records() > 0 || !keeper_.writable() ||
                                          doubtful)) { // the sample has asked before it began
        asked.kind = Confirmation::Kind::replace_by_file;
        asked.name = coming_notice_.name;
        asked.records = coming_notice_.records;
        asked.replaced = keeper_.ledger().records();
        asked.actions = coming_change_ ? 0 : coming_->history.entries();
        asked.office = work->office();
        asked.signer = work->signer();
        state_.confirmation = std::move(asked);
        if (MergeInto* merge = work->merge(); merge && keeper_.writable()) offer_merge(*merge);
    } else if (kind == WorkKind::sample && coming_change_) {
        if (!coming_change_->edits.empty()) return take_over();
        coming_.reset();
        coming_change_.reset();
        notify(std::exchange(coming_notice_, {}));
    } else {
        replace();
    }
}

void Actor::exported(const Work& work, Notice notice) {
    const Outcome<Given> given = work.given();
    using Is = Notice::Kind;
    notice.kind = work.kind() == WorkKind::progress_file
                      ? kind_of(given, Is::progress_exported, Is::progress_handed)
                  : work.kind() == WorkKind::table_file ? kind_of(given, Is::table_exported, Is::table_handed)
                                                        : kind_of(given, Is::file_exported, Is::file_handed);
    notice.records = work.records();
    notice.left_out = work.left_out();
    notice.made = host_.clock.now();
    if (!given) notice.problem = given.problem();
    if (given && *given != Given::declined) notice.signed_with = work.signed_with();
    if (notice.kind == Notice::Kind::file_exported) keeper_.backed_up(notice.made);
    notify(std::move(notice));
}

/// As a change where that is possible: then it is told record by record, and nothing else is written.
void Actor::take_over() {
    if (!coming_change_ || !keeper_.ledger().possible(*coming_change_).empty()) return replace();
    Change change = *std::exchange(coming_change_, std::nullopt);
    coming_.reset();
    Step step{{}, {}, -1, {}, coming_notice_.name};
    commit(std::move(change), std::move(step), telling(std::exchange(coming_notice_, {})), Cause::merge,
           [this] {
               rebase_drafts();
               state_.history.restart();
               settle_year();
               carried_done();
           });
}

void Actor::replace() {
    state_.progress = Progress{coming_kind_, 0, true};
    keeper_.replace(std::move(*coming_),
                    [this](Outcome<> outcome) { queue_.push(act::Replaced{std::move(outcome)}); });
    coming_.reset();
    coming_change_.reset();
}

void Actor::step_back_replacement(Step step, std::vector<Step>& to, Cause cause) {
    coming_.emplace(std::move(*step.former));
    coming_kind_ = WorkKind::import_file;
    coming_notice_ = {};
    coming_notice_.kind = cause == Cause::undo ? Notice::Kind::undone : Notice::Kind::redone;
    coming_notice_.name = step.name;
    coming_steps_ = &to;
    replace();
}

template <> void Actor::on(act::Replaced& a) {
    state_.progress.reset();
    std::vector<Step>* const steps = std::exchange(coming_steps_, nullptr);
    Step back;
    back.name = coming_notice_.name;
    if (auto former = keeper_.take_former()) back.former = std::make_shared<Holding>(std::move(*former));
    if (!a.outcome) {
        if (steps && back.former) // it can be tried again
            remember(std::move(back), steps == &state_.redo ? state_.undo : state_.redo);
        coming_notice_.kind =
            coming_kind_ == WorkKind::sample ? Notice::Kind::sample_failed : Notice::Kind::import_failed;
        coming_notice_.problem = a.outcome.problem();
    } else {
        state_.history.restart();
        if (keeper_.ledger().records())
            rebase_drafts();
        else
            state_.drafts.clear(); // it was to be started over
        if (!steps) state_.redo.clear();
        std::erase_if(state_.notices, [](const Notice& n) { // those records are gone
            return n.kind == Notice::Kind::file_imported;
        });
        // What lies in the page is there from the beginning: there is nothing before it to go back to.
        if (back.former && (carrying_.empty() || back.former->ledger.records()))
            remember(std::move(back), steps ? *steps : state_.undo),
                coming_notice_.step = steps ? 0 : last_step_;
        carried_done();
        state_.year = 0;
        host_.prefs.remove(year_key);
        settle_year();
    }
    notify(std::move(coming_notice_));
    coming_notice_ = {};
}

bool Actor::work(std::chrono::milliseconds budget) {
    const int64_t now = host_.clock.ticks();
    std::erase_if(state_.notices, [now](const Notice& n) { return n.until && n.until <= now; });
    count_repairs();
    if (keeper_.replacing() && state_.progress) state_.progress->part = keeper_.replaced();
    if (commit_) return work_on_commit(Deadline(budget));
    if (!work_) {
        if (more_files_ && !busy() && !state_.confirmation && !state_.passphrase && !state_.making_key) {
            more_files_ = false; // until it is there
            together_ = host_.picker.next();
        }
        const bool more = work_on_table(Deadline(budget));
        return work_on_copy(Deadline(budget)) || more;
    }
    if (work_->step(Deadline(budget))) {
        finished();
        return true;
    }
    state_.progress->part = work_->progress();
    return !work_->waiting();
}

} // namespace mj
