// What calendars read: lines, escapes and days as RFC 5545 has them.
#include "core/base/version.hpp"
#include "core/exchange/calendar_file.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("a day becomes one all-day event") {
    CHECK(
        calendar_file({{Date::of(2024, 3, 9), "a-1", "one, two; three", "back\\slash\nnext"}}, 1709942461) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mingjing//Clocks " + std::string(program_version) +
            "//ZH\r\nBEGIN:VEVENT\r\nUID:a-1@mingjing\r\n"
            "DTSTAMP:20240309T000101Z\r\nDTSTART;VALUE=DATE:20240309\r\nSUMMARY:one\\, two\\; three\r\n"
            "DESCRIPTION:back\\\\slash\\nnext\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("no line is longer than 75 bytes and no character is cut") {
    std::string title;
    for (int i = 0; i < 60; ++i) title += i % 3 ? "仲裁" : "a";
    const std::string file = calendar_file({{Date::of(2024, 3, 9), "a-1", title, ""}}, 0);
    std::string joined;
    for (size_t at = 0, end; at < file.size(); at = end + 2) {
        end = file.find("\r\n", at);
        REQUIRE(end != file.npos);
        const std::string one = file.substr(at, end - at);
        CHECK(one.size() <= 75);
        CHECK((one[one[0] == ' '] & 0xC0) != 0x80);
        joined += one[0] == ' ' ? one.substr(1) : "\n" + one;
    }
    CHECK(joined.find("SUMMARY:" + title) != joined.npos);
}
