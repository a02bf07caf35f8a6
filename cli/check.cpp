// mingjing check FILE [--register ID] [--on DATE] [--json]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace mj::cli {
namespace {

constexpr size_t most_shown = 1000;

/// What the gate of the ledger finds in the records of a sound file.
struct Found {
    struct One {
        int reg;
        uint32_t row;
        FieldProblem problem;
    };
    std::vector<One> shown; ///< the first ones
    uint64_t errors = 0, warnings = 0;
};

/// `only`: of that register, or -1.
Found find_problems(const Ledger& ledger, int only, Date today) {
    Found out;
    for (int reg = 0; reg < int(ledger.catalog().registers.size()); ++reg)
        for (uint32_t row = 0; (only < 0 || reg == only) && row < ledger.table(reg).rows(); ++row)
            for (FieldProblem& p : ledger.problems_of(reg, row, today)) {
                ++(p.importance == Importance::error ? out.errors : out.warnings);
                if (out.shown.size() < most_shown) out.shown.push_back({reg, row, std::move(p)});
            }
    return out;
}

void print_json(const std::string& file, const JsonImport& task, const Ledger& ledger, const Found& found,
                std::ostream& out) {
    const auto& problem = task.problem();
    std::string text = "{\"file\":";
    const auto member = [&](std::string_view name, std::string_view value) {
        text += ",\"" + std::string(name) + "\":";
        put_json_text(text, value);
    };
    const auto number = [&](std::string_view name, uint64_t value) {
        text += ",\"" + std::string(name) + "\":" + std::to_string(value);
    };
    put_json_text(text, file);
    const bool changed = task.signed_by() && !task.signed_by()->fits;
    text += problem || found.errors || changed ? ",\"ok\":false" : ",\"ok\":true";
    if (!problem) {
        member("office", task.info().office);
        member("checksum", checksum_text(task.info().crc));
        number("records", task.info().records);
        number("cleaned", task.cleaned());
        if (const auto& by = task.signed_by()) {
            member("signed", by->key.fingerprint());
            text += changed ? ",\"changed\":true" : ",\"changed\":false";
        }
        number("errors", found.errors);
        number("warnings", found.warnings);
        text += ",\"registers\":{";
        bool first = true;
        for (size_t r = 0; r < ledger.catalog().registers.size(); ++r) {
            if (!ledger.table(int(r)).records()) continue;
            if (!std::exchange(first, false)) text += ',';
            put_json_text(text, ledger.catalog().registers[r].id);
            text += ':' + std::to_string(ledger.table(int(r)).records());
        }
        text += '}';
    }
    text += ",\"problems\":[";
    if (problem) {
        const ImportPlace place = task.place();
        text += "\n{\"reason\":";
        put_json_text(text, problem->what.text());
        member("fix", problem->fix.text());
        if (place.line) number("line", place.line);
        if (place.line) number("column", place.column);
        if (!place.reg.empty()) member("register", place.reg);
        if (place.record) number("record", place.record);
        if (!place.field.empty()) member("field", place.field);
        if (!place.value.empty()) member("value", place.value);
        text += "}\n";
    }
    bool first_problem = true;
    for (const auto& [reg, row, p] : found.shown) {
        const Register& about = ledger.catalog().registers[size_t(reg)];
        const Table& table = ledger.table(reg);
        text += std::exchange(first_problem, false) ? "\n{\"importance\":" : ",\n{\"importance\":";
        put_json_text(text, p.importance == Importance::error ? "error" : "warn");
        member("code", p.check < 0 ? said_id(p.problem.what.code)
                                   : std::string_view(ledger.catalog().checks[size_t(p.check)].id));
        member("register", about.id);
        member("id", table.head(row).id.text());
        if (p.field >= 0) {
            const Field& field = about.fields[size_t(p.field)];
            member("field", field.id);
            const std::string value = value_text(ledger.catalog(), field, table.column(p.field).get(row));
            if (!value.empty()) member("value", value);
        }
        member("reason", p.problem.what.text());
        member("fix", p.problem.fix.text());
        text += '}';
    }
    if (!first_problem) text += '\n';
    out << text << "]}\n";
}

void print_found(const Ledger& ledger, const Found& found, std::ostream& out) {
    for (const auto& [reg, row, p] : found.shown) {
        const Register& about = ledger.catalog().registers[size_t(reg)];
        out << (p.importance == Importance::error ? "error: " : "warning: ") << p.problem.where.text();
        if (p.field >= 0) {
            const Field& field = about.fields[size_t(p.field)];
            const std::string value =
                value_text(ledger.catalog(), field, ledger.table(reg).column(p.field).get(row));
            out << ", field " << field.id << (value.empty() ? "" : " " + in_quotes(value));
        }
        out << ": " << shown(p.problem.what.text()) << " (" << p.problem.fix.text() << ")\n";
    }
    if (const uint64_t all = found.errors + found.warnings; all > found.shown.size())
        out << "… and " << all - found.shown.size() << " more\n";
}

void print_text(const std::string& file, const JsonImport& task, const Ledger& ledger, const Found& found,
                std::ostream& out) {
    if (const auto& problem = task.problem()) {
        out << shown(file) << ": " << shown(problem->text()) << '\n';
        return;
    }
    const auto counted = [](uint64_t n, const char* what) {
        return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
    };
    const std::string verdict =
        found.errors + found.warnings == 0
            ? "nothing wrong"
            : counted(found.errors, "error") + " and " + counted(found.warnings, "warning");
    out << shown(file) << ": " << verdict << ", " << task.info().records << " records of office "
        << task.info().office << ", "
        << (task.info().actions ? "with what " + counted(task.info().actions, "action") + " did to them, "
                                : "")
        << checksum_text(task.info().crc) << '\n'
        << cleaned_words(task.cleaned());
    if (const auto& by = task.signed_by())
        out << (by->fits ? "signed with key " + by->key.fingerprint() +
                               " (whether it is that key's signature the page finds out)\n"
                         : "CHANGED after it was signed with key " + by->key.fingerprint() + "\n");
    size_t ids = 0, names = 0, numbers = 0;
    const auto& registers = ledger.catalog().registers;
    for (const bool print : {false, true})
        for (size_t r = 0; r < registers.size(); ++r) {
            const std::string n = std::to_string(ledger.table(int(r)).records());
            if (n == "0") continue;
            ids = std::max(ids, terminal_width(registers[r].id));
            names = std::max(names, terminal_width(registers[r].name.zh));
            numbers = std::max(numbers, n.size());
            if (print)
                out << "  " << left(registers[r].id, ids) << "  " << left(registers[r].name.zh, names) << "  "
                    << right(n, numbers) << '\n';
        }
    print_found(ledger, found, out);
}

Outcome<int> run_check(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const std::string only = options.text("--register");
    const int reg = only.empty() ? -1 : (*catalog)->find_register(only);
    if (reg < 0 && !only.empty())
        return Problem{say(Said::unknown_register, in_quotes(only)), say(Said::in_named, "--register"),
                       say(Said::use_register)};
    const auto today = options.day();
    if (!today) return today.problem();
    auto task = read_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const Found found = (*task)->problem() ? Found() : find_problems(ledger, reg, *today);
    (options.has("--json") ? print_json : print_text)(options.file(0), **task, ledger, found, io.out);
    const auto& by = (*task)->signed_by();
    return (*task)->problem() || found.errors || (by && !by->fits) ? exit_problems : exit_fine;
}

} // namespace

Command check_command() {
    return {"check",
            "check FILE [--register ID] [--on DATE] [--json]",
            "reads a data file and says what is wrong and where, record by record",
            1,
            {{"--register", "ID", "the records of one register only"},
             on_option,
             {"--json", "",
              "the result as JSON: line, column, register, record or id, field, value, reason, fix"},
             catalog_option},
            run_check};
}

} // namespace mj::cli
