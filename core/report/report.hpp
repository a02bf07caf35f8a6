// A report written from the registers by a template of the catalogue: sentences whose figures stay figures, so that each can be
// looked at, compared and opened. It is Chinese: it goes to the public and to the government.
#pragma once
#include "core/indicator/figures.hpp"
#include "core/question/answer.hpp"

namespace mj {

struct ReportFigure {
    std::string id;
    int indicator = -1; ///< -1: the template's own, which `question` asks for
    Question question;
    std::string name, unit;
    std::optional<Decimal> value, before; ///< before: of the same days a year earlier
};

/// The bytes of a text that say a figure.
struct ReportMark {
    size_t from = 0, to = 0;
    int figure = -1;     ///< position in Report::figures
    bool change = false; ///< how it changed, not what it is
    int drift = -1;      ///< position in Report::drifts
};

struct ReportPart {
    enum class Kind : uint8_t { heading, paragraph, table } kind = Kind::paragraph;
    int level = 1;                                    ///< of a heading, 1 to 3
    bool proposed = false;                            ///< suggested by the figures, for a person to judge
    std::string text = {};                            ///< of a table its title
    std::vector<ReportMark> marks = {};               ///< in order
    size_t from = 0, to = 0;                          ///< of a draft: its line in the text
    int table = -1;                                   ///< which of the template's tables, from 0
    std::vector<std::vector<std::string>> cells = {}; ///< lines of a table, the first its head
    int texts = 1; ///< so many columns at the left are words, the others numbers
    enum class Chart : uint8_t {
        none,
        bars,
        columns
    } chart = Chart::none;                 ///< a table that is drawn (core/report/chart.hpp)
    std::optional<Question> question = {}; ///< of a table; none: its lines are the indicators in their order
    std::vector<GroupKey> keys = {};       ///< of its lines but the head and the total
    std::vector<RecordId> records =
        {};                ///< of a list: of its lines but the head and the last, which counts them
    bool compared = false; ///< behind the first number stands what it was a year before
};

/// A figure of a draft that is not what the registers say now.
struct ReportDrift {
    int figure = -1;
    std::string said, now; ///< now: "—" where nothing is known any more
};

struct Report {
    std::string template_id, title, office;
    ReportingPeriod period;
    KnownPeriod days; ///< what of it is known
    Date on;          ///< the day it was written
    std::vector<ReportPart> parts;
    std::vector<ReportFigure> figures; ///< in the order in which they are first needed
    /// Figures of which nothing is known, so that the sentences that need them were left out.
    std::vector<int> missing;
    std::vector<ReportDrift> drifts;
    std::vector<std::string> unknown; ///< names in a draft that are no figure's
    bool wide = false;                ///< on paper it lies across
    uint32_t uncompared =
        0; ///< figures that are said without what they were a year before, for it is not known
};

Report write_report(const Ledger& ledger, const Known& known, const ReportTemplate& form,
                    ReportingPeriod period, const std::string& office);

/// Stands where a report would say something and the registers say nothing.
constexpr const char* no_data = "登记簿中没有这一时段的相应数据。";
/// Whether the template is meant for such a period.
bool meant_for(const ReportTemplate& form, ReportingPeriod period);
/// The template of that id if it is meant for the period, else the first that is, or none.
const ReportTemplate* chosen_report(const Catalog& catalog, std::string_view id, ReportingPeriod period);
/// "2023年上半年", for a reader of the report.
std::string period_in_report(ReportingPeriod period);
/// What must be said before anything else: what is missing, how far the data reach. Empty: nothing.
std::vector<std::string> remarks_on(const Report& report);
/// How wide the columns of a table should be, of 1 together: by what stands in them.
std::vector<float> column_widths(const ReportPart& table);
/// A table that is short enough to stand on one page.
inline bool stays_whole(const ReportPart& part) { return !part.cells.empty() && part.cells.size() <= 15; }
/// The last line: from when the data are.
std::string source_line(const Report& report);

} // namespace mj
