// Indicators as views. A condition is null of a record that does not say what it asks, and so is the record's part of the figure:
// SQL's three values are those of core/indicator/figures.cpp.
#include "core/sql/sql.hpp"

namespace mj {
namespace {

/// The rows of one formula in all periods.
class Branch {
  public:
    Branch(const Catalog& catalog, const Dialect& d, const Formula& formula, bool whole)
        : catalog_(catalog),
          d_(d),
          f_(formula),
          reg_(catalog.registers[size_t(formula.reg)]),
          whole_(whole) {}

    /// `period`, each condition as c_1, c_2 …, and `adds`.
    std::string judged() const {
        std::string out =
            "SELECT " + std::string(f_.when == When::clock ? "k.period" : "p.name") + " AS period";
        for (size_t i = 0; i < f_.where.size(); ++i)
            out +=
                ", " + sql_condition(f_.where[i], reg_, catalog_, d_, "r") + " AS c_" + std::to_string(i + 1);
        out += ", " + (f_.measure == Measure::sum ? "r." + d_.name(reg_.fields[size_t(f_.field)].id) : "1") +
               " AS adds\n    FROM ";
        if (f_.when == When::clock) {
            const std::string view = sql_clock_view(catalog_.clocks[size_t(f_.clock)]) + "_settled";
            out += d_.name(view) + " k JOIN " + d_.name(reg_.id) + " r ON r.id = k.id";
        } else {
            out += "mj_period p CROSS JOIN " + d_.name(reg_.id) + " r";
        }
        return out + " WHERE r.state IN ('checked', 'approved')" + placed();
    }

    /// All its conditions; `but`: without one, and the others only do not speak against it.
    std::string conditions(int but = -1) const {
        std::string out;
        for (size_t i = 0; i < f_.where.size(); ++i) {
            if (int(i) == but) continue;
            const std::string c = "c_" + std::to_string(i + 1);
            out += (out.empty() ? "" : " AND ") + (but < 0 ? c : "COALESCE(" + c + ", TRUE)");
        }
        return out.empty() ? "TRUE" : out;
    }

  private:
    std::string placed() const {
        const auto cell = [&](int f) { return "r." + d_.name(reg_.fields[size_t(f)].id); };
        std::string out = whole_ && f_.when != When::clock ? " AND p.whole" : "";
        switch (f_.when) {
        case When::always: break;
        case When::clock: out += f_.kept ? " AND k.kept" : ""; break;
        case When::year: out += " AND " + cell(f_.from) + " = p.year"; break;
        case When::date: {
            const std::string day =
                f_.plus_days ? d_.plus_days(cell(f_.from), std::to_string(f_.plus_days)) : cell(f_.from);
            out += " AND " + day + " BETWEEN p.first_day AND p.last_day";
            break;
        }
        case When::in_force:
            out += " AND " + cell(f_.from) + " <= p.last_day";
            if (f_.to >= 0) out += " AND (" + cell(f_.to) + " IS NULL OR " + cell(f_.to) + " > p.last_day)";
            break;
        }
        return out;
    }

