#include "core/base/bytes.hpp"
#include "core/base/crc32c.hpp"
#include "core/base/date.hpp"
#include "core/base/record_id.hpp"
#include "core/base/utf8.hpp"

#include <doctest/doctest.h>

using namespace mj;

TEST_CASE("a date reads and writes itself, day by day over four centuries") {
    Date d = Date::of(1900, 1, 1);
    CHECK(Date::of(1970, 1, 1).days == 0);
    for (; d < Date::of(2300, 1, 1); d = d.plus(1)) {
        const auto again = Date::parse(d.text());
        if (!again || *again != d) FAIL(d.text());
        const Date next = d.plus(1);
        const bool turned = next.day() == 1;
        if (turned ? d.day() != days_in_month(d.year(), d.month()) : next.day() != d.day() + 1)
            FAIL(d.text());
    }
}

TEST_CASE("a wrong date is refused") {
    for (const char* text : {"", "2023-2-03", "2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31",
                             "0000-01-01", "2023/01/01", "2023-01-01 ", "２０２３-01-01", "-023-01-01"})
        CHECK_MESSAGE(!Date::parse(text), text);
    CHECK(Date::parse("2024-02-29"));
    CHECK(Date{}.text().empty());
    CHECK_FALSE(Date{}.has());
}

TEST_CASE("a period knows the year before, leap day included") {
    const Period p{Date::of(2024, 2, 29), Date::of(2024, 12, 31)};
    CHECK(p.year_before() == Period{Date::of(2023, 2, 28), Date::of(2023, 12, 31)});
    CHECK(Period::of_year(2023).holds(Date::of(2023, 12, 31)));
    CHECK_FALSE(Period::of_year(2023).holds(Date{}));
}

TEST_CASE("CRC-32C agrees with the published check values") {
    const std::string digits = "123456789";
    const ByteView view{reinterpret_cast<const uint8_t*>(digits.data()), digits.size()};
    CHECK(crc32c(view) == 0xE3069283u);
    CHECK(crc32c(Bytes(32, 0)) == 0x8A9136AAu);    // RFC 3720 B.4
    CHECK(crc32c(Bytes(32, 0xFF)) == 0x62A8AB43u); // RFC 3720 B.4
    for (size_t cut = 0; cut <= view.size(); ++cut)
        CHECK(crc32c(view.subspan(cut), crc32c(view.first(cut))) == 0xE3069283u);
}

TEST_CASE("record ids read and write themselves") {
    const RecordId id = RecordId::of(4095, 0xFFFFF, 0xFFFFFFFF);
    CHECK(id.text() == "ffffffffffffffff");
    CHECK(RecordId::parse("0010000000000001") == RecordId::of(1, 0, 1));
    CHECK(RecordId::parse(RecordId::of(12, 34, 56).text()) == RecordId::of(12, 34, 56));
    for (const char* text :
         {"", "1", "0000000000000000", "00100000000000zz", "001000000000000A", "00100000000000011"})
        CHECK_FALSE(RecordId::parse(text));
}

TEST_CASE("bytes come back as they were put, and a short reader says so") {
    ByteWriter out;
    out.put(int32_t(-5));
    for (const uint64_t v : {uint64_t(0), uint64_t(127), uint64_t(128), uint64_t(300), ~uint64_t(0)})
        out.varint(v);
    out.text("明镜");
    const Bytes bytes = out.take();
    ByteReader in(bytes);
    CHECK(in.get<int32_t>() == -5);
    for (const uint64_t v : {uint64_t(0), uint64_t(127), uint64_t(128), uint64_t(300), ~uint64_t(0)})
        CHECK(in.varint() == v);
    CHECK(in.text() == "明镜");
    CHECK(in.ok());
    CHECK(in.left() == 0);
    CHECK(in.get<uint8_t>() == 0);
    CHECK_FALSE(in.ok());
}

TEST_CASE("UTF-8 is checked and trimmed") {
    for (const char* good : {"", "abc", "明镜", "\xF0\xA0\x85\xA4", "\xEF\xBF\xBD"}) CHECK(valid_utf8(good));
    for (const char* bad : {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE6\x98",
                            "\xE0\x80\x80", "\xF0\x80\x80\x80", "a\xFF"})
        CHECK_FALSE(valid_utf8(bad));
    CHECK(trimmed(" \t明 镜\xE3\x80\x80\n") == "明 镜");
    CHECK(trimmed("\xE3\x80\x80").empty());
}
