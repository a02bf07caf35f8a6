// Ranges of amounts, counts and days as people write them.
#pragma once
#include "core/catalog/catalog.hpp"

namespace mj {

/// "10万以上", "5000-20000", ">=5", "100.." as the condition of a question (core/question/question_text.hpp): "amount:100000.00..".
/// A range written backwards is turned round. "" when it is none.
std::string range_text(const Catalog& catalog, const Field& field, std::string text);

} // namespace mj
