// Everything that can be asked for. Pages and callbacks put actions into the queue; Actor::apply is the only writer.
#pragma once
#include "app/action/key_actions.hpp"
#include "app/action/question_actions.hpp"
#include "app/action/table_actions.hpp"
#include "app/port/download.hpp"
#include "app/port/file_picker.hpp"
#include "app/state/state.hpp"
#include "core/vault/storage.hpp"

namespace mj::act {

struct OpenPage {
    PageId page;
    ListFilter filter = {};
};
struct OpenRegister {
    int reg;
};
struct OpenFigure {
    int indicator;
    bool bottom = false;
    int part = 0; ///< of the year
    bool unsaid = false;
};
struct OpenCheck {
    int check;
    bool broken; ///< only the records that break it
};
struct OpenCell {
    int chart;
    int code = -1;
    int month = -1;
};
struct OpenBoardRecords {
    int reg;
    BoardFilter choice;
};
struct OpenAhead {
    int reg;
    bool early = false;
}; ///< records dated after today, or too early
struct OpenSettled {
    SettledFilter of;
};
struct OpenLinked {
    int reg, field;
    RecordId to;
}; ///< the records that link to one
struct OpenRecord {
    int reg;
    RecordId id;
    int field = -1; ///< that is to be corrected: where records can be changed, the form is opened at it
};
struct Back {};
struct Forward {};
struct Navigate {
    static constexpr int typed = -1, opened = -2; ///< the address alone says it; it was there at first
    int step;
    std::string address;
}; ///< by the browser

struct SetYear {
    int year;
};
struct Reveal {
    OverviewPart part = OverviewPart::none;
}; ///< nothing: it has been
struct SetAsOf {
    bool newest;
};
struct SetLanguage {
    Language language;
};
struct SetLook {
    std::optional<Look> look; ///< nothing: as the system asks
};
struct SetWho {
    std::string text; ///< is at the desk
};
struct SetSearch {
    std::string text;
};
struct SetSort {
    int field;
    bool descending;
};
struct SetFilter {
    ListFilter filter;
};

struct SetSlides {
    Slides slides;
};
struct Present {
    bool on;
}; ///< asks for the PIN first, which is set at the start and opens the way out
struct GivePin {
    std::string digits;
};
struct DropPin {};
struct TurnSlide {
    int by; ///< pages
};
struct HoldSlides {
    bool on;
};
struct SlideDue {
    bool more; ///< the page goes on below
};
struct SlideTouched {};

struct NewDraft {
    int reg;
    std::vector<std::pair<int, std::string>> texts =
        {}; ///< what is known: field (-1: the catalogue has none), exchange form
};
struct StartDraft {
    int reg;
    RecordId id;
};
struct EditField {
    RecordId id;
    int field;
    std::string text;
};
/// Adds a record of that name to the field's register and links the draft to it.
struct AddLinked {
    RecordId id; ///< the draft's
    int field;
    std::string name;
};
struct EditState {
    RecordId id;
    State state;
};
struct DropDraft {
    RecordId id;
};
struct AddRecord {
    RecordId id;
    bool another = false; ///< and begins the next one of its register
};                        ///< saves a draft of a new record
struct UpdateRecord {
    RecordId id;
    bool another = false;
}; ///< saves a draft of an existing one
struct RemoveRecord {
    int reg;
    RecordId id;
};
struct RestoreRecord {
    RecordId id;
}; ///< that was removed
/// All that the page lists, as one step.
struct RestoreAll {
    std::vector<RecordId> ids;
};
/// What came with a file, see Batches; asks first.
struct Withdraw {
    size_t entry;
};
struct Undo {};
struct Redo {};

struct EditApplication {
    int guide, at; ///< of the asked fields
    std::string text;
};
struct MakeApplication {}; ///< the file
struct ClearApplication {};
struct AskReceipt {
    std::string text;
    bool digits = false; ///< the last ones of the phone number, not the code
};
struct ProgressCame { ///< a progress file from beside the program
    std::string text;
};
/// One whose signature was looked at.
struct ProgressLooked {
    enum class From : uint8_t { kept, chosen, beside } from = From::kept;
    ProgressFile file;
    FileSigner signer;
    std::string text; ///< of the file
    Notice notice;    ///< when it was chosen
};
struct ExportProgress {};
struct ForgetProgress {};

/// Of what somebody may claim: which fact he fills in; a digit, '.' or '<', which takes the last one away.
struct ReckonField {
    int field;
};
struct ReckonKey {
    char key;
};
struct ClearReckon {};

struct LoadSample {};
struct ImportFile {
    int reg = -1;         ///< of whose records a table is; -1: it is asked
    bool compare = false; ///< only to see how it differs from what is here
};
struct GiveForm {
    int reg; ///< whose empty table is wanted
};
struct SetIntake {
    bool drafts;
    MissingLinks links;
};
/// Of the file that waits: a clash is decided; every one without a position.
struct DecideClash {
    bool theirs;
    std::optional<size_t> at = {};
};
/// Likewise of records of one key: they are one, or both stay.
struct DecideSame {
    bool join;
    std::optional<size_t> at = {};
};
/// Whether what was deleted here comes back with it.
struct BringBack {
    bool back;
};
struct TakeMerge {};
struct WriteRejected {}; ///< rows of the table that do not get in, as a file
struct GiveLeft {
    uint64_t notice;
}; ///< the rows of a table that was taken which did not get in
struct TakeTable {};
struct DropTable {};
struct ExportHistory { ///< whether what is exported by hand tells what was done to the records
    bool with = true;
};
/// `page`: in a copy of the one-file program.
struct ExportFile {
    bool page = false;
};
struct ExportCalendar {
    ClockFilter filter;
};                    ///< the open clocks as an iCalendar file
struct ExportSealed { ///< asks for a passphrase first
    bool page = false;
};
struct ChooseFolder { ///< for copies of the records
    bool sealed = false;
};
struct AllowFolder {};
struct ForgetFolder {};
struct CopyNow {};
struct SetLock {}; ///< asks for its passphrase first
struct SetLockAfter {
    int minutes; ///< without a hand on the page; 0: never
};
struct CloseLock {
    bool all = false; ///< in every window
};
struct PickCarried {}; ///< reads in what lies in the page itself
struct GivePassphrase {
    std::string text;
};
struct DropPassphrase {};
struct OpenNotices {}; ///< what others have contributed, and under which licences
struct GiveFormer {};  ///< what was kept before the format changed, as a file
struct FormerRead {
    std::string file;
    Outcome<Files> files;
};
struct FormerGiven {
    std::string file;
    Outcome<Given> outcome;
};
struct StartOver {}; ///< a damaged store becomes an empty one, after a question
struct CancelTask {};
struct RetrySave {};
struct TakeOver {};      ///< from a window that does not answer
struct DismissMended {}; ///< what the keeper has put right

struct Explain {
    int indicator; ///< -1: no more
};
struct ShowCode {
    int guide; ///< -1: no more
};
struct SetPalette {
    std::optional<PaletteText> palette; ///< nothing: closed
};
struct Run {
    PaletteHit hit;
};
struct Ask {
    Confirmation asked;
};
struct Answer {
    bool yes;
    bool all = false; ///< withdraw: also of records that were changed since
};
struct CloseNotice {
    uint64_t number;
};
struct ConfirmFile {
    uint64_t notice;
}; ///< the person has seen that the file is there

// From callbacks.
struct NewerWaits {
    std::string version;             ///< of the program; "": none
    std::array<std::string, 2> news; ///< in it, by Language
};
struct RecordStand {
    uint32_t people;
};                     ///< what was done at the stand, as a record to be filled in
struct FollowStand {}; ///< another window may have begun or ended a presentation
struct ChangeSaved {
    uint64_t token;
};
struct Tell {
    Notice notice;
}; ///< that something is durable
struct FilePicked {
    /// A file that was dropped is for the page that is shown once the clicks before it are carried out, in the next turn.
    enum class From : uint8_t { chosen, dropped, waited, carried };
    std::unique_ptr<PickedFile> file;
    int reg = -1; ///< as in ImportFile
    From from = From::chosen;
    bool compare = false;
};
struct TableOpened {
    Outcome<std::vector<SheetOffer>> sheets;
};
struct TableRead {
    Outcome<Reading> reading;
};
struct RejectedWritten {
    std::string file;
    Outcome<Given> outcome;
};
struct ApplicationSealed {
    std::string code, file;
    Outcome<Bytes> sealed;
};
struct ApplicationOpened {
    std::string file;
    Outcome<Bytes> opened;
};
struct ApplicationMade {
    std::string code, file;
    Outcome<Given> outcome;
};
struct Unlocked {
    Outcome<> outcome;
};
struct LockTurned {
    Outcome<> outcome;
};
struct Replaced {
    Outcome<> outcome;
};

} // namespace mj::act

namespace mj {

class Actor;

/// An action of one of the kinds in actions.def.
class Action {
  public:
    template <class Kind> Action(Kind kind) : held_(hold(std::move(kind))) {}
    bool for_everybody() const { return held_->for_everybody(); }
    void carry_out(Actor& actor) { held_->carry_out(actor); }

  private:
    struct Held {
        virtual ~Held() = default;
        virtual bool for_everybody() const = 0;
        virtual void carry_out(Actor& actor) = 0;
    };
    template <class Kind> struct HeldKind;
    /// Compiled once, in queue.cpp, or each page would be compiled with what carries its actions out.
    template <class Kind> static std::unique_ptr<Held> hold(Kind&& kind);
    std::unique_ptr<Held> held_;
};

class Queue {
  public:
    void push(Action action) { actions_.push_back(std::move(action)); }
    std::vector<Action> take() { return std::exchange(actions_, {}); }
    bool empty() const { return actions_.empty(); }

  private:
    std::vector<Action> actions_;
};

} // namespace mj
