// The page 分析: what can be chosen of a question, and its answer.
#pragma once
#include "app/page/page.hpp"
#include "core/question/question.hpp"

namespace mj {

/// The first question about a register: how many records, by its first code, in the year looked at.
Question first_question(const PageContext& p, int reg);
/// Asks this instead; one that cannot be asked is left alone.
void ask_instead(const PageContext& p, Question question);

void explore_choices(const PageContext& p, const Question& question);
void explore_conditions(const PageContext& p, const Question& question);
void explore_answer(const PageContext& p, const Question& question);

} // namespace mj