    const Catalog& catalog_;
    const Dialect& d_;
    const Formula& f_;
    const Register& reg_;
    bool whole_;
};

/// Whether by a period's last day there was a record that the formula can place in time: 1 or 0.
std::string kept_by(const Catalog& catalog, const Dialect& d, const Formula& f) {
    const Register& reg = catalog.registers[size_t(f.reg)];
    const std::string table = d.name(reg.id);
    if (f.from < 0) return "CASE WHEN (SELECT COUNT(*) FROM " + table + ") > 0 THEN 1 ELSE 0 END";
    const std::string first = "(SELECT MIN(r." + d.name(reg.fields[size_t(f.from)].id) + ") FROM " + table +
                              " r WHERE r.state IN ('checked', 'approved'))";
    if (f.when == When::year) return "CASE WHEN " + first + " <= p.year THEN 1 ELSE 0 END";
    return "CASE WHEN " + (f.plus_days ? d.plus_days(first, std::to_string(f.plus_days)) : first) +
           " <= p.last_day THEN 1 ELSE 0 END";
}

/// The columns of one branch of the union, each of these expressions or 0.
std::string columns(const std::vector<std::pair<std::string, std::string>>& all, const std::string& own) {
    std::string out = "SELECT period";
    for (const auto& [name, expression] : all)
        out += ", " + (own == name.substr(0, own.size()) ? expression : "0") + " AS " + name;
    return out;
}

std::string figure_view(const Catalog& catalog, const Dialect& d, const Indicator& indicator) {
    const bool whole = indicator.of.when == When::year, sum = indicator.of.measure == Measure::sum;
    const Branch of(catalog, d, indicator.of, whole), per(catalog, d, indicator.part(true), whole);
    const auto when = [](const std::string& condition, const std::string& then) {
        return "CASE WHEN " + condition + " THEN " + then + " ELSE 0 END";
    };
    // of_*: what the numerator's records add; per_*: the denominator's; kept: of the period itself.
    const std::string all = of.conditions();
    std::vector<std::pair<std::string, std::string>> names{{"of_n", when(all, "COALESCE(adds, 0)")}};
    std::string unsaid;
    const auto unless_said = [&](const std::string& open, const std::string& said) {
        unsaid += (unsaid.empty() ? "" : " OR ") + ("(SUM(" + open + ") > 0 AND SUM(" + said + ") = 0)");
    };
    for (size_t i = 0; i < indicator.of.where.size(); ++i) {
        const Test test = indicator.of.where[i].test;
        if (test == Test::present || test == Test::missing) continue; // never open
        const std::string n = std::to_string(i + 1), others = of.conditions(int(i));
        names.emplace_back("of_open_" + n, when(others, "1"));
        names.emplace_back("of_said_" + n, when(others + " AND c_" + n + " IS NOT NULL", "1"));
        unless_said("of_open_" + n, "of_said_" + n);
    }
    if (sum) {
        names.emplace_back("of_taken", when(all, "1"));
        names.emplace_back("of_adds", when(all + " AND adds IS NOT NULL", "1"));
        unless_said("of_taken", "of_adds");
    }
    names.emplace_back("per_n", indicator.ratio ? when(per.conditions(), "COALESCE(adds, 0)") : "0");
    names.emplace_back("kept", "kept");
    std::string rows = columns(names, "kept") + "\n  FROM (SELECT p.name AS period, " +
                       (indicator.ratio ? "1" : kept_by(catalog, d, indicator.of)) +
                       " AS kept FROM mj_period p" + (whole ? " WHERE p.whole" : "") +
                       ") a\n  UNION ALL\n  " + columns(names, "of_") + "\n  FROM (" + of.judged() + ") b";
    if (indicator.ratio)
        rows += "\n  UNION ALL\n  " + columns(names, "per_") + "\n  FROM (" + per.judged() + ") c";
    const auto total = [&](const std::string& column) {
        return "CAST(SUM(" + column + ") AS " + d.bare_type(SqlType::integer) + ")";
    };
    int64_t ten = 1;
    for (int i = 0; i < indicator.decimals; ++i) ten *= 10;
    const std::string scaled = "2 * numerator * " + std::to_string(indicator.factor * ten),
                      divided = "denominator * " + std::to_string(indicator.divisor);
    std::string value = d.whole(scaled + " + " + divided, "2 * " + divided);
    const std::string exact = "DECIMAL(18, " + std::to_string(indicator.decimals) + ")";
    value = ten > 1 ? "CAST(" + value + " AS " + exact + ") / " + std::to_string(ten) : value;
    const std::string query = "SELECT period, numerator, denominator,\n  CASE WHEN unsaid OR kept = 0 OR "
                              "denominator = 0 THEN NULL ELSE " +
                              value + " END AS value\nFROM (SELECT period, " + total("of_n") +
                              " AS numerator, " + (indicator.ratio ? total("per_n") : "1") +
                              " AS denominator, SUM(kept) AS kept, " + (unsaid.empty() ? "FALSE" : unsaid) +
                              " AS unsaid FROM (\n  " + rows + ") d GROUP BY period) e";
    std::string says = indicator.name.zh + " / " + indicator.name.en + " (" + indicator.unit.zh +
                       "): " + indicator.of.sentence.zh;
    if (indicator.ratio) says += " ÷ " + indicator.per.sentence.zh;
    if (!indicator.clause.empty()) says += ". " + indicator.clause;
    return sql_view(d, sql_figure_view(indicator), says, query);
}

} // namespace

std::string sql_figures(const Catalog& catalog, const Dialect& d) {
    std::string out, all;
    for (const Indicator& indicator : catalog.indicators) {
        out += figure_view(catalog, d, indicator);
        all += (all.empty() ? "" : "UNION ALL\n") + ("SELECT " + d.text(indicator.id)) +
               " AS indicator, period, numerator, denominator, CAST(value AS " +
               (d.database() == Database::clickhouse ? "Nullable(Decimal(38, 2))" : "DECIMAL(38, 2)") +
               ") AS value FROM " + d.name(sql_figure_view(indicator)) + "\n";
    }
    all.pop_back();
    return out + sql_view(d, "figures", "All indicators by period", all);
}

} // namespace mj
