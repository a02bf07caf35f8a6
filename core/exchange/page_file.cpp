#include "core/exchange/page_file.hpp"

#include "core/exchange/json.hpp"

#include <charconv>
#include <cstring>
#include <optional>
#include <zlib.h>

namespace mj {
namespace {

constexpr char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view data_begins = "<script type=\"text/plain\" id=\"data\">", data_ends = "</script>";

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
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t three = 0;
        for (size_t k = 0; k < 3; ++k) three = three << 8 | (i + k < bytes.size() ? bytes[i + k] : 0);
        for (size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : base64_digits[three >> (18 - 6 * k) & 63];
    }
}

/// What is left is nothing when it is cut off, or is not what was packed.
Bytes inflated(ByteView packed, uint64_t size) {
    Bytes out;
    z_stream zlib{};
    inflateInit2(&zlib, -MAX_WBITS);
    zlib.next_in = const_cast<Bytef*>(packed.data());
    zlib.avail_in = uInt(packed.size());
    int said = Z_OK;
    while (said == Z_OK && out.size() <= size) {
        const size_t at = out.size();
        out.resize(at + (1 << 20));
        zlib.next_out = out.data() + at;
        zlib.avail_out = 1 << 20;
        said = inflate(&zlib, Z_NO_FLUSH);
        out.resize(out.size() - zlib.avail_out);
    }
    inflateEnd(&zlib);
    if (said != Z_STREAM_END || out.size() != size) out.clear();
    return out;
}

/// Nothing when it is no base64.
std::optional<Bytes> from_base64(std::string_view text) {
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    uint32_t bits = 0, have = 0;
    while (text.ends_with('=')) text.remove_suffix(1);
    for (const char c : text) {
        const char* digit = std::strchr(base64_digits, c);
        if (!c || !digit) return std::nullopt;
        bits = bits << 6 | uint32_t(digit - base64_digits);
        if ((have += 6) >= 8) out.push_back(uint8_t(bits >> (have -= 8)));
    }
    return out;
}

} // namespace

bool looks_like_page(ByteView start) {
    constexpr std::string_view doctype = "<!doctype html>";
    return start.size() >= doctype.size() && !std::memcmp(start.data(), doctype.data(), doctype.size());
}

Outcome<Bytes> data_in_page(std::string_view page) {
    const Problem nothing{say(Said::page_empty), {}, say(Said::choose_backup)};
    const size_t mark = page.find(data_begins), from = mark + data_begins.size();
    const size_t line = mark == page.npos ? mark : page.find('\n', from);
    const size_t to = line == page.npos ? line : page.find('<', from);
    constexpr std::string_view key = "\"size\":";
    const size_t at = line == page.npos ? line : page.find(key, from);
    if (to == page.npos || to < line || at > line) return nothing;
    uint64_t size = 0;
    std::from_chars(page.data() + at + key.size(), page.data() + line, size);
    const auto packed = from_base64(page.substr(line + 1, to - line - 1));
    Bytes out = packed ? inflated(*packed, size) : Bytes();
    if (out.empty()) return Problem{say(Said::page_damaged), {}, say(Said::other_backup)};
    return out;
}

Outcome<std::string> page_with(std::string_view page, const PageLoad& load) {
    const size_t from = page.find(data_begins), to = from == page.npos ? from : page.find(data_ends, from);
    if (to == page.npos || page.find(data_begins, to) != page.npos)
        return Problem{say(Said::page_unknown), {}, say(Said::name_one_page)};
    std::string data = "{\"name\":";
    put_json_text(data, load.name);
    data += ",\"size\":" + std::to_string(load.file.size());
    if (load.demo) data += ",\"demo\":true";
    if (!load.slides.empty()) put_json_text(data += ",\"slides\":", load.slides);
    if (!load.progress.empty()) put_json_text(data += ",\"progress\":", load.progress);
    if (!load.office_key.empty()) put_json_text(data += ",\"office_key\":", load.office_key);
    data += '}';
    for (size_t at; (at = data.find('<')) != data.npos;) data.replace(at, 1, "\\u003c"); // ends no script
    data += '\n';
    put_base64(data, deflated(load.file));
    std::string out(page.substr(0, from + data_begins.size()));
    out += data;
    out += page.substr(to);
    return out;
}

} // namespace mj
