// The records of a register by what tables call them: id, key (a credit code, a case number), name.
#pragma once
#include "core/intake/reading.hpp"
#include "core/intake/record_index.hpp"

namespace mj {

/// Whether two names may be one company's: they differ in brackets or the legal form, or one is a part of the other.
bool names_alike(std::string_view a, std::string_view b);

class TargetNames {
  public:
    TargetNames(const Ledger& ledger, int reg);

    struct Found {
        uint32_t row = 0, count = 0;
        bool exact = false; ///< not only folded
    };
    Found find(std::string_view name) const;
    const std::vector<int>& fields() const { return fields_; } ///< by which they are found, the surest first
    /// The name of a record that looks like this one, or nothing: never taken, only proposed.
    std::string like(std::string_view name) const;
    /// A record with this name and nothing more.
    Edit draft(std::string_view name, RecordId id, int64_t now) const;

  private:
    const Ledger& ledger_;
    int reg_;
    std::vector<int> fields_;
    std::vector<RecordIndex> indexes_;
};

/// Rows of a table by the names it gives to the records it has itself: as TargetNames finds those that are there.
class RowNames {
  public:
    /// Both must outlive it. By these fields.
    RowNames(const Reading& reading, const std::vector<int>& fields);
    TargetNames::Found find(std::string_view name) const;

  private:
    const Reading& reading_;
    std::vector<const ReadColumn*> columns_;
    std::vector<RecordIndex> indexes_;
};

} // namespace mj
