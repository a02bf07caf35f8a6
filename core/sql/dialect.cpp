#include "core/sql/dialect.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr std::string_view types[][5] = {
    {"VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "BIGINT"},
    {"text", "boolean", "date", "timestamp", "bigint"},
    {"String", "Bool", "Date32", "DateTime64(0, 'UTC')", "Int64"},
    {"STRING", "BOOLEAN", "DATE", "TIMESTAMP", "BIGINT"},
};

} // namespace

std::optional<Database> find_database(std::string_view id) {
    const auto at = std::find(std::begin(database_ids), std::end(database_ids), id);
    if (at == std::end(database_ids)) return std::nullopt;
    return Database(at - std::begin(database_ids));
}

SqlType sql_type(const Field& field) {
    switch (field.type) {
    case FieldType::flag: return SqlType::flag;
    case FieldType::date: return SqlType::day;
    case FieldType::count:
    case FieldType::money: return SqlType::integer;
    case FieldType::code:
    case FieldType::text:
    case FieldType::link: break;
    }
    return SqlType::text;
}

std::string Dialect::name(std::string_view id) const {
    const char quote = has_keys() ? '"' : '`';
    return quote + std::string(id) + quote;
}

std::string Dialect::text(std::string_view words) const {
    std::string out = "'";
    for (const char c : words) {
        if (c == '\'' && database_ == Database::spark)
            out += '\\';
        else if (c == '\'' || (c == '\\' && !has_keys()))
            out += c;
        out += c;
    }
    return out + '\'';
}

std::string Dialect::day(Date day) const {
    return "CAST('" + day.text() + "' AS " + bare_type(SqlType::day) + ")";
}

std::string Dialect::bare_type(SqlType type) const {
    return std::string(types[size_t(database_)][size_t(type)]);
}

std::string Dialect::type(SqlType type, bool required) const {
    if (database_ == Database::clickhouse)
        return required ? bare_type(type) : "Nullable(" + bare_type(type) + ")";
    return bare_type(type) + (required ? " NOT NULL" : "");
}

std::string Dialect::table_end(std::string_view key) const {
    if (database_ == Database::clickhouse) return " ENGINE = MergeTree ORDER BY " + name(key);
    return database_ == Database::spark ? " USING parquet" : "";
}

std::string Dialect::plus_days(const std::string& day, const std::string& n) const {
    switch (database_) {
    case Database::duckdb:
    case Database::postgresql: return "(" + day + " + CAST(" + n + " AS INTEGER))";
    case Database::clickhouse: return "addDays(" + day + ", " + n + ")";
    case Database::spark: break;
    }
    return "date_add(" + day + ", CAST(" + n + " AS INT))";
}

std::string Dialect::days_between(const std::string& from, const std::string& to) const {
    switch (database_) {
    case Database::duckdb:
    case Database::postgresql: return "(" + to + " - " + from + ")";
    case Database::clickhouse: return "dateDiff('day', " + from + ", " + to + ")";
    case Database::spark: break;
    }
    return "datediff(" + to + ", " + from + ")";
}

std::string Dialect::whole(const std::string& a, const std::string& b) const {
    switch (database_) {
    case Database::duckdb: return "((" + a + ") // (" + b + "))";
    case Database::postgresql: return "((" + a + ") / (" + b + "))";
    case Database::clickhouse: return "intDiv(" + a + ", " + b + ")";
    case Database::spark: break;
    }
    return "((" + a + ") div (" + b + "))";
}

} // namespace mj
