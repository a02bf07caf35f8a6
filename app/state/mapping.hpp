// What a person has said of a table's columns, of the words in them and of its rows, and what was said of former tables.
#pragma once
#include "core/intake/reading.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

struct Mapping {
    struct Column {
        std::string head; ///< as read_map() finds it
        bool field_said = false;
        std::string field; ///< id; "": left out; "+id": appended to that text
        DateOrder order = DateOrder::ask;
        int century = 0;
    };
    struct Word {
        std::string field, word, code; ///< ids; the word as key_text() makes it; "": nothing
    };
    struct Row {
        uint64_t line;         ///< as the spreadsheet counts it
        bool take;             ///< it is a record; else it is left out
        std::string text = {}; ///< what it begins with
    };
    struct Fill {
        int field;         ///< that no column is for
        std::string value; ///< of all rows, as a cell may have it
    };
    std::vector<Column> columns;
    std::vector<Word> words;
    std::vector<Fill> fills; ///< likewise of this file alone
    std::vector<Row> rows;   ///< by their lines; of this file alone, another has others there
    Column& column(const std::string& head);
    const Column* find(std::string_view head) const;
    const Row* row(uint64_t line) const;
    const Fill* fill(int field) const;
    /// Nothing: the row is again what it is taken for by itself.
    void say(uint64_t line, std::optional<bool> take, const std::string& text);
};

/// By what a mapping calls a column of this table: its head, or its letters where the head alone does not tell.
std::string column_name(const Reading& reading, size_t column);
/// Without what names fields and codes that are no longer there.
void drop_unknown(const Catalog& catalog, int reg, Mapping& mapping);
/// All heads in one text, without that of the reasons of a former import: what tells one kind of table from another.
std::string head_line(const Reading& reading);
/// As read_map() takes it.
std::string map_text(const Register& reg, const Mapping& mapping);

/// The mappings of former tables: columns by register and head line, words by register and field. The oldest go first.
class Mappings {
  public:
    static constexpr size_t most_tables = 40, most_words = 400;
    static Mappings parse(std::string_view text); ///< what is not understood is left out
    std::string text() const;

    const std::vector<Mapping::Column>* columns(std::string_view reg, std::string_view heads) const;
    std::vector<Mapping::Word> words(std::string_view reg) const;
    void keep(std::string_view reg, std::string_view heads, const std::vector<Mapping::Column>& columns);
    void keep(std::string_view reg, const Mapping::Word& word);
    /// Of this table, and the words of these fields.
    void forget(std::string_view reg, std::string_view heads, const std::vector<std::string>& fields);

  private:
    struct Kept {
        std::string reg, heads;
        std::vector<Mapping::Column> columns;
    };
    struct KeptWord {
        std::string reg;
        Mapping::Word word;
    };
    std::vector<Kept> tables_;
    std::vector<KeptWord> words_;
};

} // namespace mj
