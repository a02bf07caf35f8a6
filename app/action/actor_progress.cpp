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
    start(progress_work(ledger, guide, host_.clock.today(), host_.download, std::string(beside_name)));
}

template <> void Actor::on(act::ForgetProgress&) {
    host_.prefs.remove(progress_key);
    state_.progress_file.reset();
}

void Actor::recall_progress() {
    const auto kept = host_.prefs.get(progress_key);
    if (!kept || kept->empty()) return;
    if (auto file = read_progress(keeper_.ledger().catalog(), *kept)) state_.progress_file = std::move(*file);
}

void Actor::take_in_progress(const std::string& text, Notice notice) {
    auto file = read_progress(keeper_.ledger().catalog(), text);
    if (!file) return not_taken(std::move(notice), file.problem());
    if (const auto& held = state_.progress_file; held && held->made > file->made)
        return not_taken(std::move(notice), {say(Said::progress_older, held->made.text(), file->made.text()),
                                             {},
                                             say(Said::forget_progress)});
    if (const auto& held = state_.progress_file; held && !held->lines.empty() && file->lines.empty())
        return not_taken(
            std::move(notice),
            {say(Said::progress_empty, uint64_t(held->lines.size())), {}, say(Said::forget_progress)});
    if (!host_.prefs.put(progress_key, text))
        return not_taken(std::move(notice), {say(Said::storage_full), {}, say(Said::free_space)});
    notice.kind = Notice::Kind::progress_taken;
    notice.records = file->lines.size();
    notice.name = file->made.text();
    state_.progress_file = std::move(*file);
    notify(std::move(notice));
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

/// Whoever stands here can do nothing about one that is damaged or older.
template <> void Actor::on(act::ProgressCame& a) {
    auto file = read_progress(keeper_.ledger().catalog(), a.text);
    if (!file || (state_.progress_file && state_.progress_file->made > file->made)) return;
    state_.progress_file = std::move(*file);
    look_for_progress();
}

} // namespace mj
