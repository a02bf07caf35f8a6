#include "core/base/crc32c.hpp"
#include "core/base/hex.hpp"
#include "core/base/shown.hpp"
#include "core/base/version.hpp"
#include "core/exchange/json.hpp"
#include "core/exchange/json_file.hpp"
#include "core/exchange/json_history.hpp"

#include <algorithm>

namespace mj {
namespace {

constexpr size_t piece_size = 64 * 1024;
constexpr uint32_t rows_written_at_once = 128;

class Export final : public JsonExport {
  public:
    Export(const Ledger& ledger, std::string office, ByteSink sink, bool signs, const Chronicle* history)
        : ledger_(ledger),
          catalog_(ledger.catalog()),
          sink_(std::move(sink)),
          total_(ledger.records()),
          signs_(signs) {
        if (history && history->entries() > history->since_replaced()) {
            actions_ = history->entries() - history->since_replaced();
            history_.emplace(ledger, *history);
        }
        info_.office = std::move(office);
        field_keys_.resize(catalog_.registers.size());
        for (size_t r = 0; r < field_keys_.size(); ++r)
            for (const Field& field : catalog_.registers[r].fields) {
                std::string key = ",";
                put_json_text(key, field.id);
                field_keys_[r].push_back(key + ':');
            }
    }

    bool step(const Deadline& deadline) override {
        while (!finished_ && !problem_) {
            if (!started_) {
                begin();
            } else if (next_ < rows_.size()) {
                const size_t until = std::min(rows_.size(), next_ + rows_written_at_once);
                while (next_ < until && put_record(rows_[next_])) ++next_;
                progressed();
            } else if (next_register()) {
                begin_register();
            } else if (!registers_ended_) {
                end_registers();
            } else if (history_) {
                put_history();
            } else if (signs_ && !signed_) {
                if (!asked_) {
                    flush();
                    asked_ = true;
                }
                return false;
            } else {
                end();
            }
            if (!finished_ && !problem_ && deadline.passed()) return false;
        }
        return true;
    }
    float progress() const override { return progress_; }
    const std::optional<Problem>& problem() const override { return problem_; }
    const ExportInfo& info() const override { return info_; }
    std::optional<Digest> to_sign() const override {
        return asked_ && !signed_ ? std::optional(sha_.digest()) : std::nullopt;
    }
    void sign(const OfficeKey& key, const Signature& signature) override {
        out_ = signed_member({key, sha_.digest(), signature, true});
        signed_ = true;
    }

  private:
    const Register& reg() const { return catalog_.registers[size_t(reg_)]; }

    void begin() {
        if (catalog_.find_office(info_.office) < 0) {
            problem_ = Problem{say(Said::unknown_office, in_quotes(info_.office)), say(Said::at_export),
                               say(Said::choose_office)};
            return;
        }
        out_ = "{\"format\":";
        put_json_text(out_, json_format);
        out_ +=
            ",\"version\":" + std::to_string(json_version_of(signs_, history_.has_value())) + ",\"office\":";
        put_json_text(out_, info_.office);
        out_ += ",\"catalog\":";
        put_json_text(out_,
                      catalog_.version + std::string(json_program) + std::string(program_version) + ")");
        out_ += ",\n\"counts\":{";
        const char* between = "";
        for (size_t r = 0; r < catalog_.registers.size(); ++r) {
            const uint32_t records = ledger_.table(int(r)).records();
            if (!records) continue;
            out_ += between;
            put_json_text(out_, catalog_.registers[r].id);
            out_ += ':' + std::to_string(records);
            between = ",";
        }
        out_ += "},\n\"registers\":{";
        started_ = true;
    }

    /// Moves on to the next register with records.
    bool next_register() {
        while (++reg_ < int(catalog_.registers.size()))
            if (ledger_.table(reg_).records()) return true;
        return false;
    }

    void begin_register() {
        const Table& table = ledger_.table(reg_);
        rows_.clear();
        rows_.reserve(table.records());
        for (uint32_t row = 0; row < table.rows(); ++row)
            if (table.alive(row)) rows_.push_back(row);
        const auto earlier = [&](uint32_t a, uint32_t b) { return table.head(a).id < table.head(b).id; };
        if (!std::is_sorted(rows_.begin(), rows_.end(), earlier))
            std::sort(rows_.begin(), rows_.end(), earlier);
        next_ = 0;
        out_ += first_register_ ? "\n" : "\n],\n";
        first_register_ = false;
        put_json_text(out_, reg().id);
        out_ += ":[";
    }

