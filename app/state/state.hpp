// Everything about the screen that is not a record: what is open, drafts, questions, notices, steps to take back.
#pragma once
#include "app/state/apply.hpp"
#include "app/state/backup.hpp"
#include "app/state/draft.hpp"
#include "app/state/intake.hpp"
#include "app/state/known_keys.hpp"
#include "app/state/merge.hpp"
#include "app/state/palette.hpp"
#include "app/state/place.hpp"
#include "app/state/reckon.hpp"
#include "app/state/slides.hpp"
#include "app/text/texts.hpp"
#include "app/theme/theme.hpp"

#include <map>
#include <memory>

namespace mj {

enum class WorkKind : uint8_t { sample, import_file, export_file, commit, progress_file, table_file };

/// Long work under way, as shown over the page.
struct Progress {
    WorkKind kind = WorkKind::sample;
    float part = 0;      ///< 0..1
    bool saving = false; ///< made, now on its way to the storage; can no longer be cancelled
};

/// A question that must be answered before anything happens.
struct Confirmation {
    enum class Kind : uint8_t {
        replace_by_sample,
        replace_by_file,
        start_over,
        remove_record,
        drop_draft,
        drop_lock,
        drop_former,  ///< the copy of what was kept before the format changed
        drop_key,     ///< `name`: its fingerprint
        withdraw,     ///< what came with a file
        same_receipt, ///< another application has this receipt code, or a clerk has corrected it
        change_over,  ///< to the version of the program that waits, `name`
        compared      ///< nothing is asked: AppState::compared is shown until it is closed
    };
    Kind kind = Kind::remove_record;
    int reg = -1; ///< remove_record, drop_draft, same_receipt
    RecordId id = {};
    std::string name = {}; ///< of the record or file; same_receipt: the question itself
    uint64_t records = 0;  ///< in the file; records that link to the one to be removed
    uint64_t replaced = 0; ///< records that would go
    uint64_t own = 0;      ///< replace_by_sample: of them, no sample's
    uint64_t added = 0, changed = 0, removed = 0; ///< by the file
    uint64_t actions = 0;                         ///< that the file tells of, and that would be known here
    std::string office = {};                      ///< id, of the file
    FileSigner signer = {};                       ///< replace_by_file
    size_t entry = 0; ///< withdraw: of the chronicle; `replaced` is how many were changed since
};

/// A backup beside the records that are here. Nothing has changed.
struct Compared {
    enum class Side : uint8_t { file_only, here_only, differs };
    struct Line {
        int reg;
        Side side;
        std::string name;        ///< of the record
        std::vector<int> fields; ///< that differ; -1 is the state
    };
    static constexpr size_t most_lines = 1000;
    std::string name; ///< of the file
    FileSigner signer;
    uint64_t records = 0, file_only = 0, here_only = 0, differing = 0;
    std::vector<Line> lines; ///< the first ones; none when the differences are too many to be told one by one
};

/// A passphrase that must be given first: to seal a file that is written, or to open one.
struct PassphraseAsked {
    bool sealing = true;
    bool page = false;              ///< what is sealed goes into a page, or lies in this one
    bool folder = false;            ///< what is sealed are copies in a folder, which is chosen next
    bool lock = false;              ///< what is sealed is all that is kept
    bool key = false;               ///< what is sealed is the office's key, which is made next
    std::string name;               ///< of the file to open
    bool trying = false;            ///< given, not yet answered
    std::optional<Problem> problem; ///< with the last one
};

/// The lock on what is kept.
struct LockShown {
    bool possible = false, on = false;
    bool turning = false; ///< it is being set or taken off
    int minutes = 15;     ///< without a hand on the page, until it closes; 0: never
};

struct Notice {
    enum class Kind : uint8_t {
        record_saved,
        record_removed,
        record_restored,
        restored_draft, ///< for the problem, which is its field's
        restored_all,   ///< `records`, of them `drafts`, and `left` that were not
        not_restored,
        undone,
        redone,
        sample_loaded,
        file_imported,
        file_same,         ///< nothing to do
        application_taken, ///< `name`; it is number `records` of those that came together
        application_known, ///< it was taken in before
        calendars_taken,
        file_merged,    ///< see `records` and `changed`
        table_taken,    ///< `records` are new; see also `changed`, `drafts`, `left`
        withdrawn,      ///< of `records` what came with a file; `left`: as it came
        file_exported,  ///< and read back from where it lies
        file_handed,    ///< to the browser, who says no more
        table_exported, ///< of `records` rows; 0: a text
        table_handed,
        calendar_exported,
        calendar_handed,
        progress_exported,
        progress_handed,
        progress_taken,   ///< a progress file of `records` applications, made on the day `name`
        key_kept,         ///< the office's, `name`, is in a file that was read back
        key_handed,       ///< likewise, in a file the browser has
        key_taken,        ///< from a file, `name`: its fingerprint
        key_taken_public, ///< likewise, what only seals
        former_handed,    ///< what was kept before the format changed, as a file `name`
        key_given,        ///< its public part, as a file `name`
        known_forgotten,  ///< a key that was compared, `forgotten`; its button makes it known again
        known_again,      ///< that was pressed
        known_not,        ///< likewise, for nothing
        left_handed,      ///< the rows of a table that did not get in, `name`
        form_handed,      ///< an empty table, `name`
        stand_files,      ///< applications made before the public
        stand_log,        ///< what people did there by themselves, `stand`
        started_over,
        work_cancelled,
        sample_failed,
        import_failed,
        export_failed,
        not_undone,
        lock_set, ///< its button closes it
        lock_changed,
        lock_dropped,
        lock_failed,     ///< neither set nor taken off
        lock_open,       ///< it could not be closed
        change_waits,    ///< another window cannot be loaded anew now
        drafts_followed, ///< likewise: they stay while the records below them have changed
        drafts_kept, ///< what was being written when the page went; `records` of them, the last named by `reg` and `id`
    };
    uint64_t number = 0;
    Kind kind = Kind::record_saved;
    std::string name;     ///< record or file
    uint64_t records = 0; ///< loaded, imported, exported
    std::optional<Problem> problem;
    int64_t until = 0;                          ///< ticks; 0: until closed
    int64_t made = 0;                           ///< seconds UTC: file_handed, the file
    uint64_t changed = 0, drafts = 0, left = 0; ///< table_taken: rows
    struct Exchange {
        uint64_t added, changed, removed;
    };
    std::optional<Exchange> exchange = {}; ///< file_imported: in place of what was here
    struct Added {
        int reg;
        uint64_t records, drafts;
    };
    std::vector<Added> others = {}; ///< table_taken: records added for links
    /// table_taken: sheets of its file that were not; import_failed: files that came together and did not come in
    std::vector<std::string> sheets = {};
    bool withdrawal = false; ///< undone, redone: that what came with a file was taken back
    bool gives_left = false; ///< table_taken: there is a file of the rows that did not get in
    bool sealed = false;     ///< stand_files: to the office's key
    bool unkept = false;     ///< nothing is kept here
    uint64_t left_out = 0;   ///< actions that the exported file could not tell of
    uint64_t cleaned = 0;    ///< texts that had hidden characters (core/base/shown.hpp), taken out
    std::optional<uint64_t> repairs =
        {};       ///< file_imported, file_merged: records to repair, when they are counted
    int reg = -1; ///< drafts_kept, drafts_followed, record_restored, restored_draft
    RecordId id = {};
    uint64_t gone = 0;    ///< record_restored, restored_draft: see links_gone()
    std::string who = {}; ///< of what came with a file or was withdrawn: was at the desk
    StandLog stand = {};
    FileSigner signer = {};       ///< file_imported
    std::string signed_with = {}; ///< of what was exported: the fingerprint of the key; "": it is not signed
    std::optional<KnownKey> forgotten = {};
    uint64_t step = 0; ///< the Step it tells of, which its button takes back while it is the last; 0: none
};

/// What takes a user change back, and what it is about.
struct Step {
    Change change;
    std::shared_ptr<Holding> former; ///< in place of a change, when all records were replaced
    int reg = -1;                    ///< -1: a file
    RecordId id;
    std::string name; ///< of the file
    std::string sheet = {};
    uint64_t number = 0;     ///< of one that can be undone, see Notice::step
    bool withdrawal = false; ///< what came with the file was taken back
};

/// What is typed into the palette, and the line that is marked.
struct PaletteText {
    std::string text;
    int chosen = 0;
};

enum class OverviewPart : uint8_t { none, checks, figures };

/// Which report is shown, of the year that is chosen for the whole program.
struct ReportChoice {
    std::string form;   ///< id of its template; where that is not meant for such a part, the first that is
    int part = 0;       ///< as in ReportingPeriod
    RecordId kept = {}; ///< a draft that is shown instead; none: written as the records are now
    /// Of a draft: which bytes of its text are being typed in; from npos: none are.
    size_t edited = std::string::npos, edited_size = 0;
    bool editing() const { return edited != std::string::npos; }
};

struct AppState {
    Language language = Language::zh;
    std::string newer;               ///< version of the program that waits to be used; "": none
    std::array<std::string, 2> news; ///< what is new in it, by Language; "": it does not say
    std::string who;                 ///< is at the desk, as typed
    std::optional<Look> look;        ///< chosen; nothing: what the system asks for
    int year = 0;                    ///< 0: none known yet
    std::optional<bool>
        as_of_newest; ///< clocks are read on the newest day of the data, not today; see as_of()
    History history;
    std::map<uint64_t, Draft> drafts; ///< by record id
    bool drafts_lost = false;         ///< the settings take none: they go with the page
    std::vector<Notice> notices;      ///< oldest first
    std::optional<Confirmation> confirmation;
    std::optional<Compared> compared;
    BackupShown backup;
    LockShown lock;
    int explained = -1; ///< indicator whose definition is shown
    int coded = -1;     ///< guide that is shown as a code
    std::optional<PaletteText> palette;
    ReportChoice report;
    std::string condition;                    ///< that is being added in 分析: what it is about; "": none
    OverviewPart reveal = OverviewPart::none; ///< to be scrolled to
    int reveal_field = -1;                    ///< likewise, of the record or the application
    Slides slides;
    bool invented = false;    ///< all records are the sample's
    std::optional<Show> show; ///< of the slides, while they are shown
    std::optional<PinAsked> pin;
    Apply apply;
    std::optional<ProgressFile> progress_file; ///< what is asked where no record has the receipt code
    FileSigner progress_signer;                ///< of that
    bool progress_false = false; ///< one whose signature does not fit lies beside the program, or in it
    std::optional<OfficeKey> office_key; ///< what people hand in here is sealed to it
    KnownKeys known_keys;                ///< of other offices, or of other desks of this one
    bool keys_possible = false;          ///< the browser seals and signs for this page
    bool making_key = false;             ///< or taking one in
    Reckon reckon;
    std::optional<PassphraseAsked> passphrase;
    std::optional<Progress> progress;
    std::optional<MergeOffer> merge; ///< with Confirmation::Kind::replace_by_file
    std::optional<Intake> intake;    ///< stays where it is as long as it has a plan
    std::vector<Step> undo, redo;    ///< last one is next
    bool without_history = false;    ///< files that are exported by hand
    bool makes_pages = false;        ///< the program is one file and can copy itself
    std::string carried;             ///< name of the data that lie in it; "": none

    Draft* draft(RecordId id) {
        const auto it = drafts.find(id.bits);
        return it == drafts.end() ? nullptr : &it->second;
    }
    const Draft* draft(RecordId id) const { return const_cast<AppState*>(this)->draft(id); }
};

} // namespace mj
