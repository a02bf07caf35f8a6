// What zlib packs, behind what is there.
#pragma once
#include <string>
#include <string_view>
#include <zlib.h>

namespace mj {

/// `flush` as zlib's deflate() takes it.
inline void deflate_into(z_stream& zlib, std::string_view bytes, int flush, std::string& out) {
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    zlib.avail_in = uInt(bytes.size());
    char room[16 << 10];
    do {
        zlib.next_out = reinterpret_cast<Bytef*>(room);
        zlib.avail_out = sizeof room;
        deflate(&zlib, flush);
        out.append(room, sizeof room - zlib.avail_out);
    } while (zlib.avail_out == 0);
}

} // namespace mj
