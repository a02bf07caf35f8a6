// mingjing ask FILE QUESTION [--on DATE] [--csv]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/question/answer.hpp"
#include "core/question/question_text.hpp"

#include <ostream>

namespace mj::cli {
namespace {

/// A table with a head, as CSV or in straight columns.
class Lines {
  public:
    Lines(std::ostream& out, bool csv) : out_(out), csv_(csv) {}
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    void print(size_t texts) { // so many columns at the left are texts
        std::vector<size_t> widths;
        for (const auto& row : rows_)
            for (size_t i = 0; i < row.size(); ++i) {
                if (widths.size() <= i) widths.push_back(0);
                widths[i] = std::max(widths[i], terminal_width(row[i]));
            }
        for (const auto& row : rows_) {
            std::string line;
            for (size_t i = 0; i < row.size(); ++i)
                if (csv_)
                    line += (i ? "," : "") + csv_cell(row[i]);
                else
                    line +=
                        (i ? "  " : "") + (i < texts ? left(row[i], widths[i]) : right(row[i], widths[i]));
            out_ << line << '\n';
        }
    }

  private:
    std::ostream& out_;
    bool csv_;
    std::vector<std::vector<std::string>> rows_;
};

Outcome<int> run_ask(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const auto question = parse_question(**catalog, options.file(1));
    if (!question) return question.problem();
    const auto today = options.day();
    if (!today) return today.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const AskedSpan span = span_of(Known(ledger, *today), *question);
    const Answer found = answer_question(ledger, *question, span);

    const bool csv = options.has("--csv"), compared = question->versus != Versus::nothing;
    // By its text, so that whoever reads the file sees what was reckoned.
    std::vector<std::string> names;
    for (const Reckoned& reckoned : question->reckon)
        names.push_back(reckoned_text(**catalog, question->reg, reckoned));
    Lines lines(io.out, csv);
    std::vector<std::string> head;
    for (const Dimension& by : question->by) head.push_back(field_of(**catalog, question->reg, by).id);
    for (const std::string& name : names) {
        head.push_back(name);
        if (compared) head.push_back("before");
    }
    lines.row(head);
    bool beyond = false;
    const auto said = [&](size_t measure, const Ratio& value) -> std::string {
        if (!value.known()) return {};
        if (!can_be_said(value.top)) {
            beyond = true;
            return {};
        }
        return decimal_of(unit_of(**catalog, question->reg, question->reckon[measure]),
                          question->reckon[measure], value)
            .text();
    };
    const auto print = [&](const AnswerLine& line, bool total) {
        std::vector<std::string> cells;
        for (size_t d = 0; d < question->by.size(); ++d) {
            std::string key =
                total ? (d == 0 && !csv ? "total" : "") : key_text(ledger, *question, d, line.key[d]);
            cells.push_back(key.empty() && !csv ? "-" : std::move(key));
        }
        for (size_t i = 0; i < line.now.size(); ++i) {
            cells.push_back(said(i, line.now[i]));
            if (compared) cells.push_back(said(i, line.before[i]));
        }
        lines.row(std::move(cells));
    };
    for (const AnswerLine& line : found.lines) print(line, false);
    if (!csv && !question->by.empty()) print(found.total, true);
    lines.print(question->by.size());
    if (span.now.to < span.now.from && question->timed())
        io.err << options.file(0) << ": nothing is known of that time yet\n";
    else if (span.partial)
        io.err << options.file(0) << ": known up to " << span.now.to.text() << " only\n";
    if (!beyond) return int(exit_fine);
    io.err << options.file(0) << ": a sum is too large to be said and was left empty (check the amounts)\n";
    return int(exit_problems);
}

} // namespace

Command ask_command() {
    return {"ask",
            "ask FILE QUESTION [--on DATE] [--csv]",
            "any question to the registers, as "
            "\"mediation?by=street&of=count&of=mean(received..closed)&in=2023&versus=year\"",
            2,
            {on_option, {"--csv", "", "lines of the groups' keys and numbers, with a head"}, catalog_option},
            run_ask};
}

} // namespace mj::cli
