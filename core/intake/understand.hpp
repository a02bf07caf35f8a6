// A value as people write it -> the value it stands for. One reader for forms, tables and applications: where the meaning is
// single it is taken, and what was changed for that is said; where it is not, it is asked or refused, never guessed.
#pragma once
#include "core/base/date.hpp"
#include "core/catalog/catalog.hpp"
#include "core/intake/note.hpp"
#include "core/ledger/column.hpp"
#include "core/workbook/sheet.hpp"

namespace mj {

enum class DateOrder : uint8_t { ask, year_first, month_first, day_first };

/// What is known beside the cell: of its column, or of the day.
struct Hints {
    Date today = {};                        ///< given: "昨天" and "7-5" are days; else they are refused
    DateOrder order = DateOrder::ask;       ///< of a day and a month before a year of four digits
    DateOrder short_order = DateOrder::ask; ///< of three numbers of two digits; ask: the year stands first
    int century = 0;                        ///< 1900 or 2000, of years with two digits; 0: ask
    int power = 0;          ///< of ten, of numbers without a unit: 4 when the head says 万元
    bool from_1904 = false; ///< how day numbers are counted
};

struct Understood {
    enum class Kind : uint8_t { empty, value, asked, refused };
    Kind kind = Kind::empty;
    Value value = {};          ///< of a link: the text that names the record
    uint32_t changes = 0;      ///< bits of what was changed for it
    Noted said = {};           ///< what is asked, or why it is refused
    std::string proposal = {}; ///< what may have been meant, as it would be written; may be empty
};

Understood understand(const Catalog& catalog, const Field& field, const Cell& cell, const Hints& hints = {});
Understood understand(const Catalog& catalog, const Field& field, std::string_view text,
                      const Hints& hints = {});

/// A name of a code without what kind of place it is: street names are written with it and without.
std::string_view without_place(std::string_view name);

/// A cell's text without blanks at its ends and without what guards it from spreadsheets: '00123, ="00123".
std::string without_guard(std::string_view cell);

/// The power of ten that a unit in a head stands for ("万元": 4), or -1.
int unit_power(std::string_view unit);

// The parts, for understand.cpp.
namespace reading {

/// What came out of one text; refuses when `said` has been set.
struct Part {
    int64_t value = 0;
    uint32_t changes = 0;
    bool asked = false, refused = false;
    Note note{};
    std::string proposal = {};
    void refuse(Note why) { refused = true, note = why; }
    void ask(Note what) { asked = true, note = what; }
    void did(Note change) { changes |= bit(change); }
};

/// What numbers of something are counted in: 3人, 5件.
constexpr std::string_view count_units[] = {"人次", "人", "件", "户", "家", "名", "个", "次",
                                            "场",   "期", "份", "项", "条", "起", "组", "天",
                                            "年",   "届", "位", "批", "宗", "例"};

/// `text` is folded and has no blanks at its ends. The value in units of 10^-decimals.
Part number(std::string_view text, int decimals, int power, bool from_cell);
/// `text` is folded and has no blanks at its ends.
Part day(std::string_view text, const Hints& hints);
/// A day number of a spreadsheet, its whole part.
Part serial_day(std::string_view number, const Hints& hints);

} // namespace reading
} // namespace mj
