// mingjing template --register ID [--json] -o FILE.xlsx
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "core/base/shown.hpp"
#include "core/exchange/json_file.hpp"
#include "core/intake/register_sheet.hpp"

#include <ostream>

namespace mj::cli {
namespace {

void print_columns(const Register& reg, std::ostream& out) {
    constexpr std::string_view types[] = {"code", "flag", "date", "count", "money", "text", "link"};
    std::string text = "{\"register\":";
    put_json_text(text, reg.id);
    text += ",\"columns\":[";
    for (size_t f = 0; f < reg.asked(); ++f) {
        const Field& field = reg.fields[f];
        text += f == 0 ? "\n{\"head\":" : ",\n{\"head\":";
        put_json_text(text, field.name.zh);
        text += ",\"field\":";
        put_json_text(text, field.id);
        text += ",\"type\":\"" + std::string(types[size_t(field.type)]) + "\",\"required\":";
        text += field.required ? "true}" : "false}";
    }
    out << text << "]}\n";
}

Outcome<int> run_template(const Options& options, Streams io) {
    const std::string to = options.text("-o");
    if (options.has("--json") && to == "-")
        return Problem{say(Said::table_and_json), say(Said::in_named, "-o"), say(Said::name_output)};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const auto reg = asked_register(**catalog, options);
    if (!reg) return reg.problem();
    const auto output = Output::open(to, io.out);
    if (!output) return output.problem();
    (*output)->write(view_of(empty_table(**catalog, *reg)));
    if (const auto done = (*output)->commit(); !done) return done.problem();
    const Register& fields = (*catalog)->registers[size_t(*reg)];
    if (options.has("--json"))
        print_columns(fields, io.out);
    else if (to != "-")
        io.out << shown(to) << ": " << fields.asked() << " columns of " << fields.id << '\n';
    return exit_fine;
}

} // namespace

Command template_command() {
    return {"template",
            "template --register ID [--json] -o FILE.xlsx",
            "an empty table to be filled in: heads, lists of codes, an example that an import leaves out",
            0,
            {{"--register", "ID", "whose fields the table has", true},
             {"--json", "", "the columns as JSON: head, field, type, required"},
             {"-o", "FILE.xlsx", "the file to write; - is standard output", true},
             catalog_option},
            run_template};
}

} // namespace mj::cli
