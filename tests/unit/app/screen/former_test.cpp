// What was kept before the format changed, on the page of data.
#include "core/base/crc32c.hpp"
#include "core/exchange/rescue.hpp"
#include "core/vault/head.hpp"
#include "tests/unit/app/screen/desks.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

namespace {

/// The sample as a program has left it that wrote format 2.
mj::test::Kept sample_of_format_two() {
    mj::test::Kept out = sample();
    for (const char* name : {head_file, head_copy_file}) {
        Bytes& head = out.files.at(name);
        head[8] = 2;
        const uint32_t crc = crc32c(ByteView(head).first(head.size() - 4));
        for (size_t i = 0; i < 4; ++i) head[head.size() - 4 + i] = uint8_t(crc >> 8 * i);
    }
    return out;
}

} // namespace

TEST_CASE("the copy from before the format changed is given as a file that an import reads, and deleted when "
          "it is asked") {
    const mj::test::Kept before = sample_of_format_two();
    mj::test::Kept after = before;
    Desks::at(after, [&](Screen& a) {
        a.click("nav.data");
        a.scroll_to("former");
        a.click("former");
        a.settle();
        CHECK(a.notice("更新前的副本"));
        REQUIRE(a.machine.download.files.size() == 1);
        const auto& [name, text] = *a.machine.download.files.begin();
        CHECK(name.ends_with(".mjrescue"));
        const auto files = files_of_rescue(view_of(text));
        REQUIRE(files);
        CHECK(*files == before.files);
        const auto read = read_rescue(FakeTables::catalog(), view_of(text));
        REQUIRE(read);
        CHECK(read->ledger.records() > 0);
        a.scroll_to("former.forget");
        a.click("former.forget");
        a.click("answer.no");
        CHECK(a.find("former"));
        a.click("former.forget");
        a.click("answer.yes");
        a.settle();
        CHECK_FALSE(a.find("former"));
    });
    for (const auto& file : after.files) CHECK_MESSAGE(!file.first.starts_with(former_prefix), file.first);
    Desks::at(after, [&](Screen& a) {
        a.click("nav.data");
        CHECK_FALSE(a.find("former"));
        edit(a, "row.0", "field.no", "改-1");
    });
}
