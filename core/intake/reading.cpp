#include "core/intake/reading.hpp"

#include "core/base/key_text.hpp"
#include "core/base/record_id.hpp"
#include "core/base/sort.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr uint32_t rows_a_look = 128; ///< between two looks at the clock
constexpr size_t known_slots = 1024;

} // namespace

TableReader::TableReader(const Catalog& catalog, int reg, const Sheet& sheet, const ReadWish& wish)
    : catalog_(catalog),
      register_(catalog.registers[size_t(reg)]),
      sheet_(sheet),
      wish_(wish),
      names_(register_, wish.columns),
      table_(catalog, sheet, register_, names_),
      in_order_(std::is_sorted(wish.rows.begin(), wish.rows.end())) {
    out_.reg = reg;
    out_.sheet = sheet.name;
    for (const FillWish& fill : wish.fills) table_.fill(fill.field);
    if (!table_.found()) find_head();
    if (out_.columns.empty() && !out_.failed) choose_columns();
}

/// Whether a row looks like a record: a head holds no dates and numbers, and few words of the register's lists.
bool TableReader::is_record(uint32_t row) const {
    int words = 0;
    for (uint32_t c = 0; c < sheet_.columns(); ++c) {
        const std::string word = key_text(cell_text(sheet_.at(row, c)));
        words += !word.empty() && table_.code(word);
    }
    constexpr int data_weighs = 5, word_weighs = 2; // a fifth of dates and numbers, or half of words
    const int weight = table_.data_cells(row) * data_weighs + words * word_weighs;
    return weight && weight >= table_.cells(row);
}

bool ReadColumn::left_out() const {
    const Note how = head.means.how;
    return how == Note::unknown_column || how == Note::free_text ||
           (how == Note::nameless && !head.text.empty());
}

bool Reading::headless() const {
    return !columns.empty() && std::all_of(columns.begin(), columns.end(), [](const ReadColumn& column) {
        return column.made || column.head.numbered;
    });
}

bool Reading::has_column(int field) const {
    return std::any_of(columns.begin(), columns.end(),
                       [field](const ReadColumn& column) { return column.field() == field; });
}

void TableReader::find_head() {
    const auto row = table_.wide_row();
    if (!row) {
        out_.failed = Noted{Note::no_head, {in_both(register_.name.zh, register_.name.en)}};
        return;
    }
    const bool headless = is_record(*row);
    if (headless)
        table_.without_head(*row, names_);
    else
        table_.take_head(*row, names_);
    const auto& heads = table_.heads();
    const bool some = std::any_of(heads.begin(), heads.end(), [](const HeadCell& head) {
        return head.means.field != Meaning::no_field || (head.means.wish && head.means.wish->has_field);
    });
    if (some) return;
    out_.failed =
        headless ? Noted{Note::headless, {}}
                 : Noted{Note::head_unmatched,
                         {in_both(register_.name.zh, register_.name.en), std::to_string(sheet_.line(*row))}};
    for (const HeadCell& head : heads) {
        out_.columns.push_back({head});
        if (headless) out_.columns.back().sample = cell_text(sheet_.at(*row, head.column));
    }
}

void TableReader::choose_columns() {
    for (const HeadCell& head : table_.heads()) {
        ReadColumn column{head, wish_.hints};
        if (const ColumnWish* said = head.means.wish) {
            if (said->order != DateOrder::ask) column.hints.order = said->order;
            if (said->short_order != DateOrder::ask) column.hints.short_order = said->short_order;
            if (said->century) column.hints.century = said->century;
        }
        const bool said = head.means.wish && head.means.wish->power >= 0;
        column.hints.power = said ? head.means.wish->power : head.unit.power;
        column.doubtful = !said && head.unit.kind == HeadUnit::Kind::doubtful;
        column.hints.from_1904 |= sheet_.from_1904;
        if (head.numbered) column.sample = cell_text(sheet_.at(table_.first(), head.column));
        out_.columns.push_back(std::move(column));
    }
    leave_free_texts();
    find_twice();
    // What stands in a column without a head or a known name is kept where that is wished.
    const std::string& text = wish_.remark.empty() ? wish_.append : wish_.remark;
    const int remark = text.empty() ? -1 : register_.find(text);
    if (remark >= 0) {
        for (size_t c = 0; c < out_.columns.size(); ++c)
            if (out_.columns[c].field() == remark) remark_ = int(c);
        if (remark_ < 0) {
            remark_ = int(out_.columns.size());
            HeadCell head{
                sheet_.columns(), register_.fields[size_t(remark)].name.zh, {remark, Note::by_map, nullptr}};
            out_.columns.push_back({std::move(head)});
            out_.columns.back().made = true;
        }
        for (ReadColumn& column : out_.columns)
            if (column.left_out() && !wish_.remark.empty()) column.head.means.how = Note::to_remark;
    }
    fill_columns();
    sort_merges();
    known_.resize(out_.columns.size());
    uint32_t rows = 0; // about: the cells of the fullest column
    for (uint32_t c = 0; c < sheet_.columns(); ++c) rows = std::max(rows, sheet_.cells_in(c));
    for (ReadColumn& column : out_.columns)
        if (column.field() != Meaning::no_field) column.cells.reserve(rows);
}

