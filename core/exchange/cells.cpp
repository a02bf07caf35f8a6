#include "core/exchange/cells.hpp"

#include "core/base/shown.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace mj {
namespace {

constexpr uint32_t least_block = 64, most_block = 4096; // rows made ready at a time
constexpr int first_year = 1900, last_year = 2199;

uint32_t digit(char c) { return uint32_t(uint8_t(c)) - '0'; }

} // namespace

CellWriter::CellWriter(Ledger& ledger, int reg, uint16_t office, uint32_t desk)
    : ledger_(ledger),
      table_(ledger.loading(reg)),
      reg_(reg),
      next_(ledger.next_id(office, desk)),
      first_(table_.rows()),
      row_(first_),
      ready_(first_) {
    const Register& r = ledger.catalog().registers[size_t(reg)];
    for (const Field& field : r.fields) {
        Plan plan;
        plan.type = field.type;
        plan.field = &field;
        if (field.type == FieldType::code) {
            plan.list = &ledger.catalog().code_lists[size_t(field.codes)];
            size_t slots = 16;
            while (slots < plan.list->codes.size() * 4) slots *= 2;
            plan.slots.resize(slots);
            for (size_t i = 0; i < plan.list->codes.size(); ++i) {
                std::string id = plan.list->codes[i].id;
                const uint32_t size = uint32_t(id.size());
                id.resize(id.size() + padding);
                const uint64_t word = word_of(std::string_view(id).substr(0, size));
                size_t at = place_of(word, slots);
                while (plan.slots[at].size) at = (at + 1) & (slots - 1);
                plan.slots[at] = {word, size, uint16_t(i + 1)};
            }
        }
        plans_.push_back(std::move(plan));
    }
    for (int month = 0; month <= (last_year - first_year + 1) * 12; ++month)
        months_.push_back(Date::of(first_year + month / 12, month % 12 + 1, 1).days);
    more();
}

void CellWriter::expect(uint32_t rows, bool texts) {
    table_.reserve(row_ + rows + most_block);
    for (Plan& plan : plans_) {
        if (plan.type != FieldType::text || !texts) continue;
        TextPool& pool = table_.writable(int(&plan - plans_.data())).pool();
        const uint64_t seen = std::max(1u, row_ - first_), known = pool.count(), bytes = pool.all().size();
        if (known < seen / 2 || known == 0) continue; // names that come again
        const uint64_t more = rows * known / std::max(seen, known);
        pool.reserve(uint32_t(known + more), size_t(bytes + more * (bytes / known + 1)));
    }
    for (size_t f = 0; f < plans_.size(); ++f) bind(int(f));
}

void CellWriter::more() {
    settle();
    const uint32_t block = std::clamp(rows(), least_block, most_block);
    table_.extend(block);
    ready_ += block;
    for (size_t f = 0; f < plans_.size(); ++f) bind(int(f));
}

void CellWriter::begin(int field) {
    plans_[size_t(field)].begun = true;
    bind(field);
}

void CellWriter::bind(int field) {
    Column& column = table_.writable(field);
    Plan& plan = plans_[size_t(field)];
    if (!plan.begun) return;
    switch (plan.type) {
    case FieldType::flag: plan.flags = column.cells<uint8_t>(); break;
    case FieldType::code: plan.codes = column.cells<uint16_t>(); break;
    case FieldType::date:
    case FieldType::count: plan.numbers = column.cells<int32_t>(); break;
    case FieldType::money: plan.money = column.cells<int64_t>(); break;
    default: break;
    }
}

uint64_t CellWriter::word_of(std::string_view text) {
    uint64_t word; // little-endian, as WebAssembly is
    std::memcpy(&word, text.data(), 8);
    return text.size() >= 8 ? word : word & ((uint64_t(1) << (text.size() * 8)) - 1);
}

uint16_t CellWriter::find_code(const Plan& plan, std::string_view text) const {
    const uint64_t word = word_of(text);
    for (size_t at = place_of(word, plan.slots.size()); plan.slots[at].size;
         at = (at + 1) & (plan.slots.size() - 1)) {
        const CodeSlot& slot = plan.slots[at];
        if (slot.word == word && slot.size == text.size() &&
            (text.size() <= 8 || plan.list->codes[size_t(slot.code - 1)].id == text))
            return slot.code;
    }
    return 0;
}

