// The tokens of a data file -> rows of a fresh ledger. Stops at the first mistake and says where it is.
#pragma once
#include "core/exchange/json.hpp"
#include "core/exchange/json_file.hpp"
#include "core/exchange/json_history.hpp"
#include "core/exchange/json_scan.hpp"

namespace mj {

/// The action of the history that is being read.
struct ReadAction {
    enum class Level : uint8_t { action, edits, edit, fields } level = Level::action;
    std::string part; // the name of what comes next
    std::optional<int64_t> at;
    std::optional<Cause> cause;
    Byline by;
    std::optional<ChangeWriter> done, before;
    uint32_t named = 0;      // bit per name of `action_parts`
    bool takes_back = false; // the list that is being read
    Edit edit;
    uint32_t parts = 0;                       // of the edit: bit per name of `edit_parts`
    std::vector<std::optional<Value>> values; // of the edit, by field
};

class JsonReader final : public JsonTokens {
  public:
    /// `bytes`: how large the file is said to be, 0 if unknown; bounds what its counts may reserve.
    JsonReader(const Catalog& catalog, const JsonScanner& scanner, uint64_t bytes);

    bool token(JsonToken token, std::string_view text) override;

    /// After the last token: all members are there, the counts are right, and so is the checksum.
    bool close(uint32_t crc, const Digest& digest);
    /// Then, in slices: no id twice, no link to nowhere. True when all rows are checked or one is wrong.
    bool check_rows(uint32_t rows);

    bool bad(Saying what, Saying fix, std::string_view value = {}); ///< Here. Always false.
    void bad_at(JsonPlace at, Saying what, Saying fix, std::string_view value = {});

    const std::optional<Problem>& problem() const { return problem_; }
    const ImportPlace& place() const { return place_; }
    const std::string& office() const { return office_; }
    bool begun() const { return begun_; }
    bool is_signed() const { return json_signed(version_); } ///< or its version is not known yet: then too
    const std::optional<SignedBy>& signed_by() const { return signed_; }
    bool recognised() const { return has(Member::version); } ///< a data file of a version that can be read
    uint64_t cleaned() const { return cleaned_; }            ///< texts, see JsonImport
    const Ledger& ledger() const { return ledger_; }
    Ledger take() { return std::move(ledger_); }
    const Chronicle& history() const { return history_; }
    Chronicle take_history() { return std::move(history_); }

  private:
    enum class Level : uint8_t { file, top, counts, registers, list, record, history, signature };
    enum class Member : uint8_t {
        none,
        format,
        version,
        office,
        catalog,
        counts,
        registers,
        broken_links,
        history,
        signature,
        checksum
    };
    static constexpr std::string_view head_names[] = {"id", "created", "changed", "state"};
    static constexpr int no_key = -100;

    bool has(Member m) const { return members_ >> int(m) & 1; }
    bool found(JsonToken token, std::string_view text, SaidWith<0> expected);
    bool unknown(SaidWith<1> what, std::string_view id);
    bool member_key(std::string_view key);
    bool member_value(JsonToken token, std::string_view text);
    bool counts_token(JsonToken token, std::string_view text);
    bool registers_token(JsonToken token, std::string_view text);
    bool list_token(JsonToken token, std::string_view text);
    bool record_token(JsonToken token, std::string_view text);
    bool signature_token(JsonToken token, std::string_view text);
    bool history_token(JsonToken token, std::string_view text);
    bool action_token(JsonToken token, std::string_view text);
    bool action_part(JsonToken token, std::string_view text);
    bool end_action();
    bool edit_token(JsonToken token, std::string_view text);
    bool edit_part(JsonToken token, std::string_view text);
    bool edit_field(JsonToken token, std::string_view text);
    bool end_edit();
    void complete();
    bool record_key(std::string_view key);
    bool head_value(JsonToken token, std::string_view text);
    bool field_value(JsonToken token, std::string_view text);
    bool read_id(std::string_view text, RecordId& id);
    bool read_state(std::string_view text, State& state);
    bool read_time(std::string_view text, int64_t& seconds);
    bool read_cell(const Field& field, JsonToken token, std::string_view text, Value& value);
    bool end_record();
    bool counts_agree();
    bool check_row(int reg, uint32_t row);
    bool new_id(uint64_t bits);

    const Catalog& catalog_;
    const JsonScanner& scanner_;
    const uint64_t bytes_;
    Ledger ledger_;
    std::optional<Problem> problem_;
    ImportPlace place_;

    Level level_ = Level::file;
    Member member_ = Member::none;
    uint32_t members_ = 0; // bit per Member already seen
    bool begun_ = false;
    std::string office_, catalog_version_, checksum_;
    JsonPlace checksum_place_;
    int64_t said_broken_ = 0, broken_ = 0, version_ = json_version; // signed, while it is not known
    std::optional<SignedBy> signed_;
    std::string signature_part_; // the name of what comes next in it
    uint32_t signature_parts_ = 0;
    std::vector<int64_t> said_;   // per register: its count, -1 if none is given
    std::vector<uint8_t> listed_; // per register: its list was seen

    int reg_ = -1;
    RecordHead head_;
    int key_ = no_key;    // the field, or -1 - the head member
    int last_field_ = -1; // where the search for the next name begins
    uint32_t heads_ = 0;  // bit per head member seen
    JsonPlace record_place_;
    std::vector<uint64_t> seen_; // per field: the last record that had it
    uint64_t record_stamp_ = 0;
    std::vector<FieldValue> values_; // of this record; kept for their memory
    size_t used_ = 0;
    uint64_t cleaned_ = 0;

    std::optional<ReadAction> action_;
    ActionShape shape_; // of it
    Chronicle history_;

    std::vector<uint64_t> ids_; // open addressing, 0 = free
    int check_reg_ = 0;
    uint32_t check_row_ = 0;
    std::optional<Problem> first_broken_;
    ImportPlace first_broken_place_;
};

} // namespace mj
