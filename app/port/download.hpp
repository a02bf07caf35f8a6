// Files the program gives.
#pragma once
#include "core/base/bytes.hpp"

#include <memory>
#include <string>

namespace mj {

/// Grows by pieces, outside the program's own memory. Dropped before finish(): nothing is saved.
class DownloadFile {
  public:
    virtual ~DownloadFile() = default;
    virtual void write(ByteView piece) = 0; ///< copied
    virtual void finish() = 0;              ///< hands the file to the user; once
};

class Download {
  public:
    virtual ~Download() = default;
    /// `name` in UTF-8, without folder; `mime` like "application/json".
    virtual std::unique_ptr<DownloadFile> begin(const std::string& name, const std::string& mime) = 0;
};

} // namespace mj
