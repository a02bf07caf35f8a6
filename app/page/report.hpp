// The page 报告.
#pragma once
#include "app/page/page.hpp"

namespace mj {

/// On the page of a kept draft: the way to its sheet. False: the record is none.
bool kept_report(const PageContext& p, int reg, RecordId id);

} // namespace mj
