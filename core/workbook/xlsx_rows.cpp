#include "core/workbook/xlsx_rows.hpp"

#include "core/base/utf8.hpp"

#include <array>

namespace mj {
namespace {

constexpr size_t longest_row = 1 << 20; ///< bytes that are held; a longer one is none of these
constexpr std::string_view row_end = "</row>";

/// Bytes that stand for themselves, in an attribute's value and between tags. Nothing else is plain, no line end either: so
/// Expat counts the lines right. All loops below end at the zero behind what is held.
enum : uint8_t { in_name = 1, in_value = 2, in_text = 4 };
constexpr std::array<uint8_t, 256> plain = [] {
    std::array<uint8_t, 256> out{};
    for (int c = ' '; c < 0x7F; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':')
            out[size_t(c)] |= in_name;
        if (c != '<' && c != '&' && c != '"') out[size_t(c)] |= in_value;
        if (c != '<' && c != '&' && c != '>') out[size_t(c)] |= in_text;
    }
    for (size_t c = 0x80; c < out.size(); ++c) out[c] |= in_text;
    return out;
}();

std::string_view take(const char*& at, uint8_t what) {
    const char* const from = at;
    while (plain[uint8_t(*at)] & what) ++at;
    return {from, size_t(at - from)};
}

/// Where the end is in the word, `at` is there afterwards.
bool take_word(const char*& at, std::string_view word) {
    const char* here = at;
    for (const char c : word) {
        if (*here != c) {
            if (!*here) at = here;
            return false;
        }
        ++here;
    }
    at = here;
    return true;
}

/// A text that Expat lets pass. The last of three bytes that begin so may make no character of XML.
bool take_text(const char*& at, std::string_view& text) {
    text = take(at, in_text);
    uint8_t all = 0;
    for (const char c : text) all |= uint8_t(c);
    return all < 0x80 || (valid_utf8(text) && text.find("\xEF\xBF") == text.npos);
}

/// Calls f(name, value), which says whether it may stand here.
template <class F> bool take_attributes(const char*& at, F f) {
    while (*at == ' ') {
        ++at;
        if (*at == ' ' || *at == '>' || *at == '/') continue;
        const std::string_view name = take(at, in_name);
        if (name.empty() || !((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z')) return false;
        if (!take_word(at, "=\"")) return false;
        const std::string_view value = take(at, in_value);
        if (*at != '"') return false;
        ++at;
        if (!f(name, value)) return false;
    }
    return true;
}

/// None twice. An empty one is as good as none.
bool set_once(std::string_view& to, std::string_view value) {
    if (!to.empty()) return false;
    to = value;
    return !value.empty();
}

bool take_cell(const char*& at, WrittenCell& cell) {
    const bool sound = take_attributes(at, [&](std::string_view name, std::string_view value) {
        return name == "r"   ? set_once(cell.place, value)
               : name == "s" ? set_once(cell.style, value)
               : name == "t" ? set_once(cell.type, value)
                             : false;
    });
    if (!sound) return false;
    if (take_word(at, "/>")) return true;
    if (*at != '>') return false;
    ++at;
    if (take_word(at, "<v>")) {
        cell.has_value = true;
        return take_text(at, cell.value) && take_word(at, "</v></c>");
    }
    if (take_word(at, "<is><t>") || take_word(at, "<is><t xml:space=\"preserve\">")) {
        cell.has_value = true;
        return take_text(at, cell.value) && take_word(at, "</t></is></c>");
    }
    return take_word(at, "</c>");
}

} // namespace

/// False: it is none, and `at` is where that shows.
bool RowStream::plain_row(const char*& at) {
    number_ = {};
    hidden_ = false;
    cells_.clear();
    if (!take_word(at, "<row")) return false;
    std::array<std::string_view, 16> names; // none may come twice
    size_t count = 0;
    const bool sound = take_attributes(at, [&](std::string_view name, std::string_view value) {
        for (size_t i = 0; i < count; ++i)
            if (names[i] == name) return false;
        if (count == names.size()) return false;
        names[count++] = name;
        if (const auto local = name.substr(name.rfind(':') + 1); local.size() < name.size())
            return local != "r" && local != "hidden"; // which may not be meant
        if (name == "r") number_ = value;
        if (name == "hidden") hidden_ = value == "1" || value == "true";
        return true;
    });
    if (!sound) return false;
    if (take_word(at, "/>")) return true;
    if (*at != '>') return false;
    for (++at; take_word(at, "<c");)
        if (!take_cell(at, cells_.emplace_back())) return false;
    return take_word(at, row_end);
}

bool RowStream::feed(ByteView piece, bool last) {
    held_.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    const char* at = held_.data();
    const char* const end = at + held_.size();
    while (at < end) {
        if (xml_.settled() && sheet_.between_rows()) {
            const char* to = at;
            if (plain_row(to)) {
                at = to;
                sheet_.take_row(number_, hidden_, cells_);
                if (sheet_.problem()) return xml_.feed({}, false);
                continue;
            }
            if (to == end && !last && size_t(end - at) < longest_row) break;
        }
        const std::string_view left(at, size_t(end - at));
        const size_t row = left.find(row_end), n = row == left.npos ? left.size() : row + row_end.size();
        if (!xml_.feed({reinterpret_cast<const uint8_t*>(at), n}, false)) return false;
        at += n;
    }
    held_.erase(0, size_t(at - held_.data()));
    return !last || xml_.feed({}, true);
}

} // namespace mj
