// A Word document gives text or a reason; and any text, a document's too, is checked as a report and read as a draft without harm.
#include "core/base/utf8.hpp"
#include "core/report/docx_text.hpp"
#include "core/report/draft.hpp"
#include "core/report/report_write.hpp"
#include "core/verify/verify.hpp"
#include "tests/fuzz/pieces.hpp"

using namespace mj;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const Catalog catalog = load_catalog(embedded_catalog()).catalog;
    static const Ledger ledger(catalog);
    static const Known known(ledger, Date::of(2024, 6, 30));
    constexpr size_t most = 20'000; // what checks a text looks at all of it for each figure
    if (size > most) return 0;
    std::string text(reinterpret_cast<const char*>(data), size);
    const ByteView file{data, size};
    if (looks_like_docx(file)) {
        const auto said = docx_text(file, most);
        if (!said) {
            fuzz::must(!said.problem().what.empty(), "no reason");
            return 0;
        }
        text = *said;
        fuzz::must(valid_utf8(text), "not UTF-8");
    }
    const Report draft = read_draft(ledger, known, catalog.reports.front(), 2023, "甲", text);
    for (const ReportPart& part : draft.parts) {
        fuzz::must(part.from <= part.to && part.to <= text.size(), "a part that is not of the text");
        for (const ReportMark& mark : part.marks)
            fuzz::must(mark.from <= mark.to && mark.to <= part.text.size(), "a mark that is not of its part");
    }
    draft_renewed(draft, text);
    report_docx(draft);
    if (valid_utf8(text)) verify(catalog, std::vector<Figure>(catalog.indicators.size()), 2023, text);
    return 0;
}
