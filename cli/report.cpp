// mingjing report FILE --year Y | --period P [--template ID] --format docx|html|pdf|md|json|xlsx [-o OUT]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/pdf.hpp"
#include "core/base/shown.hpp"
#include "core/report/report_write.hpp"

#include <ostream>

namespace mj::cli {
namespace {

struct Format {
    std::string_view name;
    std::string (*write)(const Report&);
};
constexpr Format formats[] = {
    {"docx", report_docx},   {"html", report_document}, {"pdf", report_document}, // and then printed
    {"md", report_markdown}, {"json", report_json},     {"xlsx", report_xlsx}};

/// The template that was asked for, or the first that is meant for the period.
Outcome<const ReportTemplate*> template_of(const Catalog& catalog, const Options& options,
                                           ReportingPeriod period) {
    std::string names;
    for (const ReportTemplate& form : catalog.reports) {
        if (meant_for(form, period) && (!options.has("--template") || form.id == options.text("--template")))
            return &form;
        if (meant_for(form, period)) names += (names.empty() ? "" : ", ") + form.id;
    }
    return Problem{say(Said::words, "no template of that name is meant for this time"),
                   say(Said::in_named, "--template"), say(Said::words, "use " + names)};
}

Outcome<int> run_report(const Options& options, Streams io) {
    const auto period = asked_period(options);
    if (!period) return period.problem();
    const auto day = options.day();
    if (!day) return day.problem();
    const Format* format = nullptr;
    for (const Format& one : formats)
        if (one.name == options.text("--format")) format = &one;
    if (!format)
        return Problem{say(Said::not_format, in_quotes(options.text("--format"))),
                       say(Said::in_named, "--format"),
                       say(Said::words, "use docx, html, pdf, md, json or xlsx")};
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const auto form = template_of(**catalog, options, *period);
    if (!form) return form.problem();
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();
    const int office = (*catalog)->find_office((*task)->info().office);
    const Report report =
        write_report(ledger, Known(ledger, *day), **form, *period,
                     office < 0 ? std::string() : (*catalog)->offices[size_t(office)].name.zh);
    std::string text = format->write(report);
    if (format->name == "pdf") {
        auto pdf = pdf_of(text);
        if (!pdf) return pdf.problem();
        text = std::move(*pdf);
    }
    const auto out = Output::open(options.text("-o", "-"), io.out);
    if (!out) return out.problem();
    (*out)->write(view_of(text));
    if (const auto done = (*out)->commit(); !done) return done.problem();
    for (const std::string& remark : remarks_on(report)) io.err << remark << '\n';
    return int(exit_fine);
}

} // namespace

Command report_command() {
    return {
        "report",
        "report FILE --year Y | --period P [--template ID] --format docx|html|pdf|md|json|xlsx [--on DATE] "
        "[-o "
        "OUT]",
        "the yearly report or a brief, written from the registers",
        1,
        {{"--year", "Y", "the year reported on"},
         {"--period", "P", "or a part of it, written 2023-H1, 2023-Q3 or 2023-07"},
         {"--template", "ID", "a row of \"reports\" of the catalogue (the first meant for such a period)"},
         {"--format", "FORMAT",
          "docx, html, pdf (where there is a Chromium), md, json, or xlsx of its tables", true},
         on_option,
         {"-o", "OUT", "the file to write; - is standard output"},
         catalog_option},
        run_report};
}

} // namespace mj::cli
