// The office's key, as the program asks for it; what browsers make of that the journeys try.
#include "tests/unit/app/screen/desks.hpp"
#include "tests/unit/core/exchange/json_help.hpp"

using namespace mj;
using namespace mj::test;
using namespace mj::test::desks;

namespace {

constexpr const char* words = "correct horse";

void make_key(Screen& a) {
    a.click("nav.data");
    a.scroll_to("key");
    a.click("key");
    new_passphrase(a, words);
}

/// The only file that was given, by how its name ends.
std::string given(Screen& a, std::string_view end) {
    for (const auto& [name, text] : a.machine.download.files)
        if (name.ends_with(end)) return text;
    return {};
}

bool take_back(const ProbeItem& item) { return item.id.starts_with("notice.") && item.label == "撤销"; }

/// What is kept here; no office's when there is none.
OfficeKey held(Screen& a) {
    const auto kept = a.machine.prefs.get("office_key");
    return kept ? *read_office_key(FakeTables::catalog(), *kept) : OfficeKey{};
}

} // namespace

TEST_CASE("a key is in use only when its file is there, and is asked about before it is given up") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        a.machine.download.given = Given::declined;
        make_key(a);
        CHECK(held(a).office.empty());
        a.machine.download.given = Given::read_back;
        a.machine.keys.fail_next = Problem{say(Said::sealing_insecure), {}, say(Said::open_that_way)};
        make_key(a);
        CHECK(a.notice("浏览器只允许"));
        CHECK(held(a).office.empty());
        make_key(a);
        REQUIRE(held(a).secret());
        CHECK(a.notice("密钥文件"));
        CHECK(a.machine.download.passphrase == words);
        const std::string file = given(a, ".mjsealed"), mark = held(a).fingerprint();
        CHECK(file.find("secret_seal") != file.npos);
        a.reload();
        a.click("nav.data");
        REQUIRE(held(a).secret());
        CHECK(held(a).fingerprint() == mark);

        a.scroll_to("key");
        a.click("key");
        a.settle();
        const std::string open = given(a, ".json");
        CHECK(open.find("secret") == open.npos);
        take(a, open); // nothing new
        CHECK(held(a).secret());
        a.scroll_to("key.save"); // its file once more, when the first was lost
        a.machine.download.files.clear();
        a.click("key.save");
        new_passphrase(a, "another one");
        CHECK(given(a, ".mjsealed") == file);
        CHECK(a.machine.download.passphrase == "another one");
        a.scroll_to("key.forget");
        a.click("key.forget");
        CHECK(a.item("question.text").value.find(mark) != std::string::npos);
        a.click("answer.no");
        CHECK(held(a).secret());
        a.click("key.forget");
        a.click("answer.yes");
        a.settle();
        CHECK(held(a).office.empty());
        CHECK_FALSE(a.find("key.forget"));
        a.reload();
        take(a, file);
        CHECK(a.notice("已收下单位密钥"));
        CHECK(held(a).fingerprint() == mark);

        OfficeKey other = held(a);
        other.seal[1] ^= 1;
        take(a, write_office_key(other, true));
        CHECK(a.notice("这是另一把密钥"));
        CHECK(held(a).fingerprint() == mark);
        take(a, file.substr(0, file.size() / 2));
        CHECK(a.notice("不是密钥文件"));
        CHECK(held(a).fingerprint() == mark);
    });
}

