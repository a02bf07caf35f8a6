// Files the program gives.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <functional>
#include <memory>
#include <string>

namespace mj {

/// Grows by pieces, outside the program's own memory. Dropped before finish(): nothing is saved.
class DownloadFile {
  public:
    virtual ~DownloadFile() = default;
    virtual void write(ByteView piece) = 0; ///< copied
    /// Reads everything back, and hands the file to the user if it is what was written. Once; a waiting callback is
    /// not called when the object goes.
    virtual void finish(std::function<void(Outcome<>)> done) = 0;
};

class Download {
  public:
    virtual ~Download() = default;
    /// `name` in UTF-8, without folder; `mime` like "application/json".
    /// A passphrase seals the file (README, "The data file"); "" leaves it plain.
    virtual std::unique_ptr<DownloadFile> begin(const std::string& name, const std::string& mime,
                                                const std::string& passphrase) = 0;
};

} // namespace mj
