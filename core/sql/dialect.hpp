// The ways in which databases differ, as far as tables, views and loading need them.
#pragma once
#include "core/catalog/catalog.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mj {

enum class Database : uint8_t { duckdb, postgresql, clickhouse, spark };
constexpr std::string_view database_ids[] = {"duckdb", "postgresql", "clickhouse", "spark"};
std::optional<Database> find_database(std::string_view id);

enum class SqlType : uint8_t { text, flag, day, moment, integer };
SqlType sql_type(const Field& field); ///< A code is the text of its id, an amount an integer of fen.

class Dialect {
  public:
    explicit Dialect(Database database) : database_(database) {}
    Database database() const { return database_; }

    std::string name(std::string_view id) const; ///< of a table or column, quoted
    std::string text(std::string_view words) const;
    std::string day(Date day) const;
    std::string type(SqlType type, bool required) const; ///< of a column
    std::string bare_type(SqlType type) const;           ///< for casts
    /// What stands behind the columns of a table.
    std::string table_end(std::string_view key) const;
    bool has_keys() const { return database_ == Database::duckdb || database_ == Database::postgresql; }
    /// Comments stand beside columns, else in statements of their own.
    bool comments_inline() const { return !has_keys(); }

    std::string plus_days(const std::string& day, const std::string& n) const;
    std::string days_between(const std::string& from, const std::string& to) const;
    std::string whole(const std::string& a, const std::string& b) const; ///< a / b, cut to an integer

  private:
    Database database_;
};

} // namespace mj
