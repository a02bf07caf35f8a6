#include "core/intake/note.hpp"

#include "core/base/shown.hpp"

#include <iterator>

namespace mj {
namespace {

struct NoteRow {
    NoteGroup group;
    std::string_view id, zh, en;
};
constexpr NoteRow note_rows[] = {
#define X(group, id, zh, en) {NoteGroup::group, #id, zh, en},
#include "core/intake/notes.def"
#undef X
};

/// Which of {0} to {9} a sentence has, as bits.
constexpr unsigned note_arguments(std::string_view sentence) {
    unsigned out = 0;
    for (size_t i = 0; i + 2 < sentence.size(); ++i)
        if (sentence[i] == '{' && sentence[i + 2] == '}') out |= 1u << (sentence[i + 1] - '0');
    return out;
}

constexpr bool notes_agree() {
    bool ended = false; // the changes stand first
    for (const NoteRow& row : note_rows) {
        const bool own = row.id == "ledger_refuses"; // has other arguments for each language
        if (row.zh.empty() || row.en.empty() || (note_arguments(row.zh) != note_arguments(row.en) && !own))
            return false;
        if (row.group == NoteGroup::change && ended) return false;
        ended = row.group != NoteGroup::change;
    }
    return true;
}
static_assert(notes_agree());

constexpr char between = '\x1F'; // the languages of an argument

std::string_view in_language(std::string_view argument, bool zh) {
    const size_t end = argument.find(between);
    return end == argument.npos ? argument : zh ? argument.substr(0, end) : argument.substr(end + 1);
}

} // namespace

bool known_note(Note note) { return size_t(note) < std::size(note_rows); }
NoteGroup group_of(Note note) { return note_rows[size_t(note)].group; }
std::string_view id_of(Note note) { return note_rows[size_t(note)].id; }

std::string in_both(const std::string& zh, const std::string& en) { return zh + between + en; }

std::string sentence(const Noted& said, bool zh) {
    const NoteRow& row = note_rows[size_t(said.note)];
    const std::string_view text = zh ? row.zh : row.en;
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
            const size_t n = size_t(text[i + 1] - '0');
            if (n < said.arguments.size()) out += shown(in_language(said.arguments[n], zh), longest_quote);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace mj
