// What is shown to the public, and the start of it.
#include "app/page/pieces.hpp"
#include "app/widget/finger.hpp"

namespace mj {
namespace {

constexpr int seconds[] = {10, 20, 30, 60};

void page_choice(const PageContext& p) {
    heading(tr(T::slides_pages));
    ImGui::Dummy({1, space::xs});
    std::vector<const PageWords*> pages;
    for (const PageWords& words : named_pages())
        if (words.slide) pages.push_back(&words);
    grid(int(pages.size()), p.narrow ? 2 : 4, space::touch, [&](int i, ImVec2 size) {
        const PageWords& words = *pages[size_t(i)];
        const bool chosen = p.state.slides.has(words.page), only = chosen && p.state.slides.pages.size() == 1;
        if (!check_tile(("slide." + std::string(words.id)).c_str(), tr(words.name), chosen, size) || only)
            return;
        Slides slides = p.state.slides;
        slides.turn(words.page);
        p.queue.push(act::SetSlides{std::move(slides)});
    });
}

void time_choice(const PageContext& p) {
    heading(tr(T::slides_seconds));
    ImGui::Dummy({1, space::xs});
    std::vector<std::string> names;
    std::vector<const char*> labels;
    int now = -1;
    for (const int s : seconds) {
        if (s == p.state.slides.seconds) now = int(names.size());
        names.push_back(tr(T::slides_second, {std::to_string(s)}));
    }
    for (const std::string& name : names) labels.push_back(name.c_str());
    const int chosen = segments("seconds", labels, now);
    if (chosen == now) return;
    Slides slides = p.state.slides;
    slides.seconds = seconds[chosen];
    p.queue.push(act::SetSlides{std::move(slides)});
}

} // namespace

void draw_slides(const PageContext& p) {
    const bool records = p.ledger.records() > 0;
    {
        Typed typed(type::title, Weight::semibold);
        draw_text(ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x, tr(T::nav_slides),
                  colours().ink);
        ImGui::Dummy({1, 30});
    }
    paragraph(tr(records ? T::slides_sentence : T::slides_no_records), colours().soft,
              std::min(ImGui::GetContentRegionAvail().x, space::reading));
    ImGui::Dummy({1, space::l});
    if (records) {
        page_choice(p);
        ImGui::Dummy({1, space::s});
        time_choice(p);
        ImGui::Dummy({1, space::l});
    }
    if (guide_with_form(p.catalog) >= 0) {
        const auto& key = p.state.office_key;
        status_mark("slides.sealing", key ? Tone::good : Tone::soon,
                    key ? tr(T::slides_seal, {key->fingerprint()}) : tr(T::slides_plain));
        ImGui::Dummy({1, space::s});
    }
    if (button("present", tr(T::slides_start), ButtonKind::primary)) p.queue.push(act::Present{true});
}

} // namespace mj
