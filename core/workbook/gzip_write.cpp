#include "core/workbook/gzip_write.hpp"

#include <zlib.h>

namespace mj {

GzipWriter::GzipWriter() : zlib_(std::make_unique<z_stream>()) {
    constexpr int with_head = 16; // of gzip, which says no time
    deflateInit2(zlib_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + with_head, 8,
                 Z_DEFAULT_STRATEGY);
}

GzipWriter::~GzipWriter() { deflateEnd(zlib_.get()); }

void GzipWriter::write(std::string_view bytes, std::string& out, bool last) {
    zlib_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib_->avail_in = uInt(bytes.size());
    char room[16 << 10];
    do {
        zlib_->next_out = reinterpret_cast<Bytef*>(room);
        zlib_->avail_out = sizeof room;
        deflate(zlib_.get(), last ? Z_FINISH : Z_NO_FLUSH);
        out.append(room, sizeof room - zlib_->avail_out);
    } while (zlib_->avail_out == 0);
}

} // namespace mj
