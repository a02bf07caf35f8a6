// A table whose rows name one another: employers and whom they work for.
#include "core/intake/plan.hpp"
#include "core/workbook/read.hpp"
#include "tests/unit/core/real_catalog.hpp"

using namespace mj;
using namespace mj::test;

namespace {

constexpr const char* head = "统一社会信用代码,单位名称,上级发包单位\r\n";

struct Told {
    uint32_t fresh, changed, rejected, doubtful;
    std::vector<std::string> missing;
};

Told take(Ledger& ledger, const std::string& rows, MissingLinks links = MissingLinks::ask,
          OnError on_error = OnError::good_rows) {
    const std::string file = head + rows;
    const auto book = read_workbook({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
    REQUIRE(book.ok());
    const Catalog& catalog = ledger.catalog();
    const int reg = catalog.find_register("employer");
    const Reading reading = read_table(catalog, reg, book->sheets.front());
    REQUIRE_FALSE(reading.failed);
    Plan plan(ledger, reading, {ImportMode::both, on_error, links, ledger.next_id(1, 1), 1700000000, {}});
    while (!plan.step(Deadline::never())) {
    }
    using Kind = PlannedRow::Kind;
    Told out{plan.count(Kind::fresh),
             plan.count(Kind::changed),
             plan.count(Kind::rejected),
             plan.count(Kind::doubtful),
             {}};
    for (const MissingLink& one : plan.missing()) out.missing.push_back(one.name);
    CHECK(ledger.check(plan.change()).empty());
    ledger.apply(plan.change());
    return out;
}

/// Each employer's name and its parent's, as the register has them in its order.
std::string chain(const Ledger& ledger) {
    const Catalog& catalog = ledger.catalog();
    const int reg = catalog.find_register("employer");
    const Table& table = ledger.table(reg);
    const Register& fields = catalog.registers[size_t(reg)];
    const Column &name = table.column(fields.find("name")), &parent = table.column(fields.find("parent"));
    std::string out;
    for (uint32_t row = 0; row < table.rows(); ++row) {
        out += std::string(name.text(row)) + "<";
        if (parent.has(row)) {
            const int64_t above = table.find(RecordId{uint64_t(std::get<int64_t>(parent.get(row)))});
            REQUIRE(above >= 0);
            out += name.text(uint32_t(above));
        }
        out += " ";
    }
    return out;
}

/// A credit code of its own, check digit and all.
std::string code_of(int n) {
    constexpr std::string_view digits = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string out = "91500102MA5" + std::to_string(100000 + n);
    int sum = 0, weight = 1;
    for (const char c : out) {
        sum += int(digits.find(c)) * weight;
        weight = weight * 3 % 31;
    }
    return out + digits[size_t((31 - sum % 31) % 31)];
}

std::string employer(int n, const std::string& name, const std::string& parent) {
    return code_of(n) + "," + name + "," + parent + "\r\n";
}

} // namespace

TEST_CASE("a row's link leads to a row of the same table, wherever that stands") {
    Ledger ledger(real_catalog());
    const Told done = take(ledger, employer(1, "劳务甲", "分包乙") + employer(2, "分包乙", "总包丙") +
                                       employer(3, "总包丙", "") + employer(4, "劳务丁", "分包 乙") +
                                       employer(5, "劳务戊", code_of(3)));
    CHECK(done.fresh == 5);
    CHECK(done.doubtful == 0);
    CHECK(done.missing.empty());
    CHECK(chain(ledger) == "劳务甲<分包乙 分包乙<总包丙 总包丙< 劳务丁<分包乙 劳务戊<总包丙 ");
    // The same again is nothing new; a record that is there gets a parent that comes now.
    const Told again = take(ledger, employer(1, "劳务甲", "分包乙") + employer(3, "总包丙", "业主己") +
                                        employer(6, "业主己", ""));
    CHECK(again.fresh == 1);
    CHECK(again.changed == 1);
    CHECK(chain(ledger) == "劳务甲<分包乙 分包乙<总包丙 总包丙<业主己 劳务丁<分包乙 劳务戊<总包丙 业主己< ");
}

TEST_CASE("a link to a row that stays out is asked with what it hangs on, and what names it in turn") {
    Ledger ledger(real_catalog());
    // Of 乙 the code is wrong, so that the ledger refuses it.
    const std::string rows = employer(1, "劳务甲", "分包乙") + "91500102MA5000000X,分包乙,\r\n" +
                             employer(3, "班组丙", "劳务甲") + employer(4, "劳务丁", "");
    const Told done = take(ledger, rows);
    CHECK(done.fresh == 1);
    CHECK(done.rejected == 1);
    CHECK(done.doubtful == 2);
    CHECK(chain(ledger) == "劳务丁< ");
    // As drafts all get in, and are linked.
    const Told drafts = take(ledger, rows, MissingLinks::ask, OnError::drafts);
    CHECK(drafts.fresh == 2);
    CHECK(chain(ledger) == "劳务丁< 劳务甲<分包乙 分包乙< 班组丙<劳务甲 ");
}

TEST_CASE("what is created for links is not what the table has itself; rings and names of two are asked") {
    Ledger ledger(real_catalog());
    const Told made =
        take(ledger, employer(1, "劳务甲", "分包乙") + employer(2, "分包乙", "总包丙"), MissingLinks::create);
    CHECK(made.missing == std::vector<std::string>{"总包丙"});
    CHECK(chain(ledger) == "总包丙< 劳务甲<分包乙 分包乙<总包丙 ");
    const Told ring =
        take(ledger, employer(3, "环一", "环二") + employer(4, "环二", "环一") + employer(5, "自身", "自身"));
    CHECK(ring.doubtful == 3);
    CHECK(ring.missing == std::vector<std::string>{"环二", "环一", "自身"});
    const Told two =
        take(ledger, employer(6, "同名", "") + employer(7, "同名", "") + employer(8, "下家", "同名"));
    CHECK(two.fresh == 2);
    CHECK(two.doubtful == 1);
}

TEST_CASE("a chain as long as a table is followed") {
    Ledger ledger(real_catalog());
    constexpr int rows = 1500;
    std::string table;
    for (int n = 0; n < rows; ++n)
        table += employer(n, "单位" + std::to_string(n), n + 1 < rows ? "单位" + std::to_string(n + 1) : "");
    const Told done = take(ledger, table);
    CHECK(done.fresh == rows);
    const std::string all = chain(ledger);
    CHECK(all.starts_with("单位0<单位1 单位1<单位2 "));
    CHECK(all.ends_with(" 单位1498<单位1499 单位1499< "));
}
