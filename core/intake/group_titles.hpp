// Rows between the records of a table that say what the next ones have in common: "一、建设领域", a street's name alone, "续表".
#pragma once
#include "core/catalog/catalog.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mj {

class GroupTitles {
  public:
    GroupTitles(const Catalog& catalog, const Register& reg);
    /// A word of the register's lists, in Chinese or by another name; of key_text().
    bool code(std::string_view key) const;
    /// Of a row's only cell, likewise.
    bool has(std::string_view key) const;
    /// "一", "二、", "(三)" or "第四批" and nothing behind it: Chinese numerals, which number no records.
    static bool number(std::string_view key);

  private:
    std::vector<std::string> words_, english_; // of the register's lists, in order
};

} // namespace mj
