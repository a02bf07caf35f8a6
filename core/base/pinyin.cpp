#include "core/base/fold.hpp"
#include "core/base/tables.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr char32_t ling = 0x3007;
constexpr size_t han_length = 3; // bytes of each of them in UTF-8

/// A capital where a word or surname may begin; '-' or 0 for none.
char raw_initial(char32_t c) {
    if (c == ling) return 'l';
    return c >= tables::first_han && c <= tables::last_han ? tables::han_initials[c - tables::first_han]
                                                           : '\0';
}

/// The longest word of the list that `text` begins with.
const tables::Word* word_at(std::string_view text) {
    const std::string_view head = text.substr(0, han_length);
    auto word = std::lower_bound(tables::words.begin(), tables::words.end(), head,
                                 [](const tables::Word& w, std::string_view t) { return w.text < t; });
    const tables::Word* found = nullptr;
    for (; word != tables::words.end() && word->text.starts_with(head); ++word)
        if (text.starts_with(word->text)) found = &*word;
    return found;
}

/// The letter of the surname that `text`, two or three Han and nothing else, begins with; else 0.
char surname_letter(std::string_view text) {
    if (text.size() != 2 * han_length && text.size() != 3 * han_length) return 0;
    for (size_t at = 0; at < text.size(); at += han_length) {
        char32_t c;
        const auto* p = reinterpret_cast<const uint8_t*>(text.data()) + at;
        if (utf8_step(p, text.size() - at, c) != int(han_length) || !initial(c)) return 0;
    }
    for (const tables::Surname& surname : tables::surnames)
        if (text.starts_with(surname.text) &&
            surname.not_before.find(text.substr(han_length, han_length)) == std::string_view::npos)
            return surname.letter;
    return 0;
}

} // namespace

char initial(char32_t c) {
    const char letter = raw_initial(c);
    return letter == '-' ? '\0' : letter >= 'A' && letter <= 'Z' ? char(letter + 32) : letter;
}

void initials(std::string_view utf8, std::string& out) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
    for (size_t at = 0; at < utf8.size();) {
        char32_t c;
        const int length = utf8_step(bytes + at, utf8.size() - at, c);
        if (length <= 0) {
            ++at;
            continue;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0; // full width
        if (c >= 'A' && c <= 'Z') c += 32;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += char(c);
        if (const char letter = raw_initial(c); letter >= 'A' && letter <= 'Z') {
            // A word gives way to one that begins with its last character.
            const tables::Word* word = word_at(utf8.substr(at));
            if (word && !word_at(utf8.substr(at + word->text.size() - han_length))) {
                out += word->letters;
                at += word->text.size();
                continue;
            }
            const char surname = at == 0 ? surname_letter(utf8) : '\0';
            out += surname ? surname : initial(c);
        } else if (letter && letter != '-') {
            out += letter;
        }
        at += size_t(length);
    }
}

} // namespace mj
