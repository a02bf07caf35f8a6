// What a page looks like on paper: as text and tables, not as a picture of the window.
#pragma once
#include "app/page/page.hpp"

namespace mj {

/// report_json() of it; empty: the page has no form of its own on paper.
std::string page_paper(const PageContext& p);

} // namespace mj
