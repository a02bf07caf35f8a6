#include "core/workbook/gzip_write.hpp"

#include "core/workbook/deflate.hpp"

namespace mj {

GzipWriter::GzipWriter() : zlib_(std::make_unique<z_stream>()) {
    constexpr int with_head = 16; // of gzip, which says no time
    deflateInit2(zlib_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + with_head, 8,
                 Z_DEFAULT_STRATEGY);
}

GzipWriter::~GzipWriter() { deflateEnd(zlib_.get()); }

void GzipWriter::write(std::string_view bytes, std::string& out, bool last) {
    deflate_into(*zlib_, bytes, last ? Z_FINISH : Z_NO_FLUSH, out);
}

} // namespace mj
