// A gzip file written as it grows; the same contents give the same bytes.
#pragma once
#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace mj {

class GzipWriter {
  public:
    GzipWriter();
    ~GzipWriter();
    /// Appends to `out` what is ready of the file; `last`: all of it.
    void write(std::string_view bytes, std::string& out, bool last = false);

  private:
    std::unique_ptr<z_stream_s> zlib_;
};

} // namespace mj
