#include "core/exchange/calendar_file.hpp"

#include "core/base/shown.hpp"
#include "core/base/version.hpp"

#include <cstdio>

namespace mj {
namespace {

/// Text values: backslash, comma, semicolon and line ends are escaped, controls are none of it (3.3.11).
std::string escaped(std::string text) {
    clean(text);
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else {
            if (c == '\\' || c == ',' || c == ';') out += '\\';
            if (c != '\r') out += c;
        }
    }
    return out;
}

/// Long lines go on behind a space (3.1), never within a character.
void line(std::string& out, const std::string& text) {
    constexpr size_t most = 75;
    size_t used = 0;
    for (size_t at = 0; at < text.size();) {
        size_t size = 1;
        while (at + size < text.size() && (text[at + size] & 0xC0) == 0x80) ++size;
        if (used + size > most) {
            out += "\r\n ";
            used = 1;
        }
        out.append(text, at, size);
        at += size;
        used += size;
    }
    out += "\r\n";
}

std::string digits(Date day) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d%02d%02d", day.year(), day.month(), day.day());
    return text;
}

} // namespace

std::string calendar_file(const std::vector<CalendarDay>& days, int64_t stamp) {
    const int32_t second = int32_t((stamp % 86400 + 86400) % 86400);
    char time[32];
    std::snprintf(time, sizeof time, "T%02d%02d%02dZ", second / 3600, second / 60 % 60, second % 60);
    const std::string written = digits(Date{int32_t((stamp - second) / 86400)}) + time;
    std::string out;
    line(out, "BEGIN:VCALENDAR");
    line(out, "VERSION:2.0");
    line(out, "PRODID:-//Mingjing//Clocks " + std::string(program_version) + "//ZH");
    for (const CalendarDay& d : days) {
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + d.id + "@mingjing");
        line(out, "DTSTAMP:" + written);
        line(out, "DTSTART;VALUE=DATE:" + digits(d.day));
        line(out, "SUMMARY:" + escaped(d.title));
        if (!d.note.empty()) line(out, "DESCRIPTION:" + escaped(d.note));
        line(out, "TRANSP:TRANSPARENT");
        line(out, "END:VEVENT");
    }
    line(out, "END:VCALENDAR");
    return out;
}

} // namespace mj
