#include "app/action/actor.hpp"

#include "app/action/hindrance.hpp"
#include "app/state/name.hpp"
#include "core/base/shown.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

constexpr size_t most_steps = 200;
constexpr int64_t notice_seconds = 6;

/// It stays until what is to be repaired is counted.
bool counts_repairs(const Notice& n) {
    return n.kind == Notice::Kind::file_imported || n.kind == Notice::Kind::file_merged;
}

} // namespace

void Actor::recall_settings() {
    const auto kept = host_.prefs.get(language_key);
    const std::string tag = kept.value_or(host_.prefs.system_language());
    state_.language = tag.starts_with("zh") || tag.empty() ? Language::zh : Language::en;
    state_.slides = parse_slides(host_.prefs.get(slides_key).value_or(""));
    recall_who(), recall_progress(), recall_key();
    const auto look = host_.prefs.get(look_key);
    for (size_t i = 0; i < size_t(Look::count); ++i)
        if (look == look_name(Look(i))) state_.look = Look(i);
    host_.prefs.watch(stand_key, [this] {
        queue_.push(act::FollowStand{});
        host_.window.wake();
    });
    host_.picker.watch_drops([this](std::unique_ptr<PickedFile> file) {
        queue_.push(act::FilePicked{std::move(file), -1, act::FilePicked::From::dropped});
        host_.window.wake();
    });
    host_.updates.watch(
        [this](std::string version, std::array<std::string, 2> news) {
            queue_.push(act::NewerWaits{std::move(version), std::move(news)});
            host_.window.wake();
        },
        [this] { return queue_.empty() && hindrance(state_, keeper_) == Hindrance::none; });
    watch_folder();
    watch_lock();
    act::FollowStand stand;
    on(stand);
}

void Actor::look_again() {
    // What is being written names its record and holds the fields that were altered: it goes on over any other reading.
    std::erase_if(state_.drafts, [this](const auto& entry) {
        const Draft& draft = entry.second;
        return !draft.fresh && keeper_.ledger().table(draft.reg).find(draft.id) < 0;
    });
    recall_drafts();
    recall_who(); // another window may have had another name
    state_.undo.clear();
    state_.redo.clear();
    settle_year();
    if (keeper_.demo() || state_.show) look_for_own(); // who else would be told
    offer_carried();
}

void Actor::settle_year() {
    derived_.look_at(keeper_.ledger(), keeper_.revision(), host_.clock.today());
    if (state_.show && fit_slides()) show_slide(0); // it went on before the records were read
    const auto& years = derived_.years();
    if (std::find(years.begin(), years.end(), state_.year) != years.end()) return;
    if (const auto kept = host_.prefs.get(year_key); kept && state_.year == 0)
        std::from_chars(kept->data(), kept->data() + kept->size(), state_.year);
    if (std::find(years.begin(), years.end(), state_.year) != years.end()) return;
    state_.year = years.empty() ? host_.clock.today().year() : derived_.best_year();
}

void Actor::notify(Notice notice) {
    notice.unkept = keeper_.status().state == SaveState::memory;
    notice.number = ++last_notice_;
    // Problems stay until they are read, and so does what the person has to look after.
    const bool stays = notice.problem || notice.kind == Notice::Kind::file_handed ||
                       notice.kind == Notice::Kind::stand_files || notice.kind == Notice::Kind::stand_log ||
                       notice.kind == Notice::Kind::drafts_kept ||
                       notice.kind == Notice::Kind::drafts_followed ||
                       notice.kind == Notice::Kind::change_waits || notice.gives_left ||
                       notice.kind == Notice::Kind::lock_set || counts_repairs(notice) ||
                       (notice.kind == Notice::Kind::progress_taken && !notice.records);
    notice.until = stays ? 0 : host_.clock.ticks() + notice_seconds;
    host_.window.wake_after(notice_seconds + 1);
    if (notice.kind == Notice::Kind::import_failed && (more_files_ || together_)) {
        failed_together_.push_back(notice.name);
        notice.sheets = failed_together_;
    }
    // Of files that came together the last one is told, and those before it with it.
    const bool several = notice.kind == Notice::Kind::application_taken
                             ? notice.records > 1
                             : notice.kind == Notice::Kind::import_failed && notice.sheets.size() > 1;
    if (several) std::erase_if(state_.notices, [&](const Notice& n) { return n.kind == notice.kind; });
    constexpr size_t most = 4;
    if (state_.notices.size() == most) state_.notices.erase(state_.notices.begin());
    state_.notices.push_back(std::move(notice));
}

