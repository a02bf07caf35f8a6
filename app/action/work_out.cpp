// Long work that writes a file: all records, how the applications stand.
#include "app/action/work.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/progress_file.hpp"

namespace mj {
namespace {

const char* mime_of(std::string_view name) {
    return name.ends_with(".html")   ? "text/html"
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

class ExportWork : public FileWork {
  public:
    /// `keys` sign it with `key`, if there is one.
    ExportWork(const Ledger& ledger, const Chronicle* history, std::string name,
               std::unique_ptr<DownloadFile> file, Keys* keys = nullptr,
               std::optional<OfficeKey> key = std::nullopt)
        : FileWork(std::move(name), std::move(file)),
          keys_(keys),
          key_(std::move(key)),
          task_(JsonExport::start(
              ledger, ledger.catalog().offices.front().id, [this](ByteView piece) { write(piece); },
              key_.has_value(), history)) {}
    WorkKind kind() const override { return WorkKind::export_file; }
    bool step(const Deadline& deadline) override {
        if (written()) return done();
        if (unsigned_) return true;
        if (!signing_ && !task_->step(deadline)) return ask_to_sign();
        if (signing_) return false;
        if (task_->problem()) return true;
        finish();
        return false;
    }
    bool waiting() const override { return signing_ || FileWork::waiting(); }
    float progress() const override { return task_->progress(); }
    std::optional<Problem> problem() const override { return unsigned_ ? unsigned_ : task_->problem(); }
    Outcome<Given> given() const override {
        if (auto why = problem()) return *why;
        return outcome();
    }
    uint64_t records() const override { return task_->info().records; }
    uint64_t left_out() const override { return task_->info().left_out; }

  private:
    bool ask_to_sign() { // false: there is more to do
        const auto digest = task_->to_sign();
        if (!digest) return false;
        signing_ = true;
        keys_->sign(*key_, signed_words(*digest),
                    [this, gone = std::weak_ptr<char>(alive_)](const Outcome<Signature>& signature) {
                        if (gone.expired()) return;
                        signing_ = false;
                        if (signature)
                            task_->sign(*key_, *signature);
                        else
                            unsigned_ = signature.problem();
                    });
        return false;
    }

    Keys* keys_;
    const std::optional<OfficeKey> key_;
    bool signing_ = false;
    std::optional<Problem> unsigned_; // it could not be signed
    std::shared_ptr<char> alive_ = std::make_shared<char>();
    std::unique_ptr<JsonExport> task_;
};

class ProgressWork : public FileWork {
  public:
    ProgressWork(const Ledger& ledger, int guide, Date today, std::string name,
                 std::unique_ptr<DownloadFile> file, Keys& keys, std::optional<OfficeKey> key)
        : FileWork(std::move(name), std::move(file)),
          catalog_(ledger.catalog()),
          keys_(keys),
          key_(std::move(key)),
          maker_(ledger, guide, today) {}
    WorkKind kind() const override { return WorkKind::progress_file; }
    bool step(const Deadline& deadline) override {
        if (written()) return done();
        if (unsigned_) return true;
        if (signing_ || !maker_.step(deadline)) return false;
        made_ = maker_.take();
        if (key_)
            ask_to_sign();
        else
            write_made();
        return false;
    }
    bool waiting() const override { return signing_ || FileWork::waiting(); }
    float progress() const override { return maker_.progress(); }
    std::optional<Problem> problem() const override { return unsigned_; }
    Outcome<Given> given() const override {
        if (unsigned_) return *unsigned_;
        return outcome();
    }
    uint64_t records() const override { return made_.lines.size(); }

  private:
    void write_made() {
        write(view_of(write_progress(catalog_, made_)));
        finish();
    }
    void ask_to_sign() {
        signing_ = true;
        const Digest digest = progress_digest(catalog_, made_);
        keys_.sign(*key_, progress_words(digest),
                   [this, digest, gone = std::weak_ptr<char>(alive_)](const Outcome<Signature>& signature) {
                       if (gone.expired()) return;
                       signing_ = false;
                       if (!signature) {
                           unsigned_ = signature.problem();
                           return;
                       }
                       made_.signed_by = SignedBy{*key_, digest, *signature, true};
                       write_made();
                   });
    }

    const Catalog& catalog_;
    Keys& keys_;
    const std::optional<OfficeKey> key_;
    ProgressMaker maker_;
    ProgressFile made_;
    bool signing_ = false;
    std::optional<Problem> unsigned_; // it could not be signed
    std::shared_ptr<char> alive_ = std::make_shared<char>();
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
    return std::make_unique<ExportWork>(ledger, history, std::move(file_name), std::move(file), &keys,
                                        signing(keys, key));
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
    return std::make_unique<ExportWork>(ledger, history, std::move(file_name), std::move(file), &keys,
                                        signing(keys, key));
}

} // namespace mj
