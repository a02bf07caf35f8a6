#include "core/report/chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace mj {
namespace {

constexpr std::string_view yuan = "（元）";

std::optional<double> number_in(const std::string& cell) {
    char* end = nullptr;
    const double value = std::strtod(cell.c_str(), &end);
    if (cell.empty() || *end) return {};
    return value;
}

/// Ems: a Han character has one, others about half.
float ems(std::string_view text) {
    float out = 0;
    for (const char c : text) out += (c & 0xC0) == 0x80 ? 0.f : (c & 0x80) ? 1.f : 0.56f;
    return out;
}

/// "2023-07" as "7月" where all labels are of one year.
void shorten_months(std::vector<std::string>& labels) {
    const auto is_month = [&](const std::string& label) {
        return label.size() == 7 && label[4] == '-' && label.substr(0, 4) == labels[0].substr(0, 4);
    };
    if (labels.empty() || !std::all_of(labels.begin(), labels.end(), is_month)) return;
    for (std::string& label : labels) label = std::to_string(std::atoi(label.c_str() + 5)) + "月";
}

class Layout {
  public:
    Layout(const ReportChart& chart, float width, float type) : chart_(chart), width_(width), em_(type) {
        for (const auto& series : chart.series)
            for (const auto& value : series.values) most_ = std::max(most_, value.value_or(0));
        if (most_ <= 0) most_ = 1;
    }

    ChartMarks draw() {
        legend();
        if (chart_.columns)
            columns();
        else
            bars();
        return std::move(out_);
    }

  private:
    using Ink = ChartMark::Ink;
    void box(Ink ink, float x, float y, float w, float h) { out_.marks.push_back({ink, x, y, w, h, 0, {}}); }
    void say(Ink ink, float x, float y, float align, std::string text) {
        out_.marks.push_back({ink, x, y, 0, 0, align, std::move(text)});
    }
    const std::optional<double>& at(size_t series, size_t label) const {
        return chart_.series[series].values[label];
    }
    static std::string said(const std::optional<double>& value) { return value ? chart_number(*value) : "—"; }

    void legend() {
        float x = 0;
        const float y = 0.7f * em_;
        for (size_t i = 0; i < chart_.series.size(); ++i) {
            const std::string& name = chart_.series[i].name;
            box(i ? Ink::before : Ink::now, x, y - 0.35f * em_, 0.7f * em_, 0.7f * em_);
            say(Ink::soft, x + em_, y, 0, name);
            x += (ems(name) + 2.5f) * em_;
        }
        if (!chart_.unit.empty()) say(Ink::soft, width_, y, 1, "单位：" + chart_.unit);
        out_.height = 1.9f * em_;
    }

    void bars() {
        float wide = 0;
        for (const std::string& label : chart_.labels) wide = std::max(wide, ems(label));
        const bool two = chart_.series.size() > 1;
        const float left = std::min((wide + 0.8f) * em_, 0.4f * width_), room = width_ - left - 5 * em_,
                    row = (two ? 2.1f : 1.8f) * em_;
        for (size_t i = 0; i < chart_.labels.size(); ++i) {
            const float top = out_.height + float(i) * row;
            const auto length = [&](size_t series) {
                return float(at(series, i).value_or(0) / most_) * room;
            };
            out_.labels.push_back({0, top, width_, row});
            say(Ink::text, left - 0.6f * em_, top + 0.8f * em_, 1, chart_.labels[i]);
            box(Ink::now, left, top + 0.25f * em_, length(0), em_);
            if (two) box(Ink::before, left, top + 1.3f * em_, length(1), 0.4f * em_);
            say(Ink::text, left + length(0) + 0.4f * em_, top + 0.8f * em_, 0, said(at(0, i)));
        }
        out_.height += float(chart_.labels.size()) * row;
        box(Ink::line, left, 1.9f * em_, 0.05f * em_, out_.height - 1.9f * em_);
        out_.height += 0.3f * em_;
    }

    void columns() {
        const float high = 9 * em_, step = width_ / float(std::max<size_t>(1, chart_.labels.size())),
                    base = out_.height + em_ + high;
        const bool two = chart_.series.size() > 1;
        const float thick = std::min(step * (two ? 0.36f : 0.6f), 2.4f * em_);
        for (size_t i = 0; i < chart_.labels.size(); ++i) {
            const float middle = (float(i) + 0.5f) * step;
            const auto height = [&](size_t series) {
                return float(at(series, i).value_or(0) / most_) * high;
            };
            out_.labels.push_back({middle - step / 2, base - high - em_, step, high + 2.5f * em_});
            const float left = two ? middle - thick : middle - thick / 2;
            box(Ink::now, left, base - height(0), thick, height(0));
            if (two) box(Ink::before, middle, base - height(1), thick, height(1));
            say(Ink::text, left + thick / 2, base - height(0) - 0.7f * em_, 0.5f, said(at(0, i)));
            say(Ink::soft, middle, base + 0.9f * em_, 0.5f, chart_.labels[i]);
        }
        box(Ink::line, 0, base, width_, 0.05f * em_);
        out_.height = base + 1.9f * em_;
    }

    const ReportChart& chart_;
    float width_, em_;
    double most_ = 0;
    ChartMarks out_;
};

} // namespace

ReportChart chart_of(const ReportPart& table) {
    ReportChart out;
    out.columns = table.chart == ReportPart::Chart::columns;
    const size_t words = size_t(table.texts), last = table.cells.size() - 1; // the last line is the total
    for (size_t i = 1; i < last; ++i) out.labels.push_back(table.cells[i][0]);
    shorten_months(out.labels);
    for (size_t series = 0; series < (table.compared ? 2 : 1); ++series) {
        out.series.push_back({table.cells[0][words + series], {}});
        for (size_t i = 1; i < last; ++i)
            out.series.back().values.push_back(number_in(table.cells[i][words + series]));
    }
    std::string& name = out.series[0].name;
    if (!name.ends_with(yuan)) return out;
    name.resize(name.size() - yuan.size());
    out.unit = "万元";
    for (auto& series : out.series)
        for (auto& value : series.values)
            if (value) *value /= 10'000;
    return out;
}

ChartMarks chart_marks(const ReportChart& chart, float width, float type) {
    return Layout(chart, width, type).draw();
}

std::string chart_number(double value) {
    char digits[40];
    const int decimals = value >= 100 || value == std::floor(value) ? 0 : 1;
    std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
    std::string out(digits);
    for (size_t at = std::min(out.find('.'), out.size()); at > 3;) out.insert(at -= 3, ",");
    return out;
}

const char* paper_ink(ChartMark::Ink ink) {
    constexpr const char* inks[] = {"#1f5a99", "#b9cbe0", "#000000", "#555555", "#888888"};
    return inks[size_t(ink)];
}

bool draws_something(const ReportChart& chart) {
    return std::any_of(chart.series.begin(), chart.series.end(), [](const auto& series) {
        return std::any_of(series.values.begin(), series.values.end(),
                           [](const auto& value) { return value.value_or(0) > 0; });
    });
}

} // namespace mj
