// A zip archive written as it grows: what was written may be taken away at any time. The same contents give the same bytes.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct z_stream_s;

namespace mj {

class ZipWriter {
  public:
    ZipWriter();
    ~ZipWriter();
    /// Entries one after the other; of less than 4 GB, as is the archive.
    void begin(std::string name);
    void write(std::string_view bytes);
    void end();
    /// After the last entry.
    void finish();
    /// What has been written since it was asked last.
    std::string take();

  private:
    struct Written {
        std::string name;
        uint64_t at, packed = 0, size = 0;
        uint32_t crc = 0;
    };
    std::unique_ptr<z_stream_s> zlib_;
    std::vector<Written> entries_;
    std::string out_;
    uint64_t taken_ = 0;
};

} // namespace mj