/// Two columns for one field are one when they say the same.
void TableReader::find_twice() {
    for (size_t b = 0; b < out_.columns.size(); ++b)
        for (size_t a = 0; a < b; ++a) {
            Meaning& means = out_.columns[b].head.means;
            if (means.field == Meaning::no_field || out_.columns[a].field() != means.field) continue;
            bool same = true;
            for (uint32_t row = table_.first(); same && row < sheet_.rows(); ++row)
                same = cell_text(sheet_.at(row, out_.columns[a].head.column)) ==
                       cell_text(sheet_.at(row, out_.columns[b].head.column));
            if (!same) twice_.push_back(int(b));
            means.field = Meaning::no_field;
            means.how = Note::twice;
        }
}

int64_t TableReader::keep(std::string_view text) {
    const int64_t at = int64_t(out_.texts.size());
    out_.texts += text;
    return at << Reading::text_bits | int64_t(text.size());
}

/// A word of no code is counted, and taken for what was said of it. Its position, or -1.
int TableReader::as_said(size_t c, std::string_view text, Understood& got) {
    if (got.kind != Understood::Kind::refused || got.said.note != Note::unknown_code) return -1;
    const int field = out_.columns[c].field();
    const std::string key = key_text(text);
    const auto wish = std::find_if(wish_.words.begin(), wish_.words.end(), [&](const WordWish& one) {
        return one.field == field && one.word == key;
    });
    const bool said = wish != wish_.words.end();
    const std::string proposal = got.proposal;
    if (said) {
        got = {};
        got.kind = wish->code < 0 ? Understood::Kind::empty : Understood::Kind::value;
        if (wish->code >= 0) got.value = int64_t(wish->code + 1);
        got.changes = bit(Note::answered);
    }
    auto& words = out_.words;
    for (size_t i = 0; i < words.size(); ++i)
        if (words[i].column == int(c) && word_keys_[i] == key) return int(i);
    if (words.size() == Reading::most_words) return -1;
    words.push_back({int(c), std::string(without_blanks(text)), said, said ? wish->code : -1, 0, proposal});
    word_keys_.push_back(key);
    return int(words.size() - 1);
}

int TableReader::as_synonym(size_t c, std::string_view text, const Understood& got) {
    const auto* code = std::get_if<int64_t>(&got.value);
    if (got.kind != Understood::Kind::value || !code || !(got.changes & bit(Note::synonym))) return -1;
    const std::string key = key_text(text);
    auto& all = out_.synonyms;
    for (size_t i = 0; i < all.size(); ++i)
        if (all[i].column == int(c) && synonym_keys_[i] == key) return int(i);
    if (all.size() == Reading::most_words) return -1;
    all.push_back({int(c), std::string(without_blanks(text)), int(*code - 1), 0});
    synonym_keys_.push_back(key);
    return int(all.size() - 1);
}

