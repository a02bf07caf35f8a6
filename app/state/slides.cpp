#include "app/state/slides.hpp"
#include "core/base/sort.hpp"

#include <algorithm>
#include <charconv>

namespace mj {
namespace {

constexpr int least_seconds = 5, most_seconds = 600;

} // namespace

bool Slides::has(PageId page) const { return std::find(pages.begin(), pages.end(), page) != pages.end(); }

bool Slides::leads_to(PageId page) const {
    return has(page) || ((page == PageId::apply || page == PageId::reckon) && has(PageId::rights));
}

void Slides::turn(PageId page) {
    if (has(page)) {
        std::erase(pages, page);
        return;
    }
    pages.push_back(page);
    const auto order = [](PageId id) { return page_words(id) - named_pages().data(); };
    sort_stable(pages, [&](PageId a, PageId b) { return order(a) < order(b); });
}

Slides usual_slides() {
    Slides out;
    for (const PageId page :
         {PageId::passing, PageId::disputes, PageId::inspection, PageId::outreach, PageId::rights})
        out.turn(page);
    return out;
}

std::string slides_text(const Slides& slides) {
    std::string out = std::to_string(slides.seconds);
    for (const PageId page : slides.pages) out += " " + std::string(page_words(page)->id);
    return out;
}

Slides parse_slides(std::string_view text) {
    Slides out;
    std::from_chars(text.data(), text.data() + text.size(), out.seconds);
    out.seconds = std::clamp(out.seconds, least_seconds, most_seconds);
    for (size_t at = text.find(' '); at != text.npos;) {
        const size_t end = text.find(' ', at + 1);
        const auto page = find_page(text.substr(at + 1, end == text.npos ? end : end - at - 1));
        if (page && page_words(*page)->slide && !out.has(*page)) out.turn(*page);
        at = end;
    }
    if (out.pages.empty()) out.pages = usual_slides().pages;
    return out;
}

} // namespace mj
