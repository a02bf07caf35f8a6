#include "cli/import.hpp"

#include "cli/table.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <ostream>
#include <set>

namespace mj::cli {
namespace {

using Kind = PlannedRow::Kind;
constexpr size_t most_problems = 1000; ///< told one by one; all are counted

/// Objects in a list, member by member.
class ImportJson {
  public:
    explicit ImportJson(std::string& out) : out_(out) {}
    void begin() {
        out_ += items_++ ? ",\n{" : "\n{";
        members_ = 0;
    }
    void end() { out_ += '}'; }
    void name(std::string_view name) {
        if (members_++) out_ += ',';
        put_json_text(out_, name);
        out_ += ':';
    }
    void text(std::string_view key, std::string_view value) {
        name(key);
        put_json_text(out_, value);
    }
    void some(std::string_view key, std::string_view value) {
        if (!value.empty()) text(key, value);
    }
    void number(std::string_view key, uint64_t value) {
        name(key);
        out_ += std::to_string(value);
    }
    void flag(std::string_view key, bool value) {
        name(key);
        out_ += value ? "true" : "false";
    }
    size_t items() const { return items_; }

  private:
    std::string& out_;
    size_t items_ = 0, members_ = 0;
};

std::string field_id(const Register& reg, const ReadColumn& column) {
    if (column.field() == Meaning::record_id_field) return "id";
    return column.field() >= 0 ? reg.fields[size_t(column.field())].id : std::string();
}

uint32_t changes_of(const Imported& one, size_t column, size_t change) {
    return one.reading.columns[column].counts[change] + one.linked[column][change];
}

/// Calls f(problem, rows): what is asked of a column or of a missing record is asked once.
template <class F> size_t each_problem(const Imported& one, F f) {
    std::set<std::string> told;
    size_t count = 0;
    for (const ReadProblem& problem : one.problems) {
        ++count;
        uint32_t rows = 1;
        if (problem.asked() && problem.column >= 0) {
            std::string key = std::to_string(problem.column) + ":" + std::string(id_of(problem.said.note));
            for (const std::string& argument : problem.said.arguments) key += "\x1F" + argument;
            if (!told.insert(key).second) continue;
            rows =
                uint32_t(std::count_if(one.problems.begin(), one.problems.end(), [&](const ReadProblem& p) {
                    return p.column == problem.column && p.said == problem.said;
                }));
        }
        f(problem, rows);
    }
    return count;
}

void put_problem(ImportJson& json, const Register& reg, const Imported& one, const ReadProblem& problem,
                 uint32_t rows) {
    json.begin();
    json.text("file", one.file);
    json.some("sheet", one.reading.sheet);
    json.number("line", one.reading.rows[problem.row].line);
    if (problem.column >= 0) {
        const ReadColumn& column = one.reading.columns[size_t(problem.column)];
        json.text("column", column_letters(column.head.column));
        json.text("head", column.head.text);
        json.some("field", field_id(reg, column));
    }
    json.some("value", problem.value);
    const auto& arguments = problem.said.arguments;
    const bool of_ledger =
        problem.said.note == Note::ledger_refuses && arguments.size() > 4 && !arguments[4].empty();
    json.text("code", of_ledger ? std::string_view(arguments[4]) : id_of(problem.said.note));
    json.text("reason", sentence(problem.said, false));
    json.text("zh", sentence(problem.said, true));
    json.some("proposal", problem.proposal);
    if (rows > 1) json.number("rows", rows);
    json.end();
}

/// Amounts are texts, as in a data file.
void put_total(ImportJson& json, const Catalog& catalog, const Register& reg, const Imported& one,
               const Reading::Total& total, bool many) {
    const ReadColumn& column = one.reading.columns[size_t(total.column)];
    json.begin();
    if (many) json.text("file", one.file);
    json.number("line", total.line);
    json.text("column", column_letters(column.head.column));
    json.text("field", field_id(reg, column));
    const Field& field = reg.fields[size_t(column.field())];
    for (const auto& [key, value] : {std::pair("written", total.written), std::pair("sum", total.sum)}) {
        if (field.type == FieldType::money)
            json.text(key, value_text(catalog, field, Value(value)));
        else
            json.number(key, uint64_t(value));
    }
    json.flag("agrees", total.agrees);
    json.text("zh", sentence(total_said(reg, one.reading, total), true));
    json.end();
}

} // namespace

uint32_t Imported::of(PlannedRow::Kind kind) const {
    return uint32_t(
        std::count_if(rows.begin(), rows.end(), [kind](const PlannedRow& r) { return r.kind == kind; }));
}

uint32_t Imported::drafts() const {
    return uint32_t(std::count_if(rows.begin(), rows.end(), [](const PlannedRow& r) { return r.draft; }));
}

uint64_t Imported::in_the_way() const { return of(Kind::rejected) + of(Kind::doubtful); }

void print_import_json(const Catalog& catalog, const std::vector<Imported>& all, std::ostream& out) {
    std::string text = "{";
    constexpr std::pair<std::string_view, Kind> counts[] = {{"new", Kind::fresh},
                                                            {"changed", Kind::changed},
                                                            {"unchanged", Kind::unchanged},
                                                            {"rejected", Kind::rejected},
                                                            {"doubtful", Kind::doubtful}};
    for (const auto& count : counts) {
        uint64_t n = 0;
        for (const Imported& one : all) n += one.of(count.second);
        text += "\"" + std::string(count.first) + "\":" + std::to_string(n) + ",";
    }
    uint64_t drafts = 0, problems = 0;
    for (const Imported& one : all) drafts += one.drafts();
    text += "\"drafts\":" + std::to_string(drafts) + ",\n\"columns\":[";
    ImportJson columns(text);
    for (const Imported& one : all)
        for (const ReadColumn& column : one.reading.columns) {
            if (column.head.means.how == Note::nameless && column.head.text.empty()) continue;
            const Register& reg = catalog.registers[size_t(one.reading.reg)];
            columns.begin();
            columns.text("column", column_letters(column.head.column));
            columns.text("head", column.head.text);
            columns.some("field", field_id(reg, column));
            columns.text("why", id_of(column.head.means.how));
            columns.end();
        }
    text += "],\n\"skipped\":[";
    ImportJson skipped(text);
    for (const Imported& one : all)
        for (const Reading::Skipped& row : one.reading.skipped) {
            skipped.begin();
            if (all.size() > 1) skipped.text("file", one.file);
            skipped.number("line", row.line);
            skipped.text("why", id_of(row.why));
            skipped.text("zh", sentence({row.why, {}}, true));
            skipped.some("text", shown(row.text, longest_quote));
            skipped.end();
        }
    text += "],\n\"understood\":[";
    ImportJson understood(text);
    for (const Imported& one : all)
        for (size_t c = 0; c < one.reading.columns.size(); ++c)
            for (size_t change = 0; change < changes; ++change) {
                const uint32_t n = changes_of(one, c, change);
                if (!n) continue;
                const ReadColumn& column = one.reading.columns[c];
                understood.begin();
                understood.text("column", column_letters(column.head.column));
                understood.text("field", field_id(catalog.registers[size_t(one.reading.reg)], column));
                understood.text("kind", id_of(Note(change)));
                understood.number("count", n);
                understood.text("zh", sentence({Note(change), {}}, true));
                understood.end();
            }
    text += "],\n\"totals\":[";
    ImportJson totals(text);
    for (const Imported& one : all)
        for (const Reading::Total& total : one.reading.totals)
            put_total(totals, catalog, catalog.registers[size_t(one.reading.reg)], one, total,
                      all.size() > 1);
    text += "],\n\"missing\":[";
    ImportJson missing(text);
    for (const Imported& one : all)
        for (const MissingLink& link : one.missing) {
            missing.begin();
            missing.text("register", catalog.registers[size_t(link.target)].id);
            missing.text("name", link.name);
            missing.some("proposal", link.proposal);
            missing.number("line", one.reading.rows[link.first].line);
            missing.number("rows", link.rows);
            missing.end();
        }
    text += "],\n\"warnings\":[";
    ImportJson warnings(text);
    for (const Imported& one : all)
        for (const Caution& c : one.cautions) {
            warnings.begin();
            warnings.text("rule", c.said.check >= 0 ? catalog.checks[size_t(c.said.check)].id : "");
            warnings.text("field",
                          c.said.field < 0
                              ? ""
                              : catalog.registers[size_t(one.reading.reg)].fields[size_t(c.said.field)].id);
            warnings.number("line", one.reading.rows[c.first].line);
            warnings.number("rows", c.rows);
            warnings.text("what", c.said.problem.what.text());
            warnings.end();
        }
    text += "],\n\"problems\":[";
    ImportJson told(text);
    for (const Imported& one : all)
        problems += each_problem(one, [&](const ReadProblem& problem, uint32_t rows) {
            if (told.items() < most_problems)
                put_problem(told, catalog.registers[size_t(one.reading.reg)], one, problem, rows);
        });
    text += "],\n\"sheets_left\":[";
    bool first = true;
    for (const Imported& one : all)
        for (const std::string& name : one.sheets_left) {
            if (!std::exchange(first, false)) text += ',';
            put_json_text(text, name);
        }
    text += "],\n\"problem_count\":" + std::to_string(problems) + "}\n";
    out << text;
}

void print_import(const Catalog& catalog, const std::vector<Imported>& all, std::ostream& out) {
    for (const Imported& one : all) {
        const Register& reg = catalog.registers[size_t(one.reading.reg)];
        out << shown(one.file) << ": " << one.of(Kind::fresh) << " new, " << one.of(Kind::changed)
            << " changed, " << one.of(Kind::unchanged) << " unchanged, " << one.of(Kind::rejected)
            << " rejected, " << one.of(Kind::doubtful) << " doubtful";
        if (one.drafts()) out << " (" << one.drafts() << " of these kept as drafts)";
        out << '\n';
        for (size_t c = 0; c < one.reading.columns.size(); ++c) {
            const ReadColumn& column = one.reading.columns[c];
            if (column.head.text.empty()) continue;
            out << "  " << column_letters(column.head.column) << ' '
                << shown(column.head.text, longest_quote);
            if (const std::string field = field_id(reg, column); !field.empty())
                out << " -> " << field;
            else
                out << ": " << sentence({column.head.means.how, {column.head.text}}, false);
            for (size_t change = 0; change < changes; ++change)
                if (const uint32_t n = changes_of(one, c, change))
                    out << "; " << sentence({Note(change), {}}, false) << " (" << n << ')';
            out << '\n';
        }
        for (const Reading::Skipped& row : one.reading.skipped)
            out << "  line " << row.line << " is no record: " << sentence({row.why, {}}, false) << '\n';
        for (const Reading::Total& total : one.reading.totals)
            out << "  " << sentence(total_said(reg, one.reading, total), false) << '\n';
        for (const MissingLink& link : one.missing) {
            out << "  not in " << catalog.registers[size_t(link.target)].id << ": " << in_quotes(link.name)
                << " (" << link.rows << " rows)";
            if (!link.proposal.empty()) out << ", is it " << in_quotes(link.proposal) << '?';
            out << '\n';
        }
        for (const Caution& c : one.cautions)
            out << "  comes in, to be repaired: line " << one.reading.rows[c.first].line << ": "
                << c.said.problem.what.text() << " (" << c.rows << " rows)\n";
        for (const std::string& name : one.sheets_left)
            out << "  not looked at: the sheet " << in_quotes(name) << '\n';
        size_t lines = 0;
        const size_t count = each_problem(one, [&](const ReadProblem& problem, uint32_t rows) {
            if (++lines > most_problems) return;
            out << "  line " << one.reading.rows[problem.row].line;
            if (problem.column >= 0) {
                const HeadCell& head = one.reading.columns[size_t(problem.column)].head;
                out << ", column " << column_letters(head.column) << ' ' << shown(head.text, longest_quote);
            }
            out << ": " << sentence(problem.said, false);
            if (!problem.proposal.empty()) out << ", perhaps " << shown(problem.proposal, longest_quote);
            if (rows > 1) out << " (" << rows << " rows)";
            out << '\n';
        });
        if (lines > most_problems) out << "  and more: " << count << " problems in all\n";
    }
}

} // namespace mj::cli