void Actor::count_repairs() {
    for (Notice& n : state_.notices) {
        if (!counts_repairs(n) || n.until) continue;
        if (!n.repairs && derived_.repair().finished()) {
            n.repairs = derived_.repair().found()->records;
            host_.window.wake();
        }
        // It stays until one has gone where it leads.
        if (!n.repairs || (*n.repairs && state_.history.current().page != PageId::repair)) continue;
        n.until = host_.clock.ticks() + notice_seconds;
        host_.window.wake_after(notice_seconds + 1);
    }
}

// Records

Keeper::Saved Actor::telling(Notice notice) {
    if (notice.kind != Notice::Kind::record_saved) notice.who = keeper_.who();
    notice.step = last_step_ + 1; // it is remembered next
    return [this, notice = std::move(notice)] { queue_.push(act::Tell{notice}); };
}

/// Former ledgers are large: there is one at most, and what lies behind it goes when another comes.
void Actor::remember(Step step, std::vector<Step>& in) {
    if (step.former)
        for (auto* steps : {&state_.undo, &state_.redo})
            for (size_t i = steps->size(); i--;)
                if ((*steps)[i].former) {
                    steps->erase(steps->begin(), steps->begin() + ptrdiff_t(i) + 1);
                    break;
                }
    if (&in == &state_.undo) step.number = ++last_step_;
    in.push_back(std::move(step));
    if (in.size() > most_steps) in.erase(in.begin());
}

template <> void Actor::on(act::NewDraft& a) {
    if (busy() || !keeper_.writable()) return;
    state_.reveal_field = 0; // where one begins to write
    // One begun before and left by navigation goes on.
    for (auto& [bits, draft] : state_.drafts) {
        if (!a.texts.empty() || !draft.fresh || draft.reg != a.reg || draft.saving) continue;
        draft.continued = draft.state != draft.first_state || draft.texts != draft.first;
        act::OpenRecord open{a.reg, draft.id};
        return on(open);
    }
    const RecordId id = keeper_.new_id();
    Draft& draft =
        state_.drafts.emplace(id.bits, draft_of_new(keeper_.ledger().catalog(), a.reg, id)).first->second;
    for (auto& [field, text] : a.texts)
        if (field >= 0) draft.type(field, std::move(text), host_.clock.today());
    act::OpenRecord open{a.reg, id};
    on(open);
}

template <> void Actor::on(act::StartDraft& a) {
    const int64_t row = keeper_.ledger().table(a.reg).find(a.id);
    if (busy() || !keeper_.writable() || row < 0 || state_.draft(a.id)) return;
    state_.drafts.emplace(a.id.bits, draft_of(keeper_.ledger(), a.reg, uint32_t(row)));
}

template <> void Actor::on(act::EditField& a) {
    Draft* draft = state_.draft(a.id);
    if (!draft || draft->saving) return;
    draft->type(a.field, std::move(a.text), host_.clock.today());
    std::erase_if(draft->problems, [&](const Draft::FieldProblem& p) { return p.field == a.field; });
}

template <> void Actor::on(act::EditState& a) {
    Draft* draft = state_.draft(a.id);
    if (!draft || draft->saving) return;
    draft->state = a.state;
    draft->problems.clear();
}

template <> void Actor::on(act::DropDraft& a) {
    const Draft* draft = state_.draft(a.id);
    if (!draft || draft->saving) return;
    const bool fresh = draft->fresh;
    state_.drafts.erase(a.id.bits);
    if (fresh && state_.history.current().record == a.id) back();
}

void Actor::save(RecordId id, bool another) {
    Draft* draft = state_.draft(id);
    if (!draft || draft->saving || busy() || !keeper_.writable()) return;
    const Change change = change_of(keeper_.ledger(), *draft, host_.clock.now(), host_.clock.today());
    if (change.edits.empty()) {
        if (draft->problems.empty()) state_.drafts.erase(id.bits); // nothing was altered
        return;
    }
    draft->another = another;
    const uint64_t token = draft->saving = last_step_ + 1;
    commit(
        change, {{}, {}, draft->reg, id, {}}, [this, token] { queue_.push(act::ChangeSaved{token}); },
        Cause::edit);
}

