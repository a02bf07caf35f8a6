// Tables, and how they are filled.
#include "core/sql/sql.hpp"

namespace mj {
namespace {

struct Line {
    std::string name, type;
    SqlType kind = SqlType::text;
    std::string says;
};

/// The columns of a register's table.
std::vector<Line> columns_of(const Register& reg, const Dialect& d) {
    std::vector<Line> out;
    const auto add = [&](const std::string& id, SqlType type, bool required, const std::string& says) {
        out.push_back({id, d.type(type, required), type, says});
    };
    add("id", SqlType::text, true, "");
    add("office", SqlType::text, true, "");
    add("state", SqlType::text, true, "draft, checked, approved, void");
    add("created", SqlType::moment, true, "UTC");
    add("changed", SqlType::moment, true, "UTC");
    for (const Field& field : reg.fields)
        add(field.id, sql_type(field), false,
            field.name.zh + " / " + field.name.en + (field.type == FieldType::money ? " (fen)" : ""));
    return out;
}

std::vector<Line> columns_of_work_days(const Dialect& d) {
    const auto line = [&](const char* id, SqlType type, const char* says) {
        return Line{id, d.type(type, true), type, says};
    };
    return {line("day", SqlType::day, ""), line("works", SqlType::flag, ""),
            line("number", SqlType::integer,
                 "working days up to it, from the first day of years that follow each other")};
}

std::string table(const Dialect& d, const std::string& name, const std::string& says,
                  const std::vector<Line>& columns) {
    const std::string& key = columns.front().name;
    std::string out = "CREATE TABLE " + d.name(name) + " (\n", comments;
    for (size_t i = 0; i < columns.size(); ++i) {
        const Line& line = columns[i];
        out += "  " + d.name(line.name) + " " + line.type;
        if (i == 0 && d.has_keys()) out += " PRIMARY KEY";
        if (!line.says.empty() && d.comments_inline()) out += " COMMENT " + d.text(line.says);
        if (!line.says.empty() && !d.comments_inline())
            comments += "COMMENT ON COLUMN " + d.name(name) + "." + d.name(line.name) + " IS " +
                        d.text(line.says) + ";\n";
        out += i + 1 < columns.size() ? ",\n" : "\n";
    }
    out += ")" + d.table_end(key);
    if (!says.empty() && d.comments_inline()) out += " COMMENT " + d.text(says);
    out += ";\n";
    if (!says.empty() && !d.comments_inline())
        out += "COMMENT ON TABLE " + d.name(name) + " IS " + d.text(says) + ";\n";
    return out + comments;
}

std::string codes(const Catalog& catalog, const Dialect& d) {
    const auto column = [&](const char* id) {
        return Line{id, d.type(SqlType::text, true), SqlType::text, ""};
    };
    std::string out = "CREATE TABLE " + d.name("mj_code") + " (" + d.name("list") + " " + column("list").type;
    for (const char* id : {"id", "name_zh", "name_en"}) out += ", " + d.name(id) + " " + column(id).type;
    out += ")" + d.table_end("list") + ";\nINSERT INTO " + d.name("mj_code") + " VALUES";
    const char* between = "\n  ";
    for (const CodeList& list : catalog.code_lists)
        for (const Code& code : list.codes) {
            out += between + ("(" + d.text(list.id)) + ", " + d.text(code.id) + ", " + d.text(code.name.zh) +
                   ", " + d.text(code.name.en) + ")";
            between = ",\n  ";
        }
    return out + ";\n\n";
}

std::string periods_of(const Dialect& d, const SqlPeriods& periods) {
    const auto line = [&](const char* id, SqlType type, const char* says) {
        return Line{id, d.type(type, true), type, says};
    };
    std::string out = table(d, "mj_period", "What figures are asked for; any other days may be added",
                            {line("name", SqlType::text, ""), line("year", SqlType::integer, ""),
                             line("whole", SqlType::flag, "a whole year"),
                             line("first_day", SqlType::day, ""), line("last_day", SqlType::day, ""),
                             line("read_on", SqlType::day, "time limits are read on this day")});
    const char* between = "INSERT INTO mj_period VALUES\n  ";
    for (int year = periods.from; year <= periods.to; ++year) {
        const Period whole = Period::of_year(year);
        if (whole.from > periods.on) break;
        const Date last = std::min(whole.to, periods.on), read = std::min(last.plus(1), periods.on);
        out += between + ("(" + d.text(std::to_string(year))) + ", " + std::to_string(year) + ", TRUE, " +
               d.day(whole.from) + ", " + d.day(last) + ", " + d.day(read) + ")";
        between = ",\n  ";
    }
    return out + ";\n\n";
}

} // namespace

std::vector<SqlFile> sql_files(const Catalog& catalog) {
    std::vector<SqlFile> out{{"mj_work_day", -1}};
    for (size_t reg = 0; reg < catalog.registers.size(); ++reg)
        out.push_back({catalog.registers[reg].id, int(reg)});
    return out;
}

std::string sql_schema(const Catalog& catalog, const Dialect& d, const SqlPeriods& periods) {
    std::string out = "-- Registers and indicators of catalogue " + catalog.version + " for " +
                      std::string(database_ids[size_t(d.database())]) + "\n\n";
    for (const Register& reg : catalog.registers)
        out += table(d, reg.id, reg.name.zh + " / " + reg.name.en, columns_of(reg, d)) + "\n";
    out += codes(catalog, d) + periods_of(d, periods);
    out += table(d, "mj_work_day", "Days of the years that have a calendar", columns_of_work_days(d)) + "\n";
    return out + sql_clocks(catalog, d) + sql_figures(catalog, d);
}

std::string sql_view(const Dialect& d, const std::string& name, const std::string& says,
                     const std::string& query) {
    std::string out = "CREATE VIEW " + d.name(name);
    if (d.database() == Database::spark) out += " COMMENT " + d.text(says);
    out += " AS\n" + query;
    if (d.database() == Database::clickhouse) out += "\nCOMMENT " + d.text(says);
    out += ";\n";
    if (!d.comments_inline()) out += "COMMENT ON VIEW " + d.name(name) + " IS " + d.text(says) + ";\n";
    return out + "\n";
}

std::string sql_load(const Catalog& catalog, const Dialect& d, const SqlFile& file, const std::string& path) {
    const std::vector<Line> columns =
        file.reg < 0 ? columns_of_work_days(d) : columns_of(catalog.registers[size_t(file.reg)], d);
    std::string names, typed, members;
    for (const Line& line : columns) {
        const char* between = names.empty() ? "" : ", ";
        names += between + d.name(line.name);
        typed += between + d.name(line.name) + " " + d.bare_type(line.kind);
        members += between + d.text(line.name) + ": " + d.text(d.bare_type(line.kind));
    }
    // Calendars of several offices are of the same days.
    const std::string fresh = file.reg < 0 ? " WHERE " + d.name("day") + " NOT IN (SELECT " + d.name("day") +
                                                 " FROM " + d.name(file.table) + ")"
                                           : "";
    const std::string into = "INSERT INTO " + d.name(file.table) + " (" + names + ")";
    switch (d.database()) {
    case Database::duckdb:
        return into + "\n  SELECT " + names + " FROM read_json(" + d.text(path) +
               ", format = 'newline_delimited', columns = {" + members + "})" + fresh + ";\n";
    case Database::postgresql:
        return "CREATE TEMPORARY TABLE mj_line (line jsonb);\n\\copy mj_line FROM PROGRAM " +
               d.text("gzip -dc \"" + path + "\"") +
               " WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')\n" + into + "\n  SELECT " + names +
               " FROM mj_line, jsonb_to_record(line) AS r(" + typed + ")" + fresh +
               ";\nDROP TABLE mj_line;\n";
    case Database::clickhouse:
        return into + "\n  SELECT " + names + " FROM file(" + d.text(path) + ", 'JSONEachRow', " +
               d.text([&] {
                   std::string out;
                   for (const Line& line : columns)
                       out += (out.empty() ? "" : ", ") + d.name(line.name) + " " + line.type;
                   return out;
               }()) +
               ", 'gzip')" + fresh + "\n  SETTINGS date_time_input_format = 'best_effort';\n";
    case Database::spark: break;
    }
    return into + "\n  SELECT " + names + " FROM (SELECT r.* FROM (SELECT from_json(value, " + d.text(typed) +
           ") AS r FROM text." + d.name(path) + ") a) b" + fresh + ";\n";
}

} // namespace mj
