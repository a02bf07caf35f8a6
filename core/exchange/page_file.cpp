#include "core/exchange/page_file.hpp"

#include "core/exchange/json.hpp"

#include <zlib.h>

namespace mj {
namespace {

constexpr std::string_view before = "<script type=\"text/plain\" id=\"data\">", after = "</script>";

Bytes deflated(ByteView bytes) {
    z_stream zlib{};
    deflateInit2(&zlib, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    Bytes out(deflateBound(&zlib, uLong(bytes.size())));
    zlib.next_in = const_cast<Bytef*>(bytes.data());
    zlib.avail_in = uInt(bytes.size());
    zlib.next_out = out.data();
    zlib.avail_out = uInt(out.size());
    deflate(&zlib, Z_FINISH);
    out.resize(zlib.total_out);
    deflateEnd(&zlib);
    return out;
}

void put_base64(std::string& out, ByteView bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t three = 0;
        for (size_t k = 0; k < 3; ++k) three = three << 8 | (i + k < bytes.size() ? bytes[i + k] : 0);
        for (size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : digits[three >> (18 - 6 * k) & 63];
    }
}

} // namespace

Outcome<std::string> page_with(std::string_view page, const PageLoad& load) {
    const size_t from = page.find(before), to = from == page.npos ? from : page.find(after, from);
    if (to == page.npos || page.find(before, to) != page.npos)
        return Problem{say(Said::page_unknown), {}, say(Said::name_one_page)};
    std::string data = "{\"name\":";
    put_json_text(data, load.name);
    data += ",\"size\":" + std::to_string(load.file.size());
    if (load.demo) data += ",\"demo\":true";
    if (!load.slides.empty()) put_json_text(data += ",\"slides\":", load.slides);
    data += '}';
    for (size_t at; (at = data.find('<')) != data.npos;) data.replace(at, 1, "\\u003c"); // ends no script
    data += '\n';
    put_base64(data, deflated(load.file));
    std::string out(page.substr(0, from + before.size()));
    out += data;
    out += page.substr(to);
    return out;
}

} // namespace mj
