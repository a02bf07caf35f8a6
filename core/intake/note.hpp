// What the intake of tables says: codes with arguments. Their sentences are one table, notes.def.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

enum class Note : uint8_t {
#define X(group, id, zh, en) id,
#include "core/intake/notes.def"
#undef X
};

enum class NoteGroup : uint8_t { change, row, column, total, ask, table, refuse };

/// How many notes are changes; they are the first ones, and a set of them is bits of a uint32_t.
constexpr size_t changes = 0
#define X(group, id, zh, en) +(NoteGroup::group == NoteGroup::change)
#include "core/intake/notes.def"
#undef X
    ;
static_assert(changes <= 32);

constexpr uint32_t bit(Note change) { return 1u << int(change); }

struct Noted {
    Note note{};
    std::vector<std::string> arguments = {};
    bool operator==(const Noted&) const = default;
};

/// An argument that is another one in each language: a name of the catalogue.
std::string in_both(const std::string& zh, const std::string& en);
bool known_note(Note note); ///< of one that was read as a number
NoteGroup group_of(Note note);
std::string_view id_of(Note note);
std::string sentence(const Noted& said, bool zh);

} // namespace mj
