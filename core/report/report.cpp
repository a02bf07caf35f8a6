#include "core/report/report.hpp"

#include "core/question/question_text.hpp"
#include "core/report/change.hpp"
#include "core/report/chart.hpp"
#include "core/report/list.hpp"

#include <algorithm>
#include <set>

namespace mj {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

/// 一是 to 九是, as sentences of such reports are counted; then 此外.
std::string counted(size_t n) {
    constexpr const char* words[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    return n < std::size(words) ? words[n] + std::string("是") : "此外，";
}

class Writer {
  public:
    Writer(const Ledger& ledger, const Known& known, const ReportTemplate& form, Report& out)
        : ledger_(ledger),
          catalog_(ledger.catalog()),
          known_(known),
          form_(form),
          out_(out),
          all_(figures(ledger, known, out.period)),
          place_(form.own.size() + catalog_.indicators.size(), -1) {
        // What is done once a year has not been done while it runs, and is no fall to nought.
        for (size_t i = 0; i < catalog_.indicators.size(); ++i)
            if (out.days.partial() && yearly(catalog_.indicators[i]) && !all_.now[i].top)
                all_.now[i] = all_.before[i] = {};
    }

    /// The text with its holes filled. `n`: how many sentences of the block stand before it.
    void say(std::string_view text, ReportPart& part, size_t n = 0) {
        size_t from = 0;
        while (const auto hole = next_hole(text, from)) {
            part.text += text.substr(from, hole->at - from);
            from = hole->end;
            if (hole->name == "office")
                part.text += out_.office;
            else if (hole->name == "period")
                part.text += period_in_report(out_.period);
            else if (hole->name == "year")
                part.text += std::to_string(out_.period.year);
            else if (hole->name == "next")
                part.text += std::to_string(out_.period.year + 1);
            else if (hole->name == "n")
                part.text += counted(n);
            else
                say_figure(*hole, part);
        }
        part.text += text.substr(from);
    }

    void write() {
        for (const ReportTemplate::Block& block : form_.blocks) {
            using Kind = ReportTemplate::Block::Kind;
            switch (block.kind) {
            case Kind::heading:
                out_.parts.push_back({ReportPart::Kind::heading, block.level});
                say(block.says[0].text, out_.parts.back());
                break;
            case Kind::paragraph: paragraph(block); break;
            case Kind::table: table(block); break;
            case Kind::annex: annex(block); break;
            case Kind::list: list(block); break;
            }
        }
    }

  private:
    /// The position of the template's own figure, or how many it has.
    size_t own_at(std::string_view id) const {
        return size_t(
            std::find_if(form_.own.begin(), form_.own.end(), [&](const auto& own) { return own.id == id; }) -
            form_.own.begin());
    }
    bool is_figure(std::string_view id) const {
        return catalog_.find_indicator(id) >= 0 || own_at(id) < form_.own.size();
    }
    /// The position in Report::figures of an indicator or an own figure, reckoned when it is first asked for.
    int figure_at(std::string_view id) {
        const int indicator = catalog_.find_indicator(id);
        const size_t own = indicator < 0 ? own_at(id) : 0;
        int& place = place_[indicator < 0 ? own : form_.own.size() + size_t(indicator)];
        if (place >= 0) return place;
        place = int(out_.figures.size());
        ReportFigure made;
        made.id = id;
        made.indicator = indicator;
        if (indicator >= 0) {
            const Indicator& of = catalog_.indicators[size_t(indicator)];
            made.name = of.name.zh;
            made.unit = of.unit.zh;
            made.value = all_.now[size_t(indicator)].value;
            made.before = all_.before[size_t(indicator)].value;
        } else {
            made.name = form_.own[own].name.zh;
            made.unit = form_.own[own].unit;
            if (const auto question = asked(form_.own[own].asks)) {
                made.question = *question;
                const Answer answer = answer_question(ledger_, *question, span_of(known_, *question));
                made.value = number(*question, 0, answer.total.now);
                if (question->versus != Versus::nothing)
                    made.before = number(*question, 0, answer.total.before);
            }
        }
        if (!made.value) out_.missing.push_back(place);
        out_.figures.push_back(std::move(made));
        return place;
    }

    std::optional<Question> asked(std::string text) {
        const Period days = out_.period.days();
        text = replaced(std::move(text), "{period}", out_.period.text());
        text = replaced(std::move(text), "{from}", days.from.text());
        text = replaced(std::move(text), "{to}", days.to.text());
        const auto question = parse_question(catalog_, text_for_year(text, out_.period.year));
        return question ? std::optional(*question) : std::nullopt;
    }

    std::optional<Decimal> number(const Question& question, size_t measure,
                                  const std::vector<Ratio>& values) {
        const Ratio& value = values[measure];
        if (!value.known() || !can_be_said(value.top)) return {};
        const Reckoned& reckoned = question.reckon[measure];
        return decimal_of(unit_of(catalog_, question.reg, reckoned), reckoned, value);
    }

    void say_figure(const ReportHole& hole, ReportPart& part) {
        const int at = figure_at(hole.name);
        const ReportFigure& figure = out_.figures[size_t(at)];
        if (hole.how == "change") {
            const size_t from = part.text.size();
            part.text += change_in_report(figure);
            if (part.text.size() > from) part.marks.push_back({from, part.text.size(), at, true});
            if (figure.value && !figure.before && alone_.insert(at).second) ++out_.uncompared;
            return;
        }
        const std::optional<Decimal>& value = hole.how == "before" ? figure.before : figure.value;
        const size_t from = part.text.size();
        part.text += value->text();
        if (hole.how != "number") part.text += figure.unit;
        part.marks.push_back({from, part.text.size(), at, false});
    }

    bool all_known(std::string_view text) {
        bool known = true;
        size_t from = 0;
        while (const auto hole = next_hole(text, from)) {
            from = hole->end;
            if (!is_figure(hole->name)) continue;
            const ReportFigure& figure = out_.figures[size_t(figure_at(hole->name))];
            known &=
                hole->how == "change" || (hole->how == "before" ? figure.before : figure.value).has_value();
        }
        return known;
    }

    bool holds(const ReportTemplate::When& when) {
        const ReportFigure& figure = out_.figures[size_t(figure_at(when.figure))];
        if (!figure.value) return false;
        if (when.is == ReportTemplate::Is::rose) return direction_of(figure) > 0;
        if (when.is == ReportTemplate::Is::fell) return direction_of(figure) < 0;
        const double value = figure.value->approx();
        return when.is == ReportTemplate::Is::below ? value < double(when.than) : value > double(when.than);
    }

    /// Whether the sentence's first figure is a known 0.
    bool nothing(const std::string& text) {
        size_t from = 0;
        while (const auto hole = next_hole(text, from)) {
            from = hole->end;
            if (!is_figure(hole->name)) continue;
            const auto& value = out_.figures[size_t(figure_at(hole->name))].value;
            return value && value->units == 0;
        }
        return false;
    }

    void paragraph(const ReportTemplate::Block& block) {
        ReportPart part{ReportPart::Kind::paragraph, 1, block.proposed, {}};
        size_t said = 0;
        for (const ReportTemplate::Sentence& sentence : block.says) {
            if (sentence.over && out_.days.partial()) continue;
            if (!std::all_of(sentence.when.begin(), sentence.when.end(),
                             [&](const auto& w) { return holds(w); }))
                continue;
            const bool zero = !sentence.zero.empty() && nothing(sentence.text);
            const std::string& text = zero ? sentence.zero : sentence.text;
            if (!all_known(text)) continue;
            say(text, part, said++);
        }
        // Where nothing could be judged, nothing is said to be well either.
        const bool judged = std::any_of(block.says.begin(), block.says.end(), [&](const auto& sentence) {
            return std::all_of(sentence.when.begin(), sentence.when.end(), [&](const auto& when) {
                return out_.figures[size_t(figure_at(when.figure))].value.has_value();
            });
        });
        if (!said && !judged && block.proposed) part.text = no_data;
        if (!said && judged && !block.otherwise.empty() && all_known(block.otherwise))
            say(block.otherwise, part);
        if (!part.text.empty()) out_.parts.push_back(std::move(part));
    }

    void table(const ReportTemplate::Block& block);
    void annex(const ReportTemplate::Block& block);
    void list(const ReportTemplate::Block& block);

    const Ledger& ledger_;
    const Catalog& catalog_;
    const Known& known_;
    const ReportTemplate& form_;
    Report& out_;
    FigurePair all_;
    std::vector<int> place_; // own figures, then indicators
    int tables_ = 0;
    std::set<int> alone_; // figures that are said without what they were
};

std::string head_of(const Catalog& catalog, int reg, const Reckoned& one) {
    const Register& of = catalog.registers[size_t(reg)];
    const auto name = [&](int field) { return of.fields[size_t(field)].name.zh; };
    switch (one.how) {
    case How::count: return "件数";
    case How::share: {
        if (one.of.size() == 1 && one.of[0].kind == Where::Kind::test && one.of[0].test.test == Test::is) {
            const Condition& test = one.of[0].test;
            const int list = of.fields[size_t(test.field)].codes;
            if (!test.codes.empty() && test.codes[0] && list >= 0)
                return catalog.code_lists[size_t(list)].codes[size_t(test.codes[0] - 1)].name.zh +
                       "占比（%）";
        }
        return "占比（%）";
    }
    case How::sum:
        return name(one.field) + (of.fields[size_t(one.field)].type == FieldType::money ? "（元）" : "");
    case How::mean: return one.until >= 0 ? "平均办理天数" : "平均" + name(one.field);
    case How::median: return one.until >= 0 ? "办理天数中位数" : name(one.field) + "中位数";
    case How::least: return "最小" + name(one.field);
    case How::most: return "最大" + name(one.field);
    case How::distinct: return name(one.field) + "（不重复）";
    case How::rate: return "每千户";
    }
    return {};
}

/// A group as a reader knows it: names of codes and records.
std::string group_words(const Ledger& ledger, const Question& question, size_t dimension, int64_t key) {
    const Field& field = field_of(ledger.catalog(), question.reg, question.by[dimension]);
    if (field.type == FieldType::code && key > 0)
        return ledger.catalog().code_lists[size_t(field.codes)].codes[size_t(key - 1)].name.zh;
    const std::string text = key_text(ledger, question, dimension, key);
    return text.empty() ? "未填" : text;
}

void Writer::table(const ReportTemplate::Block& block) {
    const int number_of = tables_++; // also of one that stays empty: a draft names them by it
    const auto question = asked(block.asks);
    if (!question) return;
    const Answer answer = answer_question(ledger_, *question, span_of(known_, *question));
    if (answer.lines.empty()) return;
    ReportPart part{ReportPart::Kind::table};
    part.table = number_of;
    say(block.title, part);
    part.texts = int(question->by.size());
    if (block.drawn != ReportTemplate::Block::Drawn::no) {
        if (answer.lines.size() < 2 || question->by.size() != 1) return; // one bar compares nothing
        part.chart = ReportPart::Chart(block.drawn);
    }
    std::vector<std::string> head;
    for (const Dimension& by : question->by) head.push_back(field_of(catalog_, question->reg, by).name.zh);
    const bool compared = part.compared = question->versus != Versus::nothing;
    for (size_t i = 0; i < question->reckon.size(); ++i) {
        head.push_back(head_of(catalog_, question->reg, question->reckon[i]));
        if (compared && i == 0) head.push_back("上年同期");
    }
    part.cells.push_back(std::move(head));
    const auto line = [&](const AnswerLine& of, bool total) {
        std::vector<std::string> cells;
        for (size_t d = 0; d < question->by.size(); ++d)
            cells.push_back(!total ? group_words(ledger_, *question, d, of.key[d]) : d ? "" : "合计");
        const auto put = [&](size_t measure, const std::vector<Ratio>& values) {
            const auto value = number(*question, measure, values);
            cells.push_back(value ? value->text() : "—");
        };
        for (size_t i = 0; i < question->reckon.size(); ++i) {
            put(i, of.now);
            if (compared && i == 0) put(i, of.before);
        }
        part.cells.push_back(std::move(cells));
    };
    for (const AnswerLine& of : answer.lines) {
        line(of, false);
        part.keys.push_back(of.key);
    }
    part.question = question;
    line(answer.total, true);
    if (answer.groups > answer.lines.size())
        part.cells.back()[0] = "全部" + std::to_string(answer.groups) + "项合计";
    if (part.chart != ReportPart::Chart::none && !draws_something(chart_of(part))) return;
    out_.parts.push_back(std::move(part));
}

void Writer::annex(const ReportTemplate::Block& block) {
    ReportPart part{ReportPart::Kind::table};
    part.table = tables_++;
    say(block.title, part);
    part.cells.push_back({"指标", "单位", "本期", "上年同期", "同比"});
    part.texts = 2;
    for (size_t i = 0; i < catalog_.indicators.size(); ++i) {
        const Indicator& indicator = catalog_.indicators[i];
        const ReportFigure figure{
            indicator.id,        int(i), {}, indicator.name.zh, indicator.unit.zh, all_.now[i].value,
            all_.before[i].value};
        const auto text = [](const std::optional<Decimal>& value) { return value ? value->text() : "—"; };
        part.cells.push_back(
            {figure.name, figure.unit, text(figure.value), text(figure.before), change_in_table(figure)});
    }
    out_.parts.push_back(std::move(part));
}

void Writer::list(const ReportTemplate::Block& block) {
    const int number_of = tables_++;
    const auto question = asked(block.asks);
    if (!question) return;
    ReportPart part = list_of_records(ledger_, *question, block, all_.now);
    if (!part.records.empty()) {
        part.table = number_of;
        say(block.title, part);
    } else if (block.otherwise.empty()) {
        return;
    } else {
        part = {ReportPart::Kind::paragraph};
        // Where nothing is known there may be something.
        const Answer answer = answer_question(ledger_, *question, span_of(known_, *question));
        if (number(*question, 0, answer.total.now))
            say(block.otherwise, part);
        else
            part.text = no_data;
    }
    out_.parts.push_back(std::move(part));
}

/// A heading below which nothing is left says so: it is the form of the report, and what is missing is no mistake of its writer.
void fill_empty(std::vector<ReportPart>& parts) {
    const auto heads = [&](size_t i) { return parts[i].kind == ReportPart::Kind::heading; };
    for (size_t i = parts.size(); i-- > 0;)
        if (heads(i) && (i + 1 == parts.size() || (heads(i + 1) && parts[i + 1].level <= parts[i].level)))
            parts.insert(parts.begin() + ptrdiff_t(i) + 1, {ReportPart::Kind::paragraph, 1, false, no_data});
}

} // namespace

Report write_report(const Ledger& ledger, const Known& known, const ReportTemplate& form,
                    ReportingPeriod period, const std::string& office) {
    Report out;
    out.template_id = form.id;
    out.office = office;
    out.period = period;
    out.days = known.view(period);
    out.on = known.today();
    Writer writer(ledger, known, form, out);
    ReportPart title;
    writer.say(form.title, title);
    out.title = title.text;
    writer.write();
    fill_empty(out.parts);
    return out;
}

} // namespace mj
