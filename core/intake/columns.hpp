// Which column of a table is what.
#pragma once
#include "core/intake/understand.hpp"

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

/// What is said of the unit of a column's numbers.
struct HeadUnit {
    enum class Kind : uint8_t {
        none,    ///< nothing
        said,    ///< `power`
        doubtful ///< something that is no unit known here: "百美元", "万元/人"
    } kind = Kind::none;
    int power = 0; ///< of ten
};
/// What a part of a head says that is a unit and nothing else ("万元", "单位：人民币万元", "百人"). Of amounts of money, or of
/// numbers of something: what is the other's is nothing.
HeadUnit unit_alone(std::string_view text, bool money);
/// What a head says behind its name: in brackets, or behind a comma or a stroke.
HeadUnit unit_of_head(std::string_view head, bool money);
/// What a line above or below a table says with the word 单位, or in brackets at its end.
HeadUnit unit_of_line(std::string_view line, bool money);
/// How a unit of that power is written: "万元"; "" where none is known.
std::string unit_text(int power, bool money);

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
