// A table file of any kind into its cells: CSV and TSV, XLSX, XLS, a JSON list of objects. What it is its bytes say, never its name.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/task.hpp"
#include "core/workbook/sheet.hpp"

#include <memory>

namespace mj {

/// What a file may take of the machine; one that wants more is refused with the reason.
struct WorkbookLimits {
    uint64_t cells = 20'000'000;     ///< of all sheets; also rows of a text file
    uint64_t text_bytes = 500 << 20; ///< of different texts
    uint64_t unpacked = 2047u << 20; ///< bytes; and at most 64 MB and 200 times the file
};

/// One format's part of the work; read.cpp chooses it.
class FormatReader : public Task {
  public:
    const std::optional<Problem>& problem() const override { return problem_; }
    Workbook take() { return std::move(book_); }

  protected:
    explicit FormatReader(const WorkbookLimits& limits) : limits_(limits) {}
    /// True, so that a step can end with it.
    bool fail(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
        return true;
    }
    WorkbookLimits limits_;
    Workbook book_;

  private:
    std::optional<Problem> problem_;
};

class WorkbookReader final : public Task {
  public:
    /// For pieces: feed() them, then finish(), then step() until it is done.
    explicit WorkbookReader(WorkbookLimits limits = {}) : limits_(limits) {}
    /// The whole file, which must stay where it is until the reader is done.
    explicit WorkbookReader(ByteView whole, WorkbookLimits limits = {});
    void feed(ByteView piece) { held_.insert(held_.end(), piece.begin(), piece.end()); }
    void finish();

    bool step(const Deadline& deadline) override;
    float progress() const override { return reader_ ? reader_->progress() : 0; }
    const std::optional<Problem>& problem() const override { return problem_; }
    /// Once, after step() was true and if there is no problem.
    Workbook take() { return reader_->take(); }

  private:
    void begin(ByteView whole);

    WorkbookLimits limits_;
    Bytes held_;
    std::unique_ptr<FormatReader> reader_;
    std::optional<Problem> problem_;
};

/// At once, for files that are small or for whom nobody waits.
Outcome<Workbook> read_workbook(ByteView whole);

} // namespace mj
