#include "core/intake/find_table.hpp"

#include "core/base/date.hpp"
#include "core/base/fold.hpp"
#include "core/base/key_text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mj {
namespace {

constexpr uint32_t most_above = 60; ///< rows in which a head is looked for

constexpr std::string_view total_words[] = {
    "合计",     "小计",     "总计",     "共计",   "累计",  "平均",     "平均值", "平均数",  "本页合计",
    "本页小计", "本月合计", "本年累计", "总合计", "total", "subtotal", "sum",    "average", "grandtotal"};
constexpr std::string_view example_words[] = {"示例", "填写说明", "example"};
constexpr std::string_view foot_words[] = {
    "填表人", "填报人",     "填表单位",   "填报单位",  "填表日期", "填报日期", "填报时间",   "制表",
    "制表人", "审核",       "审核人",     "复核",      "复核人",   "负责人",   "单位负责人", "经办人",
    "经办",   "科室负责人", "分管领导",   "联系人",    "联系电话", "报送人",   "统计人",     "注",
    "备注",   "说明",       "preparedby", "checkedby", "note",     "notes"};

/// "合计:", "小计(一)", "合计2件" but not "合计公司".
template <size_t n> bool says(std::string_view key, const std::string_view (&words)[n]) {
    for (const std::string_view word : words) {
        if (!key.starts_with(word)) continue;
        const std::string_view rest = key.substr(word.size());
        if (rest.empty() || rest[0] == ':' || rest[0] == '(' || (rest[0] >= '0' && rest[0] <= '9'))
            return true;
    }
    return false;
}

/// "建设领域小计".
bool totals_group(std::string_view key) { return key.ends_with("小计") || key.ends_with("合计"); }

std::optional<TotalKind> total_kind(std::string_view key) {
    const auto begins = [key](auto... words) { return (key.starts_with(std::string_view(words)) || ...); };
    if (!says(key, total_words) || begins("平均", "average")) return std::nullopt;
    if (begins("小计", "本页", "subtotal")) return TotalKind::sub;
    if (begins("总", "grand")) return TotalKind::grand;
    return begins("累计", "本年累计") ? TotalKind::all : TotalKind::total;
}

bool is_foot(std::string_view key) {
    for (const std::string_view word : foot_words)
        if (key.starts_with(word) && key.substr(word.size()).starts_with(':')) return true;
    return false;
}

} // namespace

bool blank_cell(const Cell& cell) {
    return cell.type == CellType::empty || (cell.type == CellType::text && without_blanks(cell.text).empty());
}

std::string in_one_line(std::string_view text) {
    std::string out(without_blanks(text));
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return out;
}