int32_t CellWriter::fast_date(std::string_view text) const {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return Date::missing;
    uint32_t d[8], most = 0;
    for (int i = 0; i < 8; ++i)
        most = std::max(most, d[i] = digit(text[size_t(i) + size_t(i > 3) + size_t(i > 5)]));
    const uint32_t year = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3], month = d[4] * 10 + d[5] - 1,
                   day = d[6] * 10 + d[7] - 1;
    if (most > 9 || year < first_year || year > last_year || month > 11) return Date::missing;
    const size_t at = (year - first_year) * 12 + month;
    const int32_t days = months_[at] + int32_t(day);
    return day < 31 && days < months_[at + 1] ? days : Date::missing;
}

int32_t CellWriter::fast_count(std::string_view text) {
    if (text.size() > 9) return -1;
    int32_t n = 0;
    for (const char c : text) {
        const uint32_t d = digit(c);
        if (d > 9) return -1;
        n = n * 10 + int32_t(d);
    }
    return n;
}

int64_t CellWriter::fast_money(std::string_view text) {
    if (text.size() > 15) return -1;
    int64_t n = 0;
    size_t i = 0;
    for (; i < text.size() && text[i] != '.'; ++i) {
        const uint32_t d = digit(text[i]);
        if (d > 9) return -1;
        n = n * 10 + int64_t(d);
    }
    if (i == 0 || i > 12) return -1;
    if (i == text.size()) return n * 100;
    const size_t cents = text.size() - i - 1;
    if (cents < 1 || cents > 2) return -1;
    const uint32_t a = digit(text[i + 1]), b = cents == 2 ? digit(text[i + 2]) : 0;
    return a > 9 || b > 9 ? -1 : n * 100 + int64_t(a * 10 + b);
}

bool CellWriter::put_text(Plan& plan, std::string_view text) {
    if (text.size() > plan.field->longest()) {
        problem_ = {
            plan.field->document ? say(Said::document_long) : say(Said::text_long), {}, say(Said::shorten)};
        return false;
    }
    if (!valid_utf8(text)) {
        problem_ = {say(Said::text_encoding), {}, say(Said::save_utf8_again)};
        return false;
    }
    std::string cleaned;
    if (unclean(text)) {
        cleaned = text;
        clean(cleaned);
        ++cleaned_;
        text = cleaned;
    }
    if (text.empty()) return true;
    plan.waiting.append(text);
    plan.ends.emplace_back(row_, uint32_t(plan.waiting.size()));
    return true;
}

void CellWriter::settle() {
    for (size_t f = 0; f < plans_.size(); ++f) {
        Plan& plan = plans_[f];
        if (plan.ends.empty()) continue;
        views_.clear();
        uint32_t begin = 0;
        for (const auto& end : plan.ends) {
            views_.push_back(plan.waiting.view().substr(begin, end.second - begin));
            begin = end.second;
        }
        numbers_.resize(views_.size());
        Column& column = table_.writable(int(f));
        column.pool().intern_all(views_, numbers_.data());
        for (size_t i = 0; i < views_.size(); ++i) column.cells<uint32_t>()[plan.ends[i].first] = numbers_[i];
        plan.waiting.clear();
        plan.ends.clear();
    }
}

bool CellWriter::put_slow(int field, std::string_view text) {
    const Field& about = ledger_.catalog().registers[size_t(reg_)].fields[size_t(field)];
    auto value = parse_value(ledger_.catalog(), about, text);
    if (!value) {
        problem_ = value.problem();
        return false;
    }
    table_.writable(field).set(row_, *value);
    return true;
}

void CellWriter::finish() {
    settle();
    table_.shrink(row_);
    for (uint32_t row = first_; row < row_; ++row, next_.bits += 1)
        table_.set_head(row, {next_, 0, 0, State::checked});
    ledger_.loaded(reg_, first_);
}

void CellWriter::drop() {
    for (Plan& plan : plans_) plan.ends.clear(), plan.waiting.clear();
    table_.shrink(row_ = ready_ = first_);
}

} // namespace mj
