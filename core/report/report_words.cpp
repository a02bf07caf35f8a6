#include "core/report/report.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t most_named = 8;

std::string day_in_report(Date day) {
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" +
           std::to_string(day.day()) + "日";
}

} // namespace

bool meant_for(const ReportTemplate& form, ReportingPeriod period) {
    const int span = period.part == 0 ? 0 : period.part <= 2 ? 1 : period.part <= 6 ? 2 : 3;
    return form.of[size_t(span)];
}

const ReportTemplate* chosen_report(const Catalog& catalog, std::string_view id, ReportingPeriod period) {
    const ReportTemplate* out = nullptr;
    for (const ReportTemplate& form : catalog.reports)
        if (meant_for(form, period) && (!out || form.id == id)) out = &form;
    return out;
}

std::string period_in_report(ReportingPeriod period) {
    constexpr const char* parts[] = {"", "上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度"};
    const std::string year = std::to_string(period.year) + "年";
    return year + (period.part <= 6 ? parts[period.part] : std::to_string(period.part - 6) + "月");
}

std::vector<std::string> remarks_on(const Report& report) {
    std::vector<std::string> out;
    if (report.days.empty())
        out.push_back("登记簿中还没有" + period_in_report(report.period) + "的数据。");
    else if (report.days.partial())
        out.push_back("数据截至" + day_in_report(report.days.known.to) + "，与上年同期比较。");
    if (!report.missing.empty()) {
        std::string names;
        for (size_t i = 0; i < report.missing.size() && i < most_named; ++i)
            names += (i ? "、" : "") + report.figures[size_t(report.missing[i])].name;
        if (report.missing.size() > most_named) names += "等";
        out.push_back("以下" + std::to_string(report.missing.size()) + "项没有数据，相关句子未写入：" +
                      names + "。");
    }
    for (const std::string& name : report.unknown)
        out.push_back("“" + name + "”不是指标的名称，花括号里的话没有和登记簿连上。");
    if (!report.drifts.empty())
        out.push_back(std::to_string(report.drifts.size()) + "个数字与登记簿现在的不同。");
    if (std::any_of(report.parts.begin(), report.parts.end(),
                    [](const ReportPart& part) { return part.proposed; }))
        out.push_back("存在的问题、下一步打算等由数据提出，请核定后采用。");
    if (report.uncompared)
        out.push_back(std::to_string(report.uncompared) + "项没有上年同期数据，未作比较。");
    return out;
}

std::vector<float> column_widths(const ReportPart& table) {
    constexpr size_t narrowest = 6, widest = 24; // in Latin characters; a Han one takes two
    std::vector<float> out(table.cells[0].size());
    float all = 0;
    for (size_t i = 0; i < out.size(); ++i) {
        size_t longest = narrowest;
        for (const auto& line : table.cells) {
            size_t wide = 2; // room at the edges
            for (const char c : line[i]) wide += uint8_t(c) < 0x80 ? 1 : (uint8_t(c) & 0xC0) == 0xC0 ? 2 : 0;
            longest = std::max(longest, std::min(wide, widest));
        }
        all += out[i] = float(longest);
    }
    for (float& width : out) width /= all;
    return out;
}

std::string source_line(const Report& report) {
    return "数据来源：" + report.office + "业务登记簿，" + day_in_report(report.on) + "生成。";
}

} // namespace mj
