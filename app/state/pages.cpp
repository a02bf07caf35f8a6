#include "app/state/pages.hpp"

#include "app/state/boards.hpp"

#include <algorithm>
#include <vector>

namespace mj {

std::span<const PageWords> named_pages() {
    static const std::vector<PageWords> pages = [] {
        std::vector<PageWords> out{
            {PageId::passing, "passing", T::nav_passing, true, T::also_passing, false}};
        out.push_back({PageId::overview, "overview", T::nav_overview, true, T::also_overview});
        for (const BoardWords& board : board_pages()) // employers are not put on show
            out.push_back({board.page, board.id, board.nav, board.page != PageId::employers, board.also});
        out.push_back({PageId::deadlines, "deadlines", T::nav_deadlines, true, T::also_deadlines});
        out.push_back({PageId::warnings, "warnings", T::nav_warnings, false, T::also_warnings});
        out.push_back({PageId::explore, "explore", T::nav_explore, false, T::also_explore});
        out.push_back({PageId::report, "report", T::nav_report, false, T::also_report});
        out.push_back({PageId::repair, "repair", T::nav_repair, false, T::also_repair, false});
        out.push_back({PageId::rights, "rights", T::nav_rights, true, T::also_rights});
        out.push_back({PageId::apply, "apply", T::nav_apply, false, T::nothing, false});
        out.push_back({PageId::reckon, "reckon", T::nav_reckon, false, T::also_reckon, false});
        out.push_back({PageId::handed, "handed", T::nav_handed, false, T::also_handed});
        out.push_back({PageId::registers, "registers", T::nav_registers, false, T::nothing});
        out.push_back({PageId::slides, "slides", T::nav_slides, false, T::also_slides});
        out.push_back({PageId::data, "data", T::nav_data, false, T::also_data});
        out.push_back({PageId::bin, "bin", T::nav_bin, false, T::also_bin, false});
        out.push_back({PageId::about, "about", T::nav_about, false, T::also_about, false});
        return out;
    }();
    return pages;
}

const PageWords* page_words(PageId page) {
    const auto pages = named_pages();
    const auto it =
        std::find_if(pages.begin(), pages.end(), [&](const PageWords& w) { return w.page == page; });
    return it == pages.end() ? nullptr : &*it;
}

std::optional<PageId> find_page(std::string_view id) {
    for (const PageWords& words : named_pages())
        if (words.id == id) return words.page;
    return std::nullopt;
}

} // namespace mj
