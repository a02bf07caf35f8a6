// Which column of a table is what.
#pragma once
#include "core/intake/understand.hpp"
#include "core/intake/unit.hpp"

#include <utility>

namespace mj {

/// What a person or a map says of one column.
struct ColumnWish {
    std::string head;       ///< as the table has it, or the column's letters
    std::string field;      ///< id; "": it is left out
    bool has_field = false; ///< else the head decides
    DateOrder order = DateOrder::ask;
    DateOrder short_order = DateOrder::ask; ///< of years with two digits, see Hints
    int century = 0;
    int power = -1;      ///< see Hints; -1: the head decides
    bool sure = false;   ///< its dates are right as they are read by what was said
    bool append = false; ///< to the wish's text field, in place of a field of its own
};

/// What a head means.
struct Meaning {
    static constexpr int no_field = -1, record_id_field = -2;
    int field = no_field;
    Note how = Note::unknown_column;
    const ColumnWish* wish = nullptr; ///< what was said of it
};

/// The heads that a register's columns may have.
class HeadNames {
  public:
    HeadNames(const Register& reg, const std::vector<ColumnWish>& wishes);
    Meaning find(std::string_view head) const;
    Meaning find_letters(uint32_t column) const; ///< what was said of the column by its letters

  private:
    Meaning exact(const std::string& key) const;
    std::vector<std::pair<std::string, Meaning>> names_; // by key_text, what was said first
    bool said_ = false;
};

} // namespace mj
