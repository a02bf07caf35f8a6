// What can be asked for on the pages 分析 and 报告, and of tables that go out.
#pragma once
#include "core/base/record_id.hpp"
#include "core/question/question.hpp"

#include <string>

namespace mj::act {

struct OpenAnswered { ///< the records a question asks for
    Question question;
};
struct ExportList { ///< the list that is shown, as a table
    bool xlsx = true;
    bool personal = false; ///< also what the catalogue calls personal
};
struct ExportAnswer { ///< what 分析 shows, as a table
    bool xlsx = false;
};
struct
    AddCondition { ///< begins one in 分析: what it is about, as app/page/explore.hpp names it; "": none any more
    std::string about;
};

struct ChooseReport {
    std::string form;   ///< id of a template
    int part = 0;       ///< of the year
    RecordId kept = {}; ///< a draft instead
};
struct KeepReport {}; ///< what is shown becomes a draft of one's own
struct EditReport {
    int part; ///< of the draft that is shown, to type in; -1: none any more, and what was typed is saved
};
struct TypeReport {
    std::string line; ///< in place of that part
};
struct DropReport {};  ///< what was typed into the draft that is shown and is not saved
struct RenewReport {}; ///< the draft that is shown says the figures as they are now
struct ExportReport {  ///< the report that is shown, as a file
    enum Format : uint8_t { docx, markdown, json, xlsx } format = docx;
};
struct PrintPage {}; ///< what is open, by the browser, which also makes a PDF of it

} // namespace mj::act
