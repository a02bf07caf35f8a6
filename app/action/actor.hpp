// The only writer: applies actions to the state and, through the keeper, to the records; runs long work in slices.
#pragma once
#include "app/action/actions.hpp"
#include "app/action/work.hpp"
#include "app/keeper/keeper.hpp"
#include "app/state/derived.hpp"

#include <map>

namespace mj {

class Actor {
  public:
    /// All must outlive the actor and the callbacks it hands out.
    Actor(const Host& host, AppState& state, Keeper& keeper, Derived& derived, Queue& queue)
        : host_(host), state_(state), keeper_(keeper), derived_(derived), queue_(queue) {}

    /// Language, look, slides and year as they were left; when the keeper has loaded, a year that has records.
    void recall_settings();
    void settle_year();
    void
    look_again(); ///< After all records were read: of what was open over the former ones only drafts stay.

    /// After drawing: everything in the queue. True when there was something, so that the page must be drawn again.
    bool apply();
    void tend_lock();   ///< Likewise: it is closed, when that was asked for.
    void tend_folder(); ///< After keeping: a copy of the records is begun when it is due.
    bool copying() const { return copy_ && !copy_->waiting(); }
    void keep_drafts(); ///< After apply(): what is being written, in the settings.
    /// After apply: a slice of the long work and notices that are over. True when more work waits.
    bool work(std::chrono::milliseconds budget = std::chrono::milliseconds(8));

    bool busy() const {
        return work_ || commit_ || locked_ || opening_ || keeper_.replacing() || coming_ || state_.intake;
    } ///< Records must not change now.

    /// What an action does, whoever asked for it; apply() knows who can.
    template <class Kind> void on(Kind& action);

  private:
    static constexpr std::string_view year_key = "year", language_key = "language", slides_key = "slides",
                                      stand_key = "stand", ///< "": no presentation
        look_key = "look", carried_key = "carried", copied_key = "copied", drafts_key = "drafts",
                                      tables_key = "tables", lock_after_key = "lock_after", who_key = "who",
                                      progress_key = "progress", office_key_key = "office_key",
                                      known_keys_key =
                                          "known_keys"; ///< in Prefs; web/site/look.js reads the look too
    void go(Place place);
    void back();
    void show_slide(size_t at);
    bool fit_slides();   ///< true: only the guides are left of them
    void look_for_own(); ///< whether there is anything but the sample
    void begin_show(const StandLock& lock);
    void end_show();
    bool keep_lock();       ///< in the settings; false: they keep nothing
    void wait(int seconds); ///< until the slides turn
    void recall_drafts();
    void rebase_drafts(); ///< What is being written goes on over what has come beneath it.
    void save(RecordId id, bool another);
    bool shows_report() const;
    /// `then` is called when the change is in the ledger: at once, unless it is of many records.
    void commit(Change change, Step step, Keeper::Saved saved, Cause cause, std::function<void()> then = {});
    struct Committed {
        std::function<void(Change before)> done;
        std::function<void(Change change)> dropped; ///< cancelled or lost; may be empty
    };
    void apply_change(Change change, Keeper::Saved saved, Cause cause, Byline by, Committed committed);
    bool work_on_commit(const Deadline& deadline); ///< true when more waits
    void drop_commit();
    void step_back(std::vector<Step>& from, std::vector<Step>& to, Cause cause);
    void step_back_replacement(Step step, std::vector<Step>& to, Cause cause);
    Keeper::Saved telling(Notice notice); ///< when it is durable, and who did it
    void recall_who();
    void withdraw(size_t entry, bool all);
    void remember(Step step, std::vector<Step>& in);
    std::string file_name(const char* ending) const; ///< "mingjing-fuling-20240630-1402.json", local time
    void start(std::unique_ptr<Work> work);
    void write_file(const std::string& passphrase, bool page);
    void watch_folder();
    void watch_lock();
    void turn_lock(const std::string& passphrase);
    bool work_on_copy(const Deadline& deadline); ///< true when more waits
    void carried_done();                         ///< it was taken in, or somebody has said no
    void offer_carried();                        ///< what lies in the page, until carried_done()
    void finished();
    void exported(const Work& work, Notice notice);
    void take_over();
    void replace();
    void take_in(const Application& application);
    void add(const Application& application);
    void take_in(const std::vector<Calendar>& calendars, Notice notice);
    void take_in_progress(const std::string& text, Notice notice);
    void recall_progress();
    /// Whose it is; then it is used, unless its signature is false.
    void look_at(act::ProgressLooked progress);
    void use(act::ProgressLooked& progress);
    void recall_key();
    void make_key(const std::string& passphrase);
    void keep_key(const OfficeKey& key, Notice notice); ///< in the settings
    void give_key(const OfficeKey& key, bool secret, const std::string& file);
    void take_in_key(const std::string& text, Notice notice);
    void drop_key();
    std::optional<Problem> remember_key(KnownKey key);
    void try_key(const OfficeKey& key, std::function<void(std::optional<Problem>)> done);
    Problem other_key(const OfficeKey& key) const; ///< why it does not take the place of the one in use
    void open_sealed(const Bytes& sealed, Notice notice);
    void give_application(const std::string& code, const std::string& file, ByteView bytes);
    void drop_told_tables();
    void look_for_progress();
    void log_look(PageId page);
    void open_table(std::string name, Bytes file);
    void give_form(const std::string& name, const Outcome<Bytes>& file);
    void read_table_again();
    void plan_table();
    std::string rejected_name(const Intake& intake) const;
    std::unique_ptr<DownloadFile> begin_rejected(const std::string& name);
    void keep_left(const Intake& intake);
    void offer_registers();
    void remember_taken(); ///< which register took a table with these heads, and each column's field
    bool recall_mapping(); ///< true when the table is read again with it
    void recall_same(const Mappings& all);
    void assigned(std::optional<size_t> column);
    void read_as_said();                          ///< something was said of columns, or of words
    bool work_on_table(const Deadline& deadline); ///< true when more waits
    static Problem read_only();
    void offer_merge(MergeInto& merge);
    void show_comparison(Work& work, Notice notice);
    void not_taken(Notice notice, Problem problem);
    void notify(Notice notice);
    void count_repairs(); ///< for the notice of a file that came in
    uint64_t links_to(int reg, RecordId id) const;

