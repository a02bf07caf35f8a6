// Writes sample records in few words. Unknown names are remembered as one problem instead of being ignored.
#pragma once
#include "core/ledger/ledger.hpp"
#include "core/sample/dice.hpp"

namespace mj {

class Maker;

/// One new record; lives for one statement.
class RowMaker {
  public:
    RowMaker(Maker& maker, int reg, uint32_t row) : maker_(maker), reg_(reg), row_(row) {}
    RowMaker& code(std::string_view field, std::string_view id);
    RowMaker& code(std::string_view field, int position); ///< position in the list
    RowMaker& flag(std::string_view field, bool yes);
    RowMaker& date(std::string_view field,
                   Date date); ///< A day after the sample's end is not known yet: left out.
    RowMaker& limit(std::string_view field, Date date);  ///< A day that is known before it comes.
    RowMaker& number(std::string_view field, int64_t n); ///< counts and fen
    RowMaker& text(std::string_view field, std::string text);
    RowMaker& link(std::string_view field, RecordId id);
    RecordId id() const;

  private:
    int find(std::string_view field, FieldType type);
    Maker& maker_;
    int reg_;
    uint32_t row_;
};

class Maker {
  public:
    Maker(const Catalog& catalog, uint16_t office, Date until)
        : ledger(catalog), until(until), office_(office) {}

    /// `day` is when the record was written; the newest of them are still drafts.
    RowMaker row(std::string_view reg, Date day, SampleDice& dice);
    void miss(Saying what); ///< The catalogue lacks something the sample needs.

    Ledger ledger;
    Date until; ///< the sample's last day
    std::optional<Problem> problem;

  private:
    uint16_t office_;
};

} // namespace mj
