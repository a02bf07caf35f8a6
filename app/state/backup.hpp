// Copies of the records in a folder: which of them go, and what is shown of them.
#pragma once
#include "app/port/backup_folder.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mj {

struct BackupShown {
    BackupFolder::State folder = BackupFolder::State::none;
    std::string name;    ///< of the folder
    bool sealed = false; ///< copies are
    int64_t at = 0;      ///< of the last copy, seconds UTC; 0: none
    bool writing = false;
    std::optional<Problem> problem; ///< with the last copy, until one succeeds
};

/// "mingjing-fuling-20240630-1402.json": the day and minute in it, 202406301402; 0: no copy of this office's.
int64_t copy_stamp(std::string_view name, std::string_view office);

/// Of these names the copies that are not kept: kept are the last 5, and the last one of each of 7 days, of 5 weeks (from
/// Monday) and of 12 months, counted where there are copies. What is no copy of this office's is not named.
std::vector<std::string> outdated_copies(std::span<const std::string> names, std::string_view office);

} // namespace mj
