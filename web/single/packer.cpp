// What the one-file page packs and unpacks with: zlib, as a program of its own that is there before all others. One text at a
// time: room() for what is given, then inflated() or deflated(), and size() of the answer.
#include <cstdint>
#include <cstdlib>
#include <zlib.h>

#define MJ_EXPORT extern "C" __attribute__((used, visibility("default")))

namespace {

Bytef *given = nullptr, *made = nullptr;
uint32_t given_size = 0, made_size = 0;

void begin(z_stream& zlib, uint32_t room) {
    std::free(made);
    made = static_cast<Bytef*>(std::malloc(room ? room : 1));
    zlib.next_in = given;
    zlib.avail_in = given_size;
    zlib.next_out = made;
    zlib.avail_out = made ? room : 0;
}

} // namespace

MJ_EXPORT uint8_t* mj_packer_room(uint32_t size) {
    std::free(given);
    given = static_cast<Bytef*>(std::malloc(size ? size : 1));
    given_size = given ? size : 0;
    return given;
}

/// Where the text lies, which has this size; nullptr: it has not, or there is no memory.
MJ_EXPORT uint8_t* mj_packer_inflated(uint32_t size) {
    z_stream zlib{};
    begin(zlib, size);
    made_size = size;
    inflateInit2(&zlib, -MAX_WBITS);
    const bool whole = inflate(&zlib, Z_FINISH) == Z_STREAM_END && zlib.total_out == size;
    inflateEnd(&zlib);
    return whole ? made : nullptr;
}

MJ_EXPORT uint8_t* mj_packer_deflated() {
    z_stream zlib{};
    deflateInit2(&zlib, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    begin(zlib, uint32_t(deflateBound(&zlib, given_size)));
    const bool whole = deflate(&zlib, Z_FINISH) == Z_STREAM_END;
    made_size = uint32_t(zlib.total_out);
    deflateEnd(&zlib);
    return whole ? made : nullptr;
}

MJ_EXPORT uint32_t mj_packer_size() { return made_size; }