TEST_CASE("a data file says before it comes in whose it is, and whether it was changed since it was signed") {
    Desks desks;
    std::string unsigned_file, file;
    OfficeKey key;
    desks.at_a([&](Screen& a) {
        a.click("nav.data");
        a.click("export");
        unsigned_file = given(a, ".json");
        const bool told_before = a.notice("签名");
        make_key(a);
        key = held(a);
        a.machine.download.files.clear();
        a.advance(100);
        a.click("nav.overview"); // and from the top again
        a.click("nav.data");
        a.click("export");
        a.settle();
        file = given(a, ".json");
        CHECK(file.find("\"signed\"") != file.npos);
        CHECK(a.notice("已用单位密钥 " + key.fingerprint() + " 签名"));
        CHECK_FALSE(told_before);
        edit(a, "row.0", "field.no", "改-1");
        take(a, file);
        CHECK(a.item("signer").value.find("签名后没有改动") != std::string::npos);
        a.click("answer.no");
        take(a, unsigned_file);
        CHECK(a.item("signer").value.find("没有签名") == 0);
        a.click("answer.no");

        a.machine.keys.fail_next = Problem{say(Said::sealing_insecure), {}, say(Said::open_that_way)};
        a.machine.download.files.clear();
        a.click("nav.data");
        a.click("export");
        a.settle();
        CHECK(a.notice("浏览器只允许"));
        CHECK(a.machine.download.files.empty());
    });
    std::string false_file = file; // somebody has changed it, and made its sums anew
    const size_t digit = false_file.find_first_of("0123456789", false_file.find("\"no\":"));
    false_file[digit] = false_file[digit] == '1' ? '2' : '1';
    false_file = with_checksum(false_file);
    desks.at_b([&](Screen& b) {
        take(b, false_file); // an empty ledger takes in what it can, but not this without a question
        CHECK(b.item("signer").value.find("签名不符") != std::string::npos);
        b.click("answer.no");
        take(b, file);
        CHECK(b.item("signer").value.find("认不出是谁的") != std::string::npos);
        b.click("answer.no");
        b.click("nav.overview");
        CHECK(b.find("empty.3")); // nothing has come in
        take(b, file);
        b.click("answer.yes"); // not a word to be typed: nothing is here that would go
        REQUIRE(b.notice("认不出是谁的"));
        CHECK(b.notice("认不出是谁的")->value == "soon");
        OfficeKey other = key;
        other.sign[1] ^= 1;
        take(b, write_office_key(other, false));
        b.click("nav.data");
        b.machine.picker.chosen = file;
        b.click("compare");
        CHECK(b.item("signer").value.find("另一把密钥") != std::string::npos);
    });
    mj::test::Kept empty;
    Desks::at(empty,
              [&](Screen& c) { // with the key here, nothing else than its own comes in without a question
                  c.machine.prefs.put("office_key", write_office_key(key, false));
                  take(c, unsigned_file);
                  CHECK(c.item("signer").value.find("没有签名") == 0);
                  c.click("answer.no");
                  take(c, file);
                  CHECK(c.notice("签名后没有改动"));
              });
}

TEST_CASE(
    "a key that was compared is known from then on, and its office's name with another one is warned of") {
    Desks desks;
    std::string unsigned_file, files[2]; // of two keys
    OfficeKey keys[2];
    for (const int i : {0, 1}) {
        mj::test::Kept sender = desks.a;
        Desks::at(sender, [&](Screen& a) {
            edit(a, "row.0", "field.no", "改-1");
            a.machine.keys.next = uint8_t(i + 1);
            a.click("nav.data");
            a.click("export");
            unsigned_file = given(a, ".json");
            make_key(a);
            keys[i] = held(a);
            a.machine.download.files.clear();
            a.advance(100);
            a.click("nav.overview");
            a.click("nav.data");
            a.click("export");
            a.settle();
            files[i] = given(a, ".json");
        });
    }
    const std::string mark = keys[0].fingerprint();
    const auto says = [](Screen& s, std::string_view words) {
        return s.item("signer").value.find(words) != std::string::npos;
    };
    const auto type = [](Screen& s, const std::string& words) {
        s.click("signer.typed");
        s.key("Control+A");
        s.type(words);
    };
    mj::test::Kept office = desks.a;
    Desks::at(office, [&](Screen& b) {
        take(b, files[0]);
        CHECK(says(b, "认不出是谁的"));
        type(b, keys[1].fingerprint()); // what is said by telephone is not what stands there
        CHECK(b.find("signer.differs"));
        b.click("signer.remember");
        CHECK(says(b, "认不出是谁的"));
        CHECK_FALSE(b.machine.prefs.get("known_keys"));
        type(b, mark);
        b.machine.prefs.keeps = false;
        b.click("signer.remember");
        CHECK(b.item("signer.unkept").value.find("没有记住") == 0);
        CHECK(says(b, "认不出是谁的"));
        b.machine.prefs.keeps = true;
        b.click("signer.remember");
        CHECK(says(b, "涪陵区"));
        CHECK(says(b, mark));
        CHECK(says(b, "核对过"));
        CHECK_FALSE(b.find("signer.typed"));
        b.click("answer.no");
    });
    const std::string remembered = office.prefs.at("known_keys");
    Desks::at(office, [&](Screen& b) {
        b.machine.picker.chosen = files[0];
        b.click("nav.data");
        b.click("compare");
        CHECK(says(b, "核对过"));
        b.click("answer.no");
        for (const bool is_signed : {true, false}) {
            take(b, is_signed ? files[1] : unsigned_file);
            CHECK(says(b, is_signed ? "当心" : "没有签名，而"));
            CHECK(says(b, mark));
            CHECK_FALSE(b.find("signer.typed"));
            CHECK((b.item("merge.take").label == "仍要合并") == is_signed);
            b.click("answer.no");
        }
        b.click("nav.overview");
        b.click("nav.data");
        b.scroll_to("known.fuling");
        CHECK(b.item("known.fuling").value.find(mark) == 0);
        b.click("known.forget.fuling");
        CHECK_FALSE(b.find("known.fuling"));
        CHECK_FALSE(b.machine.prefs.get("known_keys"));
        REQUIRE(b.notice("已忘掉"));
        b.click(take_back);
        CHECK(b.machine.prefs.get("known_keys") == remembered);
        CHECK_FALSE(b.notice("已忘掉"));
        b.click("known.forget.fuling");
        b.machine.prefs.keeps = false;
        b.click(take_back);
        CHECK(b.notice("没有记住这把密钥"));
        b.machine.prefs.keeps = true;
        take(b, files[0]);
        CHECK(says(b, "认不出是谁的"));
        CHECK_FALSE(b.find("signer.short"));
        type(b, mark.substr(0, 6)); // of sixteen, and a blank
        CHECK(b.item("signer.short").value == "还差 11 位");
        b.key("Enter"); // does nothing yet
        CHECK(says(b, "认不出是谁的"));
        type(b, mark);
        CHECK_FALSE(b.find("signer.short"));
        b.key("Enter");
        CHECK(says(b, "核对过"));
        CHECK(b.machine.prefs.get("known_keys") == remembered);
    });
    for (const bool own :
         {false, true}) { // what is known comes into an empty page without a question, and nothing else
        mj::test::Kept fresh;
        fresh.prefs["known_keys"] = remembered;
        OfficeKey mine = keys[1];
        mine.sign[1] = mine.seal[1] = 9;
        if (own) fresh.prefs["office_key"] = write_office_key(mine, true);
        mj::test::Kept same = fresh;
        Desks::at(fresh, [&](Screen& c) {
            take(c, files[1]);
            CHECK(says(c, "当心"));
            c.click("answer.no");
            take(c, unsigned_file);
            CHECK(says(c, "没有签名，而"));
        });
        Desks::at(same, [&](Screen& c) {
            take(c, files[0]);
            CHECK(c.notice("核对过"));
            CHECK_FALSE(c.find("signer"));
        });
    }
}

