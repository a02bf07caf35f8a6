#include "core/workbook/xml.hpp"

#include "core/base/keyed_hash.hpp"

#include <expat.h>

namespace mj {
namespace {

constexpr int deepest = 64;
/// Expat reads a tag that is cut again from its beginning, so a tag of endless length would take endless time.
constexpr uint64_t longest_tag = 1 << 20;

} // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
    for (const char** pair = pairs_; *pair; pair += 2)
        if (local_name(pair[0]) == name) return pair[1];
    return {};
}

bool XmlAttributes::flag(std::string_view name) const {
    const std::string_view value = get(name);
    return value == "1" || value == "true";
}

struct XmlStream::Calls {
    static void stop_if_failed(XmlStream& self) {
        if (self.problem_ || self.handler_.problem()) XML_StopParser(self.parser_, XML_FALSE);
    }
    static void open(void* user, const char* name, const char** attributes) {
        XmlStream& self = *static_cast<XmlStream*>(user);
        if (++self.depth_ > deepest)
            self.problem_ = Problem{say(Said::xml_deep), {}, say(Said::save_again)};
        else
            self.handler_.open(local_name(name), XmlAttributes(attributes));
        stop_if_failed(self);
    }
    static void close(void* user, const char*) {
        XmlStream& self = *static_cast<XmlStream*>(user);
        --self.depth_;
        self.handler_.close();
        stop_if_failed(self);
    }
    static void text(void* user, const char* from, int n) {
        XmlStream& self = *static_cast<XmlStream*>(user);
        self.handler_.text({from, size_t(n)});
        stop_if_failed(self);
    }
    static void declaration(void* user, const char*, const char* encoding, int) {
        std::string name = encoding ? encoding : "utf-8";
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c |= 0x20;
        static_cast<XmlStream*>(user)->utf8_ = name == "utf-8";
    }
    static void section_begins(void* user) { static_cast<XmlStream*>(user)->in_section_ = true; }
    static void section_ends(void* user) { static_cast<XmlStream*>(user)->in_section_ = false; }
    static void document_type(void* user, const char*, const char*, const char*, int) {
        XmlStream& self = *static_cast<XmlStream*>(user);
        self.problem_ = Problem{say(Said::xml_doctype), {}, say(Said::save_again)};
        stop_if_failed(self);
    }
};

XmlStream::XmlStream(XmlHandler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
    if (!parser_) return;
    // Without room of its own for what is left over it does not say where it is, see settled().
    (void)XML_GetBuffer(parser_, 1);
    XML_SetHashSalt(parser_, static_cast<unsigned long>(hash_key().low | 1));
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, Calls::open, Calls::close);
    XML_SetCharacterDataHandler(parser_, Calls::text);
    XML_SetCdataSectionHandler(parser_, Calls::section_begins, Calls::section_ends);
    XML_SetXmlDeclHandler(parser_, Calls::declaration);
    XML_SetStartDoctypeDeclHandler(parser_, Calls::document_type);
}

XmlStream::~XmlStream() {
    if (parser_) XML_ParserFree(parser_);
}

bool XmlStream::settled() const {
    return utf8_ && !wide_ && !in_section_ && parser_ && XML_GetCurrentByteIndex(parser_) == XML_Index(fed_);
}

bool XmlStream::feed(ByteView piece, bool last) {
    if (problem_) return false;
    // A mark of byte order, or a zero beside the first character, is how Expat knows UTF-16 that nothing declares.
    for (size_t i = 0; i < piece.size() && fed_ + i < 2; ++i) wide_ |= piece[i] == 0 || piece[i] >= 0xFE;
    fed_ += piece.size();
    const bool read = parser_ && XML_Parse(parser_, reinterpret_cast<const char*>(piece.data()),
                                           int(piece.size()), last) == XML_STATUS_OK;
    if (problem_) return false;
    if (handler_.problem()) {
        problem_ = handler_.problem();
        return false;
    }
    const auto wrong = [this](Saying what) {
        problem_ = Problem{std::move(what), {}, say(Said::save_again)};
        if (parser_) problem_->where = say(Said::at_line, XML_GetCurrentLineNumber(parser_));
        return false;
    };
    if (!read) {
        const auto code = parser_ ? XML_GetErrorCode(parser_) : XML_ERROR_NO_MEMORY;
        return wrong(last ? say(Said::xml_cut) : say(Said::xml_wrong, XML_ErrorString(code)));
    }
    const XML_Index at = XML_GetCurrentByteIndex(parser_);
    if (!last && at >= 0 && fed_ - uint64_t(at) > longest_tag + piece.size())
        return wrong(say(Said::xml_long_tag));
    if (!last) return true;
    handler_.end();
    problem_ = handler_.problem();
    return !problem_;
}

} // namespace mj
