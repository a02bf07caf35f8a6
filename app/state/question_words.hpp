// A question, and what its answer is made of, in words.
#pragma once
#include "core/question/answer.hpp"

namespace mj {

std::string where_words(const Ledger& ledger, int reg, const Where& where); ///< "街道：敦仁街道、崇义街道"
std::string reckoned_words(const Ledger& ledger, int reg,
                           const Reckoned& reckoned); ///< "收到日期到办结日期：平均"
std::string dimension_words(const Ledger& ledger, int reg,
                            const Dimension& by); ///< "用人单位的行业", "收到日期（按月）"
std::string span_words(const Period& days);       ///< "2023 年三季度"; "" for any time
/// What is asked about, as the list of its records says: conditions and time.
std::string question_words(const Ledger& ledger, const Question& question);
/// `answer`: of which it is a key; records of one name are told apart by their numbers.
std::string key_words(const Ledger& ledger, const Question& question, const Answer& answer, size_t dimension,
                      int64_t key);
/// A code's name, yes or no; 0: not given.
std::string code_words(const Catalog& catalog, const Field& field, int code);

/// "天", "%", "元", "条", "条/千"; "" of numbers.
std::string unit_words(Unit unit);
/// "15.2 天", "—" when not known.
std::string answer_words(const Ledger& ledger, const Question& question, size_t measure, const Ratio& value);
/// "+12.5%", "+3.1 个百分点", of days and small numbers "+2"; "—" when it cannot be said.
std::string answer_change(const Ledger& ledger, const Question& question, size_t measure,
                          const AnswerLine& line);

} // namespace mj
