// A report that a person has taken over: its words are his, its figures stay tied to the registers.
//
// One line a paragraph. # ## ### begin headings. A figure is {NAME=WORDS}, NAME as the catalogue or the template calls it, or its id:
// {调解案件=1015件}; how it changed is {调解案件|同比=（同比增长13.7%）}. [[N TITLE]] is the N-th table of the template. What is in none of
// these forms is words.
#pragma once
#include "core/report/report.hpp"

namespace mj {

std::string draft_text(const Report& report);

/// The report as the text has it, and where its figures differ from those of the registers now (Report::drifts).
Report read_draft(const Ledger& ledger, const Known& known, const ReportTemplate& form,
                  ReportingPeriod period, const std::string& office, std::string_view text);

/// The text with the figures as they are now.
std::string draft_renewed(const Report& draft, std::string_view text);

} // namespace mj
