#include "core/workbook/xml_text.hpp"

#include "core/base/utf8.hpp"

namespace mj {

size_t put_xml_character(std::string& out, std::string_view text) {
    char32_t c;
    const int n = utf8_step(reinterpret_cast<const uint8_t*>(text.data()), text.size(), c);
    if (n <= 0) {
        out += "\xEF\xBF\xBD";
        return 1;
    }
    if (c == '&')
        out += "&amp;";
    else if (c == '<')
        out += "&lt;";
    else if (c == '>')
        out += "&gt;";
    else if (c == '"')
        out += "&quot;";
    else if (c == 0 || c == 0xFFFE || c == 0xFFFF)
        out += "\xEF\xBF\xBD";
    else if (c < 0x20 && c != '\t' && c != '\n')
        out += ' ';
    else
        out.append(text, 0, size_t(n));
    return size_t(n);
}

std::string xml_text(std::string_view text) {
    std::string out;
    while (!text.empty()) text.remove_prefix(put_xml_character(out, text));
    return out;
}

} // namespace mj
