// The core without a window: functions that mingjing-core.mjs calls. Texts in both directions are UTF-8; questions of
// any shape are JSON. One answer lives until the next call.
#include "core/exchange/rows.hpp"
#include "core/exchange/rows_write.hpp"
#include "web/module/question.hpp"

#include <cstring>
#include <memory>

#define MJ_EXPORT extern "C" __attribute__((used, visibility("default")))

using namespace mj;

namespace {

constexpr size_t buffer_size = 1 << 20;

struct Data {
    explicit Data(Catalog c) : catalog(std::move(c)), ledger(catalog) {}
    Catalog catalog;
    Ledger ledger;
    std::unique_ptr<RowReader> reader;
    std::unique_ptr<RowWriter> writer;
    std::vector<Change> undo, redo;
};

struct View {
    View(const Data& d, std::vector<Binning> charts, std::vector<int> sums)
        : linked(d.ledger, 0, std::move(charts), std::move(sums)) {}
    Linked linked;
    std::vector<double> totals;
};

std::string answer;            // text, until the next call
std::vector<uint32_t> numbers; // rows: [all that fit, then the page's]
uint8_t buffer[buffer_size];

std::string_view given(uint32_t size) { return {reinterpret_cast<const char*>(buffer), size}; }

bool refuse(const Problem& problem) {
    answer = problem.text();
    return false;
}

bool change(Data& d, const Change& wanted, std::vector<Change>& back) {
    const auto problems = d.ledger.check(wanted);
    if (!problems.empty()) return refuse(problems.front().problem);
    back.push_back(d.ledger.apply(wanted));
    return true;
}

bool step_back(Data& d, std::vector<Change>& from, std::vector<Change>& to) {
    if (from.empty()) return refuse({say(Said::words, "nothing to undo or redo")});
    to.push_back(d.ledger.apply(from.back()));
    from.pop_back();
    return true;
}

const uint32_t* rows_answer(uint32_t total, const std::vector<uint32_t>& rows) {
    numbers.assign(1, total);
    numbers.push_back(uint32_t(rows.size()));
    numbers.insert(numbers.end(), rows.begin(), rows.end());
    return numbers.data();
}

} // namespace

/// Where callers put what they say, and how much at most.
MJ_EXPORT uint8_t* mj_buffer() { return buffer; }
MJ_EXPORT uint32_t mj_buffer_size() { return buffer_size; }
/// The last answer that is a text: a problem after a call that failed.
MJ_EXPORT const char* mj_answer() { return answer.data(); }
MJ_EXPORT uint32_t mj_answer_size() { return uint32_t(answer.size()); }

/// A catalogue file with one register, in the buffer -> a table, or null.
MJ_EXPORT Data* mj_open(uint32_t size) {
    CatalogCheck check = load_catalog({{"schema", std::string(given(size))}});
    if (!check.problems.empty()) {
        refuse(check.problems.front());
        return nullptr;
    }
    return new Data(std::move(check.catalog));
}
MJ_EXPORT void mj_close(Data* d) { delete d; }
MJ_EXPORT uint32_t mj_rows(const Data* d) { return d->ledger.table(0).rows(); }
MJ_EXPORT uint32_t mj_records(const Data* d) { return d->ledger.table(0).records(); }
MJ_EXPORT double mj_bytes(const Data* d) { return double(d->ledger.table(0).bytes()); }

/// Rows from a file fed through the buffer; `bytes` is its size where known.
MJ_EXPORT void mj_read(Data* d, int csv, double bytes) {
    d->reader = csv ? read_csv_rows(d->ledger, 0, 1, 0) : read_json_rows(d->ledger, 0, 1, 0);
    d->reader->expect(uint64_t(bytes));
}
MJ_EXPORT bool mj_feed(Data* d, uint32_t size) {
    return d->reader->feed({buffer, size}) || refuse(*d->reader->problem());
}
MJ_EXPORT bool mj_read_end(Data* d) {
    const auto reader = std::move(d->reader);
    return reader->finish() || refuse(*reader->problem());
}
MJ_EXPORT void mj_read_cancel(Data* d) {
    if (d->reader) d->reader->cancel();
    d->reader.reset();
}

/// The living rows as a file, piece by piece: each is an answer; false after the last.
MJ_EXPORT void mj_write(Data* d, int csv) {
    d->writer = std::make_unique<RowWriter>(d->ledger, 0, csv ? RowFormat::csv : RowFormat::json,
                                            living(d->ledger.table(0)));
}
MJ_EXPORT bool mj_write_next(Data* d) {
    answer.clear();
    return d->writer && d->writer->next(answer);
}

