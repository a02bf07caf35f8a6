// A reading as bytes, from the program that reads files to the page. Both are of one build.
#include "core/base/bytes.hpp"
#include "core/intake/reading.hpp"

namespace mj {
namespace {

void put_said(ByteWriter& out, const Noted& said) {
    out.put(said.note);
    out.varint(said.arguments.size());
    for (const std::string& argument : said.arguments) out.text(argument);
}

/// As many as are said to follow, if there can be so many; each takes at least one byte.
template <class T, class Get> bool get_list(ByteReader& in, std::vector<T>& out, const Get& get) {
    const uint64_t count = in.varint();
    if (count > in.left()) return false;
    out.reserve(size_t(count));
    for (uint64_t i = 0; i < count && in.ok(); ++i) out.push_back(get());
    return in.ok();
}

bool get_said(ByteReader& in, Noted& out) {
    out.note = in.get<Note>();
    return get_list(in, out.arguments, [&] { return std::string(in.text()); }) && known_note(out.note);
}

} // namespace

Bytes encode_reading(const Reading& reading, ByteWriter out) {
    size_t most = reading.texts.size() + reading.rows.size() * sizeof(Reading::Row);
    for (const ReadColumn& column : reading.columns) most += column.cells.size() * sizeof(int64_t);
    constexpr size_t rest = 64 << 10; // about
    out.reserve(most + rest);
    out.put(int32_t(reading.reg));
    out.text(reading.sheet);
    out.put(uint8_t(reading.failed.has_value()));
    if (reading.failed) put_said(out, *reading.failed);
    out.varint(reading.rows.size());
    for (const Reading::Row& row : reading.rows) {
        out.put(row.row);
        out.put(row.line);
    }
    out.varint(reading.columns.size());
    for (const ReadColumn& column : reading.columns) {
        out.put(column.head.column);
        out.text(column.head.text);
        out.put(int32_t(column.field()));
        out.put(column.head.means.how);
        out.put(uint8_t(column.made));
        out.put(int32_t(column.source));
        out.put(uint8_t(column.head.numbered));
        for (const std::string* text : {&column.order_cell, &column.short_cell, &column.sample})
            out.text(*text);
        out.varint(column.answered.size());
        for (const AnsweredCell& cell : column.answered) {
            out.put(cell.row);
            out.put(cell.text);
        }
        out.varint(column.merged.size());
        out.raw(column.merged.data(), column.merged.size() * sizeof(MergedCells));
        out.put(column.counts);
        out.varint(column.cells.size());
        out.raw(column.cells.data(), column.cells.size() * sizeof(int64_t));
    }
    out.varint(reading.skipped.size());
    for (const Reading::Skipped& row : reading.skipped) {
        out.put(row.row);
        out.put(row.line);
        out.put(row.why);
        out.text(row.text);
    }
    out.varint(reading.problems.size());
    for (const ReadProblem& problem : reading.problems) {
        out.put(problem.row);
        out.put(int32_t(problem.column));
        put_said(out, problem.said);
        out.text(problem.value);
        out.text(problem.proposal);
    }
    out.varint(reading.words.size());
    for (const ReadWord& word : reading.words) {
        out.put(int32_t(word.column));
        out.text(word.word);
        out.put(uint8_t(word.said));
        out.put(int32_t(word.code));
        out.put(word.rows);
        out.text(word.proposal);
    }
    out.varint(reading.synonyms.size());
    for (const ReadSynonym& word : reading.synonyms) {
        out.put(int32_t(word.column));
        out.text(word.word);
        out.put(int32_t(word.code));
        out.put(word.rows);
    }
    out.varint(reading.totals.size());
    for (const Reading::Total& total : reading.totals) {
        out.put(total.line);
        out.put(int32_t(total.column));
        out.put(total.written);
        out.put(total.sum);
        out.put(uint8_t(total.agrees));
    }
    out.text(reading.texts);
    return out.take();
}

std::optional<Reading> decode_reading(ByteView bytes) {
    ByteReader in(bytes);
    Reading out;
    out.reg = in.get<int32_t>();
    out.sheet = in.text();
    if (in.get<uint8_t>() && !get_said(in, out.failed.emplace())) return std::nullopt;
    const auto numbers = [&](auto& list) {
        const uint64_t count = in.varint();
        if (count > in.left() / sizeof(list[0])) return false;
        list.resize(size_t(count));
        in.raw(list.data(), list.size() * sizeof(list[0]));
        return true;
    };
    bool good = get_list(in, out.rows, [&] { return Reading::Row{in.get<uint32_t>(), in.get<uint64_t>()}; });
    std::vector<int64_t> answers; // places in the texts, which come last
    good = good &&
           get_list(in, out.columns,
                    [&] {
                        ReadColumn column;
                        column.head.column = in.get<uint32_t>();
                        column.head.text = in.text();
                        column.head.means.field = in.get<int32_t>();
                        column.head.means.how = in.get<Note>();
                        column.made = in.get<uint8_t>();
                        column.source = in.get<int32_t>();
                        column.head.numbered = in.get<uint8_t>();
                        for (std::string* text : {&column.order_cell, &column.short_cell, &column.sample})
                            *text = in.text();
                        good &= get_list(in, column.answered, [&] {
                            const AnsweredCell cell{in.get<uint32_t>(), in.get<int64_t>()};
                            good &= cell.row < out.rows.size();
                            answers.push_back(cell.text);
                            return cell;
                        });
                        good &= numbers(column.merged);
                        column.counts = in.get<std::array<uint32_t, changes>>();
                        good &= numbers(column.cells) && known_note(column.head.means.how) &&
                                (column.cells.empty() || column.cells.size() == out.rows.size());
                        return column;
                    }) &&
           good;
    good = good &&
           get_list(in, out.skipped,
                    [&] {
                        Reading::Skipped row{in.get<uint32_t>(), in.get<uint64_t>(), in.get<Note>(),
                                             std::string(in.text())};
                        good &= known_note(row.why);
                        return row;
                    }) &&
           good;
    good = good &&
           get_list(in, out.problems,
                    [&] {
                        ReadProblem problem{in.get<uint32_t>(), in.get<int32_t>(), {}};
                        good &= get_said(in, problem.said) && problem.row < out.rows.size() &&
                                problem.column < int(out.columns.size());
                        problem.value = in.text();
                        problem.proposal = in.text();
                        return problem;
                    }) &&
           good;
    good = good &&
           get_list(in, out.words,
                    [&] {
                        ReadWord word{in.get<int32_t>(), std::string(in.text()), in.get<uint8_t>() != 0,
                                      in.get<int32_t>(), in.get<uint32_t>(),     std::string(in.text())};
                        good &= word.column >= 0 && size_t(word.column) < out.columns.size();
                        return word;
                    }) &&
           good;
    good = good &&
           get_list(in, out.synonyms,
                    [&] {
                        ReadSynonym word{in.get<int32_t>(), std::string(in.text()), in.get<int32_t>(),
                                         in.get<uint32_t>()};
                        good &= word.column >= 0 && size_t(word.column) < out.columns.size();
                        return word;
                    }) &&
           good;
    good = good &&
           get_list(in, out.totals,
                    [&] {
                        Reading::Total total{in.get<uint64_t>(), in.get<int32_t>(), in.get<int64_t>(),
                                             in.get<int64_t>(), in.get<uint8_t>() != 0};
                        good &= total.column >= 0 && size_t(total.column) < out.columns.size() &&
                                out.columns[size_t(total.column)].field() >= 0;
                        return total;
                    }) &&
           good;
    out.texts = in.text();
    for (const ReadColumn& column : out.columns) good &= column.source < int(out.columns.size());
    for (const int64_t place : answers)
        good &= place >= 0 && size_t(place >> Reading::text_bits) <= out.texts.size();
    if (!good || !in.ok() || in.left()) return std::nullopt;
    return out;
}

} // namespace mj
