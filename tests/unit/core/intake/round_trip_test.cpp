// Every register, by CSV and by XLSX: its empty table, filled in by whoever is careless, comes in; what is written of it comes
// in again, and each field is what it was.
#include "core/intake/plan.hpp"
#include "core/intake/table_write.hpp"
#include "core/query/condition.hpp"
#include "core/workbook/read.hpp"
#include "tests/unit/core/intake/filled.hpp"
#include "tests/unit/core/real_catalog.hpp"
#include "tests/unit/effort.hpp"

#include <random>

using namespace mj;
using namespace mj::test;

namespace {

/// A cell, and what the record is to hold for it; of a link the name.
struct Meant {
    FilledCell cell;
    Value value;
};

class Filler {
  public:
    Filler(const Catalog& catalog, uint32_t seed) : catalog_(catalog), random_(seed) {}

    Meant cell(const Field& field, bool must, int row) {
        // 无 is no answer to yes or no, and one to some lists.
        const bool chosen = field.type == FieldType::flag || field.type == FieldType::code;
        if (!must && below(4) == 0) return {{one_of({"", "", "-", "　", "N/A", chosen ? "" : "无"})}, {}};
        switch (field.type) {
        case FieldType::code: {
            const auto& codes = catalog_.code_lists[size_t(field.codes)].codes;
            const size_t at = below(codes.size());
            return {{below(3) ? codes[at].name.zh : codes[at].id}, int64_t(at + 1)};
        }
        case FieldType::flag: {
            const bool yes = below(2);
            return {{yes ? one_of({"是", "√", "Ｙ", "有"}) : one_of({"否", "×", "无", " no"})}, int64_t(yes)};
        }
        case FieldType::date: return day();
        case FieldType::count: {
            const int64_t n = must ? 1990 + row : int64_t(below(2) ? below(1000) : 999'999'000 + below(900));
            return {{decorated(std::to_string(n))}, n};
        }
        case FieldType::money: {
            const int64_t yuan = int64_t(below(2) ? below(100) : 99'999'999'000 + below(900)),
                          fen = int64_t(below(100));
            const std::string end = std::to_string(100 + fen).substr(1);
            return {{one_of({"", "￥", "人民币"}) + decorated(std::to_string(yuan)) + "." + end},
                    yuan * 100 + fen};
        }
        default: break;
        }
        if (field.id == "off" || field.id == "worked") return holidays(1990 + row, field.id == "worked");
        std::string text = words();
        // A name that is another record's number as well says two things, and its link goes out as a record's id, which an
        // empty ledger does not know.
        if (must) text += std::to_string(row) + "号";
        if (field.type == FieldType::link) text += std::to_string(row) + "家";
        return {{plain(text) && below(2) ? text : "'" + text}, text};
    }

    size_t below(size_t n) { return random_() % n; }

  private:
    std::string one_of(std::initializer_list<const char*> all) { return all.begin()[below(all.size())]; }

    /// Leading zeros, full width, or neither.
    std::string decorated(std::string digits) {
        if (below(3) == 0) digits = "00" + digits;
        if (below(3)) return digits;
        std::string wide;
        for (const char digit : digits) wide += std::string("\xEF\xBC") + char(0x90 + digit - '0');
        return wide;
    }

    Meant day() {
        const Date day = Date::of(1950 + int(below(120)), 1 + int(below(12)), 1 + int(below(28)));
        std::string text = day.text();
        if (below(3) == 0) return {{text, day.days - Date::of(1899, 12, 30).days}, int64_t(day.days)};
        if (below(2)) text = text.substr(0, 4) + "年" + text.substr(5, 2) + "月" + text.substr(8) + "日";
        return {{text}, int64_t(day.days)};
    }

    /// The register of holidays takes no other words, even of a draft.
    Meant holidays(int year, bool worked) {
        Date first = Date::of(year, 5, 1);
        while (worked && first.weekday() < 5) first = first.plus(1);
        const std::string text = first.text() + one_of({"、", "，\n", ";", "\t", "至"}) + first.text();
        return {{text}, text};
    }

    std::string words() {
        switch (below(3)) {
        case 0:
            return one_of({"无",           "-",
                           "合计",         "建设领域合计",
                           "合计：3",      "备注：见附件",
                           "示例",         "填写说明",
                           "1.23E+17",     "00123",
                           "=1+1",         "+86 000",
                           "@甲",          "-3",
                           "'引",          "''引",
                           "\"引\"",       "=\"00\"",
                           "#N/A",         "TRUE",
                           "2023-05-06",   "12345678901234567890",
                           "０１２ＡＢ",   "_x0041_",
                           "<b>&amp;</b>", "编号",
                           "名称",         "\t制表",
                           "sep=,"});
        case 1: {
            std::string out;
            for (size_t n = 1 + below(8); n; --n)
                out += one_of({"\"", ",", ";", "\t", "\n", "'", " ", "　", "甲", "乙", "０", "，", "=", "a",
                               "&", "<", "😀", "\\"});
            return "甲" + out + one_of({"", " ", "\n"}) + (below(2) ? "乙" : "");
        }
        default: return "第" + std::to_string(below(100)) + "号，共“" + std::to_string(below(9)) + "”件";
        }
    }

    /// Nothing in it that a reader of tables could see as something else: it needs no ' before it.
    static bool plain(const std::string& text) {
        return text.starts_with("第") || text.starts_with("00123") || text.starts_with("０");
    }

    const Catalog& catalog_;
    std::mt19937 random_;
};

std::string table_of(const Ledger& ledger, int reg, bool xlsx) {
    std::string out;
    TableWriter writer(ledger, reg, xlsx, living(ledger.table(reg)).list());
    while (writer.next(out)) {
    }
    return out;
}

/// Into an empty ledger; what a row lacks makes it a draft, and records it names are made.
Ledger taken(const Catalog& catalog, int reg, const std::string& file, size_t examples) {
    Ledger ledger(catalog);
    const auto book = read_workbook({reinterpret_cast<const uint8_t*>(file.data()), file.size()});
    REQUIRE_MESSAGE(book.ok(), book.problem().text());
    const Reading reading = read_table(catalog, reg, book->sheets.front());
    if (reading.failed) FAIL(sentence(*reading.failed, false));
    for (const ReadColumn& column : reading.columns)
        if (column.head.means.how != Note::sequence) CHECK(column.head.means.how == Note::by_name);
    CHECK(reading.skipped.size() == examples);
    for (const Reading::Skipped& row : reading.skipped) CHECK(row.why == Note::example);
    Plan plan(ledger, reading,
              {ImportMode::add, OnError::drafts, MissingLinks::create, ledger.next_id(1, 1), 1700000000, {}});
    while (!plan.step(Deadline::never())) {
    }
    for (const ReadProblem& problem : plan.problems()) {
        CAPTURE(problem.value);
        CAPTURE(sentence(problem.said, false));
        CHECK(problem.said.note == Note::ledger_refuses);
    }
    ledger.apply(plan.change());
    return ledger;
}

/// What a cell holds, of a link the name of its record.
Value held(const Ledger& ledger, int reg, int field, uint32_t row) {
    const Field& about = ledger.catalog().registers[size_t(reg)].fields[size_t(field)];
    const Value value = ledger.table(reg).column(field).get(row);
    if (about.type != FieldType::link || value.index() == 0) return value;
    const Register& target = ledger.catalog().registers[size_t(about.target)];
    const int64_t at = ledger.table(about.target).find(RecordId{uint64_t(std::get<int64_t>(value))});
    return at < 0 ? Value{} : ledger.table(about.target).column(target.title).get(uint32_t(at));
}

/// Records made for links into the same register come before those of the table.
uint32_t first_row(const Ledger& ledger, int reg, size_t rows) {
    return ledger.table(reg).rows() - uint32_t(rows);
}

} // namespace

TEST_CASE(
    "round trip: every register's empty table, filled in, comes in, goes out and comes in again the same") {
    const Catalog& catalog = real_catalog();
    for (int reg = 0; reg < int(catalog.registers.size()); ++reg) {
        const Register& fields = catalog.registers[size_t(reg)];
        CAPTURE(fields.id);
        const std::string empty = empty_table(catalog, reg);
        const auto book = read_workbook({reinterpret_cast<const uint8_t*>(empty.data()), empty.size()});
        REQUIRE(book.ok());
        REQUIRE(book->sheets.size() == 2);
        const Sheet& form = book->sheets[0];
        REQUIRE(form.columns() == fields.asked() + 1);
        REQUIRE(read_table(catalog, reg, form).failed == Noted{Note::only_examples, {}});
        CHECK(read_table(catalog, reg, book->sheets[1]).failed);
        FilledRows rows;
        for (uint32_t row = 0; row < form.rows(); ++row) {
            auto& cells = rows.emplace_back();
            for (uint32_t c = 0; c < form.columns(); ++c) {
                const Cell cell = form.at(row, c);
                cells.push_back({std::string(cell.text), cell.type == CellType::date ? int(cell.number) : 0});
            }
        }
        Filler fill(catalog, uint32_t(reg) + 1);
        std::vector<std::vector<Meant>> meant(size_t(effort(30)));
        for (size_t i = 0; i < meant.size(); ++i) {
            auto& cells = rows.emplace_back();
            cells.push_back({fill.below(2) ? std::to_string(i + 1) : ""});
            for (int f = 0; f < int(fields.asked()); ++f) {
                const bool key = std::find(fields.key.begin(), fields.key.end(), f) != fields.key.end();
                meant[i].push_back(fill.cell(fields.fields[size_t(f)], key || f == fields.title, int(i)));
                cells.push_back(meant[i].back().cell);
            }
        }
        for (const bool xlsx : {false, true}) {
            CAPTURE(xlsx);
            if (!xlsx)
                for (auto& cells : rows)
                    for (FilledCell& cell : cells)
                        if (cell.serial && cell.text.empty()) cell.text = "2024-01-15";
            const Ledger once = taken(catalog, reg, xlsx ? filled_xlsx(rows) : filled_csv(rows), 2);
            REQUIRE(once.table(reg).rows() >= meant.size());
            const uint32_t first = first_row(once, reg, meant.size());
            const Ledger twice = taken(catalog, reg, table_of(once, reg, xlsx), 0);
            REQUIRE(twice.table(reg).rows() >= meant.size());
            const uint32_t second = first_row(twice, reg, meant.size());
            for (uint32_t row = 0; row < meant.size(); ++row)
                for (int f = 0; f < int(fields.asked()); ++f) {
                    CAPTURE(fields.fields[size_t(f)].id);
                    CAPTURE(meant[row][size_t(f)].cell.text);
                    CHECK(held(once, reg, f, first + row) == meant[row][size_t(f)].value);
                    CHECK(held(twice, reg, f, second + row) == meant[row][size_t(f)].value);
                }
        }
    }
}
