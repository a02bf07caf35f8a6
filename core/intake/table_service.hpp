// What works beside the page: a table file is opened once, and read as often as another sheet or register is chosen. Answers
// are bytes, for they go from one program to another of the same build.
#pragma once
#include "core/intake/reading.hpp"
#include "core/workbook/read.hpp"

namespace mj {

/// A sheet before anybody has chosen.
struct SheetOffer {
    struct Fit {
        int reg;          ///< position in the catalogue
        uint32_t columns; ///< that are fields of it
    };
    std::string name; ///< empty for a text file
    bool hidden = false;
    uint32_t rows = 0;
    std::vector<Fit> fits = {}; ///< the best first
    std::string title = {};     ///< what stands above the head, as key_text() makes it
    std::string heads = {}; ///< of the row that is as wide as most, each likewise, an end (U+001F) behind it
};

/// Of those that are shown the one that fits the register best (-1: any); the first when none does.
uint32_t best_sheet(const std::vector<SheetOffer>& sheets, int reg);

class TableService {
  public:
    explicit TableService(const Catalog& catalog) : catalog_(catalog) {}
    /// A file in place of the former one; answered with its sheets.
    void open(Bytes file);
    /// Answered with a reading. `map` as in read_map(); "": there is none.
    void read(uint32_t sheet, int reg, std::string_view map);
    /// The answer: the register's empty table. Whatever else is under way goes on.
    Bytes form(int reg) const;
    /// Answered with a file of these rows (rejected_rows()) of the sheet that was read last; a CSV gives a CSV,
    /// a workbook a workbook.
    void reject(ByteView rejected);
    bool step(const Deadline& deadline); ///< true when there is an answer
    float progress() const;
    Bytes answer(); ///< once

  private:
    bool offer();

    const Catalog& catalog_;
    Bytes file_, answer_;
    std::optional<WorkbookReader> opening_;
    std::optional<Workbook> book_;
    std::vector<SheetOffer> offers_;
    uint32_t sheet_ = 0; // that was read, as records of read_reg_
    int read_reg_ = -1;
    std::vector<ReadColumn> columns_; // as they were read, without cells
    int next_reg_ = 0;                // to be offered, for the last of offers_
    ReadWish wish_;
    std::optional<TableReader> reading_;
    bool answered_ = true;
};

Outcome<std::vector<SheetOffer>> decode_offers(ByteView answer);
Outcome<Reading> decode_answer(ByteView answer);
Outcome<Bytes> decode_file(ByteView answer); ///< of form() and reject()

} // namespace mj