/// A page of rows: {where, sort, offset, count} in the buffer. Null: refused.
MJ_EXPORT const uint32_t* mj_page(const Data* d, uint32_t size) {
    auto question = read_page(d->ledger, 0, given(size));
    if (!question) {
        refuse(question.problem());
        return nullptr;
    }
    const Bits rows = select(d->ledger, 0, question->where);
    return rows_answer(rows.count(),
                       page(d->ledger, 0, rows, question->order, question->offset, question->count));
}

/// A row as JSON, the answer.
MJ_EXPORT bool mj_row(const Data* d, uint32_t row) {
    if (row >= d->ledger.table(0).rows() || !d->ledger.table(0).alive(row))
        return refuse({say(Said::words, "there is no such row"), say(Said::at_words, row)});
    answer = row_json(d->ledger, 0, row);
    return true;
}
/// {add: {…}} or {row: n, set: {…}} or {row: n, remove: true}, or a list of them: one action.
MJ_EXPORT bool mj_edit(Data* d, uint32_t size) {
    auto wanted = read_change(d->ledger, 0, given(size));
    if (!wanted) return refuse(wanted.problem());
    d->redo.clear();
    return change(*d, *wanted, d->undo);
}
MJ_EXPORT bool mj_undo(Data* d) { return step_back(*d, d->undo, d->redo); }
MJ_EXPORT bool mj_redo(Data* d) { return step_back(*d, d->redo, d->undo); }

/// {charts, totals} in the buffer -> linked charts, or null. The table must outlive them.
MJ_EXPORT View* mj_link(const Data* d, uint32_t size) {
    auto question = read_charts(d->ledger, 0, given(size));
    if (!question) {
        refuse(question.problem());
        return nullptr;
    }
    return new View(*d, std::move(question->charts), std::move(question->sums));
}
/// Reads rows for so many milliseconds; the share that is read, 0 to 1.
MJ_EXPORT float mj_link_step(View* v, int milliseconds) {
    (void)v->linked.prepare(Deadline(std::chrono::milliseconds(milliseconds)));
    return v->linked.prepared();
}
MJ_EXPORT void mj_unlink(View* v) { delete v; }
MJ_EXPORT void mj_brush(View* v, int chart, int from, int to) { v->linked.brush(chart, from, to); }
/// Bins as 32-bit numbers in the buffer.
MJ_EXPORT void mj_pick(View* v, int chart, uint32_t count) {
    std::vector<int> bins(count);
    std::memcpy(bins.data(), buffer, count * sizeof(int));
    v->linked.pick(chart, bins);
}
MJ_EXPORT void mj_clear(View* v, int chart) { v->linked.clear(chart); }
/// A filter in the buffer, or nothing to take the source's away.
MJ_EXPORT bool mj_where(View* v, const Data* d, uint32_t source, uint32_t size) {
    if (size == 0) return v->linked.where(source, nullptr);
    auto filter = read_condition(d->ledger, 0, given(size));
    if (!filter) return refuse(filter.problem());
    return v->linked.where(source, &*filter) ||
           refuse({say(Said::words, "too many sources of clauses"), {}, say(Said::words, "take one away")});
}
MJ_EXPORT int mj_bins(const View* v, int chart) { return v->linked.bins(chart); }
MJ_EXPORT const uint32_t* mj_counts(View* v, int chart) { return v->linked.counts(chart).data(); }
MJ_EXPORT const double* mj_totals(View* v) {
    const auto totals = v->linked.totals();
    v->totals.assign(totals.begin(), totals.end());
    return v->totals.data();
}
MJ_EXPORT double mj_view_bytes(const View* v) { return double(v->linked.bytes()); }
/// The rows that fit all clauses, as mj_page gives them.
MJ_EXPORT const uint32_t* mj_view_page(View* v, const Data* d, uint32_t size) {
    auto question = read_page(d->ledger, 0, given(size));
    if (!question) {
        refuse(question.problem());
        return nullptr;
    }
    Bits rows = v->linked.rows();
    for (const Condition& condition : question->where) keep_fitting(d->ledger, 0, condition, rows);
    return rows_answer(rows.count(),
                       page(d->ledger, 0, rows, question->order, question->offset, question->count));
}
