// Rows that were read -> what they would do to the ledger (a dry run) -> one change, which is one undo.
#pragma once
#include "core/intake/reading.hpp"
#include "core/ledger/ledger.hpp"

#include <array>

namespace mj {

class TargetNames;

enum class ImportMode : uint8_t { add, update, both };
enum class OnError : uint8_t { stop, good_rows, drafts };
enum class MissingLinks : uint8_t { ask, create, leave_out };

struct PlanWish {
    ImportMode mode = ImportMode::both;
    OnError on_error = OnError::good_rows;
    MissingLinks links = MissingLinks::ask;
    RecordId next;   ///< of the first new record (Ledger::next_id); the following ones count on from it
    int64_t now = 0; ///< seconds since 1970
    Date today = {}; ///< what has happened is not after it; missing: that is not asked
};

struct PlannedRow {
    enum class Kind : uint8_t { fresh, changed, unchanged, rejected, doubtful };
    Kind kind = Kind::unchanged; ///< from rejected on it stays out
    bool draft = false;          ///< rejected or doubtful, and kept as a draft
    int edit = -1;               ///< position in the change, of fresh and changed ones and drafts
};

/// A record that a table names and the ledger has not.
struct MissingLink {
    int target;           ///< register
    std::string name;     ///< as the table has it
    std::string proposal; ///< a record's name that looks like it, or one missing before it; may be empty
    uint32_t first = 0;   ///< row that names it first
    uint32_t rows = 0;    ///< how many name it
};

/// What the ledger says of rows that get in all the same: they will be listed for repair.
struct Caution {
    FieldProblem said;  ///< of the first row
    uint32_t first = 0; ///< that row
    uint32_t rows = 0;  ///< of how many rows the same rule, or the same sentence, is said
};

/// An empty cell of the table changes nothing. Matching is by record id, else by the register's business key, which is
/// compared folded; rows without a key are matched with equal records that have none.
class Plan final : public Task {
  public:
    Plan(const Ledger& ledger, const Reading& reading,
         const PlanWish& wish); ///< both must outlive it and stay
    ~Plan() override;
    bool step(const Deadline& deadline) override;
    float progress() const override;
    const std::optional<Problem>& problem() const override { return problem_; }

    const std::vector<PlannedRow>& rows() const { return rows_; } ///< as in the reading
    uint32_t count(PlannedRow::Kind kind) const;
    uint32_t drafts() const;
    /// What the reading and the ledger say against rows, in their order.
    const std::vector<ReadProblem>& problems() const { return problems_; }
    const std::vector<MissingLink>& missing() const { return missing_; }
    /// Records of other registers that the batch adds, as drafts: the table names them.
    const std::vector<Edit>& created() const { return created_; }
    const std::vector<Caution>& cautions() const { return cautions_; } ///< in the order of their first rows
    /// Required fields that the table has no column for: how many rows lack them, by field.
    const std::vector<uint32_t>& lacking() const { return lacking_; }
    /// Whether a problem says no more than that.
    bool only_lacking(const ReadProblem& problem) const;
    /// What was changed so that links could be followed, by column.
    const std::vector<std::array<uint32_t, changes>>& linked() const { return linked_; }
    /// The batch; empty when a row is in the way and the wish says stop.
    const Change& change() const { return change_; }
    Change take() { return std::move(change_); } ///< likewise, once: no edit is there any more

  private:
    struct Indexes;
    struct Waiting { // for the ledger's check
        uint32_t row;
        Edit edit;
        bool draft;
    };
    void order_rows();
    TargetNames& names_of(int reg);
    void row(uint32_t at);
    bool link(uint32_t at, size_t column, std::string_view name, Value& out);
    using Names = std::array<uint64_t, 2>;
    int64_t match(uint32_t at, const std::vector<FieldValue>& values, bool& good, Names& names);
    std::string key_after(uint32_t row, const std::vector<FieldValue>& values) const;
    void note_seen(const Names& names, uint32_t at);
    void say(uint32_t at, int column, Noted said, std::string value = {}, std::string proposal = {});
    static bool present(const Value& value) { return value.index() != 0; }
    std::string take_unread(std::vector<FieldValue>& values) const;
    bool give_unread(std::string text, std::vector<FieldValue>& values) const;
    bool add_unread(size_t said, std::vector<FieldValue>& values) const;
    bool settle_unread(const Table& table, uint32_t row, std::vector<FieldValue>& values) const;
    bool same_as(const Table& table, uint32_t row, const FieldValue& value) const;
    void add_links(const Edit& edit, IdSet& named) const;
    void doubt_answers();
    bool doubted(uint32_t row, int column) const;
    void count_lacking();
    void note_caution(uint32_t at, FieldProblem said);
    void say_refused(uint32_t at, int column, const FieldProblem& refused, bool fresh);
    void check_waiting();
    void settle();
    RecordId next_id();

    const Ledger& ledger_;
    const Reading& reading_;
    const Register& register_;
    PlanWish wish_;
    std::vector<PlannedRow> rows_;
    std::vector<ReadProblem> problems_;
    std::vector<ReadProblem> doubts_; // of dates that answers made, in the order of the rows
    std::vector<MissingLink> missing_;
    std::vector<uint32_t> lacking_;
    std::vector<Caution> cautions_;
    std::vector<Edit> created_; // of missing_, where they are created
    std::vector<std::array<uint32_t, changes>> linked_;
    std::vector<Waiting> waiting_;
    Change change_;
    std::unique_ptr<Indexes> indexes_;
    std::vector<uint32_t> order_; // rows as they are gone through: after those of the table that they name
    std::vector<uint32_t> ends_;  // in it: what is before has been checked before what follows is looked at
    std::vector<RecordId> ids_;   // of rows that are or get in, where rows name rows
    IdMap<uint32_t> own_;         // of records that rows add: the edit
    uint32_t at_ = 0;             // in order_
    size_t end_ = 0;              // in ends_
    std::optional<Problem> problem_;
};

} // namespace mj
