// Conditions and time limits as views: what core/ledger/condition.hpp and core/clock/clocks.cpp say of a row.
#include "core/sql/sql.hpp"

#include <algorithm>

namespace mj {
namespace {

/// Codes and names stand for themselves, dots become underscores.
std::string view_name(std::string_view kind, std::string id) {
    std::replace(id.begin(), id.end(), '.', '_');
    return std::string(kind) + "_" + id;
}

/// The view of one limit, made step by step: each step is a query on the one before.
class ClockView {
  public:
    ClockView(const Catalog& catalog, const Dialect& d, const ClockRule& rule)
        : catalog_(catalog), d_(d), rule_(rule), reg_(catalog.registers[size_t(rule.reg)]) {}

    std::string text() {
        std::string out = sql_view(d_, sql_clock_view(rule_), says(), begun() + reckoned());
        return out + sql_view(d_, sql_clock_view(rule_) + "_settled", says() + ": kept or not, by period",
                              settled());
    }

  private:
    std::string says() const { return rule_.name.zh + " / " + rule_.name.en + ". " + rule_.source; }
    std::string field(int f) const { return "r." + d_.name(reg_.fields[size_t(f)].id); }
    std::string step(const std::string& query) {
        const std::string name = "step_" + std::to_string(++steps_);
        return (steps_ == 1 ? "WITH " : ",\n") + name + " AS (\n  " + query + ")";
    }
    std::string last() const { return "step_" + std::to_string(steps_); }

    std::string begun() {
        std::string over = "NULL", stopped = "NULL", limit = std::to_string(rule_.limit);
        if (!rule_.stops.empty()) stopped = over = field(rule_.stops.front());
        for (size_t i = 1; i < rule_.stops.size(); ++i) over += ", " + field(rule_.stops[i]);
        if (rule_.stops.size() > 1) over = "COALESCE(" + over + ")";
        const std::string day =
            d_.database() == Database::clickhouse ? "Nullable(Date32)" : d_.bare_type(SqlType::day);
        if (rule_.stops.empty()) stopped = over = "CAST(NULL AS " + day + ")";
        if (rule_.extended >= 0)
            limit = "CASE WHEN " + field(rule_.extended) + " THEN " +
                    std::to_string(rule_.limit + rule_.extension) + " ELSE " + limit + " END";
        std::string query = "SELECT r.id AS id, r.office AS office, r.state AS state, " +
                            field(rule_.starts) + " AS starts, " + over + " AS over_on, " + stopped +
                            " AS stopped_on, " + limit + " AS n";
        if (suspends())
            query += ", " + field(rule_.suspended_from) + " AS stood_from, " + field(rule_.suspended_to) +
                     " AS stood_to";
        query += "\n  FROM " + d_.name(reg_.id) + " r WHERE " + field(rule_.starts) + " IS NOT NULL";
        for (const Condition& condition : rule_.where)
            query += " AND " + sql_condition(condition, reg_, catalog_, d_, "r");
        return step(query);
    }
    bool suspends() const { return rule_.suspended_from >= 0 && rule_.suspended_to >= 0; }

    /// Another step that has `due` so many days after `from`; `n` is a column or an expression of them.
    std::string later(const std::string& from, const std::string& n) {
        const std::string before = last();
        if (!rule_.working)
            return step("SELECT s.*, " + d_.plus_days("s." + from, n) + " AS due_" + std::to_string(steps_) +
                        " FROM " + before + " s");
        return step("SELECT s.*, CASE WHEN " + n + " = 0 THEN s." + from + " ELSE t.day END AS due_" +
                    std::to_string(steps_) + " FROM " + before + " s LEFT JOIN mj_work_day f ON f.day = s." +
                    from + "\n  LEFT JOIN mj_work_day t ON t.works AND t.number = f.number + " + n);
    }

    std::string reckoned() {
        std::string due = "starts", out;
        const auto reckon = [&](const std::string& n) {
            out += later(due, n);
            due = "due_" + std::to_string(steps_ - 1);
        };
        if (rule_.limit || rule_.extension) reckon("s.n");
        if (suspends()) {
            const std::string before = last(), stood = "stood";
            const std::string from = rule_.working ? "f.number" : "s.stood_from",
                              to = rule_.working ? "t.number" : "s.stood_to";
            const std::string days =
                rule_.working ? "(" + to + " - " + from + ")" : d_.days_between(from, to);
            out += step("SELECT s.*, CASE WHEN s.stood_to > s.stood_from AND s.stood_from <= s." + due +
                        " THEN " + days + " ELSE 0 END AS stood FROM " + before + " s" +
                        (rule_.working
                             ? " LEFT JOIN mj_work_day f ON f.day = s.stood_from LEFT JOIN mj_work_day t ON "
                               "t.day = s.stood_to"
                             : ""));
            reckon("s.stood");
        }
        if (rule_.moves) {
            const std::string before = last();
            out += step("SELECT s.*, CASE WHEN f.works THEN f.day ELSE t.day END AS moved FROM " + before +
                        " s LEFT JOIN mj_work_day f ON f.day = s." + due +
                        "\n  LEFT JOIN mj_work_day t ON t.works AND t.number = f.number + 1");
            due = "moved";
        }
        return out + "\nSELECT id, office, state, starts, over_on, stopped_on, " +
               (suspends() ? "stood_from IS NOT NULL AND stood_to IS NULL" : "FALSE") + " AS stands, " + due +
               " AS due FROM " + last();
    }

