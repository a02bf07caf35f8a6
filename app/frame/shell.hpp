// What stands around every page: header, navigation, banners, notices, questions, progress.
#pragma once
#include "app/page/page.hpp"

namespace mj {

void draw_header(const PageContext& p);
void draw_navigation(const PageContext& p); ///< a column at the left, or a bar at the bottom of a phone
void draw_banners(const PageContext& p);    ///< over the page, while something is wrong with saving
void draw_overlays(const PageContext& p);   ///< notices, questions, progress

} // namespace mj
