// An application while somebody fills it in, and the receipt code he asks about. Kept nowhere but here.
#pragma once
#include "app/port/download.hpp"
#include "core/exchange/application.hpp"
#include "core/exchange/progress_file.hpp"

namespace mj {

struct Apply {
    std::vector<std::string> texts;               ///< one per asked field; none yet: all are empty
    std::vector<std::optional<Problem>> problems; ///< of the last attempt, one per asked field
    std::optional<std::string> making;            ///< the code of the file on its way
    std::optional<Problem> failed;                ///< why there is no file
    std::string receipt, file;                    ///< of the one made last, "" before
    Given given = Given::handed;                  ///< the file
    std::string asked;                            ///< a receipt code as typed
    std::string digits;                           ///< likewise the last ones of the phone number
    std::optional<ProgressLine> told;             ///< what the progress file says of both
    bool written() const;                         ///< something is typed into the form
    bool begun() const;                           ///< there is something to clear
};

/// The application the texts ask for; nothing, with problems beside the fields, when they do not make one.
std::optional<Application> application_of(const Catalog& catalog, Apply& apply, Date today);

} // namespace mj
