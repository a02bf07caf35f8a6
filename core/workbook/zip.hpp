// A zip archive in memory (APPNOTE 6.3.10): what lies in it, and the bytes of one entry as a stream.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct z_stream_s;

namespace mj {

struct ZipEntry {
    std::string name; ///< with / between folders, without one at the start
    ByteView packed;
    uint64_t size = 0; ///< unpacked, as the archive says; ZipStream holds it to that
    uint32_t crc = 0;
    uint16_t method = 0;
    bool encrypted = false;
};

/// The entries of the directory at its end; `file` must stay where it is.
Outcome<std::vector<ZipEntry>> zip_entries(ByteView file);

class ZipStream {
  public:
    /// Refuses what is encrypted, packed in an unusual way, or says that it is larger than `most` bytes.
    ZipStream(const ZipEntry& entry, uint64_t most);
    ~ZipStream();
    /// Fills `out` as far as there is something. Empty at the end, which is well only if there is no problem.
    ByteView read(std::span<uint8_t> out);
    const Problem* problem() const { return problem_.what.empty() ? nullptr : &problem_; }
    uint64_t packed_read() const;

  private:
    ByteView fail(Saying what, SaidWith<0> fix);
    ByteView fail(SaidWith<0> what);

    const ZipEntry& entry_;
    uint64_t given_ = 0;
    uint32_t crc_ = 0;
    std::unique_ptr<z_stream_s> zlib_; ///< none if it is not packed
    bool ended_ = false;
    Problem problem_;
};

} // namespace mj
