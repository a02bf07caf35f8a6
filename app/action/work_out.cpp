// Long work that writes a file: all records, how the applications stand.
#include "app/action/work.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/progress_file.hpp"
#include "core/intake/table_write.hpp"

namespace mj {
namespace {

const char* mime_of(std::string_view name) {
    return name.ends_with(".html")   ? "text/html"
           : name.ends_with(".csv")  ? "text/csv"
           : name.ends_with(".xlsx") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
           : name.ends_with(".json") ? "application/json"
                                     : "application/octet-stream";
}

/// Writes a file: what goes into it first, then it is finished and looked at again.
class FileWork : public Work {
  public:
    FileWork(std::string name, std::unique_ptr<DownloadFile> file)
        : name_(std::move(name)), file_(std::move(file)) {}
    bool waiting() const override { return checking_; }
    std::string name() const override { return name_; }

  protected:
    bool written() const { return checking_ || outcome_; } ///< step() gives done() then
    bool done() const { return outcome_.has_value(); }
    void write(ByteView piece) { file_->write(piece); }
    void finish() {
        checking_ = true;
        file_->finish([this](Outcome<Given> done) { // not called any more when the file is dropped
            outcome_ = std::move(done);
            checking_ = false;
        });
    }
    const Outcome<Given>& outcome() const { return *outcome_; }

  private:
    std::string name_;
    std::unique_ptr<DownloadFile> file_;
    bool checking_ = false;
    std::optional<Outcome<Given>> outcome_;
};

/// Likewise; where there is a key, what is written is signed with it.
class SignedWork : public FileWork {
  public:
    SignedWork(std::string name, std::unique_ptr<DownloadFile> file, Keys& keys, std::optional<OfficeKey> key)
        : FileWork(std::move(name), std::move(file)), key_(std::move(key)), keys_(keys) {}
    bool waiting() const override { return signing_ || FileWork::waiting(); }
    std::optional<Problem> problem() const override { return unsigned_; }
    std::string signed_with() const override { return key_ ? key_->fingerprint() : std::string(); }
    Outcome<Given> given() const override {
        if (auto why = problem()) return *why;
        return outcome();
    }

  protected:
    bool signing() const { return signing_; }
    /// `then` is not called when it cannot be signed: that is the problem.
    void sign(const std::string& words, std::function<void(const Signature&)> then) {
        signing_ = true;
        keys_.sign(*key_, words,
                   [this, then = std::move(then),
                    gone = std::weak_ptr<char>(alive_)](const Outcome<Signature>& signature) {
                       if (gone.expired()) return;
                       signing_ = false;
                       if (signature)
                           then(*signature);
                       else
                           unsigned_ = signature.problem();
                   });
    }
    const std::optional<OfficeKey> key_;

  private:
    Keys& keys_;
    bool signing_ = false;
    std::optional<Problem> unsigned_;
    std::shared_ptr<char> alive_ = std::make_shared<char>();
};

class ExportWork : public SignedWork {
  public:
    ExportWork(const Ledger& ledger, const Chronicle* history, std::string name,
               std::unique_ptr<DownloadFile> file, Keys& keys, std::optional<OfficeKey> key)
        : SignedWork(std::move(name), std::move(file), keys, std::move(key)),
          task_(JsonExport::start(
              ledger, ledger.catalog().offices.front().id, [this](ByteView piece) { write(piece); },
              key_.has_value(), history)) {}
    WorkKind kind() const override { return WorkKind::export_file; }
    bool step(const Deadline& deadline) override {
        if (written()) return done();
        if (SignedWork::problem()) return true;
        if (signing()) return false;
        if (!task_->step(deadline)) {
            if (const auto digest = task_->to_sign())
                sign(signed_words(*digest), [this](const Signature& s) { task_->sign(*key_, s); });
            return false;
        }
        if (task_->problem()) return true;
        finish();
        return false;
    }
    float progress() const override { return task_->progress(); }
    std::optional<Problem> problem() const override {
        if (auto why = SignedWork::problem()) return why;
        return task_->problem();
    }
    uint64_t records() const override { return task_->info().records; }
    uint64_t left_out() const override { return task_->info().left_out; }

