// A question as text, for the address bar, saved questions and the command line:
//
//   mediation?where=outcome:agreed,partial&by=street&by=closed.month&of=count&of=mean(received..closed)&in=2024-Q3&versus=year
//
// Parts after the ? in any order, joined by &:
//   where=   a condition; several hold together. field:code,code (- is not given) · field!code · field:* given · field:- not given ·
//            field:yes · field:100..500 or 100.. or ..500 (yuan, numbers, days) · field~words · field=text · link:record ·
//            field<=other+30 (days) · !(a|b) neither ·
//            field>(conditions): of the record it leads to · register.field(conditions): of some record that leads here ·
//            a;b both · a|b one of them · brackets
//   by=      field · date.day|week|month|quarter|year · amount.size · link>field of the record it leads to
//   of=      count · share · share(conditions) · sum(field) · mean · median · least · most, of a field or of the days a..b ·
//            distinct(field) · rate(register.field), records to each 1,000 of those with the same code
//   on=      the date field that places a record in time
//   in=      2024 · 2024-H1 · 2024-Q3 · 2024-07 · 2024-07-05, or two of them as from..to
//   versus=  year · before
//   order=   key · value · before · change; - in front: the largest first
//   limit=   so many groups
#pragma once
#include "core/question/question.hpp"

namespace mj {

std::string question_text(const Catalog& catalog, const Question& question);
/// What it says has passed check_question(). Values may be written by id or by name, texts after ~ with %XX for marks.
Outcome<Question> parse_question(const Catalog& catalog, std::string_view text);

/// Its parts, as they stand after by= and of=.
std::string dimension_text(const Catalog& catalog, int reg, const Dimension& by);
std::string reckoned_text(const Catalog& catalog, int reg, const Reckoned& reckoned);
/// They need not fit the rest of a question.
Outcome<Dimension> parse_dimension(const Catalog& catalog, int reg, std::string_view text);
Outcome<Reckoned> parse_reckoned(const Catalog& catalog, int reg, std::string_view text);
/// A text of the catalogue for a year: {0} becomes that year, {1} the one before it.
std::string text_for_year(std::string_view text, int year);

std::string where_text(const Catalog& catalog, int reg, const Where& where);
/// "2024-Q3", "2021..2023": the shortest text that parse_span() reads as these days.
std::string span_text(const Period& days);
std::optional<Period> parse_span(std::string_view text);

} // namespace mj
