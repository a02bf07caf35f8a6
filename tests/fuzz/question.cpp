// A question is refused with a reason, or comes back from its text as it was; and whatever it asks is answered.
#include "core/question/answer.hpp"
#include "core/question/question_text.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

namespace {

RecordId id_of(size_t reg, uint32_t row) { return RecordId::of(1, uint32_t(reg) + 1, row + 1); }

/// A few records of every register, with every field filled in now and then.
Ledger some_records(const Catalog& catalog) {
    constexpr uint32_t rows = 12;
    Ledger ledger(catalog);
    for (size_t reg = 0; reg < catalog.registers.size(); ++reg)
        for (uint32_t i = 0; i < rows; ++i) {
            const uint32_t row = ledger.append(int(reg), {id_of(reg, i), 0, 0, State(i % 4)});
            const auto& fields = catalog.registers[reg].fields;
            for (size_t f = 0; f < fields.size(); ++f) {
                const Field& field = fields[f];
                if ((i + f) % 5 == 0) continue;
                Value value = int64_t(i * (f + 1));
                if (field.type == FieldType::code)
                    value = int64_t(1 + i % catalog.code_lists[size_t(field.codes)].codes.size());
                if (field.type == FieldType::flag) value = int64_t(i % 2);
                if (field.type == FieldType::date) value = int64_t(Date::of(2023, 1, 1).days + 40 * int(i));
                if (field.type == FieldType::text) value = "text " + std::to_string(i % 5);
                if (field.type == FieldType::link)
                    value = int64_t(id_of(size_t(field.target), (i * 7) % rows).bits);
                ledger.set(int(reg), row, int(f), value);
            }
        }
    return ledger;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    static const Ledger ledger = some_records(catalog);
    static const Known known(ledger, Date::of(2024, 6, 30));
    const auto question = parse_question(catalog, {reinterpret_cast<const char*>(data), size});
    if (!question) {
        fuzz::must(!question.problem().what.empty(), "no reason");
        return 0;
    }
    const std::string text = question_text(catalog, *question);
    const auto again = parse_question(catalog, text);
    fuzz::must(again.ok() && question_text(catalog, *again) == text, "written and read as another");
    const AskedSpan span = span_of(known, *question);
    const Answer answer = answer_question(ledger, *question, span);
    for (const AnswerLine& line : answer.lines) {
        const Question behind = records_behind(ledger, *question, span, line.key);
        fuzz::must(!check_question(catalog, behind) && records_of(ledger, behind).count() == line.rows,
                   "a number opens other records");
    }
    return 0;
}