    const Host& host_;
    AppState& state_;
    Keeper& keeper_;
    Derived& derived_;
    Queue& queue_;
    std::unique_ptr<Work> work_;
    std::unique_ptr<Keeper::Commit> commit_;
    Committed committed_; ///< of commit_
    std::unique_ptr<DownloadFile> calendar_, application_, form_, rejected_, key_file_,
        former_;           ///< on their way
    bool opening_ = false; ///< what is sealed to the office's key, or a signature is looked at
    std::optional<int64_t> looked_beside_;      ///< ticks: when a progress file was looked for
    bool forming_ = false;                      ///< an empty table is being made
    std::unique_ptr<PickedFile> locked_;        ///< waits for its passphrase
    int table_reg_ = -1;                        ///< of the file that is read, see act::ImportFile
    bool comparing_ = false;                    ///< likewise
    std::string carrying_;                      ///< the mark of what lies in the page, while it is read in
    std::unique_ptr<Work> copy_;                ///< of all records, into the folder
    uint64_t copied_revision_ = 0;              ///< when it was begun
    using Kept = std::pair<uint64_t, uint64_t>; ///< database, and sequence in it
    Kept copied_, copying_, seen_;              ///< by the last copy, by this one, when last looked
    int64_t changed_at_ = 0, copy_tried_ = 0;   ///< seconds UTC
    bool copy_now_ = false;
    bool closing_ = false, closing_all_ = false; ///< the lock, when everything is durable
    std::optional<Application> doubted_;         ///< waits for the answer
    std::optional<Holding> coming_;              ///< made or read, waiting for the answer
    std::optional<Change> coming_change_;        ///< that would do the same
    std::vector<Step>* coming_steps_ =
        nullptr;           ///< where the step goes that takes it back; nothing: it is a new one
    Notice coming_notice_; ///< shown when it is kept
    WorkKind coming_kind_ = WorkKind::sample;
    std::string kept_drafts_; ///< as the settings have them
    uint64_t tables_opened_ = 0;
    bool more_files_ = false;                         // perhaps: of several that were chosen together
    bool together_ = false;                           // the next one is one of them
    uint64_t taken_together_ = 0, open_together_ = 0; // of them, applications, and those that were not sealed
    std::vector<std::string> failed_together_;        // names of those that did not come in
    std::string left_name_; // of a table that was taken, the rows that were not: as a file
    Bytes left_;
    bool left_waits_ = false; // it is being made
    uint64_t last_notice_ = 0, last_step_ = 0;
};

#define X(kind, who) template <> void Actor::on(act::kind&);
#include "app/action/actions.def"
#undef X

} // namespace mj
