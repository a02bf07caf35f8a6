#include "app/state/intake.hpp"

#include "core/base/key_text.hpp"
#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"
#include "core/base/sort.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace mj {
namespace {

/// How like a code's name, or another word for it, is to a word that key_text() has made.
int code_likeness(const Code& code, std::string_view word) {
    const auto like = [bare = without_place(word)](std::string_view name) {
        const std::string key = key_text(name);
        return likeness(bare, without_place(key));
    };
    int best = std::max(like(code.name.zh), like(code.name.en));
    for (const std::string& also : code.also) best = std::max(best, like(also));
    return best;
}

/// The longest of a register's names that stands in one of these texts.
size_t name_in(const Register& reg, const std::vector<std::string>& texts) {
    size_t best = 0;
    const auto look = [&](std::string_view name) {
        const std::string key = key_text(name);
        for (const std::string& text : texts)
            if (!key.empty() && text.find(key) != text.npos) best = std::max(best, key.size());
    };
    look(reg.name.zh);
    look(reg.name.en);
    for (const std::string& also : reg.also) look(also);
    return best;
}

/// Whether most of these heads, each with its end, are in the others.
bool most_heads(std::string_view heads, std::string_view others) {
    size_t all = 0, there = 0;
    const std::string in = '\x1F' + std::string(others);
    for (size_t at = 0; at < heads.size(); ++all) {
        const size_t end = std::min(heads.find('\x1F', at), heads.size() - 1) + 1;
        there += in.find('\x1F' + std::string(heads.substr(at, end - at))) != in.npos;
        at = end;
    }
    return all && there * 2 > all;
}

} // namespace

std::vector<SheetOffer::Fit> registers_offered(const Catalog& catalog, const SheetOffer& sheet,
                                               std::string_view file, const Mappings& former) {
    struct Likely {
        size_t named, columns, before;
        int reg;
    };
    const std::vector<std::string> texts = {sheet.title, key_text(sheet.name), key_text(file)};
    std::vector<Likely> all;
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& of = catalog.registers[size_t(reg)];
        Likely one{name_in(of, texts), 0, 0, reg};
        for (const SheetOffer::Fit& fit : sheet.fits)
            if (fit.reg == reg) one.columns = fit.columns;
        for (size_t i = 0; i < former.taken().size(); ++i)
            if (former.taken()[i].reg == of.id && most_heads(sheet.heads, former.taken()[i].heads))
                one.before = i + 1;
        if (one.named || one.columns || one.before) all.push_back(one);
    }
    sort_stable(all, [](const Likely& a, const Likely& b) {
        return std::tie(a.named, a.columns, a.before) > std::tie(b.named, b.columns, b.before);
    });
    std::vector<SheetOffer::Fit> out;
    for (const Likely& one : all) out.push_back({one.reg, uint32_t(one.columns)});
    return out;
}

std::vector<int> codes_by_likeness(const CodeList& list, std::string_view word) {
    const std::string key = key_text(word);
    std::vector<std::pair<int, int>> order; // what is unlike, position
    for (int i = 0; i < int(list.codes.size()); ++i)
        if (!list.codes[size_t(i)].retired)
            order.push_back({100 - code_likeness(list.codes[size_t(i)], key), i});
    std::sort(order.begin(), order.end());
    std::vector<int> out;
    for (const auto& [unlike, at] : order) out.push_back(at);
    return out;
}

std::vector<int> proposed_codes(const Catalog& catalog, const Reading& reading) {
    std::vector<int> out(reading.words.size(), -1);
    for (size_t w = 0; w < reading.words.size(); ++w) {
        const ReadWord& word = reading.words[w];
        const int field = reading.columns[size_t(word.column)].field();
        if (field < 0 || word.proposal.empty()) continue;
        const Field& of = catalog.registers[size_t(reading.reg)].fields[size_t(field)];
        const auto& codes = catalog.code_lists[size_t(of.codes)].codes;
        for (int i = 0; i < int(codes.size()); ++i)
            if (codes[size_t(i)].name.zh == word.proposal) out[w] = i;
    }
    return out;
}

std::vector<RowApart> rows_apart(const Reading& reading, const Mapping& mapping) {
    std::vector<RowApart> out;
    for (const Reading::Skipped& row : reading.skipped) out.push_back({row.line, false, row.why, row.text});
    for (const ReadProblem& problem : reading.problems)
        if (problem.said.note == Note::row_hidden)
            out.push_back({reading.rows[problem.row].line, false, Note::hidden_row, {}});
    for (const Mapping::Row& row : mapping.rows)
        if (row.take) out.push_back({row.line, true, Note::row_taken, row.text});
    sort_stable(out, [](const RowApart& a, const RowApart& b) { return a.line < b.line; });
    return out;
}

