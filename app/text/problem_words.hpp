// Problems in the language of the screen.
#pragma once
#include "core/base/outcome.hpp"
#include "core/catalog/catalog.hpp"

namespace mj {

/// Place, what and what to do, with registers and fields by their names.
std::string problem_words(const Catalog& catalog, const Problem& problem);
/// Without the place: for a problem shown beside its field.
std::string field_problem_words(const Problem& problem);

} // namespace mj