namespace {

std::string place_name(uint32_t column) { return "第 " + std::to_string(column + 1) + " 栏"; }

/// 甲, 乙, 丙 …: columns that are no numbers are numbered by them.
bool is_stem(std::string_view text) {
    constexpr std::string_view stems = "甲乙丙丁戊己庚辛壬癸";
    constexpr size_t character = 3; // bytes
    return text.size() == character && stems.find(text) != stems.npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 甲-12, 渝人仲案〔2023〕12号, a telephone, a code of letters and digits.
bool numbers_a_case(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    constexpr ptrdiff_t many = 3;
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-'; });
    if (digits && plain && (digits >= many || text.find('-') != text.npos)) return true;
    if (text.ends_with("号")) text.remove_suffix(std::string_view("号").size());
    if (text.empty() || !is_digit(text.back())) return false;
    for (const std::string_view mark : {"-", "〔", "[", "(", "第"})
        if (text.find(mark) != text.npos) return true;
    return digits >= many;
}

bool is_data(const Cell& cell) {
    if (cell.type == CellType::date || cell.type == CellType::number) return true;
    if (cell.type != CellType::text) return false;
    std::string text;
    fold(without_blanks(without_guard(cell.text)), text);
    if (std::none_of(text.begin(), text.end(), is_digit)) return false;
    return !reading::day(text, {}).refused || !reading::number(text, 2, 0, false).refused ||
           numbers_a_case(text);
}

} // namespace

bool ends_records(std::string_view text) {
    const std::string key = key_text(text);
    return says(key, total_words) || totals_group(key) || says(key, example_words) || is_foot(key);
}

std::string cell_text(const Cell& cell) {
    if (cell.type == CellType::date) {
        const std::string day = Date::of(1899, 12, 30).plus(int(std::clamp(cell.number, -1e5, 1e5))).text();
        return day;
    }
    if (cell.type == CellType::flag) return cell.number != 0 ? "TRUE" : "FALSE";
    return std::string(cell.text);
}

FoundTable::Looked FoundTable::look(uint32_t row, int lines, const HeadNames& names) const {
    Looked out;
    std::string above;
    std::vector<int> fields;
    for (uint32_t c = 0; c < sheet_.columns(); ++c) {
        const std::string own = in_one_line(cell_text(sheet_.at(row, c)));
        const std::string below = lines == 2 ? in_one_line(cell_text(sheet_.at(row + 1, c))) : std::string();
        if (!own.empty()) above = own;
        HeadCell head{c, own, names.find_letters(c)};
        const bool by_letters = head.means.wish && head.means.wish->has_field;
        if (own.empty() && below.empty()) { // most of a wide sheet
            if (!sheet_.cells_in(c) && !head.means.wish) continue;
            if (!head.means.wish) head.means.how = Note::nameless;
            out.heads.push_back(std::move(head));
            continue;
        }
        const auto unit = [&below] {
            return !below.empty() && std::none_of(below.begin(), below.end(), is_digit) &&
                   (unit_alone(below, true).kind != HeadUnit::Kind::none ||
                    unit_alone(below, false).kind != HeadUnit::Kind::none);
        };
        if (!below.empty() && out.second >= 0)
            out.second = names.find(below).field != Meaning::no_field || unit() ? out.second + 1 : -1;
        if (!below.empty()) head.text = above.empty() || above == below ? below : above + " " + below;
        if (const ColumnWish* said = head.means.wish; !said || !said->has_field) {
            head.means = names.find(head.text);
            // Of two lines the lower one alone may be the name, under what several columns have in common.
            if (head.means.how == Note::unknown_column && !below.empty()) head.means = names.find(below);
            // Or the upper one, with its unit below.
            if (head.means.how == Note::unknown_column && !below.empty())
                if (const Meaning over = names.find(above);
                    (over.how != head.means.how || over.wish != head.means.wish) && unit())
                    head.means = over;
            if (said) head.means.wish = said;
        }
        const bool named = head.means.wish && head.means.wish->has_field && !by_letters;
        out.said |= named;
        const bool known = head.means.how != Note::unknown_column && head.means.how != Note::nameless;
        if (known && head.means.field != Meaning::no_field &&
            std::find(fields.begin(), fields.end(), head.means.field) == fields.end()) {
            fields.push_back(head.means.field);
            out.score += !by_letters; // they say nothing of this row
        }
        out.heads.push_back(std::move(head));
    }
    return out;
}

FoundTable::FoundTable(const Catalog& catalog, const Sheet& sheet, const Register& reg,
                       const HeadNames& names)
    : sheet_(sheet), register_(reg), groups_(catalog, reg) {
    int best = 0;
    const uint32_t end = std::min(sheet.rows(), most_above);
    for (const int lines : {1, 2})
        for (uint32_t row = 0; row + uint32_t(lines) <= end; ++row) {
            Looked looked = look(row, lines, names);
            const auto named = std::count_if(looked.heads.begin(), looked.heads.end(),
                                             [](const HeadCell& head) { return !head.text.empty(); });
            const bool goes_on = looked.second > 0 && looked.score == best && row == top_;
            if ((looked.score <= best && !goes_on) ||
                looked.score < (looked.said ? 1 : std::min<ptrdiff_t>(2, named)) ||
                data_cells(row) > looked.score)
                continue;
            best = looked.score;
            keep(std::move(looked), row, uint32_t(lines));
        }
    if (found()) settle();
}

void FoundTable::keep(Looked looked, uint32_t row, uint32_t lines) {
    heads_ = std::move(looked.heads);
    top_ = row;
    lines_ = lines;
    words_.clear();
    for (const HeadCell& head : heads_) {
        auto& words = words_.emplace_back();
        for (uint32_t line = top_; line < first(); ++line)
            words.push_back(key_text(cell_text(sheet_.at(line, head.column))));
    }
}

/// What is looked for in the whole table, once its head is known.
void FoundTable::settle() {
    find_units();
    // A column that holds something is called by its place.
    for (HeadCell& head : heads_) {
        if (!head.text.empty()) continue;
        uint32_t above = 0;
        for (uint32_t line = 0; line < first(); ++line)
            above += sheet_.at(line, head.column).type != CellType::empty;
        head.numbered = sheet_.cells_in(head.column) > above;
        if (head.numbered) head.text = place_name(head.column);
    }
}

int FoundTable::cells(uint32_t row) const {
    int out = 0;
    for (uint32_t c = 0; c < sheet_.columns(); ++c) out += !blank_cell(sheet_.at(row, c));
    return out;
}

int FoundTable::data_cells(uint32_t row) const {
    int out = 0;
    for (uint32_t c = 0; c < sheet_.columns(); ++c) out += is_data(sheet_.at(row, c));
    return out;
}

std::optional<uint32_t> FoundTable::wide_row() const {
    const uint32_t end = std::min(sheet_.rows(), most_above);
    int most = 1; // a row of one cell is a title
    for (uint32_t row = 0; row < end; ++row) most = std::max(most, cells(row));
    for (uint32_t row = 0; most > 1 && row < end; ++row)
        if (const int here = cells(row); here > 1 && here * 2 >= most) return row;
    return std::nullopt;
}

void FoundTable::take_head(uint32_t row, const HeadNames& names) {
    keep(look(row, 1, names), row, 1);
    settle();
}

void FoundTable::without_head(uint32_t row, const HeadNames& names) {
    Looked out;
    for (uint32_t c = 0; c < sheet_.columns(); ++c)
        out.heads.push_back({c, place_name(c), names.find_letters(c), {}, false, true});
    keep(std::move(out), row, 0);
    settle();
}

/// Most of a row's cells say what the head above them says.
bool FoundTable::head_again(uint32_t row) const {
    int same = 0, cells = 0;
    for (size_t h = 0; h < heads_.size(); ++h) {
        const Cell cell = sheet_.at(row, heads_[h].column);
        if (blank_cell(cell)) continue;
        ++cells;
        same += head_word(h, key_text(cell_text(cell)));
    }
    return cells >= 2 && same * 2 > cells;
}

bool FoundTable::same_head(uint32_t row) const {
    for (size_t h = 0; h < heads_.size(); ++h)
        if (const Cell cell = sheet_.at(row, heads_[h].column);
            !blank_cell(cell) && !head_word(h, key_text(cell_text(cell))))
            return false;
    return true;
}

bool FoundTable::head_word(size_t head, const std::string& key) const {
    return std::find(words_[head].begin(), words_[head].end(), key) != words_[head].end();
}

bool FoundTable::across(const Merge& merge) const {
    return merge.columns >= 2 && size_t(merge.columns) * 2 > heads_.size();
}

bool FoundTable::merged_across(uint32_t row) const {
    return std::any_of(sheet_.merges.begin(), sheet_.merges.end(),
                       [&](const Merge& m) { return m.row <= row && row < m.row + m.rows && across(m); });
}

/// Cells of it are those of other rows too.
bool FoundTable::merged_down(uint32_t row) const {
    return std::any_of(sheet_.merges.begin(), sheet_.merges.end(),
                       [row](const Merge& m) { return m.rows > 1 && m.row <= row && row < m.row + m.rows; });
}

/// It can be no new record.
bool FoundTable::lacks_required(uint32_t row) const {
    std::vector<bool> there(register_.fields.size());
    for (const int field : filled_) there[size_t(field)] = true;
    for (const HeadCell& head : heads_)
        if (head.means.field >= 0 && !blank_cell(sheet_.at(row, head.column)))
            there[size_t(head.means.field)] = true;
    for (size_t f = 0; f < register_.fields.size(); ++f)
        if (register_.fields[f].required && !there[f]) return true;
    return false;
}

/// Of a row of one or two cells. Two may change a record that is there already: then the first one is a number in the column
/// of the rows' numbers.
bool FoundTable::group_title(uint32_t row) const {
    std::vector<std::string> texts;
    bool sequence = false;
    for (const HeadCell& head : heads_) {
        const Cell cell = sheet_.at(row, head.column);
        if (blank_cell(cell)) continue;
        if (is_data(cell)) return false;
        if (texts.empty()) sequence = head.means.how == Note::sequence;
        texts.push_back(key_text(cell_text(cell)));
    }
    const bool title = texts.size() == 1 ? groups_.has(texts[0]) : sequence && GroupTitles::number(texts[0]);
    return title && lacks_required(row) && !merged_down(row);
}

std::optional<TotalKind> FoundTable::total(uint32_t row) const {
    bool first = true;
    for (const HeadCell& head : heads_) {
        const Cell cell = sheet_.at(row, head.column);
        if (blank_cell(cell)) continue;
        if (std::exchange(first, false) || head.means.how == Note::sequence)
            if (const auto kind = total_kind(key_text(cell_text(cell)))) return kind;
    }
    return std::nullopt;
}

std::optional<Note> FoundTable::no_record(uint32_t row) const {
    if (row < top_) return Note::title;
    if (row < first()) return Note::head;
    int cells = 0;
    bool numbered = true;  // nothing but row numbers
    bool numbering = true; // 1 2 3 …, before them perhaps 甲 乙 丙
    int stems = 0;
    bool total = false, of_group = false,
         example = false; // also behind a row number or blank cells that were merged
    std::string lead;     // the first cell
    size_t lead_at = 0;
    for (size_t h = 0; h < heads_.size(); ++h) {
        const HeadCell& head = heads_[h];
        const Cell cell = sheet_.at(row, head.column);
        if (blank_cell(cell)) continue;
        const bool sequence = head.means.how == Note::sequence;
        numbered &= sequence;
        if (cells == 0 || numbering || sequence) {
            std::string text = key_text(cell_text(cell));
            if (cells == 0 || sequence)
                total |= says(text, total_words), of_group |= totals_group(text),
                    example |= says(text, example_words);
            if (cells == 0) lead = text, lead_at = h;
            std::erase(text, '(');
            std::erase(text, ')');
            if (numbering && cells == stems && is_stem(text))
                ++stems;
            else
                numbering &= text == std::to_string(head.column + 1) || text == std::to_string(cells + 1) ||
                             (stems && text == std::to_string(cells - stems + 1)) ||
                             (cells == 0 && (text == "栏次" || text == "栏号"));
        }
        ++cells;
    }
    if (cells == 0) return Note::blank;
    const auto named = std::count_if(heads_.begin(), heads_.end(), [](const HeadCell& head) {
        return !head.text.empty() && !head.numbered;
    });
    if (numbering && cells >= std::max<ptrdiff_t>(3, named) &&
        (row == first() || lead == "栏次" || lead == "栏号" || head_again(row - 1)))
        return Note::numbering;
    if (example) return Note::example;
    if (head_word(lead_at, lead) && head_again(row)) return Note::head_again;
    if (total || (of_group && lacks_required(row))) return Note::total;
    if (is_foot(lead)) return Note::foot;
    if (cells <= 2 && heads_.size() > 2 && group_title(row)) return Note::section;
    if (numbered) return Note::numbered_only;
    if (const std::string words = cells <= 2 && heads_.size() > 2 ? few_words(row) : std::string();
        !words.empty() && (unit_of_line(words, true).kind == HeadUnit::Kind::said ||
                           unit_of_line(words, false).kind == HeadUnit::Kind::said))
        return Note::foot;
    if (cells == 1 && heads_.size() > 2 && merged_across(row)) return Note::section;
    return std::nullopt;
}

} // namespace mj
