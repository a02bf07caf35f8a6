// A chart of a report as marks on a surface, which the page, a print and a web document each draw in their own way.
#pragma once
#include "core/report/report.hpp"

namespace mj {

/// What a chart shows: of the first measure of a table, beside the year before where it is compared.
struct ReportChart {
    struct Series {
        std::string name;
        std::vector<std::optional<double>> values; ///< one a label; missing: not known
    };
    bool columns = false; ///< upright, for times; else bars, the label at the left
    std::string unit;     ///< behind the title, may be empty
    std::vector<std::string> labels;
    std::vector<Series> series; ///< what is now, then what was
};
ReportChart chart_of(const ReportPart& table);
/// False where no number is known but noughts.
bool draws_something(const ReportChart& chart);

struct ChartMark {
    enum class Ink : uint8_t { now, before, text, soft, line };
    Ink ink = Ink::text;
    float x = 0, y = 0, w = 0,
          h = 0; ///< a rectangle when it has no text; of a text the point it hangs from, its middle in height
    float align = 0; ///< of a text: 0 begins there, 0.5 is centred, 1 ends
    std::string text;
};
struct ChartMarks {
    struct Place {
        float x = 0, y = 0, w = 0, h = 0;
    };
    float height = 0;
    std::vector<ChartMark> marks;
    std::vector<Place> labels; ///< where all of a label's marks lie
};
/// In whatever unit `width` and the size of the type have.
ChartMarks chart_marks(const ReportChart& chart, float width, float type);

/// A number as a chart says it: "1,015", "34.5".
std::string chart_number(double value);

/// The colours of paper, "#rrggbb".
const char* paper_ink(ChartMark::Ink ink);

} // namespace mj
