// mingjing verify TEXT --data FILE --year Y [--on DATE] [--json]
#include "core/verify/verify.hpp"
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/base/encoding.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"
#include "core/report/docx_text.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

namespace mj::cli {
namespace {

constexpr size_t longest_text = 1'000'000; // bytes: a report has a tenth of it
constexpr size_t longest_clause = 60;      // characters of a line of the table

struct Compared {
    const Catalog& catalog;
    const std::vector<Figure>& figures;
    const Verification& result;
    std::string expected(const Verified& one) const {
        if (one.indicator < 0) return {};
        const auto& value = figures[size_t(one.indicator)].value;
        return value ? value->text() : std::string();
    }
};

/// The text of a file in UTF-8, whichever it is in; of a Word document what its body says.
Outcome<std::string> read_text(const std::string& path, std::istream& in) {
    const auto bytes = read_whole(path, in);
    if (!bytes) return bytes.problem();
    if (looks_like_docx(*bytes)) {
        const auto said = docx_text(*bytes, longest_text);
        return said ? said : Outcome<std::string>(in_file(said.problem(), path));
    }
    if (bytes->size() > longest_text)
        return Problem{say(Said::report_long), say(Said::in_named, shown(path)), say(Said::give_report)};
    const Detection encoding = detect(*bytes, true);
    if (!encoding) return in_file(encoding.problem(), path);
    Decoder decoder(*encoding);
    std::string text;
    if (!decoder.feed(*bytes, text) || !decoder.finish()) return in_file(decoder.problem(), path);
    return text;
}

void print_json(const Compared& c, int year, std::ostream& out) {
    std::string text = "{\"year\":" + std::to_string(year) + ",\"figures\":[";
    const auto member = [&](std::string_view name, std::string_view value) {
        text += ",\"" + std::string(name) + "\":";
        put_json_text(text, value);
    };
    bool first = true;
    for (const Verified& one : c.result.figures) {
        text += std::exchange(first, false) ? "\n{\"id\":" : ",\n{\"id\":";
        if (one.indicator < 0)
            text += "null";
        else
            put_json_text(text, c.catalog.indicators[size_t(one.indicator)].id);
        member("result", id_of(one.verdict));
        member("found", one.found);
        const std::string expected = c.expected(one);
        text += ",\"expected\":" + (expected.empty() ? "null" : expected);
        if (one.indicator >= 0) member("unit", c.catalog.indicators[size_t(one.indicator)].unit.zh);
        text += ",\"at\":" + std::to_string(one.at) + ",\"line\":" + std::to_string(one.line);
        member("text", one.clause);
        if (!one.others.empty()) {
            text += ",\"or\":[";
            for (size_t i = 0; i < one.others.size(); ++i) {
                if (i) text += ',';
                put_json_text(text, c.catalog.indicators[size_t(one.others[i])].id);
            }
            text += ']';
        }
        text += '}';
    }
    text += "\n],\"missing\":[";
    first = true;
    for (const int i : c.result.missing) {
        if (!std::exchange(first, false)) text += ',';
        put_json_text(text, c.catalog.indicators[size_t(i)].id);
    }
    out << text << "]}\n";
}

void print_table(const Compared& c, std::ostream& out) {
    enum Shown { line, verdict, found, expected, name, count };
    std::vector<std::array<std::string, count>> rows;
    std::array<size_t, count> widths{};
    std::array<size_t, 4> verdicts{};
    for (const Verified& one : c.result.figures) {
        ++verdicts[size_t(one.verdict)];
        const Indicator* indicator =
            one.indicator < 0 ? nullptr : &c.catalog.indicators[size_t(one.indicator)];
        const std::string value = c.expected(one);
        rows.push_back({std::to_string(one.line), std::string(id_of(one.verdict)), shown(one.found, 30),
                        value.empty() ? "–" : value + " " + indicator->unit.zh,
                        indicator ? indicator->name.zh : "–"});
        for (size_t k = 0; k < count; ++k) widths[k] = std::max(widths[k], terminal_width(rows.back()[k]));
    }
    out << "line, result, in the text, of the registers, indicator\n\n";
    for (size_t i = 0; i < rows.size(); ++i) {
        const Verified& one = c.result.figures[i];
        out << "  " << right(rows[i][line], widths[line]) << "  " << left(rows[i][verdict], widths[verdict])
            << "  " << right(rows[i][found], widths[found]) << "  "
            << right(rows[i][expected], widths[expected]) << "  " << left(rows[i][name], widths[name]) << "  "
            << (one.indicator < 0 ? std::string("–") : c.catalog.indicators[size_t(one.indicator)].id);
        for (const int other : one.others) out << " or " << c.catalog.indicators[size_t(other)].id;
        out << '\n';
        if (one.verdict != Verdict::agrees)
            out << std::string(4 + widths[line], ' ') << shown(one.clause, longest_clause) << '\n';
    }
    if (!c.result.missing.empty()) out << "\nnot in the text:\n";
    for (const int i : c.result.missing) {
        const Indicator& indicator = c.catalog.indicators[size_t(i)];
        out << "  " << indicator.name.zh << "  " << c.figures[size_t(i)].value->text() << ' '
            << indicator.unit.zh << "  " << indicator.id << '\n';
    }
    out << '\n'
        << rows.size() << (rows.size() == 1 ? " figure: " : " figures: ") << verdicts[0] << " agree, "
        << verdicts[1] << (verdicts[1] == 1 ? " differs, " : " differ, ") << verdicts[2] << " not found, "
        << verdicts[3] << " to be asked; " << c.result.missing.size() << " not in the text\n";
}

Outcome<int> run_verify(const Options& options, Streams io) {
    const auto year = options.number("--year", 0, 1900, 2199);
    if (!year) return year.problem();
    const auto day = options.day();
    if (!day) return day.problem();
    const std::string data = options.text("--data");
    if (data == "-" && options.file(0) == "-")
        return Problem{say(Said::both_from_input), {}, say(Said::give_one)};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const auto text = read_text(options.file(0), io.in);
    if (!text) return text.problem();
    auto task = read_sound_data(**catalog, data, io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const Known known(ledger, *day);
    const std::vector<Figure> now = figures(ledger, known, ReportingPeriod(int(*year))).now;
    const Verification result = verify(**catalog, now, int(*year), *text);
    const Compared compared{**catalog, now, result};
    if (options.has("--json"))
        print_json(compared, int(*year), io.out);
    else
        print_table(compared, io.out);
    return int(result.all_agree() ? exit_fine : exit_problems);
}

} // namespace

Command verify_command() {
    return {
        "verify",
        "verify TEXT --data FILE --year Y [--on DATE] [--json]",
        "the figures in a report's text beside those of a data file, one by one",
        1,
        {{"--data", "FILE", "the data file", true},
         {"--year", "Y", "the year of the report, 1900 to 2199", true},
         on_option,
         {"--json", "", "the result as JSON: id, result, found, expected, at, line, text; what is missing"},
         catalog_option},
        run_verify};
}

} // namespace mj::cli