TEST_CASE("whose a file is stands before it comes into an empty program, and can be remembered") {
    Desks desks;
    std::string file, mark;
    desks.at_a([&](Screen& a) {
        make_key(a);
        mark = held(a).fingerprint();
        a.machine.download.files.clear();
        a.advance(100);
        a.click("nav.overview");
        a.click("nav.data");
        a.click("export");
        file = given(a, ".json");
    });
    desks.at_b([&](Screen& b) {
        take(b, file);
        b.click("signer.typed");
        b.type(mark);
        b.click("signer.remember");
        CHECK(b.item("signer").value.find("核对过") != std::string::npos);
        CHECK(b.machine.prefs.get("known_keys"));
        b.click("answer.yes");
        REQUIRE(b.notice("核对过"));
        CHECK(b.notice("核对过")->value == "good");
        CHECK(b.notice("60 条记录"));
    });
}

TEST_CASE("a progress file of no application says so, and is no success") {
    Desks desks;
    std::string none;
    desks.at_a([&](Screen& a) {
        a.click("nav.data");
        a.scroll_to("progress");
        a.click("progress");
        none = given(a, ".json");
        REQUIRE(none.find("\"lines\":[]") != none.npos);
    });
    desks.at_b([&](Screen& b) {
        take(b, none, "progress.json");
        REQUIRE(b.notice("一份申请也没有"));
        CHECK(b.notice("一份申请也没有")->value == "soon");
        b.advance(60);
        CHECK(b.notice("一份申请也没有")); // until it was read
    });
}

TEST_CASE("a key that has come meanwhile is not lost to the one that was being made") {
    Desks desks;
    desks.at_a([&](Screen& a) {
        OfficeKey other;
        other.office = FakeTables::catalog().offices.front().id;
        other.seal.fill(9);
        a.click("nav.data");
        a.scroll_to("key");
        a.click("key");
        a.machine.prefs.put("office_key", write_office_key(other, false)); // by another window
        new_passphrase(a, words);
        CHECK(a.notice("这是另一把密钥"));
        CHECK(held(a).fingerprint() == other.fingerprint());
    });
}
