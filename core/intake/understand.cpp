#include "core/intake/understand.hpp"

#include "core/base/fold.hpp"
#include "core/base/key_text.hpp"
#include "core/base/nearest.hpp"
#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"
#include "core/ledger/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace mj {
namespace {

using reading::Part;

constexpr std::string_view yes_words[] = {"是",  "有",   "√", "✓", "✔",   "☑", "y",
                                          "yes", "true", "t", "1", "1.0", "对"};
constexpr std::string_view no_words[] = {"否", "无",    "×", "✗", "✘",   "☒", "n",
                                         "no", "false", "f", "0", "0.0", "x", "没有"};
constexpr std::string_view empty_words[] = {"-",  "--",  "—",    "——",   "–",      "/",    "\\",
                                            "无", "n/a", "#n/a", "空白", "(空白)", "(空)", "null"};

template <size_t n> bool one_of(std::string_view word, const std::string_view (&words)[n]) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The field's own name as an answer: 满意 is yes to "满意" and 不满意 no; so are 有效 and 无效, 已出庭 and 未出庭. -1: neither.
int own_flag_word(const Field& field, std::string_view word) {
    const std::string name = key_text(field.name.zh);
    if (word == name) return 1;
    for (const std::string_view no : {"不", "未", "非", "没", "无"}) {
        if (!word.starts_with(no)) continue;
        const std::string_view rest = word.substr(no.size());
        if (rest == name) return 0;
        for (const std::string_view yes : {"有", "已", "是"})
            if (name.starts_with(yes) && rest == std::string_view(name).substr(yes.size())) return 0;
    }
    return -1;
}

Understood refused(Note note, std::string_view text, std::string proposal = {}) {
    Understood out;
    out.kind = Understood::Kind::refused;
    out.said = {note, {std::string(text)}};
    out.proposal = std::move(proposal);
    return out;
}

/// The one code that a word which is none may be a slip of the hand for; -1: none, or several.
int meant_code(const CodeList& list, const std::string& word) {
    const std::string_view bare = without_place(word);
    std::optional<size_t> least;
    int found = -1;
    for (int i = 0; i < int(list.codes.size()); ++i) {
        const Code& code = list.codes[size_t(i)];
        if (code.retired) continue;
        const auto look = [&](std::string_view name) {
            const std::string key = key_text(name);
            const auto apart = slip(bare, without_place(key));
            if (!apart || (least && *apart > *least)) return;
            found = least && *apart == *least && found != i ? -1 : i;
            least = apart;
        };
        for (const std::string* name : {&code.id, &code.name.zh, &code.name.en}) look(*name);
        for (const std::string& also : code.also) look(also);
    }
    return found;
}

Understood read_code(const Catalog& catalog, const Field& field, std::string_view text) {
    const CodeList& list = catalog.code_lists[size_t(field.codes)];
    Understood out;
    out.kind = Understood::Kind::value;
    if (const int at = list.find(text); at >= 0) {
        out.value = int64_t(at + 1);
        return out;
    }
    const std::string word = key_text(text);
    int bare = 0, bare_at = -1, other = -1, named = -1;
    for (int i = 0; i < int(list.codes.size()); ++i) {
        const Code& code = list.codes[size_t(i)];
        const auto is = [&](std::string_view name) { return key_text(name) == word; };
        const bool by_id = is(code.id), by_zh = is(code.name.zh);
        if (by_id || by_zh || is(code.name.en)) named = named < 0 ? i : named;
        for (const std::string& also : code.also)
            if (is(also)) other = i;
        if (without_place(code.name.zh) == without_place(word)) ++bare, bare_at = i;
    }
    if (named < 0 && bare == 1) named = bare_at;
    if (named >= 0 || other >= 0) {
        out.value = int64_t((named >= 0 ? named : other) + 1);
        out.changes = bit(named >= 0 ? Note::code_name : Note::synonym);
        return out;
    }
    if (one_of(word, empty_words)) {
        out.kind = Understood::Kind::empty;
        out.changes = bit(Note::empty_mark);
        return out;
    }
    const int meant = meant_code(list, word);
    out = refused(Note::unknown_code, text, meant < 0 ? std::string() : list.codes[size_t(meant)].name.zh);
    out.said.arguments.push_back(in_both(list.name.zh, list.name.en));
    return out;
}

/// 1.23E+17: a spreadsheet has made a number of what was a row of digits.
bool lost_digits(std::string_view folded) {
    const size_t e = folded.find("e+");
    return e != folded.npos && e > 0 && e + 2 < folded.size() &&
           folded.find_first_not_of("0123456789.") == e &&
           folded.find_first_not_of("0123456789", e + 2) == folded.npos;
}

/// ="00123", '00123 and a tab keep a spreadsheet from reading a text as a number. `literal`: what the first two guard is
/// that text and nothing else, blanks at its ends, marks for nothing and what looks like a number too.
std::string unguarded(std::string_view text, uint32_t& did, bool& literal) {
    if (text.size() > 1 && text[0] == '\'') {
        did |= bit(Note::guard);
        literal = true;
        return std::string(text.substr(1));
    }
    const bool tab = text.starts_with('\t');
    std::string_view bare = without_blanks(text);
    if (tab)
        did |= bit(Note::guard);
    else if (bare.size() != text.size())
        did |= bit(Note::trimmed);
    if (bare.size() > 1 && bare[0] == '\'') {
        did |= bit(Note::guard);
        return std::string(without_blanks(bare.substr(1)));
    }
    if (bare.size() < 3 || !bare.starts_with("=\"") || !bare.ends_with('"')) return std::string(bare);
    did |= bit(Note::guard);
    literal = true;
    std::string out;
    bare = bare.substr(2, bare.size() - 3);
    for (size_t i = 0; i < bare.size(); ++i) {
        out += bare[i];
        if (bare[i] == '"' && i + 1 < bare.size() && bare[i + 1] == '"') ++i;
    }
    return out;
}

Understood from_part(const Field& field, const Part& part, std::string_view text) {
    Understood out;
    out.changes = part.changes;
    out.proposal = part.proposal;
    if (part.refused || part.asked) {
        out.kind = part.refused ? Understood::Kind::refused : Understood::Kind::asked;
        out.said = {part.note, {std::string(part.refused ? text : std::string_view(field.name.zh))}};
    } else {
        out.kind = Understood::Kind::value;
        out.value = part.value;
    }
    return out;
}

/// What the ledger would not take as such, in this room's words.
void check_range(const Catalog& catalog, const Field& field, Understood& out, std::string_view text) {
    if (out.kind != Understood::Kind::value || field.type == FieldType::link ||
        !check_value(catalog, field, out.value))
        return;
    Note why = Note::too_large;
    if (field.type == FieldType::date) why = Note::date_range;
    if (field.type == FieldType::text)
        why = valid_utf8(std::get<std::string>(out.value)) ? Note::text_long : Note::bad_utf8;
    out = refused(why, text);
}

/// What most cells of such fields hold, written as it is kept: digits, a day as 2024-07-05. Nothing: it is looked at closely.
std::optional<int64_t> plain_value(const Field& field, std::string_view text, const Hints& hints,
                                   bool number) {
    if (field.type == FieldType::date && !number) {
        const auto day = Date::parse(text);
        return day ? std::optional<int64_t>(day->days) : std::nullopt;
    }
    const bool money = field.type == FieldType::money;
    constexpr size_t most_digits = 12;
    if ((!money && field.type != FieldType::count) || hints.power || text.empty() ||
        text.size() > most_digits)
        return std::nullopt;
    int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return money ? value * 100 : value;
}

Understood read_text(const Catalog& catalog, const Field& field, std::string_view given, const Hints& hints,
                     bool number) {
    if (const auto plain = plain_value(field, given, hints, number)) {
        Understood out;
        out.kind = Understood::Kind::value;
        out.value = *plain;
        check_range(catalog, field, out, given);
        return out;
    }
    const bool words = field.type == FieldType::text || field.type == FieldType::link;
    uint32_t did = 0;
    bool literal = false;
    std::string text = unguarded(given, did, literal);
    if (unclean(text) && valid_utf8(text) && clean(text)) did |= bit(Note::hidden);
    literal &= words && !without_blanks(text).empty();
    if (!literal) text = without_blanks(text);
    Understood out;
    if (text.empty()) {
        out.changes = did & bit(Note::hidden);
        return out;
    }
    std::string plain;
    fold(text, plain);
    const auto finish = [&](Understood read) {
        read.changes |= did;
        if (!words && field.type != FieldType::code && plain != text && folds(text)) {
            std::string small = text; // letters alone are no matter
            std::transform(small.begin(), small.end(), small.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
            if (small != plain) read.changes |= bit(Note::width);
        }
        check_range(catalog, field, read, text);
        return read;
    };
    if (field.type == FieldType::code) return finish(read_code(catalog, field, text));
    if (field.type == FieldType::flag) {
        const int said = one_of(plain, yes_words)  ? 1
                         : one_of(plain, no_words) ? 0
                                                   : own_flag_word(field, plain);
        if (said >= 0) {
            out.kind = Understood::Kind::value;
            out.value = int64_t(said);
            if (text != "是" && text != "否") out.changes = bit(Note::flag_form);
            return finish(out);
        }
    }
    if (!literal && one_of(plain, empty_words)) {
        out.changes = bit(Note::empty_mark);
        return finish(out);
    }
    switch (field.type) {
    case FieldType::flag: return finish(refused(Note::not_flag, text));
    case FieldType::date:
        return finish(
            from_part(field, number ? reading::serial_day(plain, hints) : reading::day(plain, hints), text));
    case FieldType::count:
    case FieldType::money: {
        const bool money = field.type == FieldType::money;
        return finish(from_part(field, reading::number(plain, money ? 2 : 0, hints.power, number), text));
    }
    default: break;
    }
    constexpr size_t spreadsheet_digits = 15; // a number in a cell has no more
    if ((!literal && lost_digits(plain)) || (number && std::count_if(text.begin(), text.end(), [](char c) {
                                                           return c >= '0' && c <= '9';
                                                       }) > ptrdiff_t(spreadsheet_digits)))
        return finish(refused(Note::digits_lost, text));
    out.kind = Understood::Kind::value;
    out.value = std::move(text);
    text = std::get<std::string>(out.value);
    return finish(std::move(out));
}

} // namespace

Understood understand(const Catalog& catalog, const Field& field, const Cell& cell, const Hints& hints) {
    switch (cell.type) {
    case CellType::empty: return {};
    case CellType::error: return refused(Note::cell_error, cell.text);
    case CellType::flag: return read_text(catalog, field, cell.number != 0 ? "TRUE" : "FALSE", hints, false);
    case CellType::date: {
        const Date day = Date::of(1899, 12, 30).plus(int(std::clamp(cell.number, -1e6, 3e6)));
        if (field.type != FieldType::date) {
            Understood out = read_text(catalog, field, day.text(), hints, false);
            out.changes |= bit(Note::date_form);
            return out;
        }
        Understood out;
        out.kind = Understood::Kind::value;
        out.value = int64_t(day.days);
        if (cell.number != std::floor(cell.number)) out.changes = bit(Note::time_dropped);
        return check_value(catalog, field, out.value) ? refused(Note::date_range, day.text()) : out;
    }
    case CellType::number: return read_text(catalog, field, cell.text, hints, true);
    case CellType::text: break;
    }
    return read_text(catalog, field, cell.text, hints, false);
}

std::string_view without_place(std::string_view name) {
    for (const std::string_view end : {"街道办事处", "街道办", "街道", "镇人民政府", "镇", "乡"})
        if (name.size() > end.size() && name.ends_with(end)) return name.substr(0, name.size() - end.size());
    return name;
}

std::string without_guard(std::string_view cell) {
    uint32_t did = 0;
    bool literal = false;
    return unguarded(cell, did, literal);
}

Understood understand(const Catalog& catalog, const Field& field, std::string_view text, const Hints& hints) {
    return read_text(catalog, field, text, hints, false);
}

} // namespace mj
