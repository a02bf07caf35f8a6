// What is typed into a field of a form -> the value it stands for, by the same reader as what stands in a table.
#pragma once
#include "core/base/date.hpp"
#include "core/base/outcome.hpp"
#include "core/ledger/column.hpp"

namespace mj {

/// `text`: of flags, codes and links in the exchange form, of all else as people write it. Nobody asks about one field
/// what is asked about a whole column: what could be read in two ways is a problem that says so.
Outcome<Value> typed_value(const Catalog& catalog, const Field& field, std::string_view text, Date today);

/// What the text is taken for, to be shown beside it; "" where nothing is to be said: it is empty, not understood, or
/// written just so.
std::string taken_for(const Catalog& catalog, const Field& field, std::string_view text, Date today);

} // namespace mj
