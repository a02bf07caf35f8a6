// The chronicle as a member of the data file, written in pieces (read by json_reader_history.cpp).
//
// "history":[
// {"at":"2023-02-01T08:00:00Z","cause":"merge","who":"王芳","file":"二月.xlsx","sheet":"台账","done":[
// {"add":"mediation","id":"0010000000000001"},
// {"add":"mediation","id":"0010000000000002","fields":{"workers":3,"note":null}}]},
// {"at":"2023-02-02T08:00:00Z","cause":"edit","done":[
// {"update":"mediation","id":"0010000000000001","changed":"…","state":"approved","fields":{"workers":4}}],"before":[
// {"update":"mediation","id":"0010000000000001","changed":"…","state":"draft","fields":{"workers":3}}]}
// ]
//
// One object for each user action since all records were last replaced, oldest first: what was done, and what takes it back.
// Without "before" it adds records, which are removed again. An addition says of its record only what differs from the one
// that the file holds: null is what was missing then; of a record that the file does not hold it says all.
#pragma once
#include "core/ledger/chronicle.hpp"
#include "core/ledger/codec.hpp"

#include <string>

namespace mj {

constexpr std::string_view cause_ids[] = {"edit", "undo", "redo", "merge", "replace", "withdraw"};
constexpr std::string_view kind_ids[] = {"add", "update", "remove"};

/// Whether the parts of an action belong together, for whoever writes it and whoever reads it.
class ActionShape {
  public:
    /// False: it is not of the register that other edits, or a record of the ledger, have this id in.
    bool done(const Ledger& ledger, const Edit& edit);
    /// The next of what takes back. False: it is not the opposite of what was done last and is not taken back yet.
    bool before(const Edit& edit);
    bool whole() const { return taken_back_ == done_.size(); } ///< all is taken back
    bool only_adds() const { return only_adds_; }
    std::vector<Edit> removals() const; ///< what takes back an action that only adds
    void begin();                       ///< the next action

  private:
    struct Done {
        Edit::Kind kind;
        int reg;
        RecordHead head;
        uint64_t fields; ///< of an update, a bit each (of more than 64 two share one)
        explicit Done(const Edit& edit);
    };
    std::vector<Done> done_;
    size_t taken_back_ = 0;
    bool only_adds_ = true;
    IdMap<int> registers_; ///< by id, of all actions
};

/// Of what was done to these records, the actions whose parts belong together.
Chronicle sound_history(const Ledger& ledger, const Chronicle& chronicle);

class JsonHistory {
  public:
    /// Both must outlive it and stay as they are.
    JsonHistory(const Ledger& ledger, const Chronicle& chronicle);
    bool step(std::string& out); ///< Appends the next piece, a small one. False: all is written.
    size_t done() const { return at_ - from_; } ///< of chronicle.entries() - chronicle.since_replaced()
    /// Actions that stay out: the catalogue does not know what they were done to, or a reader would refuse them.
    uint64_t left_out() const { return left_out_; }

  private:
    enum class Part : uint8_t { next, look_at_done, look_at_before, done, before };
    void begin(std::string& out);
    void look();
    void leave_out();
    bool writable(const Edit& edit) const;
    void put_list(std::string& out);
    void put_edit(std::string& out, const Edit& edit);

    const Ledger& ledger_;
    const Catalog& catalog_;
    const Chronicle& chronicle_;
    const size_t from_;
    size_t at_;
    Part part_ = Part::next;
    std::optional<ChangeReader> edits_;
    ActionShape shape_;
    bool first_ = true, first_edit_ = true;
    uint64_t left_out_ = 0;
};

} // namespace mj