template <> void Actor::on(act::AddRecord& a) { save(a.id, a.another); }
template <> void Actor::on(act::UpdateRecord& a) { save(a.id, a.another); }

template <> void Actor::on(act::ChangeSaved& a) {
    const auto it = std::find_if(state_.drafts.begin(), state_.drafts.end(),
                                 [&](const auto& entry) { return entry.second.saving == a.token; });
    if (it == state_.drafts.end()) return;
    Notice notice;
    notice.kind = Notice::Kind::record_saved;
    notice.step = a.token;
    notice.name = record_name(keeper_.ledger(), it->second.reg, it->second.id);
    for (size_t f = 0; f < it->second.texts.size(); ++f)
        notice.cleaned += it->second.texts[f] != it->second.first[f] && unclean(it->second.texts[f]);
    const bool another = it->second.another && state_.history.current().record == it->second.id;
    act::NewDraft next{it->second.reg};
    const Table& table = keeper_.ledger().table(it->second.reg);
    const int64_t row = table.find(it->second.id);
    notice.drafts = row >= 0 && table.head(uint32_t(row)).state == State::draft;
    state_.drafts.erase(it);
    notify(std::move(notice));
    if (another) on(next);
}

template <> void Actor::on(act::RemoveRecord& a) {
    if (busy() || !keeper_.writable()) return;
    Edit edit;
    edit.kind = Edit::Kind::remove;
    edit.reg = a.reg;
    edit.head.id = a.id;
    const Change change{{edit}};
    if (!keeper_.ledger().possible(change).empty()) return;
    Notice notice;
    notice.kind = Notice::Kind::record_removed;
    notice.name = record_name(keeper_.ledger(), a.reg, a.id);
    commit(change, {{}, {}, a.reg, a.id, {}}, {}, Cause::edit);
    notice.step = last_step_;
    state_.drafts.erase(a.id.bits);
    if (state_.history.current().record == a.id) back();
    notify(std::move(notice));
}

void Actor::step_back(std::vector<Step>& from, std::vector<Step>& to, Cause cause) {
    if (from.empty() || busy() || !keeper_.writable()) return;
    Step step = std::move(from.back());
    from.pop_back();
    if (step.former) return step_back_replacement(std::move(step), to, cause);
    const auto name = [this](const Step& of) {
        return of.reg < 0 ? of.name : record_name(keeper_.ledger(), of.reg, of.id);
    };
    Notice notice;
    notice.kind = cause == Cause::undo ? Notice::Kind::undone : Notice::Kind::redone;
    notice.name = name(step);
    notice.withdrawal = step.withdrawal;
    if (auto problems = keeper_.ledger().possible(step.change); !problems.empty()) {
        notice.kind = Notice::Kind::not_undone;
        notice.problem = problems.front().problem;
        notify(std::move(notice));
        return;
    }
    Change change = std::move(step.change);
    const auto both = std::make_shared<Step>(std::move(step)); // it goes to where one of the two puts it
    const auto done = [this, both, name, notice, undone = both->number, &to](Change before) mutable {
        both->change = std::move(before);
        rebase_drafts();
        if (notice.name.empty()) notice.name = name(*both);
        const Place& place = state_.history.current();
        if (place.record.has() && keeper_.ledger().table(place.reg).find(place.record) < 0 &&
            !state_.draft(place.record))
            back();
        remember(std::move(*both), to);
        std::erase_if(state_.notices, [undone](const Notice& n) { // what they say is so no longer
            return n.kind == Notice::Kind::undone || n.kind == Notice::Kind::redone ||
                   (n.step && n.step == undone);
        });
        notify(std::move(notice));
    };
    apply_change(std::move(change), {}, cause, {}, {done, [this, both, &from](Change back) {
                                                        both->change = std::move(back);
                                                        remember(std::move(*both), from);
                                                    }});
}

