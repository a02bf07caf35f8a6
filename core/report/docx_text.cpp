#include "core/report/docx_text.hpp"

#include "core/workbook/xml.hpp"
#include "core/workbook/zip.hpp"

#include <array>

namespace mj {
namespace {

/// Markup is larger than what it says: a text of `most` bytes may come with so many times as many.
constexpr size_t markup = 64;

class Body : public XmlHandler {
  public:
    Body(std::string& out, size_t most) : out_(out), most_(most) {}
    void open(std::string_view name, const XmlAttributes&) override {
        // Of an element and what lies in it, whether it is text.
        const bool said = name == "t";
        inside_.push_back(said);
        if (name == "tab") put(" ");
        if (name == "br" || name == "cr") put("\n");
        paragraph_.push_back(name == "p");
    }
    void close() override {
        if (paragraph_.back()) put("\n");
        inside_.pop_back();
        paragraph_.pop_back();
    }
    void text(std::string_view words) override {
        if (!inside_.empty() && inside_.back()) put(words);
    }

  private:
    void put(std::string_view words) {
        if (out_.size() + words.size() > most_)
            return fail({say(Said::report_long), {}, say(Said::give_report)});
        out_ += words;
    }
    std::string& out_;
    size_t most_;
    std::vector<bool> inside_, paragraph_;
};

} // namespace

Outcome<std::string> docx_text(ByteView file, size_t most) {
    const auto entries = zip_entries(file);
    if (!entries) return entries.problem();
    for (const ZipEntry& entry : *entries) {
        if (entry.name != "word/document.xml") continue;
        std::string out;
        Body body(out, most);
        XmlStream xml(body);
        ZipStream stream(entry, uint64_t(most) * markup);
        std::array<uint8_t, 64 << 10> piece;
        for (;;) {
            const ByteView got = stream.read(piece);
            if (stream.problem()) return *stream.problem();
            if (!xml.feed(got, got.empty())) return xml.problem();
            if (got.empty()) return out;
        }
    }
    return Problem{say(Said::no_document), {}, say(Said::give_document)};
}

} // namespace mj