const Understood& TableReader::understood(size_t c, const Cell& cell) {
    const ReadColumn& column = out_.columns[c];
    const Field& field = register_.fields[size_t(column.field())];
    const bool code = field.type == FieldType::code;
    // Numbers, days and codes come again, and a sheet keeps equal texts once.
    const bool comes_again = field.type != FieldType::text && field.type != FieldType::link;
    if (!comes_again || (cell.type != CellType::text && cell.type != CellType::number)) {
        last_ = understand(catalog_, field, cell, column.hints);
        if (code)
            if (const int word = as_said(c, cell_text(cell), last_); word >= 0)
                ++out_.words[size_t(word)].rows;
        return last_;
    }
    if (known_[c].empty()) known_[c].resize(known_slots);
    Known& slot = known_[c][(reinterpret_cast<uintptr_t>(cell.text.data()) >> 2) % known_slots];
    if (slot.at != cell.text.data() || slot.size != cell.text.size() || slot.type != cell.type ||
        slot.power != column.hints.power) {
        slot = {cell.text.data(), cell.text.size(), cell.type, column.hints.power,
                understand(catalog_, field, cell, column.hints)};
        if (code) {
            slot.word = as_said(c, cell_text(cell), slot.got);
            slot.synonym = as_synonym(c, cell_text(cell), slot.got);
        }
    }
    if (slot.synonym >= 0) ++out_.synonyms[size_t(slot.synonym)].rows;
    if (slot.word >= 0) ++out_.words[size_t(slot.word)].rows;
    return slot.got;
}

/// A real cell shows what each answer would make of it.
void TableReader::note_question(ReadColumn& column, const Field& field, const Cell& cell) {
    if (!column.order_cell.empty() && !column.short_cell.empty()) return;
    Hints unanswered = column.hints;
    unanswered.order = unanswered.short_order = DateOrder::ask;
    unanswered.century = 0;
    const Note asked = understand(catalog_, field, cell, unanswered).said.note;
    if (asked != Note::day_or_month && asked != Note::two_digit_year) return;
    std::string& first = asked == Note::day_or_month ? column.order_cell : column.short_cell;
    if (first.empty()) first = without_blanks(cell_text(cell));
}

