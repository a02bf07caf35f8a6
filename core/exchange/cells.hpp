// Texts of a file -> cells of new rows, straight into the columns.
#pragma once
#include "core/ledger/ledger.hpp"

#include <optional>

namespace mj {

/// Writes rows of one register. Their ids are given in order (office and desk of the caller's choice); nothing else may
/// change the register until finish() or drop().
class CellWriter {
  public:
    /// Views given to put() can be read this far beyond their end.
    static constexpr size_t padding = 16;

    CellWriter(Ledger& ledger, int reg, uint16_t office, uint32_t desk);
    /// Room for so many more rows; `texts`: for their texts too, judged by the rows so far.
    void expect(uint32_t rows, bool texts);

    /// The current row's cell. The text is what exchange files hold (parse_value); empty is missing.
    /// False: problem() says why.
    bool put(int field, std::string_view text) {
        Plan& plan = plans_[size_t(field)];
        if (text.empty()) return true;
        if (!plan.begun) begin(field);
        switch (plan.type) {
        case FieldType::code: {
            const uint16_t code = find_code(plan, text);
            if (!code) break;
            plan.codes[row_] = code;
            return true;
        }
        case FieldType::date: {
            const int32_t day = fast_date(text);
            if (day == Date::missing) break;
            plan.numbers[row_] = day;
            return true;
        }
        case FieldType::count: {
            const int32_t n = fast_count(text);
            if (n < 0) break;
            plan.numbers[row_] = n;
            return true;
        }
        case FieldType::money: {
            const int64_t n = fast_money(text);
            if (n < 0) break;
            plan.money[row_] = n;
            return true;
        }
        case FieldType::text: return put_text(plan, text);
        case FieldType::flag:
            if (text.size() > 5 || (text[0] != 't' && text[0] != 'f') || (text != "true" && text != "false"))
                break;
            plan.flags[row_] = text[0] == 't';
            return true;
        default: break;
        }
        return put_slow(field, text);
    }
    void end_row() {
        if (++row_ == ready_) more();
    }

    uint32_t first() const { return first_; }
    uint32_t rows() const { return row_ - first_; } ///< ended
    uint64_t cleaned() const { return cleaned_; } ///< texts that had hidden characters, which were taken out
    const Problem& problem() const { return problem_; }
    void finish(); ///< The rows are records now.
    void drop();   ///< Takes them all away.

  private:
    struct CodeSlot {
        uint64_t word = 0; // the id's first eight bytes
        uint32_t size = 0; // of the id; 0: free
        uint16_t code = 0;
    };
    struct Plan {
        FieldType type;
        const Field* field = nullptr;
        bool begun = false; ///< the column has a cell
        uint8_t* flags = nullptr;
        uint16_t* codes = nullptr;
        int32_t* numbers = nullptr;
        int64_t* money = nullptr;
        // Texts wait for the end of their block: (row, end in `waiting`)
        TextBuffer waiting;
        std::vector<std::pair<uint32_t, uint32_t>> ends;
        std::vector<CodeSlot> slots;
        const CodeList* list = nullptr;
    };

    static uint64_t word_of(std::string_view text);
    static size_t place_of(uint64_t word, size_t slots) {
        return size_t((word * 0x9E3779B97F4A7C15u) >> 40) & (slots - 1);
    }
    uint16_t find_code(const Plan& plan, std::string_view text) const;
    int32_t fast_date(std::string_view text) const;
    static int32_t fast_count(std::string_view text);
    static int64_t fast_money(std::string_view text);
    bool put_text(Plan& plan, std::string_view text);
    bool put_slow(int field, std::string_view text);
    void more();
    void settle();         ///< Gives waiting texts their numbers.
    void begin(int field); ///< its first cell
    void bind(int field);

    Ledger& ledger_;
    Table& table_;
    int reg_;
    RecordId next_;
    uint32_t first_, row_, ready_;
    std::vector<Plan> plans_;
    std::vector<int32_t> months_;         // days before the 1st, per month from 1900 to 2199 and one more
    std::vector<std::string_view> views_; // kept for their memory
    std::vector<uint32_t> numbers_;
    uint64_t cleaned_ = 0;
    Problem problem_;
};

} // namespace mj
