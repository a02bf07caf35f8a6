// mingjing count FILE --register ID --by FIELD --year Y [--sum FIELD] [--like INDICATOR] [--on DATE] [--csv]
#include "cli/command.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "core/base/exact.hpp"
#include "core/base/shown.hpp"
#include "core/indicator/known.hpp"
#include "core/query/group.hpp"

#include <algorithm>
#include <map>
#include <ostream>

namespace mj::cli {
namespace {

/// What a cell is called in files; "" when it is missing.
std::string key_of(const Catalog& catalog, const Field& field, const Column& column, uint32_t row) {
    if (!column.has(row)) return {};
    switch (field.type) {
    case FieldType::code:
        return catalog.code_lists[size_t(field.codes)].codes[size_t(column.codes()[row] - 1)].id;
    case FieldType::flag: return column.flags()[row] ? "yes" : "no";
    case FieldType::link: return RecordId{column.links()[row]}.text();
    default: return std::to_string(Date{column.numbers()[row]}.month());
    }
}

Outcome<int> field_of(const Register& reg, const Options& options, std::string_view option,
                      std::initializer_list<FieldType> types) {
    const std::string id = options.text(option);
    const int at = reg.find(id);
    if (at < 0 || std::find(types.begin(), types.end(), reg.fields[size_t(at)].type) == types.end())
        return Problem{say(Said::not_taken, in_quotes(id)), say(Said::in_named, option),
                       say(Said::other_field, reg.id)};
    return at;
}

Outcome<int> run_count(const Options& options, Streams io) {
    const auto catalog = open_catalog(options);
    if (!catalog) return catalog.problem();
    const int at = (*catalog)->find_register(options.text("--register"));
    if (at < 0)
        return Problem{say(Said::such_register), say(Said::in_named, "--register"), say(Said::see_catalogue)};
    const Register& reg = (*catalog)->registers[size_t(at)];
    const auto year = options.number("--year", 0, 1, 9998);
    if (!year) return year.problem();
    const auto by =
        field_of(reg, options, "--by", {FieldType::code, FieldType::flag, FieldType::link, FieldType::date});
    if (!by) return by.problem();
    int sum = -1, date = reg.date;
    if (options.has("--sum")) {
        const auto field = field_of(reg, options, "--sum", {FieldType::count, FieldType::money});
        if (!field) return field.problem();
        sum = *field;
    }
    std::vector<Condition> where;
    if (options.has("--like")) {
        const int like = (*catalog)->find_indicator(options.text("--like"));
        const Formula* of = like < 0 ? nullptr : &(*catalog)->indicators[size_t(like)].of;
        if (!of || of->reg != at || of->when != When::date)
            return Problem{say(Said::no_indicator), say(Said::in_named, "--like"), say(Said::leave_or_name)};
        where = of->where;
        date = of->from;
    }
    const auto today = options.day();
    if (!today) return today.problem();
    if (date < 0)
        return Problem{say(Said::register_dateless), say(Said::in_named, "--register"),
                       say(Said::name_another)};
    auto task = read_sound_data(**catalog, options.file(0), io.in);
    if (!task) return task.problem();
    const Ledger ledger = (*task)->take();

    const KnownPeriod view = Known(ledger, *today).view(at, ReportingPeriod(int(*year)));
    const Period &now = view.known, &before = view.before;
    const Table& table = ledger.table(at);
    std::map<std::string, std::pair<int64_t, int64_t>> counts;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        const Date day{table.column(date).numbers()[row]};
        if (!table.counts(row) || (!now.holds(day) && !before.holds(day)) || !matches(table, where, row))
            continue;
        int64_t n = 1;
        if (sum >= 0) {
            const Column& column = table.column(sum);
            n = column.has(row) ? column.number(row) : 0;
        }
        auto& pair = counts[key_of(**catalog, reg.fields[size_t(*by)], table.column(*by), row)];
        int64_t& part = now.holds(day) ? pair.first : pair.second;
        part = plus(part, n);
    }
    if (options.has("--csv")) io.out << reg.fields[size_t(*by)].id << ",now,before\n";
    bool beyond = false;
    const auto said = [&](int64_t n) {
        if (can_be_said(n)) return std::to_string(n);
        beyond = true;
        return std::string();
    };
    for (const auto& [key, pair] : counts) {
        const std::string after = said(pair.first), earlier = said(pair.second);
        if (options.has("--csv"))
            io.out << key << ',' << after << ',' << earlier << '\n';
        else
            io.out << left(key.empty() ? "-" : key, 20) << right(after, 14) << right(earlier, 14) << '\n';
    }
    if (!beyond) return int(exit_fine);
    io.err << options.file(0) << ": a sum is too large to be said and was left empty (check the amounts)\n";
    return int(exit_problems);
}

} // namespace

Command count_command() {
    return {
        "count",
        "count FILE --register ID --by FIELD --year Y [--sum FIELD] [--like INDICATOR] [--on DATE] [--csv]",
        "records of a year so far, and of the same days a year before, by a field: what charts show",
        1,
        {{"--register", "ID", "which records", true},
         {"--by", "FIELD", "a code, yes/no, link or (by month) date", true},
         {"--year", "Y", "the year", true},
         {"--sum", "FIELD", "adds up a count, or an amount in fen, instead of counting"},
         {"--like", "INDICATOR", "only what this indicator counts, by its date"},
         on_option,
         {"--csv", "", "lines of key,now,before; an empty key: not given"},
         catalog_option},
        run_count};
}

} // namespace mj::cli
