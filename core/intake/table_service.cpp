#include "core/intake/table_service.hpp"

#include "core/base/key_text.hpp"
#include "core/intake/register_sheet.hpp"
#include "core/intake/rejected.hpp"

#include <algorithm>

namespace mj {
namespace {

Problem no_answer() { return {say(Said::tables_silent), {}, say(Said::reload_and_open)}; }

void put_saying(ByteWriter& out, const Saying& saying) {
    out.put(saying.code);
    out.text(saying.words.zh);
    out.text(saying.words.en);
    out.varint(saying.holes.size());
    for (const Saying& hole : saying.holes) put_saying(out, hole);
}

/// False when it is none; `deep`: how far sayings may still lie in each other.
bool get_saying(ByteReader& in, Saying& out, int deep = 8) {
    out.code = in.get<Said>();
    out.words.zh = in.text();
    out.words.en = in.text();
    for (uint64_t holes = in.varint(); holes && in.ok(); --holes)
        if (!deep || !get_saying(in, out.holes.emplace_back(), deep - 1)) return false;
    return in.ok() && out.code < Said::count;
}

Bytes refused(const Problem& problem) {
    ByteWriter out;
    out.put(uint8_t(0));
    put_saying(out, problem.what);
    put_saying(out, problem.fix);
    for (const Saying& part : problem.where.parts) put_saying(out, part);
    return out.take();
}

/// The rest of an answer, or the problem that it is.
Outcome<ByteView> given(ByteView answer) {
    ByteReader in(answer);
    if (in.get<uint8_t>()) return answer.subspan(1);
    Problem problem;
    bool good = get_saying(in, problem.what) && get_saying(in, problem.fix);
    while (good && in.left()) good = get_saying(in, problem.where.parts.emplace_back());
    return good ? problem : no_answer();
}

uint32_t fitting_columns(const FoundTable& table) {
    std::vector<int> fields;
    for (const HeadCell& head : table.heads())
        if (head.means.field != Meaning::no_field) fields.push_back(head.means.field);
    std::sort(fields.begin(), fields.end());
    return uint32_t(std::unique(fields.begin(), fields.end()) - fields.begin());
}

/// The words above a table and those in its first wide row, for whoever asks which register it is of.
void put_words(const Sheet& sheet, const FoundTable& table, SheetOffer& out) {
    constexpr size_t most_title = 1000, most_heads = 8000;
    const uint32_t head = table.wide_row().value_or(0);
    for (uint32_t row = 0; row <= head && row < sheet.rows(); ++row)
        for (uint32_t c = 0; c < sheet.columns(); ++c) {
            const std::string word = key_text(cell_text(sheet.at(row, c)));
            if (word.empty()) continue;
            if (row < head && out.title.size() + word.size() < most_title) out.title += word + ' ';
            if (row == head && out.heads.size() + word.size() < most_heads) out.heads += word + '\x1F';
        }
}

} // namespace

uint32_t best_sheet(const std::vector<SheetOffer>& sheets, int reg) {
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < sheets.size(); ++i)
        for (const SheetOffer::Fit& fit : sheets[i].fits)
            if (!sheets[i].hidden && (reg < 0 || fit.reg == reg) && fit.columns > most)
                best = i, most = fit.columns;
    return best;
}

void TableService::open(Bytes file) {
    reading_.reset();
    book_.reset();
    read_reg_ = -1;
    offers_.clear();
    file_ = std::move(file);
    opening_.emplace(ByteView(file_));
    answered_ = false;
}

void TableService::read(uint32_t sheet, int reg, std::string_view map) {
    answered_ = false;
    reading_.reset();
    const auto refuse = [this](const Problem& problem) {
        answer_ = refused(problem);
        answered_ = true;
    };
    if (!book_ || sheet >= book_->sheets.size() || size_t(reg) >= catalog_.registers.size())
        return refuse(no_answer());
    sheet_ = sheet;
    read_reg_ = -1;
    wish_ = {};
    if (!map.empty()) {
        auto read = read_map(catalog_, reg, map);
        if (!read) return refuse(read.problem());
        wish_ = std::move(*read);
    }
    reading_.emplace(catalog_, reg, book_->sheets[sheet], wish_);
}

Bytes TableService::form(int reg) const {
    if (size_t(reg) >= catalog_.registers.size()) return refused(no_answer());
    ByteWriter out;
    out.put(uint8_t(1));
    const std::string file = empty_table(catalog_, reg);
    out.raw(file.data(), file.size());
    return out.take();
}

