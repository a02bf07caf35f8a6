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
        DateOrder order = DateOrder::ask, short_order = DateOrder::ask;
        int century = 0;
        bool sure = false;   ///< its dates are right as they are read; of this file alone
        int power = -1;      ///< of ten, its numbers' unit; -1: its head says it; of this file alone
        bool before = false; ///< said of a former table
    };
    struct Word {
        std::string field, word, code; ///< ids; the word as key_text() makes it; "": nothing
        bool before = false;           ///< said of a former table
    };
    struct Row {
        uint64_t line;         ///< as the spreadsheet counts it
        bool take;             ///< it is a record; else it is left out
        std::string text = {}; ///< what it begins with
    };
    struct Fill {
        int field;               ///< that no column is for
        std::string value;       ///< of all rows, as a cell may have it
        std::string column = {}; ///< or the column that says it, as the mapping calls it
        bool before = false;     ///< said of a former table
    };
    std::vector<Column> columns;
    std::vector<Word> words;
    std::vector<Fill> fills; ///< values are of this file alone
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

/// By what a column is known again in another table.
struct HeadKey {
    std::string heads; ///< the whole head line where the column has only its letters; else ""
    std::string head;  ///< as key_text() makes it, or the letters
};
/// What a column was taken for, as Mapping::Column::field has it.
std::string field_of(const Register& reg, const Reading& reading, size_t column);
HeadKey head_key(const Reading& reading, size_t column);

/// What was said of former tables: of each column by register and head, of words by register and field. The newest counts, and
/// the oldest go first.
class Mappings {
  public:
    static constexpr size_t most_columns = 600, most_words = 400, most_taken = 30, most_same = 100;
    static Mappings parse(std::string_view text); ///< what is not understood is left out
    std::string text() const;

    const Mapping::Column* column(std::string_view reg, const HeadKey& key) const;
    std::vector<Mapping::Word> words(std::string_view reg) const;
    void keep(std::string_view reg, const HeadKey& key, Mapping::Column column);
    void keep(std::string_view reg, const Mapping::Word& word);
    /// A table that was taken: its register, its heads and the field of each column as Mapping::Column has it.
    struct Taken {
        std::string reg, heads;
        std::vector<std::string> fields;
    };
    const std::vector<Taken>& taken() const { return taken_; } ///< the newest last
    void keep(Taken table);
    /// A column that says what a field without one says.
    struct Same {
        std::string reg, heads, head, field;
    };
    const std::vector<Same>& same() const { return same_; }
    void keep(Same same);
    void drop_same(std::string_view reg, std::string_view field);
    /// Of these columns, and the words of these fields.
    void forget(std::string_view reg, const std::vector<HeadKey>& heads,
                const std::vector<std::string>& fields);

  private:
    struct KeptColumn {
        std::string reg, heads;
        Mapping::Column column;
    };
    struct KeptWord {
        std::string reg;
        Mapping::Word word;
    };
    void drop(std::string_view reg, const HeadKey& key);
    std::vector<KeptColumn> columns_;
    std::vector<KeptWord> words_;
    std::vector<Taken> taken_;
    std::vector<Same> same_;
};

} // namespace mj
