#include "app/state/repair.hpp"

#include <algorithm>
#include <utility>

namespace mj {
namespace {

Repairs::Rule rule_of(int reg, const FieldProblem& p) {
    return {p.importance, reg, p.field, p.check, p.problem.what.code};
}

} // namespace

std::vector<uint32_t> shares(std::span<const uint32_t> problems, size_t most) {
    std::vector<uint32_t> out(problems.size());
    // A line more for each that has more to tell, as long as there are lines.
    for (bool some = true; some;) {
        some = false;
        for (size_t i = 0; i < out.size() && most; ++i) {
            if (out[i] == problems[i]) continue;
            ++out[i];
            --most;
            some = true;
        }
    }
    return out;
}

void Repair::restart(const Ledger& ledger, Date today) {
    ledger_ = &ledger;
    searching_ = true;
    reg_ = 0;
    row_ = 0;
    rows_.clear();
    next_ = {};
    next_.day = today;
}

Repair::Rows& Repair::rows_of(const Repairs::Rule& rule) {
    auto it = std::lower_bound(rows_.begin(), rows_.end(), rule,
                               [](const Rows& rows, const Repairs::Rule& of) { return rows.rule < of; });
    if (it == rows_.end() || it->rule != rule) it = rows_.insert(it, Rows{rule, 0, {}});
    return *it;
}

void Repair::look(int reg, uint32_t row) {
    const Table& table = ledger_->table(reg);
    const bool draft = table.alive(row) && table.head(row).state == State::draft;
    if (!draft && !table.counts(row)) return;
    ++next_.looked;
    const std::vector<FieldProblem> problems = ledger_->problems_of(reg, row, next_.day, true);
    if (problems.empty()) return;
    ++next_.records;
    if (draft)
        ++next_.drafts;
    else
        next_.errors += problems.front().importance == Importance::error; // these come first
    for (const FieldProblem& problem : problems) {
        ++next_.problems;
        Rows& rows = rows_of(rule_of(reg, problem));
        ++rows.problems;
        if (rows.first.size() < most_lines) rows.first.push_back(row);
    }
}

bool Repair::step(const Deadline& deadline) {
    if (!searching_) return true;
    // Or the first record of a register would wait for the keys of all.
    if (!ledger_->index_keys(deadline)) return false;
    for (; reg_ < int(ledger_->catalog().registers.size()); ++reg_, row_ = 0)
        for (; row_ < ledger_->table(reg_).rows(); ++row_) {
            if (row_ % 64 == 0 && deadline.passed()) return false;
            look(reg_, row_);
        }
    finish();
    return true;
}

/// What a draft's problem advises: it need not be kept as what it is.
static Problem of_draft(Problem problem) {
    struct Instead {
        Said of;
        SaidWith<0> instead;
    };
    constexpr Instead fixes[] = {{Said::fill_or_draft, Said::fill_in},
                                 {Said::correct_or_draft, Said::correct_it},
                                 {Said::from_licence, Said::by_licence}};
    for (const auto& [of, instead] : fixes)
        if (problem.fix.code == of) {
            problem.fix = say(instead);
            break;
        }
    return problem;
}

void Repair::finish() {
    std::vector<uint32_t> problems;
    for (const Rows& rows : rows_) problems.push_back(rows.problems);
    const std::vector<uint32_t> share = shares(problems, most_lines);
    for (const Rows& rows : rows_) {
        const Repairs::Rule& rule = rows.rule;
        Repairs::Group& group = next_.groups.emplace_back(Repairs::Group{rule, rows.problems, {}});
        const uint32_t lines = share[next_.groups.size() - 1];
        for (uint32_t i = 0; i < lines;) {
            const uint32_t row = rows.first[i];
            for (FieldProblem& problem : ledger_->problems_of(rule.reg, row, next_.day, true))
                if (i < lines && rule_of(rule.reg, problem) == rule) {
                    const RecordHead& head = ledger_->table(rule.reg).head(row);
                    group.lines.push_back({head.id, head.state == State::draft
                                                        ? of_draft(std::move(problem.problem))
                                                        : std::move(problem.problem)});
                    ++i;
                }
        }
        next_.lines += group.lines.size();
    }
    rows_.clear();
    found_ = std::exchange(next_, {});
    searching_ = false;
}

float Repair::progress() const {
    if (!ledger_ || !searching_) return 1;
    uint64_t all = 0, done = row_;
    for (int reg = 0; reg < int(ledger_->catalog().registers.size()); ++reg) {
        all += ledger_->table(reg).rows();
        if (reg < reg_) done += ledger_->table(reg).rows();
    }
    return all ? float(done) / float(all) : 1;
}

} // namespace mj