std::vector<uint32_t> rows_in_order(const Reading& reading) {
    std::vector<uint32_t> out;
    const size_t rows = reading.rows.size(), all = rows + reading.skipped.size();
    for (size_t r = 0, s = 0; r + s < all;) {
        const bool record =
            s == reading.skipped.size() || (r < rows && reading.rows[r].row < reading.skipped[s].row);
        out.push_back(uint32_t(record ? r++ : rows + s++));
    }
    return out;
}

uint64_t line_of(const Reading& reading, uint32_t at) {
    const size_t rows = reading.rows.size();
    return at < rows ? reading.rows[at].line : reading.skipped[at - rows].line;
}

std::vector<uint32_t> rows_listed(const Intake& intake) {
    const size_t rows = intake.reading->rows.size();
    std::vector<uint32_t> out;
    for (const uint32_t at : intake.order) {
        const RowsShown is = at < rows ? RowsShown(intake.plan->rows()[at].kind) : RowsShown::skipped;
        if (intake.only == RowsShown::all || is == intake.only ||
            std::binary_search(intake.kept.begin(), intake.kept.end(), line_of(*intake.reading, at)))
            out.push_back(at);
    }
    return out;
}

std::vector<const Name*> decided_by(const Catalog& catalog, int reg, int field) {
    std::vector<const Name*> out;
    for (const Indicator& indicator : catalog.indicators) {
        const auto decides = [&](const Formula& f) {
            return f.reg == reg && std::any_of(f.where.begin(), f.where.end(), [&](const Condition& c) {
                       return c.field == field && c.answers();
                   });
        };
        if (decides(indicator.of) || decides(indicator.per)) out.push_back(&indicator.name);
    }
    for (const ClockRule& rule : catalog.clocks)
        if (rule.reg == reg && rule.starts == field && rule.limit) out.push_back(&rule.name);
    return out;
}

void note_asked(Intake& intake, const Catalog& catalog) {
    const auto& lacking = intake.plan->lacking();
    intake.lacked.resize(lacking.size());
    for (size_t f = 0; f < lacking.size(); ++f)
        if (lacking[f]) intake.lacked[f] = true;
    intake.wanted.resize(lacking.size());
    const bool may_add = intake.count(PlannedRow::Kind::fresh) + intake.count(PlannedRow::Kind::rejected) +
                             intake.count(PlannedRow::Kind::doubtful) >
                         0;
    for (size_t f = 0; f < lacking.size() && may_add; ++f) {
        if (intake.lacked[f]) // it is asked for as an error
            intake.wanted[f] = false;
        else if (!intake.reading->has_column(int(f)) &&
                 !catalog.registers[size_t(intake.reg)].fields[f].required &&
                 !decided_by(catalog, intake.reg, int(f)).empty())
            intake.wanted[f] = true;
    }
}

const Edit* change_of_row(const Plan& plan, uint32_t row) {
    const int edit = plan.rows()[row].edit;
    if (edit < 0) return nullptr;
    const Edit& out = plan.change().edits[size_t(edit)];
    return out.kind == Edit::Kind::update ? &out : nullptr;
}

const Value* new_value(const Edit& edit, int field) {
    for (const FieldValue& value : edit.values)
        if (value.field == field) return &value.value;
    return nullptr;
}

std::vector<uint32_t> fields_changing(const Plan& plan, size_t fields) {
    std::vector<uint32_t> out(fields);
    for (uint32_t row = 0; row < plan.rows().size(); ++row)
        if (const Edit* edit = change_of_row(plan, row))
            for (const FieldValue& value : edit->values) ++out[size_t(value.field)];
    return out;
}

std::vector<Reason> reasons_of(const Plan& plan) {
    const auto& problems = plan.problems();
    std::vector<Reason> out;
    std::map<std::string, size_t> places; // of a reason, by what makes it one
    for (uint32_t i = 0; i < problems.size(); ++i) {
        const ReadProblem& problem = problems[i];
        if (plan.only_lacking(problem)) continue;
        std::string key = std::to_string(problem.column) + ' ' + std::to_string(int(problem.said.note));
        // The ledger's sentences are arguments: the code and, without a column, the field tell them apart.
        if (problem.said.note == Note::ledger_refuses)
            for (const size_t at : {0, 4}) key += '\x1F' + problem.said.arguments[at];
        const auto [it, fresh] = places.try_emplace(std::move(key), out.size());
        if (fresh) out.push_back({problem.column, problem.said, {}});
        Reason& reason = out[it->second];
        auto& arguments = reason.said.arguments;
        for (size_t a = 0; a < arguments.size(); ++a)
            if (a >= problem.said.arguments.size() || arguments[a] != problem.said.arguments[a])
                arguments[a] = "…";
        reason.problems.push_back(i);
    }
    return out;
}

} // namespace mj
