// mingjing check FILE [--json]
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

void print_json(const std::string& file, const JsonImport& task, const Ledger& ledger, std::ostream& out) {
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
    text += problem ? ",\"ok\":false" : ",\"ok\":true";
    if (!problem) {
        member("office", task.info().office);
        member("checksum", checksum_text(task.info().crc));
        number("records", task.info().records);
        number("cleaned", task.cleaned());
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
        put_json_text(text, problem->what);
        member("fix", problem->fix);
        if (place.line) number("line", place.line);
        if (place.line) number("column", place.column);
        if (!place.reg.empty()) member("register", place.reg);
        if (place.record) number("record", place.record);
        if (!place.field.empty()) member("field", place.field);
        if (!place.value.empty()) member("value", place.value);
        text += "}\n";
    }
    out << text << "]}\n";
}

void print_text(const std::string& file, const JsonImport& task, const Ledger& ledger, std::ostream& out) {
    if (const auto& problem = task.problem()) {
        out << shown(file) << ": " << shown(problem->text()) << '\n';
        return;
    }
    out << shown(file) << ": nothing wrong, " << task.info().records << " records of office "
        << task.info().office << ", " << checksum_text(task.info().crc) << '\n'
        << cleaned_words(task.cleaned());
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
}

Outcome<int> run_check(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    auto task = read_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    (options.has("--json") ? print_json : print_text)(options.file(0), **task, ledger, io.out);
    return (*task)->problem() ? exit_problems : exit_fine;
}

} // namespace

Command check_command() {
    return {"check",
            "check FILE [--json]",
            "reads a data file and says what is wrong and where",
            1,
            {{"--json", "", "the result as JSON: line, column, register, record, field, value, reason, fix"},
             catalog_option},
            run_check};
}

} // namespace mj::cli