template <> void Actor::on(act::Undo&) { step_back(state_.undo, state_.redo, Cause::undo); }
template <> void Actor::on(act::Redo&) { step_back(state_.redo, state_.undo, Cause::redo); }
template <> void Actor::on(act::RetrySave&) { keeper_.retry(); }
template <> void Actor::on(act::TakeOver&) { keeper_.take_over(); }
template <> void Actor::on(act::DismissMended&) { keeper_.dismiss_mended(); }

// Questions

uint64_t Actor::links_to(int reg, RecordId id) const {
    uint64_t n = 0;
    for (const Derived::Linking& link : derived_.linking(reg, id)) n += link.records;
    return n;
}

template <> void Actor::on(act::Ask& a) {
    state_.confirmation = std::move(a.asked);
    Confirmation& q = *state_.confirmation;
    if (q.kind != Confirmation::Kind::remove_record) return;
    q.name = record_name(keeper_.ledger(), q.reg, q.id);
    q.records = links_to(q.reg, q.id);
}

template <> void Actor::on(act::Answer& a) {
    if (!state_.confirmation) return;
    const Confirmation q = *std::exchange(state_.confirmation, std::nullopt);
    switch (q.kind) {
    case Confirmation::Kind::remove_record:
        if (act::RemoveRecord remove{q.reg, q.id}; a.yes) on(remove);
        break;
    case Confirmation::Kind::drop_draft:
        if (act::DropDraft drop{q.id}; a.yes) on(drop);
        break;
    case Confirmation::Kind::drop_lock:
        if (a.yes) turn_lock({});
        break;
    case Confirmation::Kind::drop_former:
        if (a.yes && !former_) keeper_.forget_former(); // not while it is read
        break;
    case Confirmation::Kind::drop_key:
        if (a.yes) drop_key();
        break;
    case Confirmation::Kind::withdraw:
        if (a.yes) withdraw(q.entry, a.all);
        break;
    case Confirmation::Kind::replace_by_sample:
        if (!a.yes) break;
        if (auto work = sample_work(keeper_.ledger()))
            start(std::move(*work));
        else
            notify({0, Notice::Kind::sample_failed, "", 0, work.problem(), 0});
        break;
    case Confirmation::Kind::start_over:
        if (!a.yes) break;
        coming_.emplace(Ledger(keeper_.ledger().catalog()));
        coming_kind_ = WorkKind::import_file;
        coming_notice_ = {};
        coming_notice_.kind = Notice::Kind::started_over;
        replace();
        break;
    case Confirmation::Kind::replace_by_file:
        state_.merge.reset();
        if (!a.yes) carried_done();
        if (a.yes) {
            if (q.replaced) coming_notice_.exchange = {q.added, q.changed, q.removed};
            take_over();
        } else {
            coming_.reset();
            coming_change_.reset();
        }
        break;
    case Confirmation::Kind::compared: state_.compared.reset(); break;
    case Confirmation::Kind::change_over:
        if (!a.yes || hindrance(state_, keeper_) != Hindrance::none) break;
        host_.updates.change([this] {
            Notice notice;
            notice.kind = Notice::Kind::change_waits;
            queue_.push(act::Tell{std::move(notice)});
            host_.window.wake();
        });
        break;
    case Confirmation::Kind::same_receipt:
        if (act::OpenRecord open{q.reg, q.id}; !a.yes)
            on(open);
        else
            add(*doubted_);
        doubted_.reset();
        break;
    }
}

template <> void Actor::on(act::Tell& a) { notify(std::move(a.notice)); }

template <> void Actor::on(act::CloseNotice& a) {
    std::erase_if(state_.notices, [&](const Notice& n) { return n.number == a.number; });
}

template <> void Actor::on(act::ConfirmFile& a) {
    for (const Notice& n : state_.notices)
        if (n.number == a.notice && n.kind == Notice::Kind::file_handed) keeper_.backed_up(n.made);
    act::CloseNotice close{a.notice};
    on(close);
}

bool Actor::apply() {
    if (queue_.empty()) return false;
    for (Action& action : queue_.take())
        if (!state_.show || action.for_everybody()) action.carry_out(*this);
    if (state_.show && !state_.slides.leads_to(state_.history.current().page)) show_slide(0);
    return true;
}

} // namespace mj
