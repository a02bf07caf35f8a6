// How applications stand where the office's records are not: a progress file that is written, taken in, or found beside the program.
#include "app/action/actor.hpp"

namespace mj {
namespace {

constexpr std::string_view beside_name = "progress.json";
constexpr int64_t look_again_after = 10 * 60; // seconds

} // namespace

template <> void Actor::on(act::ExportProgress&) {
    const Ledger& ledger = keeper_.ledger();
    const int guide = guide_with_form(ledger.catalog());
    if (busy() || !keeper_.loaded() || guide < 0) return;
    recall_key();
    start(progress_work(ledger, guide, host_.clock.today(), host_.download, std::string(beside_name),
                        host_.keys, state_.office_key));
}

template <> void Actor::on(act::ForgetProgress&) {
    host_.prefs.remove(progress_key);
    state_.progress_file.reset();
    state_.progress_false = false;
}

void Actor::recall_progress() {
    const auto kept = host_.prefs.get(progress_key);
    if (!kept || kept->empty()) return;
    auto file = read_progress(keeper_.ledger().catalog(), *kept);
    state_.progress_false = !file && file.problem().what.code == Said::signature_false;
    if (file) look_at({act::ProgressLooked::From::kept, std::move(*file), {}, {}, {}});
}

void Actor::take_in_progress(const std::string& text, Notice notice) {
    auto file = read_progress(keeper_.ledger().catalog(), text);
    if (!file) return not_taken(std::move(notice), file.problem());
    opening_ = file->signed_by.has_value();
    look_at({act::ProgressLooked::From::chosen, std::move(*file), {}, text, std::move(notice)});
}

void Actor::look_at(act::ProgressLooked progress) {
    const auto by = progress.file.signed_by;
    recall_key();
    progress.signer = signer_said(progress.file.office, by, state_.office_key, state_.known_keys);
    if (!by) return use(progress);
    host_.keys.verify(by->key, progress_words(by->digest), by->signature,
                      [this, progress = std::move(progress)](const Outcome<bool>& fits) mutable {
                          progress.signer.looked(fits);
                          queue_.push(std::move(progress));
                          host_.window.wake();
                      });
}

template <> void Actor::on(act::ProgressLooked& a) {
    if (a.from == act::ProgressLooked::From::chosen) opening_ = false;
    use(a);
}

/// Whoever stands where it lies beside the program can do nothing about one that is older.
void Actor::use(act::ProgressLooked& a) {
    using From = act::ProgressLooked::From;
    const auto& held = state_.progress_file;
    const bool is_false = a.signer.is == FileSigner::Is::broken;
    if (a.from == From::chosen) {
        if (is_false)
            return not_taken(std::move(a.notice),
                             {say(Said::signature_false), {}, say(Said::ask_for_new_one)});
        if (held && held->made > a.file.made)
            return not_taken(std::move(a.notice),
                             {say(Said::progress_older, held->made.text(), a.file.made.text()),
                              {},
                              say(Said::forget_progress)});
        if (held && !held->lines.empty() && a.file.lines.empty())
            return not_taken(
                std::move(a.notice),
                {say(Said::progress_empty, uint64_t(held->lines.size())), {}, say(Said::forget_progress)});
        if (!host_.prefs.put(progress_key, a.text))
            return not_taken(std::move(a.notice), {say(Said::storage_full), {}, say(Said::free_space)});
        a.notice.kind = Notice::Kind::progress_taken;
        a.notice.records = a.file.lines.size();
        a.notice.name = a.file.made.text();
        a.notice.signer = a.signer;
        notify(std::move(a.notice));
    }
    state_.progress_false = is_false;
    if (is_false || (held && held->made > a.file.made)) return;
    state_.progress_file = std::move(a.file);
    state_.progress_signer = std::move(a.signer);
    if (a.from != From::chosen && !state_.apply.asked.empty()) look_for_progress();
}

/// For the code that is asked about, where no record has it.
void Actor::look_for_progress() {
    Apply& apply = state_.apply;
    apply.told.reset();
    const Catalog& catalog = keeper_.ledger().catalog();
    const auto code = parse_receipt(apply.asked);
    if (!code || !derived_.of_receipt(catalog.guides[size_t(guide_with_form(catalog))], *code).empty())
        return;
    if (const int64_t now = host_.clock.ticks();
        !looked_beside_ || now - *looked_beside_ >= look_again_after) {
        looked_beside_ = now;
        host_.picker.beside(std::string(beside_name), [this](std::string text) {
            queue_.push(act::ProgressCame{std::move(text)});
            host_.window.wake();
        });
    }
    if (!state_.progress_file) return;
    const ProgressLine* line = find_progress(*state_.progress_file, *code, last_digits(apply.digits));
    if (line) apply.told = *line;
}

/// Whoever stands here can do nothing about one that is damaged.
template <> void Actor::on(act::ProgressCame& a) {
    auto file = read_progress(keeper_.ledger().catalog(), a.text);
    if (file)
        look_at({act::ProgressLooked::From::beside, std::move(*file), {}, {}, {}});
    else if (file.problem().what.code == Said::signature_false)
        state_.progress_false = true;
}

} // namespace mj
