// Files the program gives.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace mj {

/// How far a file is known to have come.
enum class Given : uint8_t {
    read_back, ///< it lies where the person wanted it; it was read from there again and is what was written
    handed,    ///< the browser has taken it over and does not say what became of it
    declined,  ///< the person chose no place for it
};

/// Grows by pieces, outside the program's own memory. Dropped before finish(): nothing is saved.
class DownloadFile {
  public:
    virtual ~DownloadFile() = default;
    virtual void write(ByteView piece) = 0; ///< copied
    /// Writes it where the person wanted it and reads it back from there; without such a place the browser gets it, once
    /// what was gathered has been read back. Once; a waiting callback is not called when the object goes.
    virtual void finish(std::function<void(Outcome<Given>)> done) = 0;
};

class Download {
  public:
    virtual ~Download() = default;
    virtual bool makes_pages() const { return false; } ///< the program is one file
    /// `name` in UTF-8, without folder; `mime` like "application/json".
    /// A passphrase seals the file (docs/formats.md); "" leaves it plain. `ask`: the person is asked for a place, where the
    /// browser can do so; only in the frame that answers a press or a key.
    /// What is written as "text/html" is put into a copy of this page, which carries it (makes_pages()).
    virtual std::unique_ptr<DownloadFile> begin(const std::string& name, const std::string& mime,
                                                const std::string& passphrase, bool ask) = 0;
};

} // namespace mj