void TableReader::read_row(uint32_t row) {
    const uint64_t line = sheet_.line(row);
    std::optional<Note> why = table_.no_record(row);
    const bool looks_so = !why; // whatever is said of it, its cells may go on below
    const auto& rows = wish_.rows;
    size_t at_said = in_order_ ? said_ : 0;
    while (at_said < rows.size() && (in_order_ ? rows[at_said].first < line : rows[at_said].first != line))
        ++at_said;
    said_ = at_said;
    const bool said = at_said < rows.size() && rows[at_said].first == line;
    if (said && why != Note::head) {
        why = std::nullopt;
        if (!rows[at_said].second) why = Note::row_left_out;
    }
    if (why == Note::head) return;
    if (looks_so || !why) begin_merges(row);
    if (why) {
        std::string first;
        for (size_t h = 0; first.empty() && h < table_.heads().size(); ++h)
            first = without_blanks(cell_text(sheet_.at(row, table_.heads()[h].column)));
        if (why == Note::head_again) other_head_ = table_.same_head(row) ? std::nullopt : std::optional(line);
        out_.skipped.push_back({row, line, *why, std::move(first)});
        if (why == Note::total) compare_totals(row);
        return;
    }
    const uint32_t at = uint32_t(out_.rows.size());
    out_.rows.push_back({row, line});
    if (!wish_.hidden_rows && !said &&
        std::binary_search(sheet_.hidden_rows.begin(), sheet_.hidden_rows.end(), row))
        out_.problems.push_back({at, -1, {Note::row_hidden, {}}});
    if (other_head_ && !said)
        out_.problems.push_back({at, -1, {Note::head_differs, {std::to_string(*other_head_)}}});
    std::string remark;
    for (size_t c = 0; c < out_.columns.size(); ++c) {
        ReadColumn& column = out_.columns[c];
        bool merged = false;
        Cell cell = cell_at(c, row, merged);
        for (const auto& [filled, text] : filled_)
            if (filled == c) cell = {CellType::text, 0, text};
        if (column.head.means.how == Note::to_remark && cell.type != CellType::empty) {
            const std::string bare(without_blanks(without_guard(cell_text(cell))));
            column.counts[size_t(Note::merged)] += merged && !bare.empty();
            if (!bare.empty()) remark += (remark.empty() ? "" : "；") + column.head.text + "：" + bare;
        }
        if (column.field() == Meaning::no_field) continue;
        column.cells.push_back(Reading::no_cell);
        if (cell.type == CellType::empty) continue;
        if (column.field() == Meaning::record_id_field) {
            const std::string text(without_blanks(cell_text(cell)));
            const auto id = RecordId::parse(text);
            column.counts[size_t(Note::merged)] += merged && id;
            if (id)
                column.cells.back() = int64_t(id->bits);
            else if (!text.empty())
                out_.problems.push_back({at, int(c), {Note::unknown_id, {text}}, text});
            continue;
        }
        if (column.head.by_row && !(column.head.means.wish && column.head.means.wish->power >= 0)) {
            const HeadUnit unit = table_.unit_at(row, true);
            column.hints.power = unit.power;
            column.doubtful = unit.kind != HeadUnit::Kind::said;
        }
        const Understood& got = understood(c, cell);
        const Field& field = register_.fields[size_t(column.field())];
        if (field.type == FieldType::date &&
            (got.kind == Understood::Kind::asked || (got.changes & bit(Note::answered))))
            note_question(column, field, cell);
        if (field.type == FieldType::date && (got.changes & bit(Note::answered)) &&
            !(column.head.means.wish && column.head.means.wish->sure))
            column.answered.push_back({at, keep(cell_text(cell))});
        if (got.kind == Understood::Kind::asked || got.kind == Understood::Kind::refused) {
            out_.problems.push_back({at, int(c), got.said, cell_text(cell), got.proposal});
            continue;
        }
        if (column.doubtful && got.kind == Understood::Kind::value && got.value != Value(int64_t(0)) &&
            !(got.changes & (bit(Note::unit) | bit(Note::wan)))) {
            out_.problems.push_back({at, int(c), {Note::unit_unknown, {column.head.text}}, cell_text(cell)});
            continue;
        }
        for (uint32_t bits = got.changes; bits; bits &= bits - 1)
            ++column.counts[size_t(__builtin_ctz(bits))];
        column.counts[size_t(Note::merged)] += merged && got.kind == Understood::Kind::value;
        if (const auto* text = std::get_if<std::string>(&got.value))
            column.cells.back() = keep(*text);
        else if (const auto* number = std::get_if<int64_t>(&got.value))
            column.cells.back() = *number;
    }
    const bool empty =
        remark.empty() && std::none_of(out_.columns.begin(), out_.columns.end(), [](const ReadColumn& c) {
            return !c.made && c.field() != Meaning::no_field && c.cells.back() != Reading::no_cell;
        });
    if (empty && (out_.problems.empty() || out_.problems.back().row != at)) {
        for (ReadColumn& column : out_.columns)
            if (column.field() != Meaning::no_field) column.cells.pop_back();
        out_.rows.pop_back();
        out_.skipped.push_back({row, line, Note::nothing_read, {}});
        return;
    }
    add_up();
    if (remark.empty()) return;
    ReadColumn& column = out_.columns[size_t(remark_)];
    const int64_t own = column.cells.back();
    const std::string whole = (own == Reading::no_cell ? "" : std::string(out_.text(own)) + "；") + remark;
    const Field& field = register_.fields[size_t(column.field())];
    const Understood got = understand(catalog_, field, whole);
    if (got.kind == Understood::Kind::value)
        column.cells.back() = keep(std::get<std::string>(got.value));
    else
        out_.problems.push_back({at, remark_, got.said, whole});
}

bool TableReader::step(const Deadline& deadline) {
    while (!out_.failed && row_ < sheet_.rows()) {
        read_row(row_);
        if (++row_ % rows_a_look == 0 && deadline.passed()) return false;
    }
    if (!out_.failed && out_.rows.empty()) {
        const bool example =
            std::any_of(out_.skipped.begin(), out_.skipped.end(),
                        [](const Reading::Skipped& row) { return row.why == Note::example; });
        out_.failed = Noted{example ? Note::only_examples : Note::no_rows, {}};
    }
    // A question about a whole column is one about each of its rows.
    for (const int column : twice_)
        for (uint32_t row = 0; row < out_.rows.size(); ++row)
            out_.problems.push_back(
                {row,
                 column,
                 {Note::column_twice, {out_.columns[size_t(column)].head.text}},
                 cell_text(sheet_.at(out_.rows[row].row, out_.columns[size_t(column)].head.column))});
    if (!twice_.empty())
        sort_stable(out_.problems, [](const ReadProblem& a, const ReadProblem& b) { return a.row < b.row; });
    twice_.clear();
    return true;
}

float TableReader::progress() const { return sheet_.rows() ? float(row_) / float(sheet_.rows()) : 1.f; }

Reading read_table(const Catalog& catalog, int reg, const Sheet& sheet, const ReadWish& wish) {
    TableReader reader(catalog, reg, sheet, wish);
    while (!reader.step(Deadline::never())) {
    }
    return reader.take();
}

} // namespace mj
