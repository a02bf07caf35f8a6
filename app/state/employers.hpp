// Employers across the registers: who comes up again and again, and everything about one.
#pragma once
#include "core/warning/warnings.hpp"

#include <array>

namespace mj {

/// The registers in which an employer comes up as a party, in order of their columns; then warnings, which follow from such
/// records or from other offices' data and are not added to them.
constexpr std::string_view employer_registers[] = {"lead", "mediation", "arbitration", "penalty", "warning"};
constexpr size_t employer_columns = std::size(employer_registers), employer_parties = employer_columns - 1;

struct EmployerRow {
    uint32_t row = 0; ///< of the employer register
    int grade = 0;    ///< column number of the newest grade up to the period's end; 0: none
    std::array<uint32_t, employer_columns> counts{};
    std::array<uint32_t, 12> months{}; ///< all of them together, but for the warnings
    uint32_t total() const;            ///< likewise
};
/// Employers with a total of at least `least` in the period (within one year), the most first.
std::vector<EmployerRow> repeated_employers(const Ledger& ledger, const Period& period, uint32_t least);
/// Those that a search for the text finds, all for none; by one column, the most first (-1: by all of them together).
std::vector<EmployerRow> chosen_employers(const Ledger& ledger, std::span<const EmployerRow> of,
                                          std::string_view text, int column);

struct EmployerEvent {
    Date date;
    int reg;
    uint32_t row;
};
/// The records of one register, and what its amounts come to.
struct EmployerSum {
    int reg;
    uint32_t records = 0;
    std::vector<std::pair<int, int64_t>> amounts = {}; ///< money field and fen; none of 0
};
/// Of the events in the year whose records count; in order of the catalogue.
std::vector<EmployerSum> sums_of(const Ledger& ledger, const std::vector<EmployerEvent>& events, int year);

/// Employers with a warning, of all: construction projects against the others.
struct WarnedShare {
    uint32_t warned = 0, all = 0;
};
struct WarnedShares {
    WarnedShare construction, other;
};
WarnedShares warned_shares(const Ledger& ledger, const std::vector<Warning>& warnings);

/// Who gives work to whom, by the field `parent`: those above, the first of all first, and those directly below.
struct ContractChain {
    static constexpr size_t most_above = 20;
    std::vector<RecordId> above, below;
};
ContractChain chain_of(const Ledger& ledger, RecordId employer);

/// Every dated record that names the employer, newest first.
std::vector<EmployerEvent> events_of(const Ledger& ledger, RecordId employer);

} // namespace mj