  private:
    std::unique_ptr<JsonExport> task_;
};

class ProgressWork : public SignedWork {
  public:
    ProgressWork(const Ledger& ledger, int guide, Date today, std::string name,
                 std::unique_ptr<DownloadFile> file, Keys& keys, std::optional<OfficeKey> key)
        : SignedWork(std::move(name), std::move(file), keys, std::move(key)),
          catalog_(ledger.catalog()),
          maker_(ledger, guide, today) {}
    WorkKind kind() const override { return WorkKind::progress_file; }
    bool step(const Deadline& deadline) override {
        if (written()) return done();
        if (problem()) return true;
        if (signing() || !maker_.step(deadline)) return false;
        made_ = maker_.take();
        if (!key_) {
            write_made();
            return false;
        }
        const Digest digest = progress_digest(catalog_, made_);
        sign(progress_words(digest), [this, digest](const Signature& signature) {
            made_.signed_by = SignedBy{*key_, digest, signature, true};
            write_made();
        });
        return false;
    }
    float progress() const override { return maker_.progress(); }
    uint64_t records() const override { return made_.lines.size(); }

  private:
    void write_made() {
        write(view_of(write_progress(catalog_, made_)));
        finish();
    }

    const Catalog& catalog_;
    ProgressMaker maker_;
    ProgressFile made_;
};

/// A table: of a register's rows, or one whose text is there already.
class TableWork : public FileWork {
  public:
    TableWork(const Ledger& ledger, int reg, std::vector<uint32_t> rows, std::vector<int> fields,
              std::string name, std::unique_ptr<DownloadFile> file)
        : FileWork(std::move(name), std::move(file)), rows_(rows.size()) {
        const bool xlsx = this->name().ends_with(".xlsx");
        if (!xlsx) text_ = byte_order_mark;
        writer_.emplace(ledger, reg, xlsx, std::move(rows), std::move(fields));
    }
    TableWork(std::string text, uint64_t rows, std::string name, std::unique_ptr<DownloadFile> file)
        : FileWork(std::move(name), std::move(file)),
          rows_(rows),
          text_((this->name().ends_with(".csv") ? byte_order_mark : "") + std::move(text)) {}
    WorkKind kind() const override { return WorkKind::table_file; }
    bool step(const Deadline& deadline) override {
        if (written()) return done();
        bool more = true;
        do {
            more = writer_ && writer_->next(text_);
            write(view_of(text_));
            text_.clear();
        } while (more && !deadline.passed());
        if (!more) finish();
        return false;
    }
    float progress() const override { return writer_ ? writer_->progress() : 1; }
    std::optional<Problem> problem() const override { return std::nullopt; }
    Outcome<Given> given() const override { return outcome(); }
    uint64_t records() const override { return rows_; }

  private:
    /// By it spreadsheets know that a CSV is UTF-8.
    inline static const std::string byte_order_mark = "\xEF\xBB\xBF";
    uint64_t rows_;
    std::string text_;
    std::optional<TableWriter> writer_;
};

/// The key, if files can be signed with it here.
std::optional<OfficeKey> signing(const Keys& keys, const std::optional<OfficeKey>& key) {
    return key && key->secret() && keys.possible() ? key : std::nullopt;
}

} // namespace

std::unique_ptr<Work> export_work(const Ledger& ledger, const Chronicle* history, Download& download,
                                  std::string file_name, const std::string& passphrase, Keys& keys,
                                  const std::optional<OfficeKey>& key) {
    auto file = download.begin(file_name, mime_of(file_name), passphrase, true);
    return std::make_unique<ExportWork>(ledger, history, std::move(file_name), std::move(file), keys,
                                        signing(keys, key));
}

std::unique_ptr<Work> table_work(const Ledger& ledger, int reg, std::vector<uint32_t> rows,
                                 std::vector<int> fields, Download& download, std::string file_name) {
    auto file = download.begin(file_name, mime_of(file_name), {}, true);
    return std::make_unique<TableWork>(ledger, reg, std::move(rows), std::move(fields), std::move(file_name),
                                       std::move(file));
}

std::unique_ptr<Work> text_work(std::string text, uint64_t rows, Download& download, std::string file_name) {
    auto file = download.begin(file_name, mime_of(file_name), {}, true);
    return std::make_unique<TableWork>(std::move(text), rows, std::move(file_name), std::move(file));
}

std::unique_ptr<Work> progress_work(const Ledger& ledger, int guide, Date today, Download& download,
                                    std::string file_name, Keys& keys, const std::optional<OfficeKey>& key) {
    auto file = download.begin(file_name, mime_of(file_name), {}, true);
    return std::make_unique<ProgressWork>(ledger, guide, today, std::move(file_name), std::move(file), keys,
                                          signing(keys, key));
}

std::unique_ptr<Work> copy_work(const Ledger& ledger, const Chronicle* history, BackupFolder& folder,
                                std::string file_name, Keys& keys, const std::optional<OfficeKey>& key) {
    auto file = folder.begin(file_name);
    return std::make_unique<ExportWork>(ledger, history, std::move(file_name), std::move(file), keys,
                                        signing(keys, key));
}

} // namespace mj
