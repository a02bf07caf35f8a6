// What is being written, as a text for the settings: nothing typed is lost when the page goes.
#pragma once
#include "app/state/draft.hpp"

#include <map>
#include <string>
#include <string_view>

namespace mj {

/// Those in which something was altered; "" when there are none. Fields by id, so that another catalogue reads it.
std::string drafts_text(const Catalog& catalog, const std::map<uint64_t, Draft>& drafts);

/// What drafts_text() wrote, over the records as they are now. Left out: what has been saved since, and a record that is
/// gone. A text that is damaged is read as far as it is sound.
std::vector<Draft> read_drafts(const Ledger& ledger, std::string_view text);

} // namespace mj
