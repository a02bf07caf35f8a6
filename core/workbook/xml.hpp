// XML as a stream of elements, by Expat. Names come without their prefix: workbooks are written in several namespaces
// (transitional, strict), all with the same names. Document types, and with them entities, are refused.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <optional>
#include <string_view>

struct XML_ParserStruct;

namespace mj {

inline std::string_view local_name(const char* name) {
    const char* from = name;
    for (; *name; ++name)
        if (*name == ':') from = name + 1;
    return {from, size_t(name - from)};
}

class XmlAttributes {
  public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    /// Empty if there is none of that name.
    std::string_view get(std::string_view name) const;
    bool flag(std::string_view name) const; ///< "1" or "true"
    template <class F> void each(F f) const {
        for (const char** pair = pairs_; *pair; pair += 2) f(local_name(pair[0]), std::string_view(pair[1]));
    }

  private:
    const char** pairs_;
};

class XmlHandler {
  public:
    virtual ~XmlHandler() = default;
    virtual void open(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void close() {}
    virtual void text(std::string_view) {}
    virtual void end() {} ///< after a document without mistakes
    const std::optional<Problem>& problem() const { return problem_; }

  protected:
    void fail(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
    }

  private:
    std::optional<Problem> problem_;
};

class XmlStream {
  public:
    explicit XmlStream(XmlHandler& handler);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;
    /// False after a problem, its own or the handler's.
    bool feed(ByteView piece, bool last);
    const Problem& problem() const { return *problem_; }
    /// All that was fed has been handed on, and it is UTF-8: no tag, text or comment is begun that goes on in what follows.
    bool settled() const;

  private:
    struct Calls;
    XmlHandler& handler_;
    XML_ParserStruct* parser_;
    std::optional<Problem> problem_;
    int depth_ = 0;
    uint64_t fed_ = 0;
    bool utf8_ = true;        ///< as far as it is declared
    bool wide_ = false;       ///< its first bytes are those of UTF-16, whatever is declared
    bool in_section_ = false; ///< of CDATA, where tags are text
};

} // namespace mj
