// Small files that become records: applications, which are made here too, and calendars.
#include "app/action/actor.hpp"
#include "core/catalog/calendar.hpp"

#include <algorithm>

namespace mj {

Problem Actor::read_only() { return {say(Said::store_read_only), {}, say(Said::restore_backup)}; }

template <> void Actor::on(act::EditApplication& a) {
    Apply& apply = state_.apply;
    const auto& asked = keeper_.ledger().catalog().guides[size_t(a.guide)].form.asked;
    apply.texts.resize(asked.size());
    apply.problems.resize(asked.size());
    apply.texts[size_t(a.at)] = std::move(a.text);
    apply.problems[size_t(a.at)].reset();
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::AskReceipt& a) {
    (a.digits ? state_.apply.digits : state_.apply.asked) = std::move(a.text);
    look_for_progress();
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::ClearApplication&) { state_.apply = {}; }

template <> void Actor::on(act::ReckonField& a) {
    state_.reckon.chosen = a.field;
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::ReckonKey& a) {
    state_.reckon.take(a.key);
    act::SlideTouched touched;
    on(touched);
}

template <> void Actor::on(act::ClearReckon&) { state_.reckon = {}; }

template <> void Actor::on(act::MakeApplication&) {
    Apply& apply = state_.apply;
    const Catalog& catalog = keeper_.ledger().catalog();
    if (apply.making || guide_with_form(catalog) < 0) return;
    const auto application = application_of(catalog, apply, host_.clock.today());
    if (!application) { // the first that is wrong may be out of sight
        const auto wrong = std::find_if(apply.problems.begin(), apply.problems.end(),
                                        [](const auto& problem) { return problem.has_value(); });
        state_.reveal_field = int(wrong - apply.problems.begin());
        return;
    }
    recall_key();
    const auto& key = state_.office_key;
    const std::string code = receipt_code(catalog, *application),
                      name = "mingjing-apply-" + code + (key ? ".mjapply" : ".json"),
                      text = write_application(catalog, *application);
    apply.making = code;
    apply.failed.reset();
    application_ =
        host_.download.begin(name, key ? "application/octet-stream" : "application/json", {}, !state_.show);
    if (!key) return give_application(code, name, view_of(text));
    host_.keys.seal(*key, view_of(text), [this, code, name](Outcome<Bytes> sealed) {
        queue_.push(act::ApplicationSealed{code, name, std::move(sealed)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::ApplicationSealed& a) {
    Apply& apply = state_.apply;
    if (apply.making != a.code) return; // whoever made it has gone
    if (a.sealed) return give_application(a.code, a.file, *a.sealed);
    apply.making.reset();
    apply.failed = a.sealed.problem();
}

void Actor::give_application(const std::string& code, const std::string& file, ByteView bytes) {
    application_->write(bytes);
    application_->finish([this, code, file](Outcome<Given> done) {
        queue_.push(act::ApplicationMade{code, file, std::move(done)});
        host_.window.wake();
    });
}

template <> void Actor::on(act::ApplicationMade& a) {
    Apply& apply = state_.apply;
    if (apply.making != a.code) return; // whoever made it has gone
    apply.making.reset();
    if (!a.outcome) {
        apply.failed = a.outcome.problem();
        return;
    }
    if (*a.outcome == Given::declined) return;
    if (state_.show) {
        ++state_.show->lock.files;
        keep_lock();
    }
    apply = {};
    apply.receipt = std::move(a.code);
    apply.file = std::move(a.file);
    apply.given = *a.outcome;
    act::SlideTouched touched; // from now on he only looks at his code
    on(touched);
}

void Actor::not_taken(Notice notice, Problem problem) {
    notice.kind = Notice::Kind::import_failed;
    notice.problem = std::move(problem);
    notify(std::move(notice));
}

/// One that was taken in before is opened. Another one with the same code, or one that a clerk has corrected, is asked about.
void Actor::take_in(const Application& application) {
    const Ledger& ledger = keeper_.ledger();
    const Guide& guide = ledger.catalog().guides[size_t(application.guide)];
    const Register& reg = ledger.catalog().registers[size_t(guide.form.reg)];
    Confirmation asked;
    asked.kind = Confirmation::Kind::same_receipt;
    asked.reg = guide.form.reg;
    for (const uint32_t row : find_receipts(ledger, guide, application.code)) {
        const std::vector<int> fields = differing_fields(ledger, row, application);
        asked.id = ledger.table(asked.reg).head(row).id;
        if (fields.empty()) {
            Notice notice;
            notice.kind = Notice::Kind::application_known;
            notice.name = application.code;
            notify(std::move(notice));
            act::OpenRecord open{asked.reg, asked.id};
            return on(open);
        }
        asked.name.clear();
        for (const int field : fields)
            asked.name += (asked.name.empty() ? "" : tr(T::list_and)) + pick(reg.fields[size_t(field)].name);
    }
    if (!asked.id.has()) return add(application);
    asked.name = tr(T::ask_receipt_text, {application.code, asked.name});
    state_.confirmation = std::move(asked);
    doubted_ = application;
}

/// As a draft, which can be undone like any edit.
void Actor::add(const Application& application) {
    const Ledger& ledger = keeper_.ledger();
    Notice notice;
    notice.name = application.code;
    notice.cleaned = application.cleaned;
    if (!keeper_.writable()) return not_taken(std::move(notice), read_only());
    act::OpenRecord open{ledger.catalog().guides[size_t(application.guide)].form.reg, keeper_.new_id()};
    const Change change =
        application_change(ledger, application, open.id, host_.clock.now(), host_.clock.today());
    if (auto problems = ledger.check(change, host_.clock.today()); !problems.empty())
        return not_taken(std::move(notice), std::move(problems.front().problem));
    notice.kind = Notice::Kind::application_taken;
    notice.records = ++taken_together_;
    open_together_ += !application.sealed;
    if (state_.office_key && state_.office_key->secret()) notice.left = open_together_;
    commit(change, {{}, {}, open.reg, open.id, {}}, telling(notice), Cause::merge);
    on(open);
}

/// As a change, which is told and can be undone; the register they stand in is opened.
void Actor::take_in(const std::vector<Calendar>& calendars, Notice notice) {
    const Ledger& ledger = keeper_.ledger();
    if (!keeper_.writable()) return not_taken(std::move(notice), read_only());
    const Change change = calendar_change(
        ledger, calendars, [this] { return keeper_.new_id(); }, host_.clock.now());
    act::OpenRegister open{calendar_register(ledger.catalog()).reg};
    if (auto problems = ledger.check(change, host_.clock.today()); !problems.empty())
        return not_taken(std::move(notice), std::move(problems.front().problem));
    notice.records = change.edits.size();
    notice.kind = change.edits.empty() ? Notice::Kind::file_same : Notice::Kind::calendars_taken;
    if (change.edits.empty())
        notify(std::move(notice));
    else
        commit(change, {{}, {}, -1, {}, notice.name}, telling(notice), Cause::merge);
    on(open);
}

} // namespace mj
