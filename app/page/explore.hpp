// The page 分析: what can be chosen of a question, and its answer.
#pragma once
#include "app/page/page.hpp"
#include "core/question/question.hpp"

namespace mj {

/// The first question about a register: how many records, by its first code, in the year looked at.
Question first_question(const PageContext& p, int reg);
/// Asks this instead; one that cannot be asked is left alone.
void ask_instead(const PageContext& p, Question question);

/// Of a kept question's record: the way to its answer. True when a button was drawn.
bool kept_answer(const PageContext& p, int reg, uint32_t row);

void explore_choices(const PageContext& p, const Question& question);
void explore_conditions(const PageContext& p, const Question& question);
void explore_answer(const PageContext& p, const Question& question);

} // namespace mj
