#include "core/report/draft.hpp"

#include "core/report/change.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace mj {
namespace {

constexpr std::string_view changed = "|同比";

/// {NAME=WORDS} of a draft.
struct Tied {
    size_t at = 0, end = 0; ///< of the text, the braces included
    std::string_view name, words;
    bool change = false;
};

/// The next one; it begins and ends in one line, and no brace lies in it.
std::optional<Tied> next_tied(std::string_view text, size_t from) {
    for (size_t is = text.find('=', from); is != text.npos; is = text.find('=', is + 1)) {
        const size_t at = text.find_last_of("{}=\n", is - (is > 0)), end = text.find_first_of("{}\n", is);
        if (is == 0 || at == text.npos || at < from || text[at] != '{' || end == text.npos ||
            text[end] != '}')
            continue;
        Tied out{at, end + 1, text.substr(at + 1, is - at - 1), text.substr(is + 1, end - is - 1)};
        if (out.name.ends_with(changed)) {
            out.change = true;
            out.name.remove_suffix(changed.size());
        }
        return out;
    }
    return {};
}

/// The words with what the registers say now in the place of their number; as they are when that has not changed.
std::string words_now(const ReportFigure& figure, const Tied& tied) {
    if (tied.change) return change_in_report(figure);
    if (!figure.value) return "—";
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view words = tied.words;
    const auto first = std::find_if(words.begin(), words.end(), digit);
    const auto last =
        std::find_if(first, words.end(), [&](char c) { return !digit(c) && c != '.' && c != ','; });
    std::string number(first, last);
    std::erase(number, ',');
    const std::string now = figure.value->text();
    if (number.empty()) return now + figure.unit;
    if (number == now) return std::string(words);
    return std::string(words.begin(), first) + now + std::string(last, words.end());
}

/// The position of the figure that is called so, or -1.
int find_figure(const Report& report, std::string_view name) {
    const auto found = std::find_if(report.figures.begin(), report.figures.end(),
                                    [&](const ReportFigure& f) { return f.name == name || f.id == name; });
    return found == report.figures.end() ? -1 : int(found - report.figures.begin());
}

/// Likewise one of the catalogue that the template does not need.
int other_figure(const Ledger& ledger, const Known& known, Report& report, std::string_view name) {
    const auto& all = ledger.catalog().indicators;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Indicator& i) { return i.name.zh == name || i.id == name; });
    if (found == all.end()) return -1;
    const size_t at = size_t(found - all.begin());
    const FigurePair pair = figures(ledger, known, report.period);
    report.figures.push_back(
        {found->id, int(at), {}, found->name.zh, found->unit.zh, pair.now[at].value, pair.before[at].value});
    return int(report.figures.size()) - 1;
}

} // namespace

std::string draft_text(const Report& report) {
    std::string out;
    for (const ReportPart& part : report.parts) {
        if (part.kind == ReportPart::Kind::table) {
            out += "[[" + std::to_string(part.table + 1) + " " + part.text + "]]\n";
            continue;
        }
        if (part.kind == ReportPart::Kind::heading) out += std::string(size_t(part.level), '#') + " ";
        size_t from = 0;
        for (const ReportMark& mark : part.marks) {
            const ReportFigure& figure = report.figures[size_t(mark.figure)];
            out += part.text.substr(from, mark.from - from) + "{" + figure.name;
            if (mark.change) out += changed;
            out += "=" + part.text.substr(mark.from, mark.to - mark.from) + "}";
            from = mark.to;
        }
        out += part.text.substr(from) + "\n";
    }
    return out;
}

Report read_draft(const Ledger& ledger, const Known& known, const ReportTemplate& form,
                  ReportingPeriod period, const std::string& office, std::string_view text) {
    Report out = write_report(ledger, known, form, period, office);
    const std::vector<ReportPart> written = std::exchange(out.parts, {});
    out.missing.clear(); // a draft says what it says
    out.uncompared = 0;
    for (size_t begin = 0; begin < text.size();) {
        const size_t stop = std::min(text.find('\n', begin), text.size()),
                     first = std::exchange(begin, stop + 1);
        std::string_view line = text.substr(first, stop - first);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == line.npos) continue;
        ReportPart part;
        part.from = first;
        part.to = stop;
        if (line.starts_with("[[") && line.ends_with("]]")) {
            int number = 0;
            std::from_chars(line.data() + 2, line.data() + line.size(), number);
            const auto table = std::find_if(written.begin(), written.end(), [&](const ReportPart& one) {
                return one.kind == ReportPart::Kind::table && one.table == number - 1;
            });
            if (table != written.end()) {
                out.parts.push_back(*table);
                out.parts.back().from = first;
                out.parts.back().to = stop;
                continue;
            }
            line = no_data;
        }
        const size_t level = std::min(line.find_first_not_of('#'), line.size());
        if (level >= 1 && level <= 3) {
            part.kind = ReportPart::Kind::heading;
            part.level = int(level);
            line.remove_prefix(level);
            while (line.starts_with(' ')) line.remove_prefix(1);
        }
        size_t from = 0;
        while (const auto tied = next_tied(line, from)) {
            int at = find_figure(out, tied->name);
            if (at < 0) at = other_figure(ledger, known, out, tied->name);
            part.text +=
                line.substr(from, (at < 0 ? tied->end : tied->at) - from); // what is not known stays as it is
            from = tied->end;
            if (at < 0) {
                out.unknown.emplace_back(tied->name);
                continue;
            }
            ReportMark mark{part.text.size(), part.text.size() + tied->words.size(), at, tied->change};
            part.text += tied->words;
            if (std::string now = words_now(out.figures[size_t(at)], *tied); now != tied->words) {
                mark.drift = int(out.drifts.size());
                out.drifts.push_back({at, std::string(tied->words), std::move(now)});
            }
            part.marks.push_back(mark);
        }
        part.text += line.substr(from);
        out.parts.push_back(std::move(part));
    }
    return out;
}

std::string draft_renewed(const Report& draft, std::string_view text) {
    std::string out;
    size_t from = 0;
    while (const auto tied = next_tied(text, from)) {
        const int at = find_figure(draft, tied->name);
        if (at < 0)
            out += text.substr(from, tied->end - from);
        else {
            const size_t words = size_t(tied->words.data() - text.data());
            // What nobody knows any more is not written over what was known.
            const std::string now = words_now(draft.figures[size_t(at)], *tied);
            out += text.substr(from, words - from);
            out += now == "—" ? tied->words : std::string_view(now);
            out += '}';
        }
        from = tied->end;
    }
    return out + std::string(text.substr(from));
}

} // namespace mj