    /// By period: the records whose last day lies in it and of which it is known whether the limit was kept.
    std::string settled() const {
        const std::string late = "COALESCE(c.stopped, c.read_on) > c.due";
        std::string out =
            "SELECT period, id, office, state, due, NOT " + late +
            " AS kept FROM (\n"
            "  SELECT p.name AS period, p.read_on AS read_on, v.id AS id, v.office AS office, v.state AS "
            "state, "
            "v.starts AS starts, v.due AS due, v.stopped_on AS stopped_on, v.stands AS stands,\n"
            "    CASE WHEN v.over_on <= p.read_on THEN v.over_on END AS stopped\n"
            "  FROM mj_period p CROSS JOIN " +
            d_.name(sql_clock_view(rule_)) +
            " v WHERE v.due BETWEEN p.first_day AND p.last_day) c\n"
            "WHERE CASE WHEN c.stopped IS NULL THEN NOT c.stands AND c.read_on > c.due\n"
            "  ELSE (c.stopped_on IS NOT NULL OR c.stopped <= c.due)";
        if (rule_.limit) out += " AND c.stopped >= c.starts";
        out += " END";
        if (rule_.limit) out += " AND c.starts <= c.read_on";
        // Where nobody fills in the day that stops it, nobody knows how it was kept.
        if (rule_.stops.size() > 1)
            out += "\n  AND (SELECT COUNT(*) FROM " + d_.name(reg_.id) + " r WHERE r.state <> 'void' AND " +
                   field(rule_.stops.front()) + " IS NOT NULL) > 0";
        return out;
    }

    const Catalog& catalog_;
    const Dialect& d_;
    const ClockRule& rule_;
    const Register& reg_;
    int steps_ = 0;
};

} // namespace

std::string sql_clock_view(const ClockRule& rule) { return view_name("clock", rule.id); }
std::string sql_figure_view(const Indicator& indicator) { return view_name("figure", indicator.id); }

std::string sql_clocks(const Catalog& catalog, const Dialect& d) {
    std::string out;
    for (const ClockRule& rule : catalog.clocks)
        if (!rule.reminder) out += ClockView(catalog, d, rule).text();
    return out;
}

std::string sql_unknown(const Catalog& catalog) {
    const auto asks = [](const std::vector<Condition>& where) {
        return std::any_of(where.begin(), where.end(),
                           [](const Condition& c) { return c.test > Test::between; });
    };
    for (const ClockRule& rule : catalog.clocks)
        if (asks(rule.where)) return rule.id;
    for (const Indicator& one : catalog.indicators)
        if (asks(one.of.where) || (one.ratio && asks(one.per.where))) return one.id;
    return {};
}

std::string sql_condition(const Condition& c, const Register& reg, const Catalog& catalog, const Dialect& d,
                          const std::string& row) {
    const Field& field = reg.fields[size_t(c.field)];
    const auto cell = [&](int f) { return row + "." + d.name(reg.fields[size_t(f)].id); };
    const std::string own = cell(c.field);
    switch (c.test) {
    case Test::is:
    case Test::is_not: {
        const bool is = c.test == Test::is;
        std::string out;
        for (const uint16_t code : c.codes) {
            const std::string id =
                field.type == FieldType::flag
                    ? (code == 2 ? "TRUE" : "FALSE")
                    : d.text(catalog.code_lists[size_t(field.codes)].codes[size_t(code) - 1].id);
            out += (out.empty() ? "" : is ? " OR " : " AND ") + own + (is ? " = " : " <> ") + id;
        }
        return "(" + out + ")";
    }
    case Test::yes: return own;
    case Test::no: return "(NOT " + own + ")";
    case Test::present: return "(" + own + " IS NOT NULL)";
    case Test::missing: return "(" + own + " IS NULL)";
    case Test::not_after: return "(" + own + " <= " + cell(c.other) + ")";
    case Test::within_days:
        return "(" + own + " <= " + d.plus_days(cell(c.other), std::to_string(c.days)) + ")";
    case Test::at_most: return "(" + own + " <= " + cell(c.other) + ")";
    case Test::between:
        return "(" + own + " BETWEEN " + std::to_string(c.from) + " AND " + std::to_string(c.to) + ")";
    case Test::contains:
    case Test::same:
    case Test::credit_code: break; // sql_unknown()
    }
    return {};
}

} // namespace mj
