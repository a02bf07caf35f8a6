#include "app/action/work.hpp"

#include "app/text/problem_words.hpp"
#include "core/catalog/calendar.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/progress_file.hpp"
#include "core/exchange/rescue.hpp"
#include "core/sample/sample.hpp"
#include "core/workbook/json_table.hpp"

namespace mj {
namespace {

constexpr uint32_t read_bytes = 1 << 20;
constexpr size_t most_edits = 50'000;   // of what takes the place of all records as one change
constexpr size_t most_merged = 200'000; // edits, about a kilobyte each
constexpr float reading_part = 0.8f;

std::string text_of(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// Whatever it is called, what begins like JSON is no table unless it is a list of objects, and a workbook is one.
bool looks_like_table(std::string_view name, ByteView start) {
    const std::string_view text(reinterpret_cast<const char*>(start.data()), start.size());
    if (text.starts_with("PK\x03\x04") || text.starts_with("\xD0\xCF\x11\xE0") || begins_json_table(text))
        return true;
    const size_t at = text.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFE\xFF\0 \t\r\n", 10));
    if (at == text.npos || text[at] == '{' || text[at] == '[') return false;
    return !name.ends_with(".json") && !name.ends_with(".JSON");
}

class SampleWork : public Work {
  public:
    SampleWork(const Ledger& present, std::unique_ptr<SampleTask> task)
        : present_(present), task_(std::move(task)) {}
    WorkKind kind() const override { return WorkKind::sample; }
    bool step(const Deadline& deadline) override {
        if (!coming_) {
            if (!task_->step(deadline)) return false;
            if (task_->problem()) return true;
            coming_.emplace(task_->take());
            records_ = coming_->records();
            difference_.emplace(present_, *coming_, most_edits);
        }
        return difference_->step(deadline);
    }
    float progress() const override {
        const float rest = difference_ ? difference_->progress() : 0;
        return task_->progress() * reading_part + rest * (1 - reading_part);
    }
    std::optional<Problem> problem() const override { return task_->problem(); }
    std::optional<Holding> take() override { return std::move(coming_); }
    Difference* difference() override { return &*difference_; }
    uint64_t records() const override { return records_; }

  private:
    const Ledger& present_;
    std::optional<Ledger> coming_;
    std::optional<Difference> difference_;
    std::unique_ptr<SampleTask> task_;
    uint64_t records_ = 0;
};

class ImportWork : public Work {
  public:
    ImportWork(const Ledger& present, const Chronicle& chronicle, std::unique_ptr<PickedFile> file,
               Keys& keys, const std::optional<OfficeKey>& ours, const KnownKeys& known)
        : present_(present),
          chronicle_(chronicle),
          keys_(keys),
          ours_(ours),
          known_(known),
          file_(std::move(file)),
          task_(JsonImport::start(present.catalog(), file_->size())) {}
    WorkKind kind() const override { return WorkKind::import_file; }
    bool step(const Deadline& deadline) override {
        if (read_problem_ || application_ || calendars_ || progress_text_ || key_text_ || sealed_)
            return true;
        if (!reading_ && !ended_ && task_->waiting() < read_bytes) read();
        if (table_) return ended_;
        if (rescued_ && !ended_) return false;
        if (rescued_ && !coming_) read_rescue_from(*rescued_);
        if (read_problem_) return true;
        if (waiting()) return false;
        if (!coming_) {
            if (!task_->step(deadline)) return false;
            if (task_->problem()) return true;
            history_ = task_->take_history();
            came(task_->take(), task_->info().records, task_->info().office);
            look_at_signature();
        }
        if (looking_) return false;
        return difference_->step(deadline) && (!merge_ || merge_->step(deadline));
    }
    float progress() const override {
        if (const auto& whole = table_ ? table_ : rescued_; whole && !coming_)
            return file_->size() ? float(whole->size()) / float(file_->size()) : 1.f;
        const float rest =
            ((difference_ ? difference_->progress() : 0) + (merge_ ? merge_->progress() : 0)) / 2;
        return task_->progress() * reading_part + rest * (1 - reading_part);
    }
    bool waiting() const override { return looking_ || (!coming_ && reading_ && task_->waiting() == 0); }
    FileSigner signer() const override { return signer_; }
    std::optional<Problem> problem() const override {
        return read_problem_ ? read_problem_ : task_->problem();
    }
    std::string name() const override {
        return damage_ ? file_->name() + " · " + field_problem_words(*damage_) : file_->name();
    }
    std::string office() const override { return office_; }
    std::optional<Holding> take() override {
        if (!coming_) return std::nullopt; // it was no data file
        return Holding(std::move(*coming_), std::move(history_));
    }
    Difference* difference() override { return &*difference_; }
    MergeInto* merge() override { return merge_ ? &*merge_ : nullptr; }
    uint64_t records() const override { return records_; }
    uint64_t cleaned() const override { return task_->cleaned(); }
    const Application* application() const override { return application_ ? &*application_ : nullptr; }
    const std::vector<Calendar>* calendars() const override { return calendars_ ? &*calendars_ : nullptr; }
    const std::string* progress_text() const override { return progress_text_ ? &*progress_text_ : nullptr; }
    const std::string* key_text() const override { return key_text_ ? &*key_text_ : nullptr; }
    const Bytes* sealed_to_office() const override { return sealed_ ? &*sealed_ : nullptr; }
    Bytes* table() override { return table_ ? &*table_ : nullptr; }

  private:
    void came(Ledger ledger, uint64_t records, std::string office) {
        coming_.emplace(std::move(ledger));
        records_ = records;
        office_ = std::move(office);
        difference_.emplace(present_, *coming_, most_edits);
        if (present_.records()) merge_.emplace(present_, *coming_, chronicle_, history_, most_merged);
    }
    void look_at_signature() {
        const auto& by = task_->signed_by();
        signer_ = signer_said(office_, by, ours_, known_);
        if (!by) return;
        if (!by->fits) return signer_.looked(false);
        looking_ = true;
        keys_.verify(by->key, signed_words(by->digest), by->signature,
                     [this, gone = std::weak_ptr<char>(alive_)](const Outcome<bool>& fits) {
                         if (gone.expired()) return;
                         looking_ = false;
                         signer_.looked(fits);
                     });
    }
    void read_rescue_from(ByteView file) {
        auto rescued = read_rescue(present_.catalog(), file);
        if (!rescued) {
            read_problem_ = rescued.problem();
        } else {
            damage_ = std::move(rescued->damage);
            history_ = std::move(rescued->history);
            const uint64_t records = rescued->ledger.records();
            came(std::move(rescued->ledger), records, present_.catalog().offices.front().id);
        }
    }
    void read_application_from(ByteView file) {
        auto application = read_application(present_.catalog(), file);
        if (application)
            application_ = std::move(*application);
        else
            read_problem_ = application.problem();
    }
    void read_calendars_from(ByteView bytes) {
        CalendarFile file = read_calendar_file({file_->name(), text_of(bytes)});
        if (file.problems.empty())
            calendars_ = std::move(file.calendars);
        else
            read_problem_ = std::move(file.problems.front());
    }
    void read() {
        reading_ = true;
        file_->read(read_bytes, [this](Outcome<Bytes> piece) { // not called any more when the file is dropped
            reading_ = false;
            if (!piece) {
                read_problem_ = piece.problem();
            } else if (piece->empty()) {
                ended_ = true;
                if (!table_ && !rescued_) task_->finish();
            } else if (auto& whole = table_ ? table_ : rescued_) {
                whole->insert(whole->end(), piece->begin(), piece->end());
            } else if (!begun_ && looks_like_rescue(*piece)) {
                rescued_ = std::move(*piece);
            } else if (!begun_ && file_->size() <= 2 * largest_application &&
                       looks_sealed_to_office(*piece)) {
                sealed_ = std::move(*piece);
            } else if (!begun_ && file_->size() <= largest_office_key && looks_like_office_key(*piece)) {
                key_text_ = text_of(*piece);
            } else if (!begun_ && looks_like_table(file_->name(), *piece)) {
                table_ = std::move(*piece);
                table_->reserve(size_t(file_->size()));
            } else if (file_->size() <= largest_application && looks_like_application(*piece)) {
                read_application_from(*piece);
            } else if (file_->size() <= largest_calendar_file && looks_like_calendar_file(text_of(*piece))) {
                read_calendars_from(*piece);
            } else if (!begun_ && file_->size() <= largest_progress_file && looks_like_progress(*piece)) {
                progress_text_ = text_of(*piece);
            } else {
                task_->feed(*piece);
            }
            begun_ = true;
        });
    }

    const Ledger& present_;
    const Chronicle& chronicle_;
    Keys& keys_;
    const std::optional<OfficeKey> ours_;
    const KnownKeys known_;
    FileSigner signer_;
    bool looking_ = false; // at the signature
    std::shared_ptr<char> alive_ = std::make_shared<char>();
    std::unique_ptr<PickedFile> file_;
    std::unique_ptr<JsonImport> task_;
    std::optional<Ledger> coming_;
    Chronicle history_; // of what comes
    std::optional<Difference> difference_;
    std::optional<MergeInto> merge_;
    bool reading_ = false, begun_ = false, ended_ = false;
    std::optional<Application> application_;
    std::optional<std::vector<Calendar>> calendars_;
    std::optional<std::string> progress_text_, key_text_;
    std::optional<Bytes> sealed_;
    std::optional<Bytes> table_, rescued_; // all of the file so far, when it is one of these
    std::optional<Problem> read_problem_;
    std::optional<Problem> damage_; // of the store that was taken out; what is left comes in
    uint64_t records_ = 0;
    std::string office_;
};

} // namespace

Outcome<std::unique_ptr<Work>> sample_work(const Ledger& present) {
    auto task = SampleTask::start(present.catalog(), SampleWish{});
    if (!task) return task.problem();
    return std::unique_ptr<Work>(new SampleWork(present, std::move(*task)));
}

std::unique_ptr<Work> import_work(const Ledger& present, const Chronicle& chronicle,
                                  std::unique_ptr<PickedFile> file, Keys& keys,
                                  const std::optional<OfficeKey>& ours, const KnownKeys& known) {
    return std::make_unique<ImportWork>(present, chronicle, std::move(file), keys, ours, known);
}

} // namespace mj