    bool put_record(uint32_t row) {
        const Table& table = ledger_.table(reg_);
        const RecordHead& head = table.head(row);
        out_ += next_ ? ",\n{\"id\":\"" : "\n{\"id\":\"";
        out_ += head.id.text();
        out_ += "\",\"created\":\"";
        bool times = put_json_time(out_, head.created);
        out_ += "\",\"changed\":\"";
        times = put_json_time(out_, head.changed) && times;
        if (!times) return bad(row, "", {say(Said::years_outside)});
        out_ += "\",\"state\":\"";
        out_ += state_ids[size_t(head.state)];
        out_ += '"';
        for (int f = 0; f < table.fields(); ++f) {
            const Column& column = table.column(f);
            if (!column.has(row)) continue;
            const Field& field = reg().fields[size_t(f)];
            out_ += field_keys_[size_t(reg_)][size_t(f)];
            if (auto problem = put_json_value(out_, catalog_, field, column, row))
                return bad(row, field.id, std::move(*problem));
            if (field.type == FieldType::link)
                broken_links_ += ledger_.table(field.target).find(RecordId{column.links()[row]}) < 0;
        }
        out_ += '}';
        ++info_.records;
        if (out_.size() >= piece_size) flush();
        return true;
    }

    bool bad(uint32_t row, const std::string& field, Problem problem) {
        problem.where = {say(Said::at_register, reg().id),
                         say(Said::at_record_id, ledger_.table(reg_).head(row).id.text())};
        if (!field.empty()) problem.where.add(say(Said::at_field, field));
        if (problem.fix.empty()) problem.fix = say(Said::correct_and_export);
        problem_ = std::move(problem);
        return false;
    }

    void flush() {
        const ByteView piece(reinterpret_cast<const uint8_t*>(out_.data()), out_.size());
        info_.crc = crc32c(piece, info_.crc);
        if (signs_ && !signed_) sha_.take(piece);
        sink_(piece);
        out_.clear();
    }

    void end_registers() {
        out_ += first_register_ ? "}" : "\n]\n}";
        if (broken_links_) out_ += ",\n\"broken_links\":" + std::to_string(broken_links_);
        out_ += history_ ? ",\n\"history\":[" : ",\n";
        registers_ended_ = true;
    }

    void put_history() {
        constexpr int pieces = 16; // between two looks at the clock
        for (int i = 0; i < pieces; ++i)
            if (!history_->step(out_)) {
                out_ += "\n],\n";
                info_.left_out = history_->left_out();
                info_.actions = actions_ - info_.left_out;
                history_.reset();
                return;
            }
        if (out_.size() >= piece_size) flush();
        progressed();
    }

    void progressed() {
        const uint64_t told = history_ ? history_->done() : 0;
        progress_ = std::max(progress_, float(double(info_.records + told) / double(total_ + actions_ + 1)));
    }

    void end() {
        flush();
        out_ = "\"checksum\":\"" + checksum_text(info_.crc) + "\"}\n";
        sink_(ByteView(reinterpret_cast<const uint8_t*>(out_.data()), out_.size()));
        progress_ = 1;
        finished_ = true;
    }

    const Ledger& ledger_;
    const Catalog& catalog_;
    const ByteSink sink_;
    const uint64_t total_;
    const bool signs_;
    bool asked_ = false, signed_ = false;
    Sha256 sha_; // of what is in the sink, while it is to be signed
    ExportInfo info_;
    std::vector<std::vector<std::string>> field_keys_; // per register: ,"field":
    std::string out_;                                  // not yet in the sink
    std::vector<uint32_t> rows_;                       // of this register, in order of id
    size_t next_ = 0;
    int reg_ = -1; // before the first
    std::optional<JsonHistory> history_;
    uint64_t actions_ = 0; // of the history
    bool registers_ended_ = false;
    bool started_ = false, first_register_ = true, finished_ = false;
    uint64_t broken_links_ = 0;
    float progress_ = 0;
    std::optional<Problem> problem_;
};

} // namespace

std::string signed_words(const Digest& digest) { return "mingjing data sha256:" + to_hex(digest) + "\n"; }

std::string signed_member(const SignedBy& by) {
    return "\"signed\":{\"sha256\":\"" + to_hex(by.digest) + "\",\"sign\":\"" + to_hex(by.key.sign) +
           "\",\"seal\":\"" + to_hex(by.key.seal) + "\",\"signature\":\"" + to_hex(by.signature) + "\"},\n";
}

std::unique_ptr<JsonExport> JsonExport::start(const Ledger& ledger, std::string office, ByteSink sink,
                                              bool signs, const Chronicle* history) {
    return std::make_unique<Export>(ledger, std::move(office), std::move(sink), signs, history);
}

} // namespace mj