void TableService::reject(ByteView rejected) {
    answered_ = true;
    std::optional<std::string> file;
    if (book_ && read_reg_ >= 0)
        file = rejected_file(catalog_.registers[size_t(read_reg_)], columns_, book_->sheets[sheet_], rejected,
                             book_->format.starts_with("xls"));
    if (!file) {
        answer_ = refused(no_answer());
        return;
    }
    ByteWriter out;
    out.put(uint8_t(1));
    out.raw(file->data(), file->size());
    answer_ = out.take();
}

/// One sheet against one register.
bool TableService::offer() {
    if (offers_.empty() || next_reg_ == int(catalog_.registers.size())) {
        if (offers_.size() == book_->sheets.size()) return true;
        const Sheet& sheet = book_->sheets[offers_.size()];
        offers_.push_back({sheet.name, sheet.hidden, sheet.rows()});
        next_reg_ = 0;
    }
    SheetOffer& offer = offers_.back();
    const int reg = next_reg_++;
    const HeadNames names(catalog_.registers[size_t(reg)], {});
    FoundTable table(catalog_, book_->sheets[offers_.size() - 1], catalog_.registers[size_t(reg)], names);
    if (reg == 0) put_words(book_->sheets[offers_.size() - 1], table, offer);
    // One head that fits makes no table, but says which register it may be of.
    if (const auto row = table.found() ? std::nullopt : table.wide_row()) table.take_head(*row, names);
    const SheetOffer::Fit fit{reg, fitting_columns(table)};
    const auto after = std::find_if(offer.fits.begin(), offer.fits.end(), [&](const SheetOffer::Fit& other) {
        return other.columns < fit.columns;
    });
    if (fit.columns) offer.fits.insert(after, fit);
    return false;
}

bool TableService::step(const Deadline& deadline) {
    if (answered_) return true;
    if (reading_) {
        if (!reading_->step(deadline)) return false;
        ByteWriter out;
        out.put(uint8_t(1));
        Reading taken = reading_->take();
        answer_ = encode_reading(taken, std::move(out));
        read_reg_ = taken.reg;
        columns_ = std::move(taken.columns);
        for (ReadColumn& column : columns_) column.cells = {};
        reading_.reset();
        return answered_ = true;
    }
    if (!book_) {
        if (!opening_->step(deadline)) return false;
        const auto problem = opening_->problem();
        if (!problem) book_ = opening_->take();
        opening_.reset();
        file_ = {}; // the cells have been copied
        if (problem) {
            answer_ = refused(*problem);
            return answered_ = true;
        }
    }
    while (!offer())
        if (deadline.passed()) return false;
    ByteWriter out;
    out.put(uint8_t(1));
    out.varint(offers_.size());
    for (const SheetOffer& sheet : offers_) {
        out.text(sheet.name);
        out.put(uint8_t(sheet.hidden));
        out.put(sheet.rows);
        out.varint(sheet.fits.size());
        for (const SheetOffer::Fit& fit : sheet.fits) {
            out.put(int32_t(fit.reg));
            out.put(fit.columns);
        }
        out.text(sheet.title);
        out.text(sheet.heads);
    }
    answer_ = out.take();
    return answered_ = true;
}

float TableService::progress() const {
    return reading_ ? reading_->progress() : opening_ ? opening_->progress() : 1;
}

Bytes TableService::answer() { return std::exchange(answer_, {}); }

Outcome<std::vector<SheetOffer>> decode_offers(ByteView answer) {
    const auto rest = given(answer);
    if (!rest) return rest.problem();
    ByteReader in(*rest);
    std::vector<SheetOffer> out;
    for (uint64_t sheets = in.varint(); in.ok() && sheets; --sheets) {
        SheetOffer& sheet = out.emplace_back();
        sheet.name = in.text();
        sheet.hidden = in.get<uint8_t>();
        sheet.rows = in.get<uint32_t>();
        for (uint64_t fits = in.varint(); in.ok() && fits; --fits) {
            const int reg = in.get<int32_t>();
            sheet.fits.push_back({reg, in.get<uint32_t>()});
        }
        sheet.title = in.text();
        sheet.heads = in.text();
    }
    if (!in.ok() || in.left() || out.empty()) return no_answer();
    return out;
}

Outcome<Reading> decode_answer(ByteView answer) {
    const auto rest = given(answer);
    if (!rest) return rest.problem();
    auto reading = decode_reading(*rest);
    if (!reading) return no_answer();
    return std::move(*reading);
}

Outcome<Bytes> decode_file(ByteView answer) {
    const auto rest = given(answer);
    if (!rest) return rest.problem();
    return Bytes(rest->begin(), rest->end());
}

} // namespace mj
