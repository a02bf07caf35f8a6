// What a Word document says, without its looks.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <string>

namespace mj {

inline bool looks_like_docx(ByteView file) {
    return file.size() > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
}
/// The text of its body as UTF-8, a line a paragraph, also of those in tables; nothing of what is marked as deleted, of headers and
/// footers. `most`: so many bytes; a longer one is a problem.
Outcome<std::string> docx_text(ByteView file, size_t most);

} // namespace mj
